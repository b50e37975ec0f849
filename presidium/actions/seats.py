"""Verbs on seats and offices."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions.founding import begin_working
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Association, Basis, Organisation, Person, RuleSet, User
from association.rule_options import value_of
from association.statute import Refused, denial
from membership.models import Membership
from membership.queries import local_day, membership_of
from presidium import notices, rules
from presidium.actions import acting, handovers
from presidium.models import Meeting, Office, Participant, Seat
from presidium.queries import roster_on

GENERAL = "Общее собрание"


@transaction.atomic
def fill_seat(
    person: Person, organisation: Organisation, *, on: date, basis: Basis | None, by: User | None, at: datetime,
    until: date | None = None,
) -> Seat:  # fmt: skip
    """Give a person a seat for a member organisation from a day on, `until` an end known already (A-3.4b)."""
    seat = Seat.objects.create(person=person, organisation=organisation, starts_on=on, ends_on=until, basis=basis)
    record("seat.fill", seat, by=by, at=at, person=person.pk, organisation=organisation.pk, on=on)
    return seat


@transaction.atomic
def vacate_seats(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> int:
    """End the seat of an organisation on a day; the roster shrinks from that day.

    An office held through the seat goes on until the Presidium releases its holder by a decision (A-3.7.1).
    """
    held = Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), organisation=organisation)
    seats = list(held.select_for_update())
    for seat in seats:
        _vacate(seat, max(on, seat.starts_on), by, at)
    return len(seats)


def _vacate(seat: Seat, day: date, by: User | None, at: datetime) -> None:
    Seat.objects.filter(pk=seat.pk).update(ends_on=day)
    record("seat.vacate", seat, by=by, at=at, on=day)
    _leave_meetings(seat, day, by, at)


@transaction.atomic
def vacate_former_heads(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> int:
    """End the seat of whoever no longer heads the organisation from a day on; a successor is seated anew (A-3.4b)."""
    held = Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gt=on), organisation=organisation)
    done = 0
    for seat in held.select_for_update():
        day = max(on, seat.starts_on)
        head = organisation.head_on(day)
        if head is None or head.person_id != seat.person_id:
            _vacate(seat, day, by, at)
            done += 1
    return done


@transaction.atomic
def follow_head_back(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> None:
    """Follow a change of head that was taken back: the head who stays holds the seat again while membership goes on."""
    vacate_former_heads(organisation, on=on, by=by, at=at)
    head, membership = organisation.head_on(on), membership_of(organisation, on)
    if head is None or membership is None or membership.kind != membership.Kind.MEMBER:
        return
    restore_seats(organisation, vacated_on=on, on=on, by=by, at=at, holder=head.person)
    if membership.ends_on is not None:
        vacate_seats(organisation, on=membership.ends_on, by=by, at=at)


def _leave_meetings(seat: Seat, day: date, by: User | None, at: datetime) -> None:
    """Take the decisive vote of a seat off the meetings that are held from that day on (A-3.4b, A-4.7)."""
    ahead = [Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN]
    asked = Participant.objects.filter(seat=seat, meeting__state__in=ahead, meeting__held_on__gte=day)
    for row in asked.select_related("meeting"):
        Participant.objects.filter(pk=row.pk).update(voice=Participant.Voice.NONE, seat=None)
        record("meeting.lose_voice", row.meeting, by=by, at=at, person=row.person_id)
        row.meeting.touch()


@transaction.atomic
def restore_seats(
    organisation: Organisation, *, vacated_on: date, on: date, by: User | None, at: datetime,
    holder: Person | None = None,
) -> int:  # fmt: skip
    """Fill a seat again that fell vacant on a day, as a new row; one that was given away meanwhile stays as it is.

    `holder` says whose seat it must have been.
    """
    done = 0
    rows = Seat.objects.filter(organisation=organisation, ends_on=vacated_on, starts_on__lt=vacated_on)
    for seat in rows.filter(person=holder) if holder else rows:
        taken = Seat.objects.open().filter(Q(organisation=organisation) | Q(person=seat.person_id))
        if taken.exists():
            continue
        fill_seat(seat.person, organisation, on=on, basis=seat.basis, by=by, at=at)
        done += 1
    return done


@transaction.atomic
def tell_of_end(membership: Membership, *, on: date, by: User | None, at: datetime) -> int:
    """Inform the members of the Presidium that an organisation leaves; they do not decide on it (A-3.15.2)."""
    today = local_day(at)
    people = roster_on(today).exclude(organisation=membership.organisation_id).values("person")
    users = User.objects.filter(is_active=True, person__in=people).order_by("pk")
    letters = outbox.send(
        notices.MEMBER_LEFT, membership, to=users, at=at, organisation=membership.organisation, day=on
    )
    record("presidium.inform", membership, by=by, at=at, letters=len(letters))
    return len(letters)


@transaction.atomic
def take_office(
    kind: str,
    person: Person,
    *,
    on: date,
    basis: Basis | None,
    by: User | None,
    at: datetime,
    organisation: Organisation | None = None,
) -> Office:
    """Put a person into an office from a day on; the holder before ends on that day (A-3.6, A-3.8, A-4.4a).

    `organisation` is the member organisation that a secretary belongs to.
    """
    if kind == Office.Kind.SECRETARY:
        belongs = organisation is not None and membership_of(organisation, on) is not None
        verdict = rules.may_be_secretary.judge(belongs_to_member=belongs, members_exist=True, is_operator=False)
        if not verdict:
            raise Refused(verdict)
    for before in Office.objects.open().filter(kind=kind):
        end_office(before, on=on, by=by, at=at)
    last_day = None if kind == Office.Kind.SECRETARY else rules.term_end(elected_on=on)
    office = Office.objects.create(kind=kind, person=person, starts_on=on, basis=basis, last_day=last_day)
    record("office.take", office, by=by, at=at, kind=kind, person=person.pk, on=on)
    if kind == Office.Kind.CHAIR:
        _begin_chair(person, on, by, at)
        handovers.begin(person, is_acting=False, on=on, by=by, at=at)
    return office


def _begin_chair(person: Person, on: date, by: User | None, at: datetime) -> None:
    """A chair is no deputy any more, nobody acts for a chair who is there, and the working period begins (A-3.13a)."""
    for deputy in Office.objects.open().filter(kind=Office.Kind.DEPUTY, person=person):
        end_office(deputy, on=on, by=by, at=at)
    acting.end_acting(on=on, by=by, at=at)
    association = Association.current()
    if association.phase == Association.Phase.ORGANISATIONAL:
        begin_working(association, by=by, at=at)


@transaction.atomic
def end_office(office: Office, *, on: date, by: User | None, at: datetime) -> None:
    """End an office on a day, the first without it; the deputy acts for a chair who is gone (A-3.7, A-3.9)."""
    day = max(on, office.starts_on)
    Office.objects.filter(pk=office.pk).update(ends_on=day)
    record("office.end", office, by=by, at=at, kind=office.kind, person=office.person_id, on=day)
    if office.kind == Office.Kind.DEPUTY:
        acting.end_acting(on=day, by=by, at=at)


@transaction.atomic
def seat_by_right(organisation: Organisation, *, on: date, basis: Basis | None, by: User | None, at: datetime) -> None:
    """Seat the head of a member organisation without a vote, where the rules in force say so (A-3.4b, A-5.6.5)."""
    if value_of(RuleSet.on_day(on).values, "presidium_composition") != rules.votes.ALL:
        return
    head, membership = organisation.head_on(on), membership_of(organisation, on)
    if head is None or membership is None or membership.kind != membership.Kind.MEMBER:
        return
    if not Seat.objects.open().filter(Q(organisation=organisation) | Q(person=head.person_id)).exists():
        fill_seat(head.person, organisation, on=on, basis=basis, by=by, at=at, until=membership.ends_on)


@transaction.atomic
def seat_head(*, organisation: Organisation, on: date, number: str, by: User, at: datetime) -> Seat:
    """Record that a general meeting gave a seat to the head of a member organisation (A-3.4b, A-5.6.5)."""
    access.require(by, "keep_composition", at=at)
    head = organisation.head_on(on)
    membership = membership_of(organisation, on)
    if head is None or membership is None or membership.kind != membership.Kind.MEMBER:
        raise Refused(denial("A-3.4b", _("Only the head of a member organisation holds a seat.")))
    basis = add_basis(kind=Basis.Kind.DECISION, body=GENERAL, number=number, dated_on=on, by=by, at=at)
    return fill_seat(head.person, organisation, on=on, basis=basis, by=by, at=at, until=membership.ends_on)


@transaction.atomic
def record_office(
    *,
    kind: str,
    person: Person,
    organisation: Organisation | None,
    on: date,
    number: str,
    by: User,
    at: datetime,
) -> Office:
    """Record who takes an office by a paper; chair and deputy come from the Presidium (A-3.6, A-3.8)."""
    access.require(by, "keep_composition", at=at)
    has_seat = Seat.objects.on(on).filter(person=person).exists()
    rule = {
        Office.Kind.CHAIR: lambda: rules.may_stand_for_chair.judge(has_seat=has_seat, is_general=True),
        Office.Kind.DEPUTY: lambda: rules.may_stand_for_deputy.judge(has_seat=has_seat, nominated_by_chair=True),
    }.get(kind)
    if rule is not None and not (verdict := rule()):
        raise Refused(verdict)
    body = "Президиум" if kind == Office.Kind.DEPUTY else GENERAL
    basis = add_basis(kind=Basis.Kind.DECISION, body=body, number=number, dated_on=on, by=by, at=at)
    return take_office(kind, person, on=on, basis=basis, organisation=organisation, by=by, at=at)
