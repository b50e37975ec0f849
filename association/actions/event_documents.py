"""Verbs on the documents of an event: programmes, regulations, questionnaires, materials (A-7.2.8)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from association import access, files
from association.doors import Checked
from association.journal import record
from association.models import Event, EventDocument, User
from association.rules import events as rules


@transaction.atomic
def add(
    event: Event, *, checked: Checked, kind: str, title: str, readers: str, by: User, at: datetime
) -> EventDocument:  # fmt: skip
    """Keep a document with its event (A-7.2.8)."""
    access.require(by, rules.ORGANISES, event, at=at)
    stored = files.keep(checked, organisation=None, by=by, at=at)
    row = EventDocument.objects.create(
        event=event, kind=kind, title=title, readers=readers, file=stored, added_at=at, added_by=by
    )
    record("event.add_document", row, by=by, at=at, event=event.pk, kind=kind, sha256=stored.sha256)
    return row


@transaction.atomic
def remove(row: EventDocument, *, by: User, at: datetime) -> None:
    """Take a document out of sight; it stays on record."""
    access.require(by, rules.ORGANISES, row.event, at=at)
    if EventDocument.objects.filter(pk=row.pk, removed_at=None).update(removed_at=at, removed_by=by):
        record("event.remove_document", row, by=by, at=at, event=row.event_id)
