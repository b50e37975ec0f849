"""Verbs on seats and offices."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions.founding import begin_working
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Association, Basis, Organisation, Person, User
from association.statute import Refused, denial
from membership.queries import membership_of
from presidium import rules
from presidium.models import Office, Seat

GENERAL = "Общее собрание"


@transaction.atomic
def fill_seat(
    person: Person, organisation: Organisation, *, on: date, basis: Basis | None, by: User | None, at: datetime
) -> Seat:
    """Give a person a seat for a member organisation from a day on (A-3.4b)."""
    seat = Seat.objects.create(person=person, organisation=organisation, starts_on=on, basis=basis)
    record("seat.fill", seat, by=by, at=at, person=person.pk, organisation=organisation.pk, on=on)
    return seat


@transaction.atomic
def vacate_seats(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> int:
    """End the seat of an organisation on a day; the roster shrinks from that day."""
    seats = list(Seat.objects.open().filter(organisation=organisation))
    for seat in seats:
        Seat.objects.filter(pk=seat.pk).update(ends_on=on)
        record("seat.vacate", seat, by=by, at=at, on=on)
    return len(seats)


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
    Office.objects.open().filter(kind=kind).update(ends_on=on)
    office = Office.objects.create(kind=kind, person=person, starts_on=on, basis=basis)
    record("office.take", office, by=by, at=at, kind=kind, person=person.pk, on=on)
    association = Association.current()
    if kind == Office.Kind.CHAIR and association.phase == Association.Phase.ORGANISATIONAL:
        begin_working(association, by=by, at=at)
    return office


@transaction.atomic
def seat_head(*, organisation: Organisation, on: date, number: str, by: User, at: datetime) -> Seat:
    """Record that a general meeting gave a seat to the head of a member organisation (A-3.4b, A-5.6.5)."""
    access.require(by, "keep_composition", at=at)
    head = organisation.head_on(on)
    membership = membership_of(organisation, on)
    if head is None or membership is None or membership.kind != membership.Kind.MEMBER:
        raise Refused(denial("A-3.4b", _("Only the head of a member organisation holds a seat.")))
    basis = add_basis(kind=Basis.Kind.DECISION, body=GENERAL, number=number, dated_on=on, by=by, at=at)
    return fill_seat(head.person, organisation, on=on, basis=basis, by=by, at=at)


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
