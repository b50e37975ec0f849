"""From the meeting to the letters: what waits for signed minutes, and who is told of a meeting."""

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.models import Letter, Paper, RegisterEntry
from association.proofs import Password
from membership.actions import letters
from membership.models import Application
from membership.queries import awaiting_release
from presidium.actions import meetings, minutes, room
from presidium.models import AgendaItem, Meeting, Minutes
from presidium.queries import voters
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return presidium.cast(3)


@pytest.fixture
def school(people):
    return ground.organisation()


def decided(people, school, passed=True):
    """A meeting held on one application: the minutes and the application, through the verbs of the Presidium."""
    row = make.application(school, ground.director(school), state=Application.State.REGISTERED)
    meeting = presidium.planned(people, questions=0)
    facts = {"by": people.secretary, "at": clock.now()}
    meetings.list_matter(meeting, matter_key="admission", subject_id=str(row.pk), **facts)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats:
        room.note_presence(presidium.seat_of(meeting, user), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.get()
    room.open_voting(item, **facts)
    for voter in voters(meeting):
        room.cast(item, voter, choice="for" if passed else "against", **facts)
    room.close_voting(AgendaItem.objects.get(pk=item.pk), **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    return Minutes.objects.get(meeting=meeting), Application.objects.get(pk=row.pk)


def sign_both(record, people):
    minutes.offer(record, by=people.secretary, at=clock.now())
    sha256 = ground.make_ready(record.paper).sha256
    facts = {"proof": Password(ground.PASSWORD), "sha256": sha256, "at": clock.now()}
    minutes.sign_as_secretary(Minutes.objects.get(pk=record.pk), by=people.secretary, **facts)
    assert awaiting_release().count() == 0
    minutes.sign_as_presiding(Minutes.objects.get(pk=record.pk), on=record.meeting.held_on, by=people.chair, **facts)


@clause("A-4.10b", "A-3.13b", "A-3.3")
@pytest.mark.parametrize("passed", [True, False])
def test_letters_and_the_order_wait_for_signed_minutes_and_go_out_in_one_batch(passed, school, people):
    record, row = decided(people, school, passed)
    facts = {"on": clock.today(), "by": people.secretary, "at": clock.now()}

    assert row.state == ("granted" if passed else "refused")
    assert letters.release_all(**facts) == 0
    assert (Application.objects.get(pk=row.pk).letter, RegisterEntry.objects.count()) == (None, 0)
    sign_both(record, people)
    assert (letters.release_all(**facts), letters.release_all(**facts)) == (1, 0)

    letter = Application.objects.get(pk=row.pk).letter
    assert (letter.number, letter.is_draft, letter.released_at) == ("01-15/1", False, facts["at"])
    assert letter.facts["decision"]["kind"] == ("admit" if passed else "refuse")
    assert letter.facts["decision"]["protocol"]["number"] == str(Minutes.objects.get().number)
    assert Letter.objects.filter(notice="decision_taken").count() == 1
    papers = Paper.objects.filter(kind="D06").order_by("pk").values_list("is_draft", "released_at")
    assert list(papers) == ([(True, None), (False, facts["at"])] if passed else [])


def test_only_who_may_releases(people):
    with pytest.raises(PermissionDenied):
        letters.release_all(on=clock.today(), by=people.stranger, at=clock.now())


@clause("A-4.4b", "A-4.4c", "A-4.3b")
def test_the_agenda_goes_to_every_member_the_invitation_to_those_asked(people):
    member = make.member(people.secretary)
    outside, reader = ground.organisation(), ground.director(member)
    ground.director(outside)
    meeting = presidium.planned(people)
    meetings.invite_person(meeting, people.official.person, voice="consultative", by=people.secretary, at=clock.now())
    with pytest.raises(PermissionDenied):
        meetings.approve_agenda(meeting, by=people.secretary, at=clock.now())
    assert Letter.objects.filter(notice__in=["agenda", "meeting_invitation"]).count() == 0
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())

    told = {notice: set(Letter.objects.filter(notice=notice).values_list("user", flat=True))
            for notice in ("agenda", "meeting_invitation")}  # fmt: skip
    assert told == {"agenda": {reader.pk}, "meeting_invitation": {user.pk for user in [*people.seats, people.official]}}
    assert (meeting.state, meeting.agenda_paper.kind) == ("called", "D10")
