"""The only giver of numbers: one locked counter row per series and year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from association import access
from association.journal import record
from association.models import Counter, Organisation, RegisterEntry, User
from association.search import fold


@transaction.atomic
def next_number(series: str, on: date | None) -> int:
    """Give the next number of a series; a dated series restarts each 1 January, `on=None` is endless."""
    year = on.year if on else 0
    Counter.objects.get_or_create(series=series, year=year)
    counter = Counter.objects.select_for_update().get(series=series, year=year)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value


def coming_number(series: str, on: date | None) -> int:
    """Show the number a series would give now, without giving it."""
    row = Counter.objects.filter(series=series, year=on.year if on else 0).first()
    return (row.value if row else 0) + 1


@transaction.atomic
def enter(
    series: str,
    subject: models.Model | None,
    *,
    index: str,
    on: date,
    at: datetime,
    by: User,
    correspondent: str,
    heading: str,
    organisation: Organisation | None = None,
    sheets: int = 1,
    reply_to: RegisterEntry | None = None,
    **told: Any,
) -> RegisterEntry:
    """Register one document on the day it came or left (A-7.2.2); the number is taken last.

    `told` are further columns of the entry, as kind= or their_number=; a paper from outside has no subject in the
    portal. A reply takes the paper it answers out of control.
    """
    number = next_number(series, on)
    entry = RegisterEntry.objects.create(
        series=series, year=on.year, number=number, index=index, registered_at=at, registered_on=on, registered_by=by,
        correspondent=correspondent[:300],
        heading=heading[:300],
        organisation=organisation,
        subject_type=subject._meta.label_lower if subject else RegisterEntry._meta.label_lower,
        subject_id=str(subject.pk) if subject else f"{on.year}/{number}",
        sheets=sheets,
        reply_to=reply_to,
        search=_folded(correspondent, heading, f"{index}/{number}", told.get("their_number", "")),
        **told,
    )  # fmt: skip
    if reply_to is not None and series == RegisterEntry.Series.OUTGOING:
        RegisterEntry.objects.filter(pk=reply_to.pk, done_on=None).update(done_on=on)
    record("register.enter", entry, by=by, at=at, number=str(entry))
    return entry


def _folded(*texts: str) -> str:
    return " ".join(fold(text) for text in texts if text)


@transaction.atomic
def void(entry: RegisterEntry, *, reason: str, by: User, at: datetime) -> None:
    """Void an entry with its reason; the number stays used, and the document may be registered anew."""
    access.require(by, "register_documents", at=at)
    done = RegisterEntry.objects.filter(pk=entry.pk, voided_at=None).update(voided_at=at, void_reason=reason[:300])
    if done:
        record("register.void", entry, by=by, at=at, reason=reason)
