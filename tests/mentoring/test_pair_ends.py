"""Pairs end by a certificate, with a membership or by a decision, and go on when the cause is undone (A-4.11)."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock, desk, happenings
from association.models import AuditEntry, Letter
from association.statute import Refused
from membership import rules as leaving
from membership.actions import memberships, qms
from membership.models import Membership
from mentoring.actions import pair_ends as verbs
from mentoring.models import Pair
from mentoring.queries_register import ends_in_doubt, is_flagged, register_on, standing_on, to_invite
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import mentoring as make
from tests.factories import presidium as sittings
from tests.factories.moments import days

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(5)


def certified(pair, people, *, received_on=None):
    """Confirm a QMS certificate of the candidate of a pair, received on a day."""
    return make.certify(pair.candidate, people.secretary, issued_on=received_on or clock.today())


def left(organisation, people, *, on=None, reason=leaving.WITHDRAWAL):
    row = organisation.memberships.get(ends_on=None)
    return memberships.end(
        row, on=on or clock.today(), reason=reason, basis=row.basis, by=people.secretary, at=clock.now()
    )


def told(user, clause_of):
    return [duty.title for duty in desk.duties_of(user, clock.now()) if duty.clause == clause_of]


def ends(pairs):
    return [(row.ends_on, row.end_reason) for row in pairs]


@clause("A-4.11")
def test_all_pairs_of_a_candidate_end_on_the_day_it_received_its_certificate_and_it_stays_a_candidate(people):
    """Scenario 10, and what follows when the record was a mistake."""
    candidate = make.candidate(people.secretary)
    pairs = [make.approved_pair(people.secretary, candidate_of=candidate, on=days(-30)) for _one in range(2)]
    later = make.approved_pair(people.secretary, candidate_of=candidate, on=clock.today())
    head, thanked = ground.director(candidate), ground.director(pairs[0].mentor)
    record = certified(pairs[0], people, received_on=days(-9))

    assert ends(Pair.objects.order_by("pk")) == [(days(-9), "certified")] * 2 + [(clock.today(), "certified")]
    assert [pairs[0].is_on(day) for day in (days(-10), days(-9))] == [True, True]
    assert [Pair.objects.get(pk=pairs[0].pk).is_on(day) for day in (days(-10), days(-9))] == [True, False]
    assert later.candidate.memberships.get(ends_on=None).kind == Membership.Kind.CANDIDATE
    assert (list(to_invite(clock.today())), standing_on(clock.today()).idle_candidates) == ([candidate], [])
    assert [len(told(user, "A-4.11")) for user in (people.secretary, head, thanked)] == [1, 1, 0]
    assert "благодарит" in Letter.objects.get(notice="pair_ended", to=thanked.email).body
    assert Letter.objects.filter(notice="pair_ended", to=head.email).count() == 3

    with pytest.raises(Refused, match=r"A-4\.11"):
        verbs.restore(Pair.objects.get(pk=pairs[0].pk), by=people.chair, at=clock.now())
    qms.void(record, reason="Не тот документ", by=people.secretary, at=clock.now())
    assert len(told(people.chair, "A-4.11")) == 3
    assert Letter.objects.filter(notice="pairs_in_doubt", to=people.chair.email).count() == 1
    with pytest.raises(PermissionDenied):
        verbs.restore(Pair.objects.get(pk=pairs[0].pk), by=people.secretary, at=clock.now())
    again = verbs.restore(Pair.objects.get(pk=pairs[0].pk), by=people.chair, at=clock.now())
    assert (again.starts_on, again.ends_on, again.basis, again.mentor) == (
        days(-9), None, pairs[0].basis, pairs[0].mentor,
    )  # fmt: skip
    assert ends_in_doubt(clock.today()).count() == 2


@clause("A-4.11")
def test_a_certificate_that_ran_out_before_ends_nothing_and_one_in_force_again_ends_what_began_meanwhile(people):
    pair = make.approved_pair(people.secretary, on=days(-30))
    make.certify(pair.candidate, people.secretary, issued_on=days(-900), valid_until=days(-200))
    assert Pair.objects.get().ends_on is None

    record = certified(pair, people, received_on=days(-60))
    assert Pair.objects.get().ends_on == days(-30)
    qms.stop(record, kind="suspended", reason="Аудит", on=days(-20), by=people.secretary, at=clock.now())
    fresh = make.approved_pair(people.secretary, candidate_of=pair.candidate, on=days(-10))
    qms.resume(record, on=days(-4), by=people.secretary, at=clock.now())
    assert ends(Pair.objects.filter(pk=fresh.pk)) == [(days(-4), "certified")]


@clause("A-3.16a", "A-3.15.2")
def test_pairs_end_with_the_membership_of_either_side_and_go_on_when_the_order_is_voided(people):
    """Scenario 9: the mentor leaves, its candidates are without a mentor."""
    mentor = make.mentor(people.secretary)
    pairs = [make.approved_pair(people.secretary, mentor_of=mentor, on=days(-30)) for _one in range(2)]
    said = happenings.forecast("membership.ended", organisation=mentor, on=days(5))
    assert [one.clause for one in said].count("A-3.16a") == 2
    ended = left(mentor, people, on=days(5))

    assert ends(Pair.objects.order_by("pk")) == [(days(5), "mentor_left")] * 2
    assert [Pair.objects.on(day).count() for day in (days(4), days(5))] == [2, 0]
    assert [len(standing_on(day).idle_candidates) for day in (days(4), days(5))] == [0, 2]
    assert len(told(people.chair, "A-3.16c")) == 0

    left(pairs[1].candidate, people)
    assert ends(Pair.objects.filter(pk=pairs[1].pk)) == [(clock.today(), "candidate_left")]
    memberships.restore(ended, basis=ended.basis, by=people.secretary, at=clock.now())
    assert [(row.candidate, row.starts_on) for row in Pair.objects.open()] == [(pairs[0].candidate, days(5))]
    assert AuditEntry.objects.filter(verb="pair.restore").count() == 1


@clause("A-3.16a")
def test_a_candidate_that_became_a_member_needs_no_mentor_and_a_lapsed_mentor_is_flagged(people):
    pair, other = (make.approved_pair(people.secretary, on=days(-30)) for _one in range(2))
    members.membership(pair.candidate, people.secretary, ground_of=leaving.INTRODUCED, on=days(-2))
    assert ends(Pair.objects.filter(pk=pair.pk)) == [(days(-2), "joined")]

    record = other.mentor.certifications.get()
    qms.stop(record, kind="withdrawn", reason="Отозван органом", on=days(-1), by=people.secretary, at=clock.now())
    row = register_on(Pair.objects.filter(pk=other.pk), clock.today()).get()
    assert (row.ends_on, is_flagged(row, clock.today())) == (None, True)
    before = register_on(Pair.objects.filter(pk=other.pk), days(-3)).get()
    assert not is_flagged(before, days(-3))


@clause("A-3.16c")
def test_the_presidium_ends_a_pair_by_a_decision_with_a_reason(people):
    pair = make.approved_pair(people.secretary, on=days(-30))
    facts = {"reason": "Стороны не нашли времени.", "at": clock.now()}
    with pytest.raises(PermissionDenied):
        verbs.ask_to_end(pair, by=people.secretary, **facts)
    first = verbs.ask_to_end(pair, by=people.chair, **facts)
    with pytest.raises(Refused):
        verbs.ask_to_end(pair, by=people.chair, **facts)
    verbs.take_back(first, by=people.chair, at=clock.now())
    lost = verbs.ask_to_end(pair, by=people.chair, **facts)
    make.decided(people, "pair_end", lost, votes_for=2)
    assert Pair.objects.get().ends_on is None
    ending = verbs.ask_to_end(pair, by=people.chair, **facts)
    meeting = make.decided(people, "pair_end", ending)
    ending.refresh_from_db()
    found = Pair.objects.get()
    assert (found.ends_on, found.end_reason, found.end_basis) == (
        meeting.held_on, "decision", meeting.items.get().basis,
    )  # fmt: skip
    assert (ending.state, "Стороны не нашли" in meeting.items.get().decision) == ("approved", True)
    with pytest.raises(Refused):
        verbs.ask_to_end(pair, by=people.chair, **facts)
