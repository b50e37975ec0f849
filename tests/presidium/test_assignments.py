"""Assignments: typed beside an item, given with the signed minutes, reported with proof, verified by somebody else."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock
from association.matters import open_matters
from association.models import AuditEntry, Letter
from association.statute import Refused
from presidium.actions import assignments, reminders
from presidium.models import Assignment
from tests.clause_marker import clause
from tests.factories import assignments as made
from tests.factories import membership as members
from tests.factories import presidium as make
from tests.factories.browser import Visitor
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def school(people):
    return members.member(people.secretary)


def day(number):
    return clock.today() + timedelta(days=number)


def fresh(row):
    return Assignment.objects.get(pk=row.pk)


def letters(notice):
    return list(Letter.objects.filter(notice=notice).order_by("pk").values_list("to", flat=True))


def scan():
    return SimpleUploadedFile("отчёт.pdf", PDF, "application/pdf")


@clause("A-3.5", "A-5.3.6")
def test_two_letters_beside_the_item_are_enough_without_scripts_and_with_them(people):
    item = make.opened(people).items.get()
    secretary, address = Visitor(people.secretary), f"/items/{item.pk}/assignments/"
    page = secretary.get(f"/meetings/{item.meeting_id}/room/").content.decode()
    assert ('data-do="assignment"' in page, "Макетов" in page) == (True, True)
    answer = secretary.send(address, who="ма", due_on=day(30), text="")
    assert (answer.status_code, answer.url) == (302, f"{address}?back=")
    assert secretary.get(answer.url).url == f"/meetings/{item.meeting_id}/room/?item=1"
    row = Assignment.objects.get()
    assert (row.person, row.text, row.cited, row.state) == (people.seats[1].person, make.DECISION, "1.2", "noted")
    part = secretary.get(answer.url, headers=HX).content.decode()
    assert ("<html" in part, 'data-list="assignments"' in part) == (False, True)


@pytest.mark.parametrize(("who", "field"), [("щщ", "who"), ("", "who"), ("Т", "who")])
def test_letters_that_fit_nobody_or_several_are_said_at_the_field(people, who, field):
    item = make.opened(people).items.get()
    people.seats[4].person.__class__.objects.filter(pk=people.seats[4].person_id).update(surname="Тестов")
    answer = Visitor(people.secretary).send(f"/items/{item.pk}/assignments/", who=who, due_on=day(30))
    assert (answer.status_code, list(answer.context["given_form"].errors)) == (422, [field])
    assert not Assignment.objects.exists()


@clause("A-3.5")
def test_a_day_before_the_meeting_is_refused_at_its_field(people):
    item = make.held(people).meeting.items.get()
    answer = Visitor(people.secretary).send(f"/items/{item.pk}/assignments/", who="Макетов", due_on=day(-30))
    assert (answer.status_code, list(answer.context["given_form"].errors)) == (422, ["due_on"])
    assert "Макетов" in answer.content.decode()


@clause("A-5.7.4", "A-7.2.7")
def test_an_organisation_carries_out_what_stands_in_the_minutes(people, school):
    row = made.noted(people, school)
    made.signed(people, row.item.meeting.minutes)
    paper = row.item.meeting.minutes.paper
    assert paper.facts["items"][0]["decisions"][1] == {
        "number": "1.2", "text": made.TEXT, "executor": school.title, "due": row.due_on.isoformat(),
    }  # fmt: skip
    assert fresh(row).state == "given"


def test_a_struck_assignment_is_not_given_and_its_number_stays_empty(people):
    row = made.noted(people, people.seats[1].person)
    secretary = Visitor(people.secretary)
    secretary.send(f"/assignments/{row.pk}/striking/", back="minutes")
    second = made.noted(people, people.seats[1].person, record=row.item.meeting.minutes)
    made.signed(people, row.item.meeting.minutes)
    assert ([fresh(one).state for one in (row, second)], second.number) == (["struck", "given"], 2)


@clause("A-4.10b")
def test_nothing_is_noted_under_a_signature(people):
    record = make.offered(people)
    with pytest.raises(Refused) as refused:
        made.noted(people, people.seats[1].person, record=record)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-4.10b"]


@clause("A-4.4e", "A-5.5.2")
def test_the_executor_acknowledges_reports_and_somebody_else_verifies(people):
    executor = people.seats[2]
    row = made.given(people, executor.person)
    own = Visitor(executor)
    assert letters("assignment_given") == [executor.email]
    own.send(f"/assignments/{row.pk}/taking/")
    assert fresh(row).state == "taken"
    bare = own.send(f"/assignments/{row.pk}/report/", text="Сделано.")
    assert (bare.status_code, list(bare.context["report_form"].errors)) == (422, ["scan"])
    own.send(f"/assignments/{row.pk}/report/", text="Сделано.", scan=scan())
    assert (fresh(row).state, letters("assignment_reported")) == ("reported", [people.secretary.email])
    file = own.get(f"/files/{fresh(row).proof_id}/")
    assert (file.status_code, file.getvalue()) == (200, PDF)
    secretary = Visitor(people.secretary)
    empty = secretary.send(f"/assignments/{row.pk}/verdict/", passed="0", remark=" ")
    assert (empty.status_code, list(empty.context["verdict_form"].errors)) == (422, ["remark"])
    secretary.send(f"/assignments/{row.pk}/verdict/", passed="0", remark="Нет дат")
    assert (fresh(row).state, fresh(row).remark) == ("taken", "Нет дат")
    assert letters("assignment_returned") == [executor.email]
    own.send(f"/assignments/{row.pk}/report/", text="Даты добавлены.", scan=scan())
    secretary.send(f"/assignments/{row.pk}/verdict/", passed="1", remark="")
    assert (fresh(row).state, fresh(row).verified_by) == ("done", people.secretary)
    verbs = AuditEntry.objects.filter(verb__startswith="assignment.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "assignment.note", "assignment.give", "assignment.take", "assignment.report", "assignment.return",
        "assignment.report", "assignment.verify",
    ]  # fmt: skip


@clause("A-3.5")
def test_nobody_verifies_the_own_report(people):
    row = made.reported(people, people.chair.person, people.chair)
    with pytest.raises(Refused) as refused:
        assignments.verify(row, passed=True, by=people.chair, at=clock.now())
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-3.5"]
    page = Visitor(people.chair).get(f"/assignments/{row.pk}/")
    assert (page.context["verdict_form"], page.context["verdict"].clause) == (None, "A-3.5")


def test_others_neither_see_nor_carry_out_what_is_not_theirs(people):
    row = made.given(people, people.seats[2].person)
    assert Visitor(people.stranger).get(f"/assignments/{row.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        assignments.take(row, by=people.seats[3], at=clock.now())
    assert Visitor(people.stranger).get("/assignments/").context["rows"] == []


@clause("A-4.4e")
def test_each_reminder_goes_out_once_and_the_overdue_one_is_carried_over(people):
    row = made.given(people, people.seats[2].person)
    days = [row.due_on - timedelta(days=left) for left in (4, 3, 2, 0, 0, -1, -5)]
    assert [reminders.remind(on=on, by=None, at=clock.now()) for on in days] == [0, 1, 0, 1, 0, 1, 0]
    notices = Letter.objects.filter(notice__startswith="assignment_").order_by("pk").values_list("notice", flat=True)
    assert list(notices) == ["assignment_given", "assignment_soon", "assignment_today", "assignment_late"]
    keys = [one.key for one in open_matters(row.due_on + timedelta(days=1))]
    assert f"overdue:{row.pk}" in keys
    assert f"overdue:{row.pk}" not in [one.key for one in open_matters(row.due_on)]


def test_a_reported_assignment_is_not_reminded_of(people):
    row = made.reported(people, people.seats[2].person, people.seats[2])
    reminders.remind(on=row.due_on + timedelta(days=1), by=None, at=clock.now())
    assert letters("assignment_late") == []


@clause("A-5.5.2", "A-5.3.6")
def test_the_list_shows_what_is_overdue_with_the_same_queries_for_one_and_for_three(
    people, django_assert_max_num_queries
):
    row = made.given(people, people.seats[2].person)
    Assignment.objects.filter(pk=row.pk).update(due_on=day(-2))
    secretary = Visitor(people.secretary)
    page = secretary.get("/assignments/?state=late")
    assert [(one["row"], one["late"], one["look"]) for one in page.context["rows"]] == [(row, 2, "bad")]
    with django_assert_max_num_queries(40) as first:
        secretary.get("/assignments/")
    for _one in range(2):
        made.given(people, people.seats[1].person)
    with django_assert_max_num_queries(len(first.captured_queries)):
        secretary.get("/assignments/")
