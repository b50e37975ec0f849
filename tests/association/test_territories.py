"""Where districts lie: known centres, neighbours both ways, and what the secretary keeps (A-3.16c)."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from association import clock, territories
from association.actions import districts
from association.models import District
from mentoring.rules.scoring import FAR, NEXT, SAME, Place, distance_km, territory_points
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories.browser import Visitor


def placed(name: str, kind: str = "city") -> Place:
    one = territories.known(name, kind)
    return Place(hash(one.name), float(one.latitude), float(one.longitude))


def test_known_places_are_neighbours_both_ways_and_lie_in_the_krai():
    near = {
        territories.key_of(one.name): {territories.key_of(name) for name in one.near} for one in territories.ALTAI
    }  # fmt: skip
    assert all(key in near[other] for key, others in near.items() for other in others)
    for one in territories.ALTAI:
        assert 50.5 < float(one.latitude) < 54.5
        assert 77.8 < float(one.longitude) < 87.2
    assert territories.known("Бийский р-н", "district").name == "Бийский район"
    assert territories.known("Бийск", "district") is None


def test_distance_and_points_of_territory():
    barnaul, biysk, slavgorod = (placed(name) for name in ("Барнаул", "Бийск", "Славгород"))

    assert distance_km(barnaul, biysk) == distance_km(biysk, barnaul) == 132
    assert distance_km(barnaul, slavgorod) == 344
    assert distance_km(barnaul, Place(9)) is None
    assert territory_points(barnaul, barnaul, within=0) == (SAME, 0)
    assert territory_points(barnaul, biysk, within=100) == (0, 132)
    assert territory_points(barnaul, biysk, within=132) == (FAR, 132)
    beside = Place(7, neighbours=frozenset({barnaul.key}))
    assert territory_points(barnaul, beside, within=0) == (NEXT, None)
    assert territory_points(None, barnaul, within=100) == (0, None)


@pytest.mark.django_db
@clause("A-3.16c")
def test_the_secretary_keeps_centres_and_neighbours():
    ground.association()
    secretary = ground.secretary()
    visitor = Visitor(secretary)
    one, other = ground.district("Барнаул"), ground.district("Примерный район", "district")
    call_command("places", verbosity=0)
    one.refresh_from_db()
    assert (one.latitude, District.objects.count()) == (Decimal("53.3481"), len(territories.ALTAI) + 1)
    assert sorted(one.neighbours.values_list("name", flat=True)) == [
        "Новоалтайск", "Павловский район", "Первомайский район",
    ]  # fmt: skip
    assert districts.place_known(by=None, at=clock.now()) == 0

    address = f"/districts/{other.pk}/place/"
    assert visitor.send(address, latitude="53.1").status_code == 422
    assert visitor.send(address, latitude="сто", longitude="83").status_code == 422
    assert visitor.send(address, latitude="91", longitude="83").status_code == 422
    assert visitor.send(address, latitude="53.1", longitude="83.2", neighbours=[one.pk]).status_code == 302
    other.refresh_from_db()
    assert (other.latitude, list(other.neighbours.all())) == (Decimal("53.1000"), [one])
    assert other in one.neighbours.all()
    page = visitor.get("/districts/places/").content.decode()
    assert "53,3481" in page
    assert "Новоалтайск" in page
    with pytest.raises(PermissionDenied):
        districts.place_district(
            one, latitude=None, longitude=None, neighbours=[], by=ground.user("director", ground.organisation()),
            at=clock.now(),
        )  # fmt: skip
