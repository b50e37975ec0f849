"""The verb of a participant who judges an event afterwards (A-5.3.5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association.journal import record
from association.models import Event, EventEntry, EventFeedback, User
from association.rules import events as rules
from association.statute import Refused, denial


@transaction.atomic
def answer(entry: EventEntry, *, scores: dict[str, int], comment: str, by: User | None, at: datetime) -> None:
    """Keep the scores of somebody who was there, once and without the name (A-5.3.5)."""
    event = Event.objects.select_for_update().get(pk=entry.event_id)
    locked = EventEntry.objects.select_for_update().get(pk=entry.pk)
    if event.state != Event.State.HELD or not locked.attended:
        raise Refused(denial("A-5.3.5", _("Scores are given by those who were there, until the report is signed.")))
    if locked.has_answered:
        raise Refused(denial("A-5.3.5", _("Your answer is kept already; it is given once.")))
    verdict = rules.is_answer_whole.judge(scores=scores)
    if not verdict:
        raise Refused(verdict)
    EventFeedback.objects.create(event=event, scores=scores, comment=comment)
    EventEntry.objects.filter(pk=locked.pk).update(has_answered=True)
    record("event.answer", event, by=None, at=at)
