"""What the chair gives members of the Presidium outside of meetings, parts passed on, reports entered (A-5.2.2)."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from association import clock
from association.matters import open_matters
from association.models import AuditEntry, Letter, Paper
from presidium import panels_assignments as panels
from presidium.actions import acting, assignments, distribution, reminders, seats
from presidium.models import Assignment, Seat
from tests.clause_marker import clause
from tests.factories import assignments as made
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal
from tests.journeys.people import PDF

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def seat(user) -> Seat:
    return Seat.objects.get(person=user.person_id)


def letters(notice):
    return list(Letter.objects.filter(notice=notice).order_by("pk").values_list("to", flat=True))


def scan():
    return SimpleUploadedFile("отчёт.pdf", PDF, "application/pdf")


def work(people, to, *, due_on=None, by=None):
    """Something that the chair gives a member."""
    facts = {"text": "Согласовать дату.", "grounds": "Письмо № 7", "due_on": due_on or days(9)}
    return distribution.distribute(to.person, by=by or people.chair, at=clock.now(), **facts)


def asked_of(user):
    return [(duty.title, duty.clause) for duty in panels.to_carry_out(user, clock.now())]


@clause("A-5.2.2", "A-5.5.2")
def test_the_chair_gives_a_member_work_and_it_runs_to_its_verification_by_another(people):
    chair, member, secretary = (Visitor(one) for one in (people.chair, people.seats[2], people.secretary))
    form = {"member": seat(people.seats[2]).pk, "due_on": days(9), "text": "Согласовать дату.", "grounds": "Письмо № 7"}
    late = chair.send("/assignments/new/", **{**form, "due_on": days(-1), "text": ""})
    assert (late.status_code, sorted(late.context["form"].errors)) == (422, ["due_on", "text"])
    row = Assignment.objects.get(pk=int(chair.send("/assignments/new/", **form).url.strip("/").split("/")[-1]))
    assert (row.state, row.cited, row.giver, row.gave_as, row.given_on, row.item) == (
        "given", "№\u00a01", people.chair.person, "chair", clock.today(), None,
    )  # fmt: skip
    assert letters("assignment_of_chair") == [people.seats[2].email]
    page = member.get(f"/assignments/{row.pk}/").content.decode()
    assert ("Письмо № 7" in page.replace("\u00a0", " "), "A-5.2.2" in page or "5.2.2" in page) == (True, True)
    assert secretary.send(f"/assignments/{row.pk}/striking/").status_code == 404
    member.send(f"/assignments/{row.pk}/taking/")
    member.send(f"/assignments/{row.pk}/report/", text="Сделано.", scan=scan())
    secretary.send(f"/assignments/{row.pk}/verdict/", passed="1", remark="")
    assert (fresh(row).state, fresh(row).verified_by) == ("done", people.secretary)
    verbs = AuditEntry.objects.filter(verb__startswith="assignment.").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "assignment.distribute", "assignment.give", "assignment.take", "assignment.report", "assignment.verify",
    ]  # fmt: skip


@clause("A-5.2.2", "A-3.9")
def test_only_who_leads_the_presidium_distributes_and_only_to_a_seat(people):
    for by in (people.secretary, people.seats[1], people.stranger):
        with pytest.raises(PermissionDenied):
            work(people, people.seats[2], by=by)
    assert refusal(work, people, people.stranger) == ["A-5.2.2"]
    facts = {"number": "3", "dated_on": clock.today(), "by": people.secretary, "at": clock.now()}
    acting.act_in_absence(on=clock.today(), until=days(5), reason="отпуск", **facts)
    deputy = make.User.objects.get(pk=people.seats[1].pk)
    row = work(people, people.seats[2], by=deputy)
    assert (row.gave_as, row.giver) == ("acting", deputy.person)
    assert "и. о." in Visitor(people.secretary).get(f"/assignments/{row.pk}/").content.decode().lower()


def test_the_tables_know_an_assignment_of_a_meeting_or_of_the_chair_and_nothing_between(people):
    row = work(people, people.seats[2])
    for wrong in ({"giver": None}, {"person": None}, {"given_on": None}, {"whole": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=row.pk).update(**wrong)


@clause("A-5.2.2", "A-3.5")
def test_what_the_presidium_was_given_is_passed_on_and_reported_from_its_parts(people):
    record = make.held(people)
    item = record.meeting.items.get()
    Visitor(people.secretary).send(f"/items/{item.pk}/assignments/", who="президиум", due_on=days(20), text="")
    whole = Assignment.objects.get()
    assert (whole.whole, whole.executor, whole.text) == (True, "Президиум", make.DECISION)
    made.signed(people, record)
    assert letters("assignment_given") == [people.chair.email]
    assert asked_of(people.chair) == [(f"Распределите поручение, данное Президиуму: {make.DECISION}", "A-5.2.2")]
    chair, address = Visitor(people.chair), f"/assignments/{whole.pk}/parts/"
    form = {"member": seat(people.seats[2]).pk, "due_on": days(21), "text": "Часть 1"}
    assert list(chair.send(address, **form).context["pass_form"].errors) == ["due_on"]
    chair.send(address, **{**form, "due_on": days(20)})
    chair.send(address, member=seat(people.seats[3]).pk, due_on=days(19), text="Часть 2")
    first, second = whole.parts.order_by("number")
    assert (fresh(whole).state, asked_of(people.chair), first.source) == ("taken", [], whole)
    facts = {"text": "Сделано.", "at": clock.now()}
    early = refusal(assignments.report, whole, proof=made.proof(people.chair), by=people.chair, **facts)
    assert early == ["A-5.2.2"]
    for part, user in ((first, people.seats[2]), (second, people.seats[3])):
        assert fresh(whole).state == "taken"
        assignments.report(part, proof=made.proof(user), by=user, **facts)
        assignments.verify(part, passed=True, by=people.secretary, at=clock.now())
    assert (fresh(whole).state, fresh(whole).report) == ("reported", "№\u00a01: Сделано.\n№\u00a02: Сделано.")
    assert refusal(assignments.verify, fresh(whole), passed=True, by=people.chair, at=clock.now()) == ["A-3.5"]
    assignments.verify(fresh(whole), passed=True, by=people.secretary, at=clock.now())
    assert fresh(whole).state == "done"


@clause("A-5.2.2")
def test_the_chair_passes_on_the_own_assignment_and_nobody_else_s(people):
    record = make.held(people)
    own = made.noted(people, people.chair.person, record=record)
    other = made.noted(people, people.seats[2].person, record=record)
    made.signed(people, record)
    facts = {"text": "Часть", "due_on": own.due_on, "by": people.chair, "at": clock.now()}
    assert refusal(distribution.pass_on, other, people.seats[3].person, **facts) == ["A-5.2.2"]
    assert refusal(distribution.pass_on, own, people.chair.person, **facts) == ["A-5.2.2"]
    assert distribution.pass_on(own, people.seats[3].person, **facts).source == own


@clause("A-5.2.2")
def test_the_load_of_each_member_is_seen_with_the_same_queries_for_one_and_for_three(
    people, django_assert_max_num_queries
):
    row = work(people, people.seats[2])
    Assignment.objects.filter(pk=row.pk).update(due_on=days(-2))
    secretary = Visitor(people.secretary)
    with django_assert_max_num_queries(40) as first:
        page = secretary.get("/assignments/members/")
    for _one in range(2):
        work(people, people.seats[2])
        work(people, people.seats[3])
    with django_assert_max_num_queries(len(first.captured_queries)):
        page = secretary.get("/assignments/members/")
    found = {one.seat.person: (one.open, one.late, one.next_due) for one in page.context["rows"]}
    assert found[people.seats[2].person] == (3, 1, days(-2))
    assert (found[people.seats[3].person], found[people.chair.person]) == ((2, 0, days(9)), (0, 0, None))
    listed = secretary.get(f"/assignments/?state=late&member={people.seats[2].person_id}").context
    assert ([one["row"] for one in listed["rows"]], listed["member"]) == ([row], people.seats[2].person)
    assert len(secretary.get(f"/assignments/?member={people.seats[3].person_id}").context["rows"]) == 2


@clause("A-5.2.2", "A-3.5")
def test_an_overdue_one_is_reminded_of_carried_over_and_printed_in_the_register(people):
    row = work(people, people.seats[2])
    reminders.remind(on=days(10), by=None, at=clock.now())
    assert letters("assignment_late") == [people.seats[2].email]
    found = next(one for one in open_matters(days(10)) if one.key == f"overdue:{row.pk}")
    assert found.title().replace("\u00a0", " ").startswith("О поручении № 1 председателя от ")
    secretary = Visitor(people.secretary)
    assert [one["row"] for one in secretary.get("/decisions/").context["given"]] == [row]
    assert secretary.get("/decisions/?form=appeal").context["given"] == []
    secretary.send("/decisions/paper/")
    (line,) = Paper.objects.get(kind="D17").facts["rows"]
    assert (line["number"], line["on"], line["form"]) == ("№\u00a01", str(clock.today()), "поручение председателя")


@clause("A-5.5.2", "A-3.5")
def test_the_report_of_an_executor_without_an_account_is_entered_and_verified_by_a_third_person(people):
    executor = ground.person("Почтов")
    row = made.given(people, executor)
    secretary, address = Visitor(people.secretary), f"/assignments/{row.pk}/entered/"
    form = {"came_by": "mail", "came_on": days(0), "text": "Сделано."}
    bad = secretary.send(address, **{**form, "came_on": days(1)}, scan=scan())
    assert (bad.status_code, list(bad.context["enter_form"].errors)) == (422, ["came_on"])
    assert list(secretary.send(address, **form).context["enter_form"].errors) == ["scan"]
    secretary.send(address, **form, scan=scan())
    row = fresh(row)
    assert (row.state, row.reported_by, row.came_by, row.came_on) == ("reported", people.secretary, "mail", days(0))
    page = secretary.get(f"/assignments/{row.pk}/")
    assert (page.context["verdict_form"], "по электронной почте" in page.content.decode()) == (None, True)
    assert refusal(assignments.verify, row, passed=True, by=people.secretary, at=clock.now()) == ["A-3.5"]
    assert letters("assignment_reported") == [people.chair.email]
    Visitor(people.chair).send(f"/assignments/{row.pk}/verdict/", passed="1", remark="")
    assert fresh(row).state == "done"


@clause("A-5.5.2")
def test_who_has_an_account_reports_there(people):
    row = made.given(people, people.seats[2].person)
    assert Visitor(people.secretary).get(f"/assignments/{row.pk}/").context["enter_form"] is None
    facts = {"text": "Сделано.", "came_by": "paper", "came_on": days(0), "proof": made.proof(people.secretary)}
    assert refusal(assignments.enter_report, row, by=people.secretary, at=clock.now(), **facts) == ["A-5.5.2"]


def test_a_member_whose_seat_fell_vacant_is_given_nothing(people):
    seats.vacate_seats(seat(people.seats[2]).organisation, on=clock.today(), by=people.secretary, at=clock.now())
    assert refusal(work, people, people.seats[2]) == ["A-5.2.2"]
    assert Assignment.objects.count() == 0
