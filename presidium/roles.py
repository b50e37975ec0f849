"""Computed roles and offices: chair, deputy and seats are read from dated rows at the moment of acting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from association import access, offices
from association.models import Association, Person, User
from presidium.models import Office, Seat
from presidium.queries import office_on


@access.register_role_source
def presidium_roles(user: User, at: datetime) -> Iterable[str]:
    """Name the roles that seats and offices give an account at a moment."""
    if user.person_id is None:
        return
    association = Association.objects.first()
    day = at.astimezone(ZoneInfo(association.time_zone)).date() if association else at.date()
    if Office.objects.on(day).filter(person=user.person_id, kind=Office.Kind.CHAIR).exists():
        yield "chair"
    if Office.objects.on(day).filter(person=user.person_id, kind=Office.Kind.DEPUTY).exists():
        yield "deputy"
    if Seat.objects.on(day).filter(person=user.person_id).exists():
        yield "presidium_member"


@offices.register_source
def presidium_offices(kind: str, day: date) -> Person | None:
    """Answer who holds an office of the Presidium on a day."""
    return office_on(kind, day)
