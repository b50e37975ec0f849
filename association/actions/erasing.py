"""Carrying out an approved act: bytes leave the disk, texts and payloads of the journal are emptied (A-4.10d)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import files, journal
from association.background import BATCH, Progress
from association.holdings import SOURCES, Contents
from association.journal import record
from association.models import AuditEntry, ErasedRow, Paper, StoredFile, User, WriteOffAct, WriteOffLine
from association.protect import GUARDS
from association.queries_retention import Due, documents_of, reasons_against
from association.rules import retention as rules
from association.statute import Refused, Verdict, denial
from association.workflow import advance

PAPER = Paper._meta.label_lower
AT_ONCE = 20  # documents in one transaction: a set of minutes has dozens of papers
_MARKS = ("facts", "marks")


@transaction.atomic
def carry_out(act: WriteOffAct, *, by: User | None, at: datetime) -> Progress:
    """Write off the next documents of an approved act; safe to run twice, and after a stop anywhere.

    A document that is held, or on which something in force rests by now, is left out with its reason.
    """
    locked = WriteOffAct.objects.select_for_update().get(pk=act.pk)
    if locked.state == WriteOffAct.State.WRITTEN_OFF:
        return Progress(locked.lines.count(), locked.lines.count())
    waiting = locked.lines.filter(state=WriteOffLine.State.LISTED).select_related("kind").order_by("pk")
    on = timezone.localtime(at).date()
    rows = list(waiting[: min(AT_ONCE, BATCH)])
    found = {due.document.key: due for due in documents_of([f"{row.source}:{row.subject_id}" for row in rows], on)}
    digests: set[str] = set()
    for row in rows:
        digests |= _one(locked, row, found.get(f"{row.source}:{row.subject_id}"), by, at)
    transaction.on_commit(lambda: files.drop_written_off(digests))
    total, left = locked.lines.count(), waiting.count()
    if not left:
        _finish(locked, by, at)
    return Progress(total - left, total)


def _one(act: WriteOffAct, line: WriteOffLine, due: Due | None, by: User | None, at: datetime) -> set[str]:
    """Write one document off, or leave it with the reason; gives the digests whose bytes may go."""
    on = timezone.localtime(at).date()
    against = _against(act, due, on)
    if against:
        reason = "; ".join(f"{verdict.sentence} ({verdict.clause})" for verdict in against)
        advance(line, "leave", by=by, at=at, act=act.pk, clauses=[verdict.clause for verdict in against])
        WriteOffLine.objects.filter(pk=line.pk).update(left_reason=reason[:500])
        return set()
    contents = SOURCES[line.source].contents(line.subject_id)
    advance(line, "write_off", by=by, at=at, act=act.pk)
    _empty(line, contents)
    gone = _remove_files(act, contents, at)
    _erase_journal(line, contents, by, at)
    WriteOffLine.objects.filter(pk=line.pk).update(done_at=at)
    return gone


def _against(act: WriteOffAct, due: Due | None, on: date) -> list[Verdict]:
    if due is None:
        return [denial("A-4.10d", _("The document is not kept here any more."))]
    against = reasons_against(due, on)
    approved = act.state == WriteOffAct.State.APPROVED
    verdict = rules.may_destroy.judge(approved=approved, held=due.hold is not None, free=not against)
    if not approved:
        raise Refused(verdict)
    return against if not verdict else []


def _empty(line: WriteOffLine, contents: Contents) -> None:
    """Empty texts, facts and marks; a protected row is named first, so that its triggers let it pass."""
    for label, (columns, keys) in {**contents.texts, PAPER: (_MARKS, contents.papers)}.items():
        model = apps.get_model(label)
        if label in GUARDS:
            known = set(ErasedRow.objects.filter(label=label, row__in=keys).values_list("row", flat=True))
            ErasedRow.objects.bulk_create(
                [ErasedRow(line=line, label=label, row=key) for key in keys if key not in known]
            )
        model._base_manager.filter(pk__in=keys).update(**{name: _nothing(model, name) for name in columns})


def _nothing(model: type[models.Model], name: str) -> object:
    field = model._meta.get_field(name)
    return field.get_default() if isinstance(field, models.JSONField) else ""


def _remove_files(act: WriteOffAct, contents: Contents, at: datetime) -> set[str]:
    """Mark the files that nothing else points at as gone, without their names; their digests stay."""
    mine = set(Paper.objects.filter(pk__in=contents.papers, file__isnull=False).values_list("file", flat=True))
    wanted = {*mine, *contents.files}
    wanted -= _used_elsewhere(wanted, contents)
    rows = StoredFile.objects.filter(pk__in=wanted, removed_at=None)
    digests = set(rows.values_list("sha256", flat=True))
    rows.update(removed_at=at, removed_by=act, name="")
    return digests


def _used_elsewhere(wanted: set[int], contents: Contents) -> set[int]:
    """The files that a row outside of these contents points at too."""
    owned = {**{label: set(keys) for label, keys in contents.owners.items()}, PAPER: set(contents.papers)}
    found: set[int] = set()
    for relation in StoredFile._meta.related_objects:
        label, name = relation.related_model._meta.label_lower, relation.field.name
        rows = relation.related_model._base_manager.filter(**{f"{name}__in": wanted})
        found.update(rows.exclude(pk__in=owned.get(label, ())).values_list(name, flat=True))
    return found


def _erase_journal(line: WriteOffLine, contents: Contents, by: User | None, at: datetime) -> None:
    """Empty what the journal tells of the emptied protected rows; the chain of digests still verifies."""
    keys: dict[str, list[str]] = defaultdict(list)
    for label, (_names, rows) in {**contents.texts, PAPER: (_MARKS, contents.papers)}.items():
        if label in GUARDS:
            keys[label] += [str(key) for key in rows]
    told = models.Q(pk__in=[])
    for label, rows in keys.items():
        told |= models.Q(subject_type=label, subject_id__in=rows)
    entries = AuditEntry.objects.filter(told).exclude(payload__text="")
    journal.erase(entries, by=by, at=at, act=line.act_id, line=line.pk)


def _finish(act: WriteOffAct, by: User | None, at: datetime) -> None:
    advance(act, "finish", by=by, at=at)
    WriteOffAct.objects.filter(pk=act.pk).update(done_at=at)
    left = act.lines.filter(state=WriteOffLine.State.LEFT).count()
    record("writeoffact.carried_out", act, by=by, at=at, documents=act.lines.count(), left=left)
