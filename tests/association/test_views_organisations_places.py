"""Pages of the reference table of districts and of the authority."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from association import clock
from association.models import Association, District, Official
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
PAPER = {"basis_kind": "resolution", "basis_number": "15-п", "basis_dated_on": "2026-08-20", "basis_body": "Край"}
HEAD = {"surname": "Сынакова", "given": "Вера", "patronymic": "Павловна", "genitive": "Сынаковой Веры Павловны",
        "dative": "Сынаковой В. П.", "post": "Министр", "post_genitive": "министра",
        "post_dative": "Министру"}  # fmt: skip


@pytest.fixture
def visitor():
    ground.association()
    return Visitor(ground.secretary())


def today() -> date:
    return timezone.localdate(clock.now())


def errors(answer) -> list[str]:
    assert answer.status_code == 422
    return sorted(answer.context["form"].errors)


def names(visitor, on) -> list[str]:
    return [row.name for row in visitor.get(f"/districts/?on={on}").context["rows"]]


def test_the_table_is_kept_and_shown_as_of_a_day(visitor):
    form = {"kind": "city", "name": "Барнаул", "name_ky": "Барнаул шаары", "country": "RU", "on": "2020-01-01"}
    assert visitor.send("/districts/new/", **form).status_code == 302
    assert errors(visitor.send("/districts/new/", **form)) == ["name"]
    row = District.objects.get()
    new = {"kind": "okrug", "name": "Барнаульский округ", "name_ky": "", "on": today()}
    assert errors(visitor.send(f"/districts/{row.pk}/name/", **{**new, "on": "2019-01-01"}, **PAPER)) == ["on"]
    assert visitor.send(f"/districts/{row.pk}/name/", **new, **PAPER).status_code == 302

    assert names(visitor, today() - timedelta(1)) == ["Барнаул"]
    assert names(visitor, today()) == ["Барнаульский округ"]
    assert names(visitor, "нет") == ["Барнаульский округ"]
    shown = visitor.get(f"/districts/{row.pk}/").content.decode().replace("\u00a0", " ")
    assert "Барнаульский округ" in shown


def test_a_territory_with_schools_is_merged_and_an_empty_one_closed(visitor):
    school, okrug, empty = ground.organisation(), ground.district("Округ", "okrug"), ground.district("Яровое")
    place = school.district
    closing = visitor.send(f"/districts/{place.pk}/closing/", on=today(), **PAPER)
    assert (closing.status_code, len(closing.context["form"].non_field_errors())) == (422, 1)
    assert errors(visitor.send(f"/districts/{place.pk}/merger/", into=place.pk, on=today(), **PAPER)) == ["into"]
    assert visitor.send(f"/districts/{place.pk}/merger/", into=okrug.pk, on=today(), **PAPER).status_code == 302
    assert visitor.send(f"/districts/{empty.pk}/closing/", on=today(), **PAPER).status_code == 302

    school.refresh_from_db()
    assert (school.district, names(visitor, today())) == (okrug, ["Округ"])
    assert school.title in visitor.get(okrug.get_absolute_url()).content.decode().replace("\u00a0", " ")
    assert visitor.send(f"/districts/{okrug.pk}/wording/", name="Новый округ", name_ky="").status_code == 302
    assert names(visitor, today()) == ["Новый округ"]


@clause("A-1.7", "A-A.1")
def test_the_authority_and_its_officials_change_from_a_day_on(visitor):
    before = Official.objects.get()
    name = {"name": "Министерство образования", "genitive": "Министерства образования", "on": today()}
    assert errors(visitor.send("/authority/name/", **{**name, "on": ground.DAY}, **PAPER)) == ["on"]
    assert visitor.send("/authority/name/", **name, **PAPER).status_code == 302
    assert visitor.send("/authority/wording/", name=name["name"], genitive="Министерства").status_code == 302
    assert visitor.send("/authority/officials/new/", **HEAD, **PAPER, is_head="on", on=today()).status_code == 302

    authority = Association.objects.get().authority
    head = authority.head_on(today())
    assert (head.person.dative, authority.name_on(today()).genitive) == ("Сынаковой В. П.", "Министерства")
    assert authority.head_on(today() - timedelta(1)) == before
    shown = visitor.get(f"/authority/officials/{head.pk}/wording/").context["form"]
    form = {one: shown[one].value() for one in shown.fields} | {"post_dative": "Министру образования"}
    assert visitor.send(f"/authority/officials/{head.pk}/wording/", **form).status_code == 302
    assert errors(visitor.send(f"/authority/officials/{head.pk}/end/", on=today())) == ["on"]
    assert visitor.send(f"/authority/officials/{head.pk}/end/", on=today() + timedelta(1)).status_code == 302
    assert visitor.get(f"/authority/officials/{head.pk}/end/").status_code == 404
    head.refresh_from_db()
    assert (head.post_dative, head.ends_on) == ("Министру образования", today() + timedelta(1))
    page = visitor.get("/authority/").content.decode().replace("\u00a0", " ").replace("\u2011", "-")
    assert all(one in page for one in ("Министерство образования", "Сынакова Вера Павловна", "15-п"))
