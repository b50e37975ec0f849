"""Reorganisation and liquidation, the table of districts, the authority: dated rows by papers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from association import clock
from association.actions import authority as authorities
from association.actions import corrections, districts
from association.actions.day_turn import turn_day
from association.actions.reorganisations import reorganise
from association.happenings import HANDLERS, forecast
from association.models import Association, AuditEntry, District, Official, Reorganisation
from association.statute import Refused
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members

pytestmark = pytest.mark.django_db
PAPER = {"kind": "resolution", "number": "15-п", "dated_on": date(2026, 8, 20), "body": "Администрация города"}


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def school(secretary):
    return ground.organisation()


def today() -> date:
    return timezone.localdate(clock.now())


def end(school, by, **facts):
    values = {"kind": "accession", "on": today(), "entry_number": "2260000000001", "basis": PAPER, **facts}
    return reorganise(school, by=by, at=clock.now(), **values)


@clause("A-3.15.1")
@pytest.mark.parametrize("kind", Reorganisation.Kind.values)
def test_a_reorganisation_is_recorded_with_its_successors_and_announced_in_the_same_transaction(
    secretary, school, kind
):
    heirs = [] if kind == "liquidation" else [ground.organisation(), ground.organisation()]
    heard = []
    HANDLERS.setdefault("organisation.reorganised", []).append(lambda **facts: heard.append(facts))
    try:
        row = end(school, secretary, kind=kind, successors=heirs)
    finally:
        HANDLERS["organisation.reorganised"].pop()

    assert (row.on, row.entry_number, row.basis.number, row.recorded_by) == (
        today(), "2260000000001", "15-п", secretary,
    )  # fmt: skip
    assert list(row.successors.order_by("pk")) == heirs
    assert all(heir.comes_from.get() == row for heir in heirs)
    assert [(one["organisation"], one["event"], one["reorganisation"], one["on"]) for one in heard] == [
        (school, "liquidation" if kind == "liquidation" else "reorganisation", row, today())
    ]
    assert heard[0]["basis"] == row.basis
    gone = Reorganisation.objects.ceasing(today()).filter(organisation=school).exists()
    assert gone is (kind != "separation")


@clause("A-3.15.1")
def test_a_handler_that_fails_takes_the_record_with_it(secretary, school):
    def fail(**_facts):
        raise RuntimeError("a floor above")

    HANDLERS.setdefault("organisation.reorganised", []).append(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            end(school, secretary)
    finally:
        HANDLERS["organisation.reorganised"].pop()
    assert Reorganisation.objects.count() == 0
    assert AuditEntry.objects.filter(verb="organisation.reorganise").count() == 0


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"on": 1}, "on"),
        ({"kind": "liquidation", "successors": "other"}, "successors"),
        ({"successors": "itself"}, "successors"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(secretary, school, facts, field):
    values = dict(facts)
    if "on" in values:
        values["on"] = today() + timedelta(days=1)
    if who := values.get("successors"):
        values["successors"] = [school if who == "itself" else ground.organisation()]
    with pytest.raises(ValidationError) as refused:
        end(school, secretary, **values)
    assert list(refused.value.message_dict) == [field]


@clause("A-3.15.1")
def test_an_organisation_ceases_once_and_the_record_is_kept_for_good(secretary, school):
    row = end(school, secretary, on=today() - timedelta(days=3))
    with pytest.raises(Refused) as refused:
        end(school, secretary)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.15.1"]
    with pytest.raises(DatabaseError), transaction.atomic():
        Reorganisation.objects.filter(pk=row.pk).update(on=today())
    with pytest.raises(PermissionDenied):
        end(ground.organisation(), ground.director(school))


@clause("A-3.15.1")
def test_what_would_follow_is_told_before(secretary, school):
    assert forecast("organisation.reorganised", organisation=school, on=today()) == []
    member = members.member(secretary)
    told = forecast("organisation.reorganised", organisation=member, on=today())
    assert [one.clause for one in told] == ["A-3.15.1", "A-B.7"]


def test_a_territory_is_renamed_by_a_new_row_and_its_schools_follow(secretary, school):
    old = school.district
    new = districts.rename_district(
        old, name="Бийский округ", kind="okrug", name_ky="Бийск округу", on=today(), basis=PAPER, by=secretary,
        at=clock.now(),
    )  # fmt: skip
    old.refresh_from_db()
    school.refresh_from_db()

    assert (old.name, old.ends_on, old.followed_by) == ("Бийск", today(), new)
    assert (new.starts_on, new.name_ky, new.basis.number) == (today(), "Бийск округу", "15-п")
    assert school.district == new
    assert list(District.objects.on(today() - timedelta(1))) == [old]
    assert list(District.objects.on(today())) == [new]


def test_a_merger_ahead_moves_the_schools_on_its_day(secretary, school):
    okrug = ground.district("Бийский округ", "okrug")
    ahead = today() + timedelta(days=7)
    facts = {"basis": PAPER, "by": secretary, "at": clock.now()}
    districts.merge_district(school.district, into=okrug, on=ahead, **facts)
    school.refresh_from_db()
    assert school.district.name == "Бийск"

    assert turn_day(by=None, at=clock.now() + timedelta(days=7)) == 1
    school.refresh_from_db()
    assert school.district == okrug


def test_territories_end_in_order(secretary, school):
    place, empty = school.district, ground.district("Яровое")
    facts = {"basis": PAPER, "by": secretary, "at": clock.now()}
    for act in (
        lambda: districts.close_district(place, on=today(), **facts),
        lambda: districts.merge_district(place, into=place, on=today(), **facts),
        lambda: districts.merge_district(place, into=empty, on=ground.DAY, **facts),
        lambda: districts.rename_district(place, name="Бийск", kind="city", on=today(), **facts),
        lambda: districts.rename_district(place, name="ЯРОВОЕ", kind="city", on=today(), **facts),
        lambda: districts.open_district(name="бийск", kind="city", on=today(), by=secretary, at=clock.now()),
    ):
        with pytest.raises(ValidationError):
            act()
    assert District.objects.open().count() == 2
    districts.close_district(empty, on=today(), **facts)
    with pytest.raises(ValidationError):
        districts.close_district(empty, on=today() + timedelta(1), **facts)
    with pytest.raises(ValidationError):
        districts.merge_district(place, into=empty, on=today(), **facts)
    with pytest.raises(PermissionDenied):
        districts.close_district(place, on=today(), **{**facts, "by": ground.director(school)})


def test_a_mistake_in_the_name_of_a_territory_is_mended(secretary):
    row = ground.district("Барнул")
    districts.correct_district(row, name="Барнаул", name_ky="Барнаул ш.", by=secretary, at=clock.now())
    row.refresh_from_db()
    assert (row.name, row.name_ky, District.objects.count()) == ("Барнаул", "Барнаул ш.", 1)
    assert AuditEntry.objects.get(verb="district.correct").facts["was"] == {"name": "Барнул", "name_ky": ""}


def official(by, **facts):
    forms = {
        "surname": "Сынакова",
        "given": "Вера",
        "patronymic": "",
        "genitive": "Сынаковой Веры",
        "dative": "Сынаковой В.",
    }
    posts = {"post": "Министр", "post_genitive": "министра", "post_dative": "Министру"}
    values = {"on": today(), "known": None, "is_head": True, "basis": PAPER, "forms": forms, "posts": posts, **facts}
    return authorities.take_official(Association.current().authority, by=by, at=clock.now(), **values)


@clause("A-1.7")
def test_the_authority_is_renamed_from_a_day_on(secretary):
    row = Association.current().authority
    names = {"name": "Министерство образования и науки", "genitive": "Министерства образования и науки"}
    authorities.rename_authority(row, on=today(), basis=PAPER, by=secretary, at=clock.now(), **names)

    assert row.name_on(today()).genitive == names["genitive"]
    assert row.name_on(today() - timedelta(1)).name == "Демонстрационное министерство"
    for on in (today(), ground.DAY):
        with pytest.raises(ValidationError):
            authorities.rename_authority(
                row, on=on, basis=PAPER, by=secretary, at=clock.now(), name="Иное", genitive=""
            )
    assert row.names.count() == 2


@clause("A-1.7", "A-A.1")
def test_a_new_head_of_the_authority_ends_the_post_of_the_one_before(secretary):
    before = Official.objects.get()
    row, deputy = official(secretary), official(secretary, is_head=False)

    before.refresh_from_db()
    assert (before.ends_on, Association.current().authority.head_on(today())) == (today(), row)
    assert row.person.dative == "Сынаковой В."
    authorities.end_post(deputy, on=today() + timedelta(1), by=secretary, at=clock.now())
    with pytest.raises(ValidationError):
        authorities.end_post(deputy, on=today() + timedelta(2), by=secretary, at=clock.now())
    with pytest.raises(ValidationError):
        official(secretary)


def test_the_forms_of_an_official_are_mended(secretary):
    row = Official.objects.get()
    corrections.correct_official(
        row, post_dative="Министру", person_dative="Эталонову Б. Б.", by=secretary, at=clock.now()
    )
    row.refresh_from_db()
    assert (row.post_dative, row.person.dative, Official.objects.count()) == ("Министру", "Эталонову Б. Б.", 1)
