"""Background work on events: the letters that are owed, each night and at once, and forgetting of addresses."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from association.actions import event_entries, event_letters
from association.actions.events import LETTERS
from association.background import BATCH, Progress, Work, register
from association.models import Association, Job
from association.queries_events import KEPT, local_day

UNCONFIRMED = timedelta(days=3)


def _letters(job: Job, at: datetime) -> Progress:
    """Order a batch of the letters that the state of events asks for; no association, no events."""
    if Association.known() is None:
        return Progress(0, 0)
    sent = event_letters.send_owed(by=job.created_by, at=at)
    return Progress(job.done + sent, job.done + sent + (sent == BATCH))


def _forget(job: Job, at: datetime) -> Progress:
    """Cancel what nobody confirmed, and empty names and addresses that are not needed any more."""
    if Association.known() is None:
        return Progress(0, 0)
    dropped = event_entries.drop_unconfirmed(before=at - UNCONFIRMED, most=BATCH, by=job.created_by, at=at)
    emptied = event_entries.forget(on=local_day(at), kept=KEPT, most=BATCH, by=job.created_by, at=at)
    done = job.done + dropped + emptied
    return Progress(done, done + (BATCH in (dropped, emptied)))


register(Work(LETTERS, _("Letters about events"), _letters), daily=True)
register(Work("events.forget", _("Forgetting of the participants of events"), _forget), daily=True)
