"""Builders of the exclusion case: brought by the verbs to the state a test begins in (A-3.14)."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock, files
from association.doors import open_checked
from association.models import Organisation, StoredFile, User
from association.proofs import Password
from membership.models import Membership
from presidium.actions import exclusion, exclusion_consents, meetings, room
from presidium.models import AgendaItem, ExclusionCase, Meeting, Minutes, Seat
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings
from tests.journeys.people import PDF

GROUNDS = "Организация два года не участвует в работе Ассоциации.\nПисьма Президиума остались без ответа."


@dataclass
class Scene:
    """A Presidium whose organisations are members, the head who moves, the member to be excluded and its head."""

    people: sittings.Cast
    initiator: Organisation
    mover: User
    target: Organisation
    head: User | None = None

    @property
    def secretary(self) -> User:
        return self.people.secretary


def scene(roster: int = 8, *, others: int = 1, target_seated: bool = False) -> Scene:
    """So many seats whose organisations are members, and so many members without a seat; the target is the last."""
    people = sittings.cast(roster)
    for user in people.seats:
        members.membership(school_of(user), people.secretary)
    outside = [members.member(people.secretary) for _one in range(others)]
    target = school_of(people.seats[-1]) if target_seated else outside[-1]
    head = people.seats[-1] if target_seated else ground.director(target)
    mover = people.seats[min(3, roster - 2)]
    return Scene(people, school_of(mover), mover, target, User.objects.get(pk=head.pk))


def school_of(user: User) -> Organisation:
    """The organisation through which an account holds its seat."""
    return Seat.objects.get(person=user.person_id).organisation


def upload(school: Organisation | None, by: User, name: str = "переписка.pdf") -> StoredFile:
    """A file brought in by a person."""
    return files.keep(open_checked(SimpleUploadedFile(name, PDF)), organisation=school, by=by, at=clock.now())


def fresh(case: ExclusionCase) -> ExclusionCase:
    """The case as it stands now."""
    return ExclusionCase.objects.get(pk=case.pk)


def moved(stage: Scene) -> ExclusionCase:
    """A motion whose paper is ready to be signed."""
    case = exclusion.move(
        stage.initiator, target=stage.target, grounds=GROUNDS, evidence=upload(stage.initiator, stage.mover),
        on=clock.today(), by=stage.mover, at=clock.now(),
    )  # fmt: skip
    ground.make_ready(case.paper)
    return fresh(case)


def handed_in(stage: Scene) -> ExclusionCase:
    """A motion that the head has signed."""
    case = moved(stage)
    proof = Password(ground.PASSWORD)
    exclusion.sign(case, proof=proof, sha256=case.paper.sha256, by=stage.mover, at=clock.now())
    return fresh(case)


def registered(stage: Scene) -> ExclusionCase:
    """A motion under its incoming number."""
    case = handed_in(stage)
    exclusion.enter(case, on=clock.today(), by=stage.secretary, at=clock.now())
    return fresh(case)


def listed(stage: Scene, case: ExclusionCase | None = None) -> tuple[ExclusionCase, Meeting]:
    """A case on the agenda of a called meeting of today."""
    case, by = case or registered(stage), stage.secretary
    meeting = meetings.plan(starts_at=clock.now() + timedelta(seconds=1), place="каб. 12", by=by, at=clock.now())
    meetings.list_matter(meeting, matter_key="exclusion", subject_id=str(case.pk), by=by, at=clock.now())
    meetings.approve_agenda(meeting, by=stage.people.chair, at=clock.now())
    return fresh(case), meeting


def on_the_table(stage: Scene, present: int) -> tuple[ExclusionCase, AgendaItem]:
    """A meeting in session with the first so many seats in the room; the case is its only question."""
    case, meeting = listed(stage)
    for user in stage.people.seats[:present]:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, by=stage.secretary, at=clock.now())
    room.open_meeting(meeting, by=stage.secretary, at=clock.now())
    return case, meeting.items.get()


def voted(stage: Scene, item: AgendaItem, votes_for: int):
    """Let the first so many of those present vote for and close the vote; the others do not vote."""
    room.open_voting(item, by=stage.secretary, at=clock.now())
    for user in stage.people.seats[:votes_for]:
        room.cast(item, sittings.seat_of(item.meeting, user), choice="for", by=user, at=clock.now())
    return room.close_voting(item, by=stage.secretary, at=clock.now())


def considered(stage: Scene, *, present: int = 5, votes_for: int = 5) -> ExclusionCase:
    """A case that a meeting has considered, the meeting closed, the sheet ready where one is asked."""
    case, item = on_the_table(stage, present)
    voted(stage, item, votes_for)
    room.close_meeting(Meeting.objects.get(pk=item.meeting_id), by=stage.secretary, at=clock.now())
    case = fresh(case)
    if case.sheet:
        ground.make_ready(case.sheet)
    return fresh(case)


def sheet(case: ExclusionCase, user: User) -> None:
    """Consent by one's own signature under the sheet."""
    proof = Password(ground.PASSWORD)
    exclusion_consents.consent(fresh(case), proof=proof, sha256=case.sheet.sha256, by=user, at=clock.now())


def sign_minutes(case: ExclusionCase) -> None:
    """Give the decision its number, as the signed minutes do."""
    record = Minutes.objects.get(meeting=case.item.meeting)
    basis = case.basis
    type(basis).objects.filter(pk=basis.pk).update(number="7", paper=record.paper)


def standing(school: Organisation) -> Membership:
    """The membership of an organisation in force."""
    return Membership.objects.open().get(organisation=school)
