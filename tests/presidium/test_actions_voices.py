"""Who is asked to a meeting without a seat, and what such a voice may do."""

import pytest

from association import clock
from association.statute import Refused
from presidium.actions import meetings, room
from presidium.models import Ballot, VoterRoll
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium

pytestmark = pytest.mark.django_db


@clause("A-4.2b.1", "A-4.2b.2", "A-4.2b.3", "A-5.4.2")
@pytest.mark.parametrize(("voice", "clause_id"), [("consultative", "A-4.2b.2"), ("none", "A-4.2b.3")])
def test_guests_are_heard_by_their_voice_and_never_vote(voice, clause_id):
    people = presidium.cast(3)
    guest = ground.user("director", ground.organisation(), who=ground.person("Гостев"))
    meeting, facts = presidium.planned(people), {"by": people.secretary, "at": clock.now()}
    invited = meetings.invite_person(meeting, guest.person, voice=voice, post="методист", **facts)
    assert meetings.invite_person(meeting, guest.person, voice="none", **facts) == invited
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for row in meeting.participants.all():
        room.note_presence(row, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.get()
    room.open_voting(item, **facts)

    for by in (guest, people.secretary):
        with pytest.raises(Refused) as refused:
            room.cast(item, invited, choice="for", by=by, at=clock.now())
        assert [verdict.clause for verdict in refused.value.verdicts] == [clause_id]
        assert refused.value.remember is True
    assert (VoterRoll.objects.count(), Ballot.objects.count()) == (3, 0)
    assert (invited.voice, room.quorum(meeting).inputs["present"]) == (voice, 3)


@clause("A-4.6")
def test_the_deputy_presides_while_the_chair_is_out_and_nobody_else_does():
    people = presidium.cast(4)
    meeting, facts = presidium.called(people), {"by": people.secretary, "at": clock.now()}
    for user in people.seats[2:]:
        room.note_presence(presidium.seat_of(meeting, user), arrived=True, **facts)

    assert room.presiding_officer(meeting) is None
    with pytest.raises(Refused) as refused:
        room.open_meeting(meeting, **facts)
    assert [verdict.clause for verdict in refused.value.verdicts] == ["A-4.6"]
    room.note_presence(presidium.seat_of(meeting, people.seats[1]), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    assert meeting.presiding == people.seats[1].person
