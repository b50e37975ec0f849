"""The annual plan: discussed, agreed, approved in this order; amended by versions; held against what was done."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from association import clock
from association.actions import plan_approvals, plan_items, plans
from association.calendar import add_years
from association.matters import MATTERS, open_matters
from association.models import AnnualPlan, AuditEntry, Event, Letter, Paper, PlanAgreement, PlanFact, Task
from association.queries_plans import changes, counts, due_items, in_force, lines_of, local_day, years_to_plan
from association.rules import plans as rules
from association.statute import Refused
from association.workflow import WrongState
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import events
from tests.factories import plans as make
from tests.factories import presidium as sittings
from tests.factories.moments import fresh

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 5)
TOLD = {"discussed_on": DAY, "minutes": "3", "given": ("council", "head"), "mandatory": ("council", "head"), "on": DAY}


@pytest.fixture
def people():
    return sittings.cast(3)


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as caught:
        verb(*args, at=clock.now(), **facts)
    return caught.value.verdicts[0].clause


@clause("A-4.1a", "A-4.1b", "A-4.3c", "A-4.3d", "A-5.3.1", "A-7.2.6")
def test_rules_hold_the_order_the_year_and_the_days():
    def judged(**facts):
        verdict = rules.may_approve.judge(**{**TOLD, **facts})
        return verdict.passed, verdict.clause

    assert judged() == (True, "A-4.1b")
    assert judged(discussed_on=None) == (False, "A-4.1b")
    assert judged(given=("head",)) == (False, "A-4.3c")
    assert judged(given=("council",)) == (False, "A-4.1b")
    assert judged(given=("council",), mandatory=("council",)) == (True, "A-4.1b")
    assert judged(minutes="") == (False, "A-4.1b")
    assert judged(on=DAY - timedelta(days=1)) == (False, "A-4.1b")
    span = {"first": date(2026, 9, 1), "last": date(2027, 8, 31)}
    days = [(date(2026, 9, 1), date(2027, 8, 31)), (date(2026, 8, 31), DAY), (DAY, date(2027, 9, 1)), (DAY, DAY)]
    within = [rules.is_in_year.judge(starts_on=a, ends_on=b, **span).passed for a, b in days]
    assert within == [True, False, False, True]
    yes, no = True, False
    begun = [(no, no, no), (yes, no, no), (no, yes, no), (no, yes, yes), (no, no, yes)]
    names = ("is_in_work", "is_approved", "amends")
    passed = [rules.may_begin.judge(**dict(zip(names, one, strict=True))).passed for one in begun]
    assert passed == [True, False, False, True, False]
    late = [rules.is_planned_in_time.judge(first=date(2026, 9, 1), is_approved=done, on=on) for done, on in (
        (False, date(2026, 8, 31)), (False, date(2026, 9, 1)), (False, date(2026, 9, 4)), (True, date(2026, 9, 4)),
    )]  # fmt: skip
    assert [(one.passed, one.needed) for one in late] == [(True, 0), (False, 0), (False, 3), (True, 3)]
    agreed = [rules.is_agreed_in_order.judge(dated_on=one, discussed_on=DAY, on=DAY).passed for one in (
        DAY - timedelta(days=1), DAY, DAY + timedelta(days=1))]  # fmt: skip
    assert agreed == [False, True, False]
    assert rules.in_department_plan(marks=(True, False, True)) == 2


@clause("A-7.2.6", "A-5.3.1")
def test_what_became_of_an_activity_is_computed_from_its_days():
    first, last = date(2026, 10, 1), date(2026, 10, 31)

    def said(kind, done_on, on):
        return rules.standing(starts_on=first, ends_on=last, kind=kind, done_on=done_on, on=on)

    november = date(2026, 11, 3)
    assert [said("", None, on) for on in (date(2026, 9, 30), first, last, november)] == [
        "ahead", "due", "due", "overdue",
    ]  # fmt: skip
    assert [said("done", on, november) for on in (last, november)] == ["done", "late"]
    assert [said("moved", november, on) for on in (last, november, date(2026, 11, 4))] == ["moved", "moved", "overdue"]
    assert [said("set", on, first) for on in (last, november)] == ["due", "moved"]
    assert said("not_done", last, november) == "not_done"


@clause("A-4.1a", "A-4.1b", "A-4.3c", "A-7.2.6")
def test_a_plan_is_discussed_agreed_and_approved_and_each_step_is_dated(people):
    by, row = people.secretary, make.written(people.secretary, "Семинар", "Конференция")
    day = local_day(clock.now())
    assert (row.span.first, row.span.last) == (row.starts_on, date(row.starts_on.year + 1, 8, 31))
    assert str(row.starts_on)[5:] == "09-01"
    assert refused(plan_approvals.agree_by_hand, row, outcome="agreed", by=people.official) == "A-4.1b"
    assert list(MATTERS["plan"].open_subjects()) == [row]
    meeting = make.decided(people, row)
    item = meeting.items.get()
    assert (item.state, fresh(row).state, fresh(row).discussed) == ("carried", "discussed", item.basis)
    assert set(Letter.objects.filter(notice="plan_to_agree").values_list("user", flat=True)) == {people.official.pk}
    assert refused(plan_items.add, fresh(row), by=by, activity="Ещё", starts_on=day, ends_on=day) == "A-4.1b"

    make.council_agrees(by, fresh(row))
    assert fresh(row).state == "discussed"
    plan_approvals.agree_by_hand(fresh(row), outcome="agreed", by=people.official, at=clock.now())
    assert (fresh(row).state, fresh(row).paper) == ("agreed", None)
    proof = plan_approvals.papers.Password(ground.PASSWORD)
    assert refused(plan_approvals.approve, fresh(row), proof=proof, sha256="", by=people.chair) == "A-4.1b"
    make.sign_minutes(people, meeting)
    paper = fresh(row).paper
    ground.make_ready(paper)
    assert [one["party"] for one in paper.facts["agreements"]] == ["council", "head"]
    number = str(fresh(meeting.minutes).number)
    assert (paper.facts["discussed"]["number"], paper.facts["approval"]["on"]) == (number, None)
    assert Letter.objects.filter(notice="plan_to_approve", user=people.chair).count() == 1

    done = make.approve(people, fresh(row))
    assert (done.state, done.approved_on, done.approved_by, in_force(done.starts_on)) == (
        "approved", day, people.chair, done,
    )  # fmt: skip
    assert done.edition.facts["approval"]["on"] == day.isoformat()
    assert sorted(Paper.objects.filter(kind="D19", dated_on=day).values_list("language", flat=True)) == ["ky", "ru"]
    assert done.paper.signatures.get().capacity == "chair"
    steps = AuditEntry.objects.filter(verb__startswith="annualplan.").order_by("pk").values_list("verb", flat=True)
    assert [one.partition(".")[2] for one in steps] == ["begin", "list", "discuss", "agree", "approve"]
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanAgreement.objects.filter(plan=done).update(number="9")


@clause("A-4.1b", "A-4.3c")
def test_remarks_hold_a_plan_and_a_revision_is_discussed_and_agreed_anew(people):
    by, row = people.secretary, make.discussed(people)
    assert refused(plan_approvals.agree_by_hand, row, outcome="remarks", by=people.official) == "A-4.1b"
    plan_approvals.agree_by_hand(row, outcome="remarks", remarks="Добавить сроки.", by=people.official, at=clock.now())
    facts = {"party": "council", "outcome": "agreed", "name": "В. П. Сынакова", "by": by}
    day = local_day(clock.now())
    assert refused(plan_approvals.enter_agreement, row, dated_on=day, number="", **facts) == "A-4.3c"
    early = row.discussed_on - timedelta(days=1)
    assert refused(plan_approvals.enter_agreement, row, dated_on=early, number="4", **facts) == "A-4.1b"
    make.council_agrees(by, row)
    assert refused(plan_approvals.enter_agreement, row, dated_on=day, number="5", **facts) == "A-4.3c"
    assert fresh(row).state == "discussed"
    plans.revise(row, why="Замечания", by=by, at=clock.now())
    again = fresh(row)
    assert (again.state, again.turn, again.discussed, again.agreements.count()) == ("draft", 2, None, 2)
    make.item(by, again, "Круглый стол")
    lost = make.decided(people, again, choice="against")
    assert (lost.items.get().state, fresh(row).state) == ("lost", "draft")
    make.support(people, fresh(row))
    make.council_agrees(by, fresh(row), number="6")
    plan_approvals.agree_by_hand(fresh(row), outcome="agreed", by=people.official, at=clock.now())
    assert [one["number"] for one in fresh(row).paper.facts["agreements"]] == ["6", ""]


@clause("A-4.1b", "A-4.3c")
def test_which_agreements_are_mandatory_is_an_option_of_the_rules(people):
    ground.settle(plan_agreements="head")
    row = make.discussed(people)
    plan_approvals.agree_by_hand(row, outcome="agreed", by=people.official, at=clock.now())
    assert fresh(row).state == "agreed"
    first = fresh(row).paper
    make.council_agrees(people.secretary, fresh(row))
    assert [len(one.facts["agreements"]) for one in (first, fresh(row).paper)] == [1, 2]
    proof = plan_approvals.papers.Password(ground.PASSWORD)
    for user in (people.seats[1], people.secretary, people.official):
        with pytest.raises(PermissionDenied, match="approve_plan"):
            plan_approvals.approve(fresh(row), proof=proof, sha256="", by=user, at=clock.now())
    scan = ground.make_ready(fresh(row).paper).file
    plan_approvals.file_scan(fresh(row), scan=scan, on=local_day(clock.now()), by=people.secretary, at=clock.now())
    assert (fresh(row).state, fresh(row).edition.facts["approval"]["signed_at"]) == ("approved", None)


@clause("A-4.1a", "A-4.3d", "A-7.2.6")
def test_an_approved_plan_changes_by_versions_that_show_what_they_change(people):
    by, first = people.secretary, make.approved(people, "Семинар", "Конференция", "Выставка")
    assert refused(plans.begin, first.span, by=by) == "A-4.1a"
    assert refused(plan_items.remove, first.items.first(), by=by) == "A-4.1a"
    facts = {"activity": "Иначе", "starts_on": first.starts_on, "ends_on": first.starts_on}
    assert refused(plan_items.change, first.items.first(), by=by, **facts) == "A-4.1a"
    second = plans.amend(first, why="Перенос", by=by, at=clock.now())
    assert refused(plans.amend, first, why="Ещё", by=by) == "A-4.1a"
    seminar, conference, exhibition = second.items.all()
    same = {name: getattr(seminar, name) for name in ("activity", "starts_on", "ends_on")}
    plan_items.change(seminar, by=by, at=clock.now(), **same, in_department_plan=True, venue="г. Барнаул")
    plan_items.remove(conference, by=by, at=clock.now())
    plan_items.place(exhibition, to=1, by=by, at=clock.now())
    make.item(by, second, "Круглый стол")
    found = [(one.kind, one.item.activity, one.names) for one in changes(second)]
    assert found == [
        ("changed", "Семинар", ("venue", "in_department_plan")), ("new", "Круглый стол", ()),
        ("removed", "Конференция", ()),
    ]  # fmt: skip
    assert [row.activity for row in second.items.all()] == ["Выставка", "Семинар", "Круглый стол"]
    assert "Круглый стол" in MATTERS["plan"].draft(second)
    assert [row.activity for row in fresh(first).items.all()] == ["Семинар", "Конференция", "Выставка"]
    assert in_force(first.starts_on) == first
    plan_items.note_fact(first.items.all()[0], kind="done", on=local_day(clock.now()), by=by, at=clock.now())
    make.support(people, second)
    make.council_agrees(by, fresh(second), number="7")
    plan_approvals.agree_by_hand(fresh(second), outcome="agreed", by=people.official, at=clock.now())
    ground.make_ready(fresh(second).paper)
    done = make.approve(people, fresh(second))
    assert (in_force(first.starts_on), fresh(first).state, done.edition.facts["version"]) == (done, "approved", 2)
    lines = lines_of(done, local_day(clock.now()))
    assert [line.last is not None for line in lines] == [False, True, False]
    assert refused(plan_items.note_fact, first.items.all()[1], kind="done", on=first.starts_on, by=by) == "A-7.2.6"


@clause(
    "A-4.1a", "A-2.2.1", "A-2.2.2", "A-2.2.3", "A-2.2.4", "A-2.2.5", "A-2.2.6", "A-2.3.5", "A-7.2.6",
)  # fmt: skip
def test_next_year_starts_from_what_is_chosen_of_this_one_and_facts_stay_with_their_year(people):
    by, row = people.secretary, make.approved(people, "Семинар", "Конференция")
    seminar, conference = row.items.all()
    [span] = years_to_plan(local_day(clock.now()))
    made = plans.begin(span, carry=[conference], by=by, at=clock.now())
    [carried] = made.items.all()
    assert (carried.came_from, carried.activity) == (conference, "Конференция")
    assert carried.thread != conference.thread
    assert carried.starts_on == add_years(conference.starts_on, 1)
    for task in Task:
        make.item(by, made, f"По задаче {task}", task=task, function="2.3.5")
    day = row.starts_on + timedelta(days=60)
    today = local_day(clock.now())
    plan_items.note_fact(seminar, kind="done", on=today, by=by, at=clock.now())
    ahead = today + timedelta(days=90)
    plan_items.note_fact(conference, kind="moved", on=ahead, note="Площадка", by=by, at=clock.now())
    lines = lines_of(row, today)
    late = "late" if today > seminar.ends_on else "done"
    assert [line.standing for line in lines] == [late, "moved"]
    assert (counts(lines, "task"), counts(lines_of(made, day), "function")) == (
        [("2.2.4", 2, 1)], [("2.3.3", 1, 0), ("2.3.5", 6, 0)],
    )  # fmt: skip
    assert [line.item for line in due_items(today + timedelta(days=100), today + timedelta(days=120))] == [conference]
    for facts in ({"kind": "moved", "on": today + timedelta(days=3)}, {"kind": "not_done", "on": today},
                  {"kind": "done", "on": today + timedelta(days=1)}):  # fmt: skip
        assert refused(plan_items.note_fact, seminar, by=by, **facts) == "A-7.2.6"
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanFact.objects.update(note="Иначе")


def test_a_plan_on_an_agenda_waits_and_one_without_activities_goes_on_none(people):
    by, row = people.secretary, make.written(people.secretary)
    item = row.items.get()
    plan_items.remove(item, by=by, at=clock.now())
    assert refused(plans.put_on_agenda, row, by=by) == "A-4.1b"
    make.item(by, row)
    make.listed(people, row)
    with pytest.raises(WrongState):
        plans.withdraw(row, by=by, at=clock.now())
    plans.drop_from_agenda(row, by=by, at=clock.now())
    plans.withdraw(row, by=by, at=clock.now())
    assert (AnnualPlan.objects.get().state, len(years_to_plan(local_day(clock.now())))) == ("withdrawn", 2)
    assert [one.key for one in open_matters(clock.today()) if one.key.startswith("proposal:")] == []


@clause("A-7.2.6", "A-4.1a")
def test_a_linked_event_speaks_for_itself_in_every_version_and_holds_its_line(people):
    by, plan = people.secretary, make.approved(people, "Семинар", "Опрос")
    seminar, survey = plan.items.all()
    today = local_day(clock.now())
    row = events.announced(by, starts_on=today + timedelta(days=300))
    Event.objects.filter(pk=row.pk).update(plan_item=seminar)
    draft = plans.amend(plan, why="Срок", by=by, at=clock.now())

    def standings():
        return [line.standing for line in lines_of(plan, today)]

    assert standings()[0] == "moved"
    Event.objects.filter(pk=row.pk).update(state="held", starts_on=seminar.starts_on, ends_on=seminar.ends_on)
    plan_items.note_fact(seminar, kind="not_done", on=today, note="По ошибке", by=by, at=clock.now())
    assert (standings()[0], lines_of(plan, today)[0].last.url) == ("done", row.get_absolute_url())
    Event.objects.filter(pk=row.pk).update(plan_item=draft.items.first())
    assert standings()[0] == "done"
    assert refused(plan_items.remove, draft.items.first(), by=by) == "A-4.1a"
    plan_items.note_fact(survey, kind="not_done", on=today, note="Отменено", by=by, at=clock.now())
    assert standings() == ["done", "not_done"]
