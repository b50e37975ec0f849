"""The verb that sends what the state of events asks for: nothing is lost while the machine sleeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction

from association import notices, outbox
from association.background import BATCH
from association.models import Event, EventEntry, User
from association.queries_events import (
    ASK_WITHIN,
    CLOSING,
    OWED,
    SOON,
    Owed,
    asked_people,
    entries_untold,
    local_day,
    moved_untold,
    organisers_on,
    people_untold,
    people_without_entry,
    report_due,
)

S = Event.State


@transaction.atomic
def send_owed(*, by: User | None, at: datetime) -> int:
    """Order the letters that are owed now, at most one batch; return how many there were."""
    day, count = local_day(at), 0
    for row in islice(_owed(day), BATCH):
        facts = {"due_on": report_due(row.subject)} if isinstance(row.subject, Event) else {}
        outbox.send(row.notice, row.subject, to=row.to, at=at, language=row.language, **facts)
        count += 1
    return count


def _owed(day: date) -> Iterator[Owed]:
    """Every letter that is owed on a day, the urgent ones first."""
    entered = EventEntry.objects.filter(state=EventEntry.State.ENTERED)
    live = EventEntry.objects.filter(state__in=(EventEntry.State.ENTERED, EventEntry.State.WAITING))
    ahead = entered.filter(event__state=S.ANNOUNCED, event__starts_on__gte=day)
    yield from entries_untold(live.filter(event__state=S.CANCELLED), notices.EVENT_CANCELLED)
    yield from moved_untold(live.filter(event__state=S.ANNOUNCED, event__starts_on__gte=day), notices.EVENT_MOVED)
    yield from entries_untold(ahead.filter(event__starts_on__lte=day + SOON), notices.EVENT_SOON)
    held = entered.filter(event__state=S.HELD, event__ends_on__gte=day - ASK_WITHIN)
    yield from entries_untold(held.filter(attended=True, has_answered=False), notices.EVENT_FEEDBACK)
    for event in Event.objects.filter(state=S.ANNOUNCED, starts_on__gte=day).exclude(audience="").order_by("pk"):
        yield from people_untold(event, notices.EVENT_ANNOUNCED, asked_people(event, day))
        if day <= event.closes_on <= day + CLOSING:
            yield from people_untold(event, notices.EVENT_CLOSING, people_without_entry(event, day))
    for event in Event.objects.filter(state__in=(S.ANNOUNCED, S.HELD), ends_on__lt=day).order_by("pk"):
        due_on = report_due(event)
        if day > due_on:
            yield from people_untold(event, notices.EVENT_REPORT_LATE, organisers_on(event, day))
        elif day >= due_on - OWED:
            yield from people_untold(event, notices.EVENT_REPORT_DUE, organisers_on(event, day))
