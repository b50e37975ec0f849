"""The verb by which a person corrects a working-day calendar."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access
from association.journal import record
from association.models import CalendarDay, User


@transaction.atomic
def set_day(*, country: str, day: date, kind: str, note: str, source: str, by: User, at: datetime) -> CalendarDay:
    """Record that a day is off or worked, and by which source; due days that are already set stay (A-4.10a)."""
    access.require(by, "manage_organisations", at=at)
    row, _created = CalendarDay.objects.update_or_create(
        country=country, day=day, defaults={"kind": kind, "note": note, "source": source}
    )
    record("calendar.set_day", row, by=by, at=at, country=country, day=day, kind=kind, source=source)
    return row
