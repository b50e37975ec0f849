"""Computed roles and offices: chair, deputy and seats are read from dated rows at the moment of acting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import connection

from association import access, offices
from association.models import Association, Person, User
from presidium.models import ActingPeriod, Office, Seat
from presidium.queries import office_on
from presidium.queries_terms import acting_on

SEAT, ACTING = "seat", offices.ACTING
# Every page of a signed-in person asks this; Django would take six times as long to write it as a database to answer.
NOW = "person_id = %s AND starts_on <= %s AND (ends_on IS NULL OR ends_on > %s)"
HELD = (
    f"SELECT kind FROM {Office._meta.db_table} WHERE {NOW} "
    f"UNION SELECT '{SEAT}' FROM {Seat._meta.db_table} WHERE {NOW} "
    f"UNION SELECT '{ACTING}' FROM {ActingPeriod._meta.db_table} WHERE {NOW}"
)
ROLE_OF = {Office.Kind.CHAIR: "chair", Office.Kind.DEPUTY: "deputy", SEAT: "presidium_member",
           ACTING: "acting_chair"}  # fmt: skip


@access.register_role_source
def presidium_roles(user: User, at: datetime) -> Iterable[str]:
    """Name the roles that seats and offices give an account at a moment."""
    if user.person_id is None:
        return []
    association = Association.known()
    day = at.astimezone(ZoneInfo(association.time_zone)).date() if association else at.date()
    now = connection.ops.adapt_datefield_value(day)
    with connection.cursor() as cursor:
        cursor.execute(HELD, [user.person_id, now, now] * 3)
        held = [kind for (kind,) in cursor.fetchall()]
    return [ROLE_OF[kind] for kind in held if kind in ROLE_OF]


@offices.register_source
def presidium_offices(kind: str, day: date) -> Person | None:
    """Answer who holds an office of the Presidium, or acts for the chair, on a day."""
    if kind == ACTING:
        period = acting_on(day)
        return period.person if period else None
    return office_on(kind, day)


@offices.register_terms
def presidium_terms(kind: str) -> list[offices.Term]:
    """Tell all terms in an office of the Presidium; one that was taken back holds on no day."""
    rows = Office.objects.whole().filter(kind=kind).select_related("person")
    return [offices.Term(row.person, row.starts_on, row.ends_on) for row in rows]
