"""Processes and indicators: what a card lacks, who answers, how they are linked, and what a page shows of it."""

from decimal import Decimal
from itertools import pairwise

import pytest

from association.statute import Refused
from qa_system.actions import indicators as aims
from qa_system.actions import processes as verbs
from qa_system.actions import staff
from qa_system.actions.editing import Outdated
from qa_system.models import Process, ProcessLink
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import qa
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
AT, DAY = ground.AT, ground.DAY


@pytest.fixture
def system():
    ground.association()
    return qa.system()


@pytest.fixture
def officer(system):
    return qa.officer(system)


def process(system, officer, code="N1", **fields) -> Process:
    values = {"name_ru": f"Процесс {code}", "name_ky": f"{code}-процесс", "classification": "core",
              "area": "educational", "stage": "teaching", "purpose_ru": "Учить", "purpose_ky": ""}  # fmt: skip
    return verbs.add(system, code=code, on=DAY, by=officer, at=AT, **values | fields)


def indicator(row, officer, code="I1", **fields):
    values = {"name_ru": "Трудоустройство", "name_ky": "", "direction": "higher", "unit": "%"}
    return aims.add(row, code=code, on=DAY, by=officer, at=AT, **values | fields)


@clause("K-10")
def test_a_code_is_taken_once_and_said_at_the_field(system, officer):
    process(system, officer)
    page = Visitor(officer).send(
        f"/qa/{system.pk}/processes/new/", code="N1", name_ru="Ещё один", classification="core", area="other"
    )
    assert page.status_code == 422
    assert "Ещё один" in page.content.decode()
    assert Process.objects.count() == 1


@clause("K-13.1b")
def test_a_process_has_one_owner_and_the_former_one_stays_known(system, officer):
    row = process(system, officer)
    first = staff.add(
        system, surname="Тестова", given="Гүлнара", patronymic="", post_ru="", post_ky="", on=DAY, by=officer, at=AT
    ).person
    verbs.name_role(row, kind="owner", person=first, post_ru="", post_ky="", on=DAY, by=officer, at=AT)
    verbs.name_role(row, kind="owner", person=officer.person, post_ru="", post_ky="", on=AT.date(), by=officer, at=AT)
    assert [one.person for one in row.roles.on(AT.date())] == [officer.person]
    assert [one.person for one in row.roles.on(DAY)] == [first]


@clause("K-5.2")
def test_a_link_has_two_ends_in_one_organisation(system, officer):
    first, second = process(system, officer), process(system, officer, "N2")
    other = process(other_system := qa.system("initial"), qa.officer(other_system))
    words = {"outside": None, "what_ru": "Группы", "what_ky": "Топтор", "by": officer, "at": AT}
    verbs.link(system, supplier=first, customer=second, **words)
    for ends in ({"supplier": first, "customer": first}, {"supplier": first, "customer": None},
                 {"supplier": first, "customer": other}):  # fmt: skip
        with pytest.raises(Refused):
            verbs.link(system, **ends, **words)
    assert ProcessLink.objects.count() == 1


def test_the_owner_fills_the_own_card_and_no_other(system, officer):
    owner = ground.user("process_owner", system.organisation, who=ground.person("Владельцев"))
    mine, other = process(system, officer), process(system, officer, "N2")
    verbs.name_role(mine, kind="owner", person=owner.person, post_ru="", post_ky="", on=DAY, by=officer, at=AT)
    rows = [{"text_ru": "Шаг", "text_ky": "", "who": "", "number": 1}]
    verbs.fill(mine, what="steps", rows=rows, seen=1, by=owner, at=AT)
    with pytest.raises(Refused):
        verbs.fill(other, what="steps", rows=rows, seen=1, by=owner, at=AT)
    with pytest.raises(Outdated):
        verbs.fill(mine, what="steps", rows=[], seen=1, by=owner, at=AT)
    assert mine.steps.count() == 1


@clause("K-13.1c")
def test_a_target_fits_its_direction(system, officer):
    row = process(system, officer)
    rising, band = indicator(row, officer), indicator(row, officer, "I2", direction="range")
    aims.aim(rising, year=2026, value=Decimal(75), low=None, high=None, by=officer, at=AT)
    aims.aim(band, year=2026, value=None, low=Decimal(1), high=Decimal(2), by=officer, at=AT)
    with pytest.raises(Refused):
        aims.aim(band, year=2027, value=None, low=Decimal(3), high=Decimal(2), by=officer, at=AT)
    with pytest.raises(Refused):
        aims.aim(rising, year=2027, value=None, low=None, high=None, by=officer, at=AT)


@clause("K-13.1c")
def test_the_list_names_what_an_indicator_lacks(system, officer):
    indicator(process(system, officer), officer)
    page = Visitor(officer).get(f"/qa/{system.pk}/indicators/", headers={"Accept-Language": "ru"}).content.decode()
    assert "формула расчёта" in page
    assert "единица измерения" not in page


@clause("K-13.1d", "K-10")
def test_the_card_says_what_is_missing_and_what_is_short(system, officer):
    row = process(system, officer)
    verbs.fill(
        row, what="resources", seen=1, by=officer, at=AT,
        rows=[{"name_ru": "Станки", "name_ky": "", "unit": "шт.", "need": Decimal(5), "have": Decimal(3)}],
    )  # fmt: skip
    page = Visitor(officer).get(f"/qa/processes/{row.pk}/", headers={"Accept-Language": "ru"}).content.decode()
    assert "входы, выходы, шаги." in page
    assert "хватает ресурсов: 1." in page


def test_every_page_of_a_process_opens_and_every_form_saves(system, officer):
    visitor, row = Visitor(officer), process(system, officer)
    second = process(system, officer, "N2", classification="support")
    one = indicator(row, officer)
    for address in (f"/qa/{system.pk}/processes/", f"/qa/{system.pk}/processes/new/", f"/qa/{system.pk}/links/",
                    f"/qa/processes/{row.pk}/description/", f"/qa/processes/{row.pk}/roles/",
                    f"/qa/processes/{row.pk}/lines/risks/", f"/qa/processes/{row.pk}/indicators/new/",
                    f"/qa/indicators/{one.pk}/", f"/qa/indicators/{one.pk}/passport/"):  # fmt: skip
        assert visitor.get(address).status_code == 200, address
    done = [
        visitor.send(f"/qa/{system.pk}/links/", supplier=row.pk, customer=second.pk, what_ru="Группы", what_ky=""),
        visitor.send(f"/qa/processes/{row.pk}/roles/", kind="owner", person=officer.person_id, on="2026-09-01"),
        visitor.send(f"/qa/indicators/{one.pk}/", year=2026, value="75"),
        visitor.send(f"/qa/processes/{row.pk}/lines/steps/", **{
            "line-TOTAL_FORMS": 1, "line-INITIAL_FORMS": 0, "line-0-text_ru": "Набрать", "line-0-text_ky": "Кабыл алуу",
            "seen": 1}),
    ]  # fmt: skip
    assert [answer.status_code for answer in done] == [302, 302, 302, 302]
    assert "Группы" in visitor.get(f"/qa/processes/{row.pk}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_costs_the_same_however_many(system, officer, count, django_assert_num_queries):
    rows = [process(system, officer, f"N{number}") for number in range(count + 1)]
    for number, row in enumerate(rows):
        indicator(row, officer, f"I{number}")
    for supplier, customer in pairwise(rows):
        verbs.link(
            system, supplier=supplier, customer=customer, outside=None, what_ru="Группы", what_ky="", by=officer, at=AT
        )
    visitor = Visitor(officer)
    visitor.get("/desk/")
    with django_assert_num_queries(14):
        visitor.get(f"/qa/{system.pk}/processes/")
