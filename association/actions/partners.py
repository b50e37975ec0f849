"""Verbs on the register of partners (A-5.2.3, A-6.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Partner, User
from association.statute import Refused, denial

KEEPS = "keep_partners"


@transaction.atomic
def enter(*, on: date, by: User, at: datetime, **fields: Any) -> Partner:
    """Enter a partner from a day on (A-5.2.3)."""
    access.require(by, KEEPS, at=at)
    row = Partner(starts_on=on, **fields)
    row.refold()
    row.save(force_insert=True)
    record("partner.enter", row, by=by, at=at, kind=row.kind, name=row.name)
    return row


@transaction.atomic
def correct(partner: Partner, *, by: User, at: datetime, **fields: Any) -> None:
    """Write name, region, contacts or note of a partner anew; the journal keeps what stood before."""
    access.require(by, KEEPS, at=at)
    locked = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    before = {name: getattr(locked, name) for name in fields}
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.refold()
    locked.save(update_fields=[*fields, "search"])
    record("partner.correct", locked, by=by, at=at, before=before, after=fields)


@transaction.atomic
def end(partner: Partner, *, on: date, by: User, at: datetime) -> None:
    """End the work with a partner from a day; it stays in the register."""
    access.require(by, KEEPS, at=at)
    locked = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    if locked.ends_on is not None or on < locked.starts_on:
        raise Refused(denial("A-5.2.3", _("The work with this partner has ended already, or begins later.")))
    Partner.objects.filter(pk=locked.pk).update(ends_on=on)
    record("partner.end", locked, by=by, at=at, on=on)
