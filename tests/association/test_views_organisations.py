"""Pages of organisations for those who keep their record: every form from empty to recorded, and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from association import clock
from association.models import AuditEntry, Basis, Organisation, Person, Reorganisation
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
PAPER = {"basis_kind": "resolution", "basis_number": "15-п", "basis_dated_on": "2026-08-20", "basis_body": "Город"}
HEAD = {"surname": "Макетова", "given": "Ия", "patronymic": "Ильинична", "genitive": "Макетовой Ии Ильиничны",
        "dative": "Макетовой И. И.", "post": "директор", "post_genitive": "директора",
        "post_dative": "Директору"}  # fmt: skip


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def visitor(secretary):
    return Visitor(secretary)


@pytest.fixture
def school(secretary):
    return ground.organisation()


def today() -> date:
    return timezone.localdate(clock.now())


def page(school, name: str) -> str:
    return f"/organisations/{school.pk}/{name}/"


def errors(answer) -> list[str]:
    assert answer.status_code == 422
    return sorted(answer.context["form"].errors)


def new_school(**facts) -> dict:
    return {
        "full": "Краевой колледж", "short": "КГБПОУ «Демонстрационный колледж № 991»", "text": "г. Бийск, ул. Новая",
        "on": "2020-09-01", "country": "RU", "type": "college", "sector": "vocational",
        "district": ground.district().pk, "inn": "7707 083 893", "ogrn": "1027700132195", **HEAD,
        "name_genitive": "Краевого колледжа", **facts,
    }  # fmt: skip


@clause("A-A.2", "A-A.3")
def test_an_organisation_is_added_with_its_head(visitor):
    answer = visitor.send("/organisations/new/", **new_school())

    made = Organisation.objects.get()
    assert (answer.status_code, made.inn, made.type, made.name_on(today()).full) == (
        302, "7707083893", "college", "Краевой колледж",
    )  # fmt: skip
    head = made.head_on(today())
    assert (head.post_genitive, head.person.genitive) == ("директора", "Макетовой Ии Ильиничны")
    assert made.name_on(today()).genitive == "Краевого колледжа"
    assert made.title in visitor.get("/organisations/?q=колледж").content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"inn": "7707083894"}, "inn", "7707083894"),
        ({"inn": "77070838"}, "inn", "10"),
        ({"okpo": "00032537"}, "okpo", ""),
        ({"country": "KG"}, "district", ""),
        ({"on": "2099-01-01"}, "on", ""),
        ({"website": "javascript:alert(1)"}, "website", ""),
        ({"email": "нет"}, "email", ""),
        ({"full": ""}, "full", ""),
        ({"full": "Ж" * 301}, "full", ""),
        ({"type": "zoo"}, "type", "zoo"),
        ({"district": "9" * 30}, "district", ""),
    ],
)
def test_a_mistake_is_said_at_its_field_and_what_was_typed_stays(visitor, wrong, field, words):
    answer = visitor.send("/organisations/new/", **new_school(**wrong))

    assert field in errors(answer)
    assert words in str(answer.context["form"].errors[field])
    assert "г. Бийск, ул. Новая" in answer.content.decode()
    assert Organisation.objects.count() == 0


def test_an_inn_belongs_to_one_organisation(visitor, school):
    visitor.send("/organisations/new/", **new_school())
    answer = visitor.send("/organisations/new/", **new_school(short="Другая"))
    assert errors(answer) == ["inn", "known"]
    assert "КГБПОУ" in str(answer.context["form"].errors["inn"])


def test_a_namesake_is_asked_about_and_never_doubled_by_itself(visitor, school):
    known = ground.person("Макетова", "Ия", "Ильинична")
    form = {**HEAD, **PAPER, "on": today()}
    assert errors(visitor.send(page(school, "head"), **form)) == ["known"]
    assert errors(visitor.send(page(school, "head"), **form, known=known.pk + 1)) == ["known"]

    assert visitor.send(page(school, "head"), **form, known=known.pk).status_code == 302
    assert school.head_on(today()).person == known
    other = ground.organisation()
    assert visitor.send(page(other, "head"), **form, known="new").status_code == 302
    assert Person.objects.filter(surname="Макетова").count() == 2


def test_a_new_name_and_address_are_recorded_with_their_paper(visitor, school):
    for name, facts in {
        "name": {"full": "Лицей", "short": "Лицей № 1", "genitive": "Лицея"}, "address": {"text": "ул. Новая"},
    }.items():  # fmt: skip
        assert sorted({"on", *facts} - {"genitive"} - set(errors(visitor.send(page(school, name))))) == []
        early = visitor.send(page(school, name), **facts, **PAPER, on=ground.DAY)
        assert errors(early) == ["on"]
        assert facts.get("text", "Лицея") in early.content.decode()
        assert visitor.send(page(school, name), **facts, **PAPER, on=today()).status_code == 302
    school.refresh_from_db()
    assert (school.title, school.address_on(today())) == ("Лицей № 1", "ул. Новая")
    assert Basis.objects.filter(number="15-п", body="Город").count() == 2
    shown = visitor.get(page(school, "record")).content.decode().replace("\u00a0", " ").replace("\u2011", "-")
    assert all(one in shown for one in ("Лицея", "ул. Новая", "15-п"))


def test_a_change_ahead_is_shown_and_taken_back(visitor, school):
    ahead = today() + timedelta(days=9)
    visitor.send(page(school, "name"), full="Лицей", short="Лицей", **PAPER, on=ahead)
    assert 'data-do="taking-back"' in visitor.get(page(school, "record")).content.decode()
    assert visitor.send(page(school, "planned"), kind="address").status_code == 404

    assert visitor.send(page(school, "planned"), kind="name").status_code == 302
    assert visitor.send(page(school, "planned"), kind="name").status_code == 404
    assert school.name_on(ahead).short == school.title


def test_details_and_contacts(visitor, school):
    form = {"country": "KG", "type": "vocational", "sector": "vocational", "inn": "02712199110068", "okpo": "00032537"}
    place = ground.district("Ош")
    assert errors(visitor.send(page(school, "details"), **form, district=place.pk)) == ["district"]
    type(place).objects.filter(pk=place.pk).update(country="KG")
    assert visitor.send(page(school, "details"), **form, district=place.pk).status_code == 302
    school.refresh_from_db()
    assert (school.okpo, school.district, school.type) == ("00032537", place, "vocational")

    director, stranger = Visitor(ground.director(school)), Visitor(ground.director(ground.organisation()))
    assert stranger.get(page(school, "contacts")).status_code == 404
    assert director.send(page(school, "contacts"), phone="+7 000 000-00-08", website="example.org").status_code == 302
    school.refresh_from_db()
    assert (school.phone, school.website) == ("+7 000 000-00-08", "https://example.org")
    assert director.get(page(school, "details")).status_code == 403


def test_the_wording_is_corrected(visitor, school):
    shown = visitor.get(page(school, "wording")).context["form"]
    form = {name: shown[name].value() for name in shown.fields} | {"genitive": "Школы", "person_dative": "Примерову"}
    assert visitor.send(page(school, "wording"), **form).status_code == 302
    assert school.name_on(today()).genitive == "Школы"
    assert school.head_on(today()).person.dative == "Примерову"
    assert school.names.count() == 1
    assert AuditEntry.objects.filter(verb="organisation.correct_wording").count() == 1


@clause("A-3.15.1")
def test_a_reorganisation_is_recorded_only_after_its_consequences_were_shown(visitor, secretary):
    school, heir = members.member(secretary), ground.organisation("МБОУ «Демонстрационный лицей № 999»")
    form = {**PAPER, "kind": "accession", "on": today(), "entry_number": "2260", "successors": "лицей 999"}
    asked = visitor.send(page(school, "reorganisation"), **form)
    text = asked.content.decode()

    assert (asked.status_code, Reorganisation.objects.count()) == (200, 0)
    assert [one.clause for one in asked.context["follows"]] == ["A-3.15.1", "A-B.7"]
    assert all(one in text for one in ('name="confirmed"', 'value="лицей 999"'))
    answer = visitor.send(page(school, "reorganisation"), **form, confirmed="1")
    assert answer.status_code == 302
    assert list(Reorganisation.objects.get().successors.all()) == [heir]
    assert heir.title in visitor.get(page(school, "record")).content.decode().replace("\u00a0", " ")
    assert school.title in visitor.get(page(heir, "record")).content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"successors": "Нет такой"}, "successors"),
        ({"successors": "Демонстрационная"}, "successors"),
        ({"kind": "liquidation", "successors": "000"}, "successors"),
        ({"on": "2099-01-01"}, "on"),
        ({"kind": "x"}, "kind"),
        ({"entry_number": ""}, "entry_number"),
    ],
)
def test_a_reorganisation_that_cannot_be_is_refused_before_it_is_asked(visitor, school, wrong, field):
    ground.organisation("Лицей 000")
    ground.organisation()
    form = {**PAPER, "kind": "accession", "on": today(), "entry_number": "2260", **wrong}
    assert errors(visitor.send(page(school, "reorganisation"), **form)) == [field]
    assert Reorganisation.objects.count() == 0


@pytest.fixture
def several(secretary, visitor):
    member, gone = members.member(secretary), ground.organisation("Лицей № 5", place="Яровое")
    ground.organisation("Гимназия № 7")
    form = {**PAPER, "kind": "liquidation", "on": today(), "entry_number": "2260", "confirmed": "1"}
    visitor.send(page(gone, "reorganisation"), **form)
    return member, gone


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3), ("q=gimnaziya", 1), ("q=нет", 0), ("sector=general", 3), ("sector=extra", 0), ("type=school", 0),
        ("state=member", 1), ("state=candidate", 0), ("state=liquidated", 1), ("state=outside", 1), ("state=x", 3),
        ("state=reorganised", 0), ("district=x", 3), ("page=99", 3), ("q=%00", 3),
    ],
)  # fmt: skip
def test_the_list_holds_everybody_and_is_filtered(visitor, several, query, count):
    answer = visitor.get(f"/organisations/?{query}")
    assert len(answer.context["lines"]) == count


def test_the_list_is_filtered_by_place(visitor, several):
    answer = visitor.get(f"/organisations/?district={several[1].district_id}")
    assert [line["organisation"] for line in answer.context["lines"]] == [several[1]]


@pytest.mark.parametrize("address", ["/organisations/", "/organisations/?q=а&state=outside", "/districts/"])
def test_the_lists_take_no_more_queries_with_more_rows(visitor, school, address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor.get(address)
    with CaptureQueriesContext(connection) as one:
        visitor.get(address)
    for number in range(2):
        ground.organisation(place=f"Место {number}")
    with django_assert_num_queries(len(one)):
        visitor.get(address)
