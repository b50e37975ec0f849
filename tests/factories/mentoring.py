"""Builders of mentoring: mentors with their QMS certificates, candidates, pairs approved by a decision."""

from datetime import date, timedelta

from association import clock, files
from association.actions.organisations import add_basis
from association.models import Organisation, User
from association.proofs import Password
from membership import rules as joining
from membership.actions import qms
from mentoring import rules
from mentoring.models import Pair, PairList, ProposedPair
from presidium.actions import meetings, minutes, room
from presidium.models import Meeting, Minutes
from tests.factories import association as ground
from tests.factories import membership as members
from tests.factories import presidium as sittings

SINCE = members.SINCE


def certify(organisation: Organisation, by: User, *, issued_on: date = SINCE, valid_until: date | None = None):
    """A QMS certificate of an organisation, confirmed by the secretary `by`."""
    number = next(ground.NUMBERS)
    file = files.keep_made(
        ground.PDF + str(number).encode(), name="сертификат.pdf", organisation=organisation, at=clock.now()
    )
    return qms.propose(
        organisation, standard="ГОСТ Р ИСО 9001-2015", body="Демонстрационный орган", number=f"ДЕМО-{number}",
        issued_on=issued_on, valid_until=valid_until or clock.today() + timedelta(days=700), received_on=issued_on,
        file=file, on=clock.today(), by=by, at=clock.now(),
    )  # fmt: skip


def _school(district: str, sector: str, **fields) -> Organisation:
    school = ground.organisation(place=district, **fields)
    if sector != school.sector:
        Organisation.objects.filter(pk=school.pk).update(sector=sector)
        school.sector = sector
    return school


def mentor(by: User, *, district: str = "Бийск", sector: str = "general", on: date = SINCE, **fields) -> Organisation:
    """A member organisation with a QMS certificate in force."""
    school = _school(district, sector, **fields)
    members.membership(school, by, on=on)
    certify(school, by, issued_on=on)
    return school


def candidate(
    by: User, *, district: str = "Бийск", sector: str = "general", on: date = SINCE, **fields
) -> Organisation:  # fmt: skip
    """An organisation with the status of candidate and without a QMS certificate."""
    school = _school(district, sector, **fields)
    members.membership(school, by, ground_of=joining.CANDIDATE, on=on)
    return school


def approved_list(by: User, *, on: date | None = None) -> PairList:
    """A list approved by a decision."""
    on = on or clock.today()
    basis = add_basis(kind="decision", body="Президиум", number="7", item="2", dated_on=on, by=by, at=ground.AT)
    return PairList.objects.create(
        state=PairList.State.APPROVED, begun_at=ground.AT, begun_by=by, counted_on=on, basis=basis
    )


def approved_pair(
    by: User, mentor_of: Organisation | None = None, candidate_of: Organisation | None = None, *,
    on: date | None = None, ground_of: str = rules.TERRITORY,
) -> Pair:  # fmt: skip
    """A pair that works by a decision, from a day on."""
    approved = approved_list(by, on=on)
    return Pair.objects.create(
        pair_list=approved, mentor=mentor_of or mentor(by), candidate=candidate_of or candidate(by), ground=ground_of,
        starts_on=approved.counted_on, basis=approved.basis,
    )  # fmt: skip


def agreed(by: User, *lines: tuple[Organisation, Organisation]) -> PairList:
    """A list agreed with the Presidium, of these mentors and candidates on the ground of territory."""
    row = PairList.objects.create(state=PairList.State.AGREED, begun_at=ground.AT, begun_by=by)
    for score, (mentor_of, candidate_of) in enumerate(lines):
        ProposedPair.objects.create(
            pair_list=row, mentor=mentor_of, candidate=candidate_of, ground=rules.TERRITORY, score=100 - score
        )
    return row


def decided(people: sittings.Cast, matter: str, subject, *, votes_for: int = 5) -> Meeting:
    """A meeting that has voted on one matter and was closed; so many of the holders of seats were for it."""
    facts = {"by": people.secretary, "at": clock.now()}
    meeting = meetings.plan(starts_at=clock.now() + timedelta(hours=1), place="каб. 12", **facts)
    item = meetings.list_matter(meeting, matter_key=matter, subject_id=str(subject.pk), **facts)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    for user in people.seats:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    room.open_voting(item, **facts)
    for place, user in enumerate(people.seats):
        choice = "for" if place < votes_for else "against"
        room.cast(item, sittings.seat_of(meeting, user), choice=choice, by=user, at=clock.now())
    room.close_voting(item, **facts)
    room.close_meeting(Meeting.objects.get(pk=meeting.pk), **facts)
    return Meeting.objects.get(pk=meeting.pk)


def minuted(people: sittings.Cast, meeting: Meeting) -> Meeting:
    """The meeting with its minutes signed by both."""
    minutes.offer(meeting.minutes, by=people.secretary, at=clock.now())
    paper = ground.make_ready(Minutes.objects.get(meeting=meeting).paper)
    proof = {"proof": Password(ground.PASSWORD), "sha256": paper.sha256, "at": clock.now()}
    minutes.sign_as_secretary(Minutes.objects.get(meeting=meeting), by=people.secretary, **proof)
    minutes.sign_as_presiding(Minutes.objects.get(meeting=meeting), on=clock.today(), by=people.chair, **proof)
    return meeting
