"""Stewards of processes: decided at a meeting, dated from the decision, ended and restored with the membership."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from association import clock, happenings
from association.models import AuditEntry, Organisation, Paper
from association.statute import Refused
from membership import rules as joining
from membership.actions import memberships
from membership.queries import membership_of
from mentoring import matters_stewards, rules
from mentoring.actions import stewards as verbs
from mentoring.models import DutyList, ProcessDuty
from mentoring.queries_stewards import distribution, vacated
from presidium.actions import minutes
from presidium.models import Seat
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories import stewards as make
from tests.factories.elections import assembly
from tests.factories.moments import days, fresh

pytestmark = pytest.mark.django_db
LEFT, TERM, DECISION = ProcessDuty.EndReason.LEFT, ProcessDuty.EndReason.TERM, ProcessDuty.EndReason.DECISION


@pytest.fixture
def people():
    return sittings.cast(4)


def leave(school, by, *, on):
    row = membership_of(school, clock.today())
    return memberships.end(row, on=on, reason=joining.WITHDRAWAL, basis=row.basis, by=by, at=clock.now())


@clause("A-3.17a", "A-3.17b", "A-3.17c", "A-7.2.9")
def test_rules_say_what_wants_and_forbid_nothing_else():
    idle = rules.is_every_member_steward.judge(members=[1, 2, 3], stewards=[2])
    assert (idle.passed, idle.needed) == (False, 2)
    assert rules.is_every_member_steward.judge(members=[1], stewards=[1, 9]).passed
    given = [set(), {"audit"}, {"procedure"}, {"instruction", "audit"}, {"procedure", "audit"}]
    assert [rules.is_supported.judge(outputs=one).passed for one in given] == [False, False, False, True, True]
    day = clock.today()
    awaited = [rules.is_output_awaited(starts_on=day - timedelta(days=n), on=day, outputs=[]) for n in (59, 60)]
    assert awaited == [False, True]
    assert not rules.is_output_awaited(starts_on=day - timedelta(days=400), on=day, outputs=["audit"])
    assert [rules.may_close_process.judge(stewards=n).passed for n in (0, 1)] == [True, False]
    assert [rules.may_steward.judge(is_member=one).passed for one in (True, False)] == [True, False]
    assert [rules.may_give_material.judge(is_of_association=one).passed for one in (True, False)] == [True, False]
    assert [rules.is_assigned_at_meeting.judge(has_item=one).passed for one in (True, False)] == [True, False]


@clause("A-3.17c", "A-3.17a")
def test_a_decision_gives_and_takes_back_from_its_day_and_its_annex_goes_out_with_the_number(people):
    by, first, second = people.secretary, members.member(people.secretary), members.member(people.secretary)
    teaching, papers = make.process(by), make.process(by, "2.6", "Управление документами")
    old = make.duty(by, second, code="2.6", number="1")
    row = make.written(by, (teaching, first, None), (papers, first, days(400)))
    verbs.add_taking_back(row, duty=old, on=clock.today(), by=by, at=clock.now())
    meeting = make.decided(people, row)

    item = meeting.items.get()
    assert (item.state, fresh(row).state, fresh(row).basis) == ("carried", DutyList.State.APPROVED, item.basis)
    duties = ProcessDuty.objects.filter(basis=item.basis).values_list("process__code", "organisation", "starts_on",
                                                                     "ends_on", "end_reason")  # fmt: skip
    on = meeting.held_on
    assert sorted(duties) == [("1.3", first.pk, on, None, ""), ("2.6", first.pk, on, days(400), TERM)]
    assert (fresh(old).ends_on, fresh(old).end_reason) == (on, DECISION)
    assert Paper.objects.filter(kind="D27").values_list("language", "is_draft", "number").get() == ("ru", True, "")

    record = meeting.minutes
    minutes.offer(record, by=by, at=clock.now())
    ground.make_ready(record.paper)
    proof = minutes.papers.Password(ground.PASSWORD)
    sha256 = fresh(record).paper.sha256
    minutes.sign_as_secretary(fresh(record), proof=proof, sha256=sha256, by=by, at=clock.now())
    minutes.sign_as_presiding(fresh(record), proof=proof, sha256=sha256, on=clock.today(), by=people.chair,
                              at=clock.now())  # fmt: skip
    final = Paper.objects.filter(kind="D27", is_draft=False)
    number = str(fresh(record).number)
    assert sorted(final.values_list("language", "number")) == [("ky", number), ("ru", number)]
    facts = fresh(row).paper.facts
    assert (facts["decision"]["number"], [one["until"] for one in facts["rows"]]) == (number, [None, str(days(400))])
    assert [one["organisation"] for one in facts["ended"]] == [second.title]
    assert final.get(language="ky").facts["rows"][0]["process"] == "1.3 Окутуу жана тарбиялоо"


@clause("A-3.17c")
def test_a_duty_without_an_item_is_refused_by_the_database_and_by_the_verb(people):
    by = people.secretary
    school, process = members.member(by), make.process(by)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessDuty.objects.create(process=process, organisation=school, starts_on=clock.today())
    row = make.written(by, (process, school, None))
    verbs.put_on_agenda(row, by=by, at=clock.now())
    basis = membership_of(school, clock.today()).basis
    with pytest.raises(Refused) as refused:
        verbs.approve(row, basis=basis, by=by, at=clock.now())
    assert (refused.value.verdicts[0].clause, ProcessDuty.objects.count()) == ("A-3.17c", 0)


@clause("A-3.17c")
def test_the_general_meeting_decides_too_and_what_is_lost_gives_nothing():
    on = assembly(4, 0)
    process = make.process(on.secretary)
    lost = make.written(on.secretary, (process, on.schools[2], None))
    make.decided(on.people, lost, choice="against", kind="extraordinary")
    assert (fresh(lost).state, ProcessDuty.objects.count()) == (DutyList.State.REJECTED, 0)
    carried = make.written(on.secretary, (process, on.schools[3], None))
    meeting = make.listed(on.people, carried, kind="general")
    assert (meeting.items.get().matter, fresh(carried).state) == ("stewards", DutyList.State.LISTED)
    basis = make.duty(on.secretary, on.schools[0], code="2.2").basis
    verbs.approve(carried, basis=basis, by=on.secretary, at=clock.now())
    assert ProcessDuty.objects.filter(process=process).values_list("organisation", flat=True).get() == on.schools[3].pk


@clause("A-3.17a", "A-3.17c")
def test_only_members_are_put_on_a_list_once_and_only_while_it_is_written(people):
    by, process = people.secretary, make.process(people.secretary)
    school, stranger = members.member(by), ground.organisation()
    row = verbs.begin_list(by=by, at=clock.now())

    def refused(**fields):
        facts = {"process": process, "organisation": school, "on": clock.today(), "by": by, "at": clock.now(), **fields}
        with pytest.raises(Refused) as caught:
            verbs.add_line(row, **facts)
        return caught.value.verdicts[0].clause

    assert refused(organisation=stranger) == "A-3.17a"
    assert refused(until=clock.today()) == "A-3.17c"
    with pytest.raises(Refused):
        verbs.put_on_agenda(row, by=by, at=clock.now())
    line = verbs.add_line(row, process=process, organisation=school, on=clock.today(), by=by, at=clock.now())
    assert refused() == "A-3.17c"
    verbs.remove_line(line, by=by, at=clock.now())
    held = make.duty(by, school)
    assert refused() == "A-3.17a"
    with pytest.raises(Refused):
        matters_stewards._keep_open(process=process, on=clock.today())
    verbs.add_taking_back(row, duty=held, on=clock.today(), by=by, at=clock.now())
    verbs.withdraw(row, by=by, at=clock.now())
    assert refused(organisation=members.member(by)) == "A-3.17c"


@clause("A-3.17a", "A-3.15.2")
def test_who_leaves_answers_no_more_from_that_day_and_a_voided_end_gives_the_duty_back(people):
    by, school = people.secretary, members.member(people.secretary)
    whole, short = make.duty(by, school), make.duty(by, school, code="2.6", until=days(5))
    told = [one.text for one in happenings.forecast("membership.ended", organisation=school, on=days(3))]
    assert sum("1.3" in text for text in told) == 1
    ended = leave(school, by, on=days(10))
    assert [(fresh(one).ends_on, fresh(one).end_reason) for one in (whole, short)] == [
        (days(10), LEFT),
        (days(5), TERM),
    ]
    assert [len(distribution(day).lines) for day in (clock.today(), days(7), days(10))] == [2, 1, 0]
    assert sorted(vacated(days(10)).values_list("code", flat=True)) == ["1.3", "2.6"]
    assert AuditEntry.objects.filter(verb="duty.end").count() == 1

    memberships.restore(ended, basis=ended.basis, by=by, at=clock.now())
    again = ProcessDuty.objects.get(starts_on=days(10))
    assert (again.process, again.ends_on, again.basis_id) == (whole.process, None, whole.basis_id)
    assert Seat.objects.filter(organisation=school).count() == 0


@clause("A-3.17a")
def test_the_page_of_a_day_names_who_answers_and_what_wants(people):
    by = people.secretary
    first, second = members.member(by), members.member(by)
    members.membership(ground.organisation(), by, ground_of=joining.CANDIDATE)
    make.process(by, "2.6", "Управление документами")
    row = make.duty(by, first)
    make.output(by, row, "instruction")
    shown = distribution(clock.today())
    assert [(one.process.code, [line.duty.pk for line in one.lines]) for one in shown.rows] == [
        ("1.3", [row.pk]), ("2.6", [])
    ]  # fmt: skip
    assert (shown.lines[0].verdict.passed, shown.lines[0].outputs) == (False, {"instruction"})
    given = make.output(by, row, "audit")
    assert distribution(clock.today()).lines[0].verdict.passed
    assert (shown.idle, [one.process.code for one in shown.vacant]) == ([second], ["2.6"])
    assert (shown.verdict.passed, shown.verdict.needed) == (False, 1)
    make.library.take_back(given.material, reason="Ошибка", by=by, at=clock.now())
    assert not distribution(clock.today()).lines[0].verdict.passed
    assert Organisation.objects.filter(pk=first.pk).get().materials.filter(process=row.process).count() == 2


@clause("A-3.17b", "A-7.2.9")
def test_what_a_steward_gives_lands_in_the_library_while_the_duty_lasts(people):
    by, school = people.secretary, members.member(people.secretary)
    head = ground.director(school)
    row, over = make.duty(by, school), make.duty(by, school, code="2.6", until=clock.today())
    made = make.output(head, row, title="Процедура обучения", note="Для учителей", authors="Примеров Б. Б.")
    item = made.material
    assert (item.organisation, item.process, item.kind, item.file.organisation) == (
        school,
        row.process,
        "procedure",
        school,
    )
    assert AuditEntry.objects.filter(verb__in=["material.give", "duty.give"]).count() == 2
    with pytest.raises(Refused) as refused:
        make.output(head, over)
    assert refused.value.verdicts[0].clause == "A-3.17b"
    with pytest.raises(make.stewards.access.PermissionDenied):
        make.output(people.stranger, row)
