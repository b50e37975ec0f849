"""Verbs of a person on an import of organisations: begin, assign columns, confirm, undo, give up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from association import access, files, outbox
from association.doors import Checked
from association.import_columns import COLUMNS
from association.journal import record
from association.models import OrganisationImport, User
from association.workflow import advance

READING, APPLYING, UNDOING = "import_reading", "import_applying", "import_undoing"


@transaction.atomic
def begin(checked: Checked, *, country: str, by: User, at: datetime) -> OrganisationImport:
    """Keep a table and let the worker read it; nothing is written to organisations."""
    access.require(by, "manage_organisations", at=at)
    stored = files.keep(checked, organisation=None, by=by, at=at)
    source = OrganisationImport.objects.create(file=stored, country=country, uploaded_by=by, uploaded_at=at)
    record("import.begin", source, by=by, at=at, sha256=stored.sha256, country=country)
    _order(source, READING, by=by, at=at)
    return source


@transaction.atomic
def reread(source: OrganisationImport, *, fields: Sequence[str], by: User, at: datetime) -> None:
    """Give the columns another meaning ("" leaves a column out) and read the table again."""
    if len(fields) != len(source.columns) or any(key and key not in COLUMNS for key in fields):
        raise ValueError("a meaning for every column is expected, each of them known")
    advance(source, "reread", by=by, at=at, fields=list(fields))
    source.rows.all().delete()
    columns = [{**column, "field": key} for column, key in zip(source.columns, fields, strict=True)]
    OrganisationImport.objects.filter(pk=source.pk).update(columns=columns, total=0)
    source.columns = columns
    _order(source, READING, by=by, at=at)


@transaction.atomic
def confirm(source: OrganisationImport, *, with_faults: bool, on: date, by: User, at: datetime) -> None:
    """Let the worker record what the preview shows, from a day on."""
    advance(source, "confirm", by=by, at=at, with_faults=with_faults, on=on)
    OrganisationImport.objects.filter(pk=source.pk).update(
        with_faults=with_faults, starts_on=on, applied_by=by, applied_at=at
    )
    _order(source, APPLYING, by=by, at=at)


@transaction.atomic
def undo(source: OrganisationImport, *, by: User, at: datetime) -> None:
    """Let the worker take back what the import did, once; what was used meanwhile stays."""
    advance(source, "undo", by=by, at=at)
    OrganisationImport.objects.filter(pk=source.pk).update(undone_by=by, undone_at=at)
    _order(source, UNDOING, by=by, at=at)


@transaction.atomic
def drop(source: OrganisationImport, *, by: User, at: datetime) -> None:
    """Give an import up before anything was recorded; its records are forgotten."""
    advance(source, "drop", by=by, at=at)
    source.rows.all().delete()


def _order(source: OrganisationImport, kind: str, *, by: User, at: datetime) -> None:
    job = outbox.order(kind, by=by, at=at, **{"import": source.pk})
    OrganisationImport.objects.filter(pk=source.pk).update(job=job)
    source.job = job
