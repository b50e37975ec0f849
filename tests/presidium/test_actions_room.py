"""Verbs of the meeting room: opening, presence, votes, verdicts, closing."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.statute import Refused, Verdict
from association.workflow import WrongState
from membership.models import Application
from presidium.actions import meetings, room
from presidium.models import AgendaItem, Ballot, Meeting, PresenceEvent, Vote
from presidium.queries import in_room, tally
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as entry
from tests.factories import presidium as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def arrive(people, meeting, users):
    for user in users:
        room.note_presence(make.seat_of(meeting, user), arrived=True, by=people.secretary, at=clock.now())


def cast(people, item, choices):
    for user, choice in zip(people.seats, choices, strict=False):
        room.cast(item, make.seat_of(item.meeting, user), choice=choice, by=user, at=clock.now())


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as failed:
        verb(*args, at=clock.now(), **facts)
    return [verdict.clause for verdict in failed.value.verdicts]


@clause("A-4.6", "A-4.7")
def test_a_meeting_opens_only_with_a_presiding_officer_and_a_quorum(people):
    meeting = make.called(people)
    arrive(people, meeting, people.seats[2:4])
    assert refused(room.open_meeting, meeting, by=people.secretary) == ["A-4.6", "A-4.7"]
    arrive(people, meeting, people.seats[4:])
    assert refused(room.open_meeting, meeting, by=people.secretary) == ["A-4.6"]
    arrive(people, meeting, people.seats[1:2])
    room.open_meeting(meeting, by=people.secretary, at=clock.now())
    assert (meeting.state, meeting.presiding, meeting.roster) == ("open", people.seats[1].person, 5)


@clause("A-4.6")
def test_the_chair_presides_when_both_are_there(people):
    assert make.opened(people).presiding == people.chair.person


def test_an_arrival_noted_twice_is_one_line(people):
    meeting = make.called(people)
    arrive(people, meeting, [people.chair, people.chair])
    assert PresenceEvent.objects.filter(meeting=meeting).count() == 1


def test_those_who_left_are_not_in_the_room(people):
    meeting = make.opened(people)
    row = make.seat_of(meeting, people.seats[4])
    room.note_presence(row, arrived=False, by=people.secretary, at=clock.now())
    assert (row.pk in in_room(meeting), len(in_room(meeting))) == (False, 5)


@clause("A-4.7")
def test_a_meeting_with_a_quorum_is_not_declared_failed(people):
    meeting = make.called(people)
    arrive(people, meeting, people.seats[:3])
    assert refused(room.declare_failed, meeting, by=people.secretary) == ["A-4.7"]


@clause("A-4.7")
def test_a_failed_meeting_lets_its_matters_wait_again(people):
    application = entry.application(ground.organisation(), people.secretary, state=Application.State.REGISTERED)
    meeting = make.planned(people)
    meetings.list_matter(
        meeting, matter_key="admission", subject_id=str(application.pk), by=people.secretary, at=clock.now()
    )
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    room.declare_failed(meeting, by=people.secretary, at=clock.now())
    application.refresh_from_db()
    assert (application.state, set(meeting.items.values_list("state", flat=True))) == ("registered", {"moved"})


@clause("A-4.9b")
@pytest.mark.parametrize(
    ("present", "choices", "passed"),
    [
        (5, ["for"] * 3 + ["against"] * 2, True),
        (5, ["for"] * 2 + ["abstain"] * 3, False),
        (4, ["for"] * 2 + ["against"] * 2, True),
        (4, ["for"], False),
        (3, [], False),
    ],
)
def test_a_decision_needs_at_least_half_of_those_present(people, present, choices, passed):
    item = make.voting(people, present=present)
    cast(people, item, choices)
    verdict = room.close_voting(item, by=people.secretary, at=clock.now())
    vote = Vote.objects.get()
    assert (verdict.passed, item.state) == (passed, "carried" if passed else "lost")
    assert (Verdict.from_dict(vote.verdict).passed, vote.needed, tally(vote).present) == (
        passed, max(1, (present + 1) // 2), present,
    )  # fmt: skip


@clause("A-4.9b")
def test_exactly_half_is_noted(people):
    item = make.voting(people, present=4)
    cast(people, item, ["for", "for"])
    assert room.close_voting(item, by=people.secretary, at=clock.now()).note is not None


@clause("A-4.9a")
def test_no_second_vote_opens_beside_an_open_one(people):
    item = make.voting(people, questions=2)
    other = item.meeting.items.get(number=2)
    assert refused(room.open_voting, other, by=people.secretary) == ["A-4.9a"]
    assert refused(room.close_meeting, item.meeting, by=people.secretary) == ["A-4.9a"]


@clause("A-4.2b.2", "A-4.9a")
def test_consultative_voices_and_the_absent_do_not_vote(people):
    item = make.voting(people, present=3)
    official, absent = make.seat_of(item.meeting, people.official), make.seat_of(item.meeting, people.seats[4])
    assert refused(room.cast, item, official, choice="for", by=people.official) == ["A-4.2b.2"]
    assert refused(room.cast, item, absent, choice="for", by=people.seats[4]) == ["A-4.9a"]
    assert Ballot.objects.count() == 0


def test_a_closed_vote_takes_no_ballot(people):
    item = make.voting(people)
    room.close_voting(item, by=people.secretary, at=clock.now())
    row = make.seat_of(item.meeting, people.chair)
    assert refused(room.cast, item, row, choice="for", by=people.chair) == ["A-4.9a"]
    assert refused(room.close_voting, item, by=people.secretary) == ["A-4.9a"]


def test_a_ballot_for_another_needs_the_right(people):
    item = make.voting(people)
    with pytest.raises(PermissionDenied):
        room.cast(item, make.seat_of(item.meeting, people.chair), choice="for", by=people.seats[1], at=clock.now())


def test_a_cancelled_vote_is_opened_anew_and_its_ballots_stay_on_record(people):
    item = make.voting(people)
    cast(people, item, ["for"])
    room.cancel_voting(item, by=people.secretary, at=clock.now())
    vote = room.open_voting(item, by=people.secretary, at=clock.now())
    assert (Ballot.objects.count(), tally(vote).waiting, item.votes.count()) == (1, 5, 2)


@clause("A-4.10a")
def test_closing_moves_what_is_undecided_and_begins_the_minutes(people):
    meeting = make.opened(people, questions=2)
    room.close_meeting(meeting, by=people.secretary, at=clock.now())
    meeting.refresh_from_db()
    assert (meeting.state, meeting.minutes.state) == ("held", "text")
    assert set(meeting.items.values_list("state", flat=True)) == {AgendaItem.State.MOVED}
    with pytest.raises(WrongState):
        room.close_meeting(meeting, by=people.secretary, at=clock.now())


def test_every_change_that_screens_show_bumps_the_version(people):
    item = make.voting(people)
    seen = [Meeting.objects.get().version]
    cast(people, item, ["for"])
    seen.append(Meeting.objects.get().version)
    room.close_voting(item, by=people.secretary, at=clock.now())
    seen.append(Meeting.objects.get().version)
    room.close_meeting(item.meeting, by=people.secretary, at=clock.now())
    seen.append(Meeting.objects.get().version)
    assert seen == sorted(set(seen))


@clause("A-4.10b")
def test_text_is_not_changed_under_a_signature(people):
    record = make.offered(people)
    item = record.meeting.items.get()
    assert refused(room.write_up, item, heard="Позже", spoke="", by=people.secretary) == ["A-4.10b"]
