"""A list of pairs from its calculation to the agreement of the Presidium (A-3.16a, A-3.16c–e)."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, tasks
from association.models import Job, Letter
from association.statute import Refused
from association.workflow import WrongState
from mentoring.actions import pair_lines, pair_lists, pair_remarks, terms
from mentoring.models import MentorTerms, PairList, PairRemark, ProposedPair
from mentoring.queries_pairs import balance_on, candidates_on, mentors_on, without_mentor
from qa_system.actions.editing import Outdated
from tests.clause_marker import clause
from tests.factories import mentoring as made
from tests.factories import presidium as sittings
from tests.factories.browser import Visitor
from tests.factories.pairing import edit, listed, who, worked

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(3)


def loads(row: PairList) -> list[int]:
    return sorted((row.pairs.filter(mentor=one).count() for one in row.ones), reverse=True)


@clause("A-3.16a")
def test_mentors_and_candidates_are_computed_as_of_a_day(people):
    today = clock.today()
    mentor, other = made.mentor(people.secretary), made.mentor(people.secretary)
    candidate = made.candidate(people.secretary)
    lapsed = made.mentor(people.secretary, on=made.SINCE)
    lapsed.certifications.update(valid_until=made.SINCE.replace(year=made.SINCE.year + 1, day=1))
    certified = made.candidate(people.secretary)
    made.certify(certified, people.secretary)
    terms.say_terms(other, is_available=False, capacity=0, on=today, by=people.secretary, at=clock.now())

    assert set(mentors_on(today)) == {mentor}
    assert set(mentors_on(made.SINCE)) == {mentor, other, lapsed}
    assert set(candidates_on(today)) == {candidate}
    assert (balance_on(today).mentors, balance_on(today).candidates) == (1, 1)
    with pytest.raises(Refused, match=r"A-3\.16a"):
        terms.say_terms(candidate, is_available=True, capacity=1, on=today, by=people.secretary, at=clock.now())
    with pytest.raises(PermissionDenied):
        terms.say_terms(mentor, is_available=True, capacity=1, on=today, by=people.stranger, at=clock.now())
    terms.say_terms(other, is_available=True, capacity=2, on=today, by=people.secretary, at=clock.now())
    again = terms.say_terms(other, is_available=True, capacity=2, on=today, by=people.secretary, at=clock.now())
    assert set(mentors_on(today).values_list("pk", "capacity")) == {(mentor.pk, 0), (other.pk, 2)}
    assert MentorTerms.objects.open().get(organisation=other) == again


@clause("A-3.16c")
@clause("A-3.16d")
@clause("A-3.16e")
def test_three_mentors_and_five_candidates_and_what_the_chair_may_not(people):
    row = listed(people, 3, 5)

    assert loads(row) == [2, 2, 1]
    assert (row.mentors, row.candidates, row.pairs.count()) == (3, 5, 5)
    assert row.total == sum(row.pairs.values_list("score", flat=True)) == 5 * 95
    line = row.pairs.first()
    assert (line.ground, len(line.reasons), len(line.others)) == ("territory", 3, 2)
    other = next(one for one in row.ones if one.pk != line.mentor_id)
    with pytest.raises(Refused) as refused:
        pair_lines.add(row, mentor=other.pk, candidate=line.candidate_id, seen=row.edit, **who(people))
    assert refused.value.verdicts[0].clause == "A-3.16d"
    assert {"mentors": 3, "candidates": 5}.items() <= refused.value.verdicts[0].sentence.params.items()
    full = next(one for one in row.ones if row.pairs.filter(mentor=one).count() == 2 and one.pk != line.mentor_id)
    with pytest.raises(Refused) as refused:
        pair_lines.move(line, mentor=full.pk, seen=row.edit, **who(people))
    assert refused.value.verdicts[0].clause == "A-3.16e"
    with pytest.raises(PermissionDenied):
        pair_lines.lock(line, locked=True, seen=row.edit, by=people.seats[2], at=clock.now())
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lists.begin(**who(people))


@clause("A-3.16c")
@clause("A-3.16d")
def test_a_new_calculation_keeps_what_is_locked_and_leaves_out_what_is_forbidden(people):
    row = listed(people, 5, 3)
    assert set(row.pairs.values_list("candidate", flat=True)) == {one.pk for one in row.others}
    assert (row.pairs.count(), loads(row)) == (5, [1] * 5)
    digest, first = row.digest, set(row.pairs.values_list("mentor", "candidate"))

    pair_lists.calculate(row, **who(people))
    again = worked(row)
    assert (again.digest, set(again.pairs.values_list("mentor", "candidate"))) == (digest, first)

    kept, banned = again.pairs.all()[:2]
    pair_lines.lock(kept, locked=True, seen=edit(row), **who(people))
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lines.forbid(banned, reason=" ", seen=edit(row), **who(people))
    barred = pair_lines.forbid(banned, reason="Спор о здании.", seen=edit(row), **who(people))
    changed = PairList.objects.get(pk=row.pk)
    assert changed.facts["change"] == {"before": again.total, "after": again.total - banned.score}
    with pytest.raises(Outdated):
        pair_lines.lock(kept, locked=False, seen=row.edit, **who(people))
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lines.add(row, mentor=banned.mentor_id, candidate=banned.candidate_id, seen=edit(row), **who(people))
    pair_lists.calculate(row, **who(people))
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lines.remove(kept, seen=edit(row), **who(people))
    third = worked(row)
    two = set(third.pairs.values_list("mentor", "candidate"))
    assert (kept.mentor_id, kept.candidate_id) in two
    assert (banned.mentor_id, banned.candidate_id) not in two
    assert third.pairs.get(pk=kept.pk).is_locked
    assert third.total == sum(third.pairs.values_list("score", flat=True))
    pair_lines.allow(barred, seen=edit(row), **who(people))
    assert third.forbidden.count() == 0


@clause("A-3.16a")
@clause("A-3.16c")
def test_a_pair_without_ground_is_never_proposed_and_the_chair_needs_a_reason(people):
    mentor = made.mentor(people.secretary, district="Славгород", sector="special")
    far = made.candidate(people.secretary, district="Бийск", sector="general")
    row = worked(pair_lists.begin(**who(people)))

    assert row.pairs.count() == 0
    assert row.facts["lonely"] == [far.pk]
    facts = {"mentor": mentor.pk, "candidate": far.pk, **who(people)}
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lines.add(row, seen=row.edit, **facts)
    line = pair_lines.add(row, reason="Договорились на семинаре.", seen=row.edit, **facts)
    assert (line.ground, line.score, line.is_locked, line.origin) == ("chosen", 0, True, "placed")
    with pytest.raises(WrongState):
        pair_lists.agree(row, **who(people))  # offered first


@clause("A-3.16a")
def test_without_mentors_there_are_no_pairs_and_the_page_says_so(people):
    made.candidate(people.secretary)
    visitor = Visitor(people.chair)
    row = worked(pair_lists.begin(**who(people)))

    page = visitor.get(row.get_absolute_url()).content.decode()

    assert row.pairs.count() == 0
    assert "/A-3.16a/" in page
    assert "наставников – 0" in page or "0" in page
    assert list(without_mentor(clock.today()).values_list("pk", flat=True)) == row.facts["lonely"]


@clause("A-3.16c")
def test_remarks_are_answered_before_the_list_is_agreed(people):
    row = listed(people, 1, 1)
    member = people.seats[2]
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_remarks.remark(row, text="Рано.", by=member, at=clock.now())
    pair_lists.offer(row, **who(people))
    told = {people.seats[1].email, member.email}
    assert set(Letter.objects.filter(notice="pairs_offered").values_list("to", flat=True)) == told
    with pytest.raises(PermissionDenied):
        pair_remarks.remark(row, text="Чужой.", by=people.stranger, at=clock.now())
    remark = pair_remarks.remark(row, text="Далеко ехать.", by=member, at=clock.now())
    with pytest.raises(Refused, match=r"A-3\.16c"):
        pair_lists.agree(row, **who(people))
    pair_lists.resume(row, **who(people))
    pair_remarks.answer(remark, text="Есть автобус.", **who(people))
    pair_remarks.answer(remark, text="Второй ответ.", **who(people))
    assert PairRemark.objects.get().answer == "Есть автобус."
    pair_lists.offer(row, **who(people))
    pair_lists.agree(row, **who(people))
    assert PairList.objects.get().state == "agreed"
    with pytest.raises(WrongState):
        pair_lists.offer(row, **who(people))
    pair_lists.withdraw(row, **who(people))
    assert PairList.objects.get().state == "withdrawn"
    assert pair_lists.begin(**who(people)).pk != row.pk


@clause("A-3.16a")
@clause("A-3.16c")
def test_a_mentor_that_lapsed_after_the_calculation_holds_the_list(people):
    row = listed(people, 2, 2)
    terms.say_terms(row.ones[0], is_available=False, capacity=0, on=clock.today(), by=people.secretary, at=clock.now())

    with pytest.raises(Refused) as refused:
        pair_lists.offer(row, **who(people))

    assert "A-3.16a" in {verdict.clause for verdict in refused.value.verdicts}
    line = row.pairs.get(mentor=row.ones[0])
    pair_lines.lock(line, locked=True, seen=edit(row), **who(people))
    pair_lists.calculate(row, **who(people))
    after = worked(row)
    assert [one["mentor"] for one in after.facts["dropped"]] == [row.ones[0].pk]
    assert list(after.pairs.values_list("mentor", flat=True)) == [row.ones[1].pk] * 2


def test_a_job_that_ran_twice_or_was_overtaken_writes_nothing_twice(people):
    made.mentor(people.secretary)
    made.candidate(people.secretary)
    row = pair_lists.begin(**who(people))
    old = row.job if row.job_id else PairList.objects.get().job
    worked(row)
    Job.objects.filter(pk=old.pk).update(state=Job.State.QUEUED, lease_until=None)
    assert tasks.work(old.pk)
    assert ProposedPair.objects.count() == 1
    pair_lists.calculate(row, **who(people))
    Job.objects.filter(pk=old.pk).update(state=Job.State.QUEUED, lease_until=None)
    assert tasks.work(old.pk)
    assert worked(row).pairs.count() == 1
