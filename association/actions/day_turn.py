"""The verb of every new day: changes recorded ahead come into force."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from association.actions.districts import follow_district
from association.actions.organisations import retire_heads
from association.background import BATCH
from association.journal import record
from association.models import District, Organisation, User
from association.queries import renamed, retired_heads, uprooted


@transaction.atomic
def turn_day(*, by: User | None, at: datetime) -> int:
    """Let titles, districts and directors' roles follow the rows whose day has come; return how many it did."""
    day = timezone.localtime(at).date()
    rows = list(renamed(day).select_for_update().order_by("pk")[:BATCH])
    for row in rows:
        row.follow(day)
        row.save(update_fields=row.FOLLOWING)
        record("organisation.follow", row, by=by, at=at, title=row.title)
    if rows:
        return len(rows)
    ended = list(District.objects.filter(pk__in=uprooted(day).values("district")))
    for district in ended:
        follow_district(district, on=day, by=by, at=at)
    schools = Organisation.objects.filter(pk__in=retired_heads(day).values("organisation")).order_by("pk")[:BATCH]
    for school in schools:
        retire_heads(school, on=day, by=by, at=at)
    return len(ended) + len(schools)
