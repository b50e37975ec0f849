"""Builders of the Presidium: its cast, and meetings brought by the verbs to the state a test begins in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from association import clock
from association.models import Organisation, User
from presidium.actions import meetings, minutes, room, seats
from presidium.models import AgendaItem, Meeting, Minutes, Participant
from presidium.queries import voters
from tests.factories import association as ground

DECISION = "Утвердить план работы."
NAMES = ("Примеров", "Макетов", "Модельнова", "Тестова", "Шаблонов")


@dataclass
class Cast:
    """The secretary, the holders of seats (the chair first, the deputy second), a stranger and an official."""

    secretary: User
    seats: list[User]
    stranger: User
    official: User

    @property
    def chair(self) -> User:
        return self.seats[0]


def cast(size: int = 5) -> Cast:
    """A Presidium of some seats with chair, deputy and secretary, and two people outside it."""
    ground.association()
    secretary = ground.user("secretary", who=ground.person("Образцова", "Анна", "Андреевна"))
    names = [*NAMES, *(f"Участников-{number:02}" for number in range(size))]
    holders = [_seat(secretary, name) for name in names[:size]]
    facts = {"on": ground.DAY, "basis": None, "by": secretary, "at": ground.AT}
    seats.take_office("chair", holders[0].person, **facts)
    if size > 1:
        seats.take_office("deputy", holders[1].person, **facts)
    stranger = ground.user("director", ground.organisation(), who=ground.person("Чужов"))
    official = ground.user("department_reviewer", who=ground.person("Сынакова", "Вера", "Павловна"))
    return Cast(secretary, [User.objects.get(pk=row.pk) for row in holders], stranger, official)


def _seat(secretary: User, surname: str) -> User:
    person = ground.person(surname)
    school: Organisation = ground.organisation(head=person)
    holder = ground.user("director", school, who=person)
    seats.fill_seat(person, school, on=ground.DAY, basis=None, by=secretary, at=ground.AT)
    return holder


def planned(people: Cast, *, questions: int = 1, starts_at: datetime | None = None) -> Meeting:
    """A meeting in preparation with some questions."""
    starts_at = starts_at or clock.now() + timedelta(days=10)
    meeting = meetings.plan(starts_at=starts_at, place="каб. 12", by=people.secretary, at=clock.now())
    for number in range(1, questions + 1):
        meetings.add_question(
            meeting, title=f"О плане работы {number}", decision=DECISION, by=people.secretary, at=clock.now()
        )
    return meeting


def called(people: Cast, **options) -> Meeting:
    """A meeting whose agenda the chair approved; the official is asked with a consultative voice."""
    meeting = planned(people, **options)
    meetings.invite_person(meeting, people.official.person, voice="consultative", by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    return meeting


def seat_of(meeting: Meeting, user: User) -> Participant:
    """The participant that an account is at a meeting."""
    return meeting.participants.get(person=user.person_id)


def opened(people: Cast, *, present: int = 5, **options) -> Meeting:
    """A meeting in session with the first so many holders of seats in the room, and the official."""
    meeting = called(people, **options)
    for user in [*people.seats[:present], people.official]:
        room.note_presence(seat_of(meeting, user), arrived=True, by=people.secretary, at=clock.now())
    room.open_meeting(meeting, by=people.secretary, at=clock.now())
    return meeting


def voting(people: Cast, **options) -> AgendaItem:
    """The first question of a meeting in session, its vote open."""
    item = opened(people, **options).items.first()
    room.open_voting(item, by=people.secretary, at=clock.now())
    return item


def held(people: Cast, **options) -> Minutes:
    """The minutes of a meeting that adopted its first question."""
    item = voting(people, **options)
    for row in voters(item.meeting):
        room.cast(item, row, choice="for", by=people.secretary, at=clock.now())
    room.close_voting(item, by=people.secretary, at=clock.now())
    room.close_meeting(item.meeting, by=people.secretary, at=clock.now())
    return Minutes.objects.get(meeting=item.meeting_id)


def offered(people: Cast, **options) -> Minutes:
    """Minutes that await the secretary's signature, their paper ready."""
    record = held(people, **options)
    minutes.offer(record, by=people.secretary, at=clock.now())
    ground.make_ready(record.paper)
    return Minutes.objects.get(pk=record.pk)
