"""Verbs on the secret address of a person's calendar."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from association.journal import record
from association.models import User
from presidium.models import CalendarFeed


@transaction.atomic
def make_address(*, by: User, at: datetime) -> CalendarFeed:
    """Make a new secret address of one's own calendar; the former one answers no more."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(user=by, revoked_at=None).update(revoked_at=at)
    feed = CalendarFeed.objects.create(user=by, token=secrets.token_urlsafe(32), made_at=at)
    record("calendar.make_address", feed, by=by, at=at)
    return feed


@transaction.atomic
def revoke_address(*, by: User, at: datetime) -> int:
    """Revoke the secret address of one's own calendar; return how many there were."""
    rows = list(CalendarFeed.objects.select_for_update().filter(user=by, revoked_at=None))
    for feed in rows:
        CalendarFeed.objects.filter(pk=feed.pk).update(revoked_at=at)
        record("calendar.revoke_address", feed, by=by, at=at)
    return len(rows)
