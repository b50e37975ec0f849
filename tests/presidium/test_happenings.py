"""What the floors announce, who answers, and that an error in an answer rolls everything back."""

from datetime import timedelta

import pytest

from association import clock, happenings
from association.actions import corrections, organisations
from association.models import AuditEntry, Letter
from membership import rules
from membership.actions import memberships
from membership.models import Membership
from membership.queries import membership_of
from presidium.actions import meetings, room, seats
from presidium.models import Meeting, Participant, Seat
from presidium.queries import chair_on, roster_on, unseated_offices, voters
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium as sittings
from tests.factories.moments import days

pytestmark = pytest.mark.django_db

# announcement -> the apps that answer, in the order of the floors
ANSWERS = {
    "membership.began": ["membership", "mentoring"],
    "membership.ended": ["presidium", "mentoring"],
    "membership.restored": ["presidium", "mentoring"],
    "minutes.signed": ["mentoring"],
    "process.closed": ["mentoring"],
    "qms.certified": ["mentoring"],
    "qms.voided": ["mentoring"],
    "organisation.reorganised": ["membership"],
    "organisation.head_changed": ["presidium"],
    "organisation.change_taken_back": ["presidium"],
}


@pytest.fixture
def people():
    return sittings.cast(6)


def school_of(user):
    return Seat.objects.get(person=user.person_id).organisation


def belonging(user, secretary):
    """The membership of the school that a holder of a seat heads."""
    return make.membership(school_of(user), secretary)


def end(membership, by, *, on, reason=rules.WITHDRAWAL):
    return memberships.end(membership, on=on, reason=reason, basis=membership.basis, by=by, at=clock.now())


def answering(name):
    return [handler.__module__.partition(".")[0] for handler in happenings.HANDLERS.get(name, [])]


def test_who_answers_what_is_announced():
    found = {name: [app for app in ANSWERS[name] if app in answering(name)] for name in ANSWERS}
    floors = ["association", "membership", "qa_system", "presidium", "mentoring"]

    assert found == ANSWERS
    for name in happenings.HANDLERS:
        assert answering(name) == sorted(answering(name), key=floors.index)


@clause("A-3.15.2", "A-3.4b")
def test_the_seat_of_an_organisation_falls_vacant_on_the_day_it_leaves(people):
    membership = belonging(people.seats[5], people.secretary)
    end(membership, people.secretary, on=days(10))

    assert [roster_on(day).count() for day in (clock.today(), days(9), days(10))] == [6, 6, 5]
    assert AuditEntry.objects.filter(verb="seat.vacate").count() == 1


@clause("A-3.15.2")
def test_the_presidium_is_informed_and_decides_nothing(people):
    membership = belonging(people.seats[5], people.secretary)
    end(membership, people.secretary, on=clock.today())

    told = set(Letter.objects.filter(notice="member_left").values_list("to", flat=True))
    assert told == {user.email for user in people.seats[:5]}


@clause("A-4.7")
def test_a_meeting_ahead_loses_the_vote_of_the_seat_and_one_before_the_day_keeps_it(people):
    membership = belonging(people.seats[5], people.secretary)
    soon = sittings.called(people, starts_at=clock.now() + timedelta(days=5))
    later = sittings.planned(people, starts_at=clock.now() + timedelta(days=15))
    end(membership, people.secretary, on=days(10))

    assert [voters(meeting).count() for meeting in (soon, later)] == [6, 5]
    row = Participant.objects.get(meeting=later, person=people.seats[5].person_id)
    assert (row.voice, row.seat) == ("none", None)
    assert room.quorum(later).needed == 3


@clause("A-4.7")
def test_a_meeting_that_was_held_keeps_its_roster(people):
    sittings.held(people, present=6)
    meeting = Meeting.objects.get(state="held")
    Meeting.objects.filter(pk=meeting.pk).update(held_on=days(-2))
    end(belonging(people.seats[5], people.secretary), people.secretary, on=clock.today())

    assert (voters(meeting).count(), Meeting.objects.get(pk=meeting.pk).roster) == (6, 6)


@clause("A-3.7.1")
def test_an_office_held_through_the_seat_goes_on_until_the_presidium_decides(people):
    end(belonging(people.chair, people.secretary), people.secretary, on=clock.today())

    assert chair_on(clock.today()) == people.chair.person
    assert [(row.kind, row.person) for row in unseated_offices(clock.today())] == [("chair", people.chair.person)]
    assert list(unseated_offices(days(-1))) == []


@clause("A-3.3")
def test_a_membership_that_goes_on_brings_its_seat_back(people):
    membership = belonging(people.seats[5], people.secretary)
    ended = end(membership, people.secretary, on=clock.today(), reason=rules.EXCLUSION)
    memberships.restore(ended, basis=ended.basis, by=people.secretary, at=clock.now())

    seats = Seat.objects.filter(person=people.seats[5].person_id).order_by("pk")
    assert [(row.starts_on, row.ends_on) for row in seats] == [(ground.DAY, clock.today()), (clock.today(), None)]
    assert roster_on(clock.today()).count() == 6


def test_a_seat_given_away_meanwhile_stays_where_it_is(people):
    membership = belonging(people.seats[5], people.secretary)
    ended = end(membership, people.secretary, on=clock.today())
    other = make.member(people.secretary)
    Seat.objects.create(person=people.seats[5].person, organisation=other, starts_on=clock.today())
    memberships.restore(ended, basis=ended.basis, by=people.secretary, at=clock.now())

    assert Seat.objects.open().get(person=people.seats[5].person_id).organisation == other


def test_an_error_in_an_answer_rolls_everything_back(people):
    membership = belonging(people.seats[5], people.secretary)
    make.certificate(membership, people.secretary)
    before = AuditEntry.objects.count()

    @happenings.on("membership.ended")
    def breaks(**_facts):
        raise LookupError("a floor above fails")

    try:
        with pytest.raises(LookupError):
            end(membership, people.secretary, on=clock.today())
    finally:
        happenings.HANDLERS["membership.ended"].remove(breaks)

    same = Membership.objects.get(pk=membership.pk)
    assert (same.ends_on, same.certificates.get().annulled_on, AuditEntry.objects.count()) == (None, None, before)
    assert (roster_on(clock.today()).count(), Letter.objects.filter(notice="member_left").count()) == (6, 0)


def test_what_will_follow_is_said_before_it_is_done(people):
    membership = belonging(people.chair, people.secretary)
    make.certificate(membership, people.secretary)
    said = happenings.forecast("membership.ended", organisation=membership.organisation, on=clock.today())

    assert [one.clause for one in said] == ["A-3.15.2", "A-B.7", "A-3.4b", "A-3.7.1"]
    assert membership_of(membership.organisation, clock.today()) == membership


def test_a_new_meeting_asks_the_seats_of_its_own_day(people):
    end(belonging(people.seats[5], people.secretary), people.secretary, on=days(10))
    asked = [
        voters(meetings.plan(starts_at=clock.now() + timedelta(days=ahead), place="каб. 1", by=people.secretary,
                             at=clock.now())).count()
        for ahead in (9, 11)
    ]  # fmt: skip

    assert asked == [6, 5]


def appoint(school, person, by, *, on, post="директор"):
    return organisations.appoint_head(school, person, on=on, by=by, at=clock.now(), post=post)


@clause("A-3.4b")
def test_the_seat_of_a_former_head_falls_vacant_on_the_day_the_new_one_begins(people):
    school, holder = school_of(people.seats[5]), people.seats[5].person
    appoint(school, holder, people.secretary, on=days(1), post="ректор")  # another post, the same person
    assert roster_on(days(1)).count() == 6

    later = sittings.planned(people, starts_at=clock.now() + timedelta(days=15))
    appoint(school, ground.person("Преемников"), people.secretary, on=days(10))

    assert [roster_on(day).count() for day in (days(9), days(10))] == [6, 5]
    assert (voters(later).count(), AuditEntry.objects.filter(verb="seat.vacate").count()) == (5, 1)


@clause("A-3.4b")
def test_a_head_who_stays_after_all_keeps_the_seat_until_the_membership_ends(people):
    membership = belonging(people.seats[5], people.secretary)
    taken_back = appoint(school_of(people.seats[5]), ground.person("Преемников"), people.secretary, on=days(10))
    end(membership, people.secretary, on=days(20))
    corrections.take_back(taken_back, by=people.secretary, at=clock.now())

    assert [roster_on(days(number)).count() for number in (9, 10, 19, 20)] == [6, 6, 6, 5]
    assert set(roster_on(days(10)).filter(person=people.seats[5].person_id)) == set(
        Seat.objects.filter(starts_on=days(10), ends_on=days(20))
    )


@clause("A-3.15.2", "A-3.4b")
def test_a_seat_given_while_an_end_of_membership_lies_ahead_ends_with_it(people):
    school = make.member(people.secretary)
    end(membership_of(school, days(0)), people.secretary, on=days(20))
    seat = seats.seat_head(organisation=school, on=days(0), number="7", by=people.secretary, at=clock.now())

    assert seat.ends_on == days(20)
    assert (seat in roster_on(days(19)), seat in roster_on(days(20))) == (True, False)
