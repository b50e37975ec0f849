"""Verbs on seats and offices."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association.actions.founding import begin_working
from association.journal import record
from association.models import Association, Basis, Organisation, Person, User
from association.statute import Refused
from membership.queries import membership_of
from presidium import rules
from presidium.models import Office, Seat


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
