"""Pages of the stewards: the matrix, the workbook, the distribution being written, what a steward gives, the desk."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from association import clock, desk
from association.models import Paper
from mentoring.models import DutyLine, DutyList, DutyOutput
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories import stewards as make
from tests.factories.browser import Visitor
from tests.factories.moments import days
from tests.policy_forms import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(3)


@clause("A-3.17a", "A-3.17c")
def test_the_page_shows_processes_and_members_and_gives_the_same_as_files(people):
    by, school, idle = people.secretary, members.member(people.secretary), members.member(people.secretary)
    make.process(by, "2.6", "Документы")
    row = make.duty(by, school, until=days(30))
    make.output(by, row, "instruction")
    head, secretary = Visitor(ground.director(school)), Visitor(by)
    assert Visitor(people.stranger).get("/stewards/").status_code == 403
    for visitor in (head, secretary):
        page = visitor.get("/stewards/")
        assert [len(one.lines) for one in page.context["whole"].rows] == [1, 0]
        cells = [[line and line.duty.pk for _row, line in one["cells"]] for one in page.context["matrix"]]
        assert cells == [[row.pk, None], [None, None]]
        assert page.context["whole"].idle == [idle]
    assert [len(secretary.get(f"/stewards/?on={day}").context["whole"].lines) for day in ("2020-01-01", days(30))] == [
        0,
        0,
    ]
    book = openpyxl.load_workbook(BytesIO(head.get("/stewards/stewards.xlsx").content)).active
    lines = [[cell.value for cell in line] for line in book.iter_rows(min_row=2)]
    assert [line[1] for line in lines] == [school.title, "никто", idle.title]
    assert secretary.send("/stewards/paper/").status_code == 302
    facts = Paper.objects.get(kind="D27").facts
    assert ([one["organisation"] for one in facts["rows"]], facts["idle"]) == ([school.title], [idle.title])
    assert (facts["vacant"], facts["rows"][0]["outputs"]) == (["2.6 Документы"], "методические рекомендации")


def test_the_page_asks_as_much_for_three_duties_as_for_one(people, django_assert_max_num_queries):
    by, visitor = people.secretary, Visitor(people.secretary)
    for count in (1, 2):
        for number in range(count):
            make.output(by, make.duty(by, members.member(by), code=f"{count}.{number}"))
        with django_assert_max_num_queries(22):
            visitor.get("/stewards/")


@clause("A-3.17c")
def test_the_secretary_writes_a_distribution_and_is_told_what_is_wrong(people):
    by, school, process = people.secretary, members.member(people.secretary), make.process(people.secretary)
    visitor, held = Visitor(by), make.duty(by, members.member(by), code="2.6")
    visitor.send("/stewards/lists/new/")
    row = DutyList.objects.get()
    address = f"/stewards/lists/{row.pk}/"
    wrong = visitor.send(f"{address}lines/", process=process.pk, organisation=school.pk, until=clock.today())
    assert (wrong.status_code, list(wrong.context["line_form"].errors)) == (422, ["__all__"])
    assert visitor.send(f"{address}lines/", process=process.pk, organisation=school.pk).status_code == 302
    assert visitor.send(f"{address}releases/", **{"back-duty": held.pk}).status_code == 302
    again = visitor.send(f"{address}releases/", **{"back-duty": held.pk})
    assert (again.status_code, list(again.context["back_form"].errors)) == (422, ["__all__"])
    assert [one["row"].ends_id for one in visitor.get(address).context["lines"]] == [None, held.pk]
    duties = [one.url for one in desk.duties_of(by, clock.now()) if one.clause == "A-3.17c"]
    assert duties == [address]
    line = DutyLine.objects.get(ends=held)
    assert visitor.send(f"/stewards/lines/{line.pk}/removal/").status_code == 302
    meeting = make.listed(people, row)
    assert school.title in meeting.items.get().decision
    assert not visitor.get(address).context["writes"]
    visitor.send(f"{address}withdrawal/")
    assert DutyList.objects.get().state == DutyList.State.LISTED


@clause("A-3.17b", "A-7.2.9")
def test_a_steward_is_reminded_gently_and_gives_on_the_page_of_the_duty(people):
    by, school = people.secretary, members.member(people.secretary)
    head = ground.director(school)
    make.duty(by, school, code="2.6", on=clock.today() - timedelta(days=10))
    row = make.duty(by, school)
    address = f"/stewards/duties/{row.pk}/"
    assert [one.url for one in desk.duties_of(head, clock.now()) if one.clause == "A-3.17b"] == [address]
    visitor, facts = Visitor(head), {"title": "Процедура", "audience": "presidium", "licence": "ask"}
    assert Visitor(people.stranger).get(address).status_code == 404
    assert visitor.send(address, kind="other", file=scan(), **facts).status_code == 422
    assert visitor.send(address, kind="procedure", file=scan(), **facts).status_code == 302
    output = DutyOutput.objects.get()
    assert (output.duty, output.material.title, output.material.audience) == (row, "Процедура", "presidium")
    assert [one.url for one in desk.duties_of(head, clock.now()) if one.clause == "A-3.17b"] == []
    page = visitor.get(school.get_absolute_url())
    assert [len(one.facts["lines"]) for one in page.context["asides"]] == [2]
    told = [line["clause"] for line in page.context["history"].lines]
    assert (told.count("A-3.17a"), told.count("A-7.2.9")) == (2, 1)
    type(row).objects.filter(pk=row.pk).update(ends_on=clock.today(), end_reason="left")
    assert [one.url for one in desk.duties_of(by, clock.now()) if one.clause == "A-3.17a"] == ["/stewards/"]
    assert "1.3" in next(one.text for one in desk.duties_of(by, clock.now()) if one.clause == "A-3.17a")
