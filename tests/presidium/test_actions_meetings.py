"""Verbs that prepare a meeting, minutes and seats: what the statute lets happen and what it refuses."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.models import Association, Letter, Person
from association.proofs import Password
from association.statute import Refused
from association.workflow import WrongState
from presidium.actions import meetings, minutes, seats
from presidium.models import Minutes, Office, Seat
from presidium.queries import chair_on, roster_on
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as entry
from tests.factories import presidium as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def refused(verb, *args, **facts):
    with pytest.raises(Refused) as failed:
        verb(*args, at=clock.now(), **facts)
    return [verdict.clause for verdict in failed.value.verdicts]


@clause("A-3.4b")
def test_the_seats_of_the_day_are_asked_with_a_decisive_vote(people):
    meeting = make.planned(people)
    assert set(meeting.participants.values_list("person", "voice")) == {
        (user.person_id, "decisive") for user in people.seats
    }


@clause("A-4.2a.2")
def test_an_extraordinary_meeting_without_a_reason_is_not_called(people):
    facts = {"starts_at": clock.now() + timedelta(days=1), "place": "каб. 12", "kind": "extraordinary"}
    assert refused(meetings.plan, by=people.secretary, **facts) == ["A-4.2a.2"]


def test_only_who_prepares_meetings_plans_one(people):
    facts = {"starts_at": clock.now() + timedelta(days=1), "place": "каб. 12"}
    with pytest.raises(PermissionDenied):
        meetings.plan(by=people.seats[2], at=clock.now(), **facts)


@clause("A-4.3b")
def test_an_approved_agenda_takes_no_further_question(people):
    meeting = make.called(people)
    facts = {"title": "О новом", "decision": "Решить."}
    assert refused(meetings.add_question, meeting, by=people.secretary, **facts) == ["A-4.3b"]
    with pytest.raises(WrongState):
        meetings.approve_agenda(meeting, by=people.chair, at=clock.now())


@clause("A-4.4c")
def test_the_approval_writes_a_letter_to_everybody_asked(people):
    meeting = make.called(people)
    asked = {user.email for user in [*people.seats, people.official]}
    assert set(Letter.objects.filter(notice="meeting_invitation").values_list("to", flat=True)) == asked
    assert (meeting.agenda_paper.kind, meeting.participants.filter(invited_at=None).exists()) == ("D10", False)


@clause("A-5.4.2")
def test_nobody_is_given_a_decisive_vote_without_a_seat(people):
    meeting = make.planned(people)
    facts = {"voice": "decisive", "by": people.secretary}
    assert refused(meetings.invite_person, meeting, people.official.person, **facts) == ["A-5.4.2"]


@clause("A-4.10b")
def test_a_person_who_neither_presided_nor_kept_the_minutes_does_not_sign(people):
    record = make.offered(people)
    given = {"proof": Password(ground.PASSWORD), "sha256": record.paper.sha256}
    assert refused(minutes.sign_as_secretary, record, by=people.chair, **given) == ["A-4.10b"]
    other = people.seats[1]
    assert refused(minutes.sign_as_presiding, record, by=other, on=clock.today(), **given) == ["A-4.10b"]


@clause("A-4.10a")
def test_the_minutes_are_due_five_days_after_the_meeting_or_on_the_next_working_day(people):
    record = make.held(people)
    days = (record.due_on - record.meeting.held_on).days
    assert (days >= 5, record.due_on.weekday() < 5) == (True, True)


def test_offered_minutes_are_not_redrawn(people):
    record = make.offered(people)
    assert refused(minutes.draft, record, by=people.secretary) == ["A-4.10b"]


def test_minutes_that_were_taken_back_keep_their_number(people):
    record = make.offered(people)
    minutes.reopen(record, by=people.secretary, at=clock.now())
    minutes.offer(record, by=people.secretary, at=clock.now())
    assert list(Minutes.objects.values_list("number", "state")) == [(1, "offered")]


@clause("A-3.6")
def test_a_chair_in_office_begins_the_working_period_and_a_new_one_ends_the_old(people):
    assert (Association.current().phase, chair_on(clock.today())) == ("working", people.chair.person)
    today = clock.today()
    seats.take_office("chair", people.seats[2].person, on=today, basis=None, by=people.secretary, at=clock.now())
    assert chair_on(today) == people.seats[2].person
    assert Office.objects.open().filter(kind="chair").count() == 1


@clause("A-4.4a")
def test_the_secretary_comes_from_a_member_organisation(people):
    facts = {"on": clock.today(), "basis": None, "by": people.secretary}
    person: Person = people.secretary.person
    assert refused(seats.take_office, "secretary", person, organisation=ground.organisation(), **facts) == ["A-4.4a"]
    member = entry.member(people.secretary)
    office = seats.take_office("secretary", person, organisation=member, at=clock.now(), **facts)
    assert office.kind == "secretary"


def test_a_vacated_seat_leaves_the_roster_from_that_day(people):
    today = clock.today()
    school = Seat.objects.get(person=people.seats[4].person).organisation
    assert seats.vacate_seats(school, on=today, by=people.secretary, at=clock.now()) == 1
    assert [roster_on(day).count() for day in (today - timedelta(days=1), today)] == [5, 4]
