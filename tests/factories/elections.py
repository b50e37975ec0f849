"""Builders of general meetings and elections: member organisations whose heads meet, name and vote."""

from dataclasses import dataclass, field
from datetime import timedelta

from association import clock, files
from association.doors import open_checked
from association.models import Organisation, RuleSet, User
from presidium.actions import elections, general, meetings, releases, room
from presidium.models import AgendaItem, Candidacy, Election, Meeting, Office, Participant, Release, Seat
from presidium.queries import voters
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.factories.presidium import Cast
from tests.policy_forms import scan


@dataclass
class Assembly:
    """A Presidium, the member organisations with their heads, and the elections begun by kind."""

    people: Cast
    schools: list[Organisation]
    held: dict[str, Election] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.people.secretary


def assembly(seats: int = 4, others: int = 2) -> Assembly:
    """So many organisations with a seat, the chair's first and the deputy's second, and so many without."""
    people = sittings.cast(seats)
    schools = [Seat.objects.get(person=user.person_id).organisation for user in people.seats]
    schools += [ground.organisation(head=ground.person(f"Собраниев-{number}")) for number in range(others)]
    for school in schools:
        members.membership(school, people.secretary)
    return Assembly(people, schools)


def founding(size: int = 6) -> Assembly:
    """Member organisations and a secretary, before there is a Presidium."""
    ground.association()
    secretary = ground.user("secretary", who=ground.person("Образцова", "Анна", "Андреевна"))
    schools = [ground.organisation(head=ground.person(f"Собраниев-{number}")) for number in range(size)]
    for school in schools:
        members.membership(school, secretary)
    return Assembly(Cast(secretary, [], secretary, secretary), schools)


def planned(on: Assembly, *kinds: str, kind: str = "general") -> Meeting:
    """A meeting in preparation with elections of these kinds on its agenda."""
    facts = {"by": on.secretary, "at": clock.now()}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(days=1), place="каб. 12", kind=kind, **facts)
    for one in kinds:
        on.held[one] = elections.begin_at(meeting, one, **facts)
    return meeting


def head(school: Organisation):
    """Who heads an organisation today."""
    return school.head_on(clock.today()).person


def name(on: Assembly, kind: str, school: Organisation, by: User | None = None) -> Candidacy:
    """Put the head of a school forward."""
    facts = {"by": by or on.secretary, "at": clock.now()}
    return elections.nominate(on.held[kind], head(school), school, proposed_by="СОШ № 900", **facts)


def arrive(on: Assembly, meeting: Meeting, schools: list[Organisation]) -> None:
    """Note who came, by their schools."""
    for school in schools:
        row = meeting.participants.get(person=head(school))
        room.note_presence(row, arrived=True, by=on.secretary, at=clock.now())


def opened(on: Assembly, meeting: Meeting, schools: list[Organisation] | None = None) -> Meeting:
    """Let the chair or who acts approve the agenda, the heads of the schools come, and the meeting begin."""
    leader = Office.objects.open().filter(kind="chair").first() or Office.objects.open().filter(kind="deputy").first()
    by = User.objects.get(person=leader.person_id)
    meetings.approve_agenda(meeting, by=by, at=clock.now())
    arrive(on, meeting, on.schools if schools is None else schools)
    room.open_meeting(meeting, by=on.secretary, at=clock.now())
    return Meeting.objects.get(pk=meeting.pk)


def item_of(meeting: Meeting, kind: str) -> AgendaItem:
    """The item of an election or of another matter."""
    rows = AgendaItem.objects.select_related("meeting__rule_set")
    return rows.get(meeting=meeting, matter=kind if kind == "release" else f"election_{kind}")


def vote(on: Assembly, item: AgendaItem, *choices: str | Candidacy):
    """Open the vote, let those present choose in the order of names, close it; a candidacy means a vote for it."""
    item = AgendaItem.objects.select_related("meeting__rule_set").get(pk=item.pk)
    room.open_voting(item, by=on.secretary, at=clock.now())
    inside = [row for row in voters(item.meeting) if row.presence.filter(arrived=True).exists()]
    for row, choice in zip(inside, choices, strict=False):
        named = isinstance(choice, Candidacy)
        facts = {"choice": "for", "name": choice.pk} if named else {"choice": choice}
        room.cast(item, Participant.objects.get(pk=row.pk), by=on.secretary, at=clock.now(), **facts)
    return room.close_voting(item, by=on.secretary, at=clock.now())


def paper(on: Assembly):
    """The scan of a paper."""
    return files.keep(open_checked(scan()), organisation=None, by=on.secretary, at=clock.now())


def release(on: Assembly, reason: str = "own_wish", kind: str = "chair", **fields) -> Release:
    """A release that waits for a meeting."""
    office = Office.objects.open().get(kind=kind)
    facts = {"number": "5", "dated_on": clock.today(), "file": paper(on), "note": "Причина", **fields}
    return releases.file_release(office, reason=reason, by=on.secretary, at=clock.now(), **facts)


def represented(on: Assembly, meeting: Meeting, school: Organisation, surname: str = "Доверенный") -> Participant:
    """A representative by a dated paper."""
    facts = {"number": "12", "dated_on": clock.today(), "until": None, "by": on.secretary, "at": clock.now()}
    return general.represent(meeting, school, ground.person(surname), **facts)


def settle(**values) -> None:
    """Let a next version of the rules be in force from the beginning."""
    before = RuleSet.objects.latest("version")
    RuleSet.objects.create(version=before.version + 1, values={**before.values, **values}, starts_on=before.starts_on)
