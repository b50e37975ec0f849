"""Computed roles and offices: chair, deputy and seats are read from dated rows at the moment of acting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Value

from association import access, offices
from association.models import Association, Person, User
from presidium.models import Office, Seat
from presidium.queries import office_on

SEAT = "seat"
ROLE_OF = {Office.Kind.CHAIR: "chair", Office.Kind.DEPUTY: "deputy", SEAT: "presidium_member"}


@access.register_role_source
def presidium_roles(user: User, at: datetime) -> Iterable[str]:
    """Name the roles that seats and offices give an account at a moment."""
    if user.person_id is None:
        return
    association = Association.known()
    day = at.astimezone(ZoneInfo(association.time_zone)).date() if association else at.date()
    offices_held = Office.objects.on(day).filter(person=user.person_id).values_list("kind")
    seats_held = Seat.objects.on(day).filter(person=user.person_id).annotate(kind=Value(SEAT)).values_list("kind")
    for (kind,) in offices_held.union(seats_held):
        if kind in ROLE_OF:
            yield ROLE_OF[kind]


@offices.register_source
def presidium_offices(kind: str, day: date) -> Person | None:
    """Answer who holds an office of the Presidium on a day."""
    return office_on(kind, day)
