"""Verbs of the worker while a table is read: judge the records batch by batch, or refuse the table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from association import access
from association.background import BATCH, Progress
from association.import_matching import Judgement, Names, Places, find, judge, know
from association.import_table import Line, Table
from association.models import ImportRow, OrganisationImport, User
from association.statute import Phrase
from association.workflow import advance


@transaction.atomic
def refuse(source: OrganisationImport, why: Phrase, *, by: User, at: datetime) -> None:
    """Say that a table cannot be read."""
    if _locked(source).state == OrganisationImport.State.READING:
        OrganisationImport.objects.filter(pk=source.pk).update(refusal=why.as_dict())
        advance(source, "refuse", by=by, at=at)


@transaction.atomic
def read_batch(source: OrganisationImport, table: Table, names: Names, *, on: date, by: User, at: datetime) -> Progress:
    """Judge the next records of a table; after the last one the preview is ready."""
    access.require(by, "manage_organisations", at=at)
    locked = _locked(source)
    done, total = locked.rows.count(), len(table.lines)
    if locked.state != OrganisationImport.State.READING:
        return Progress(total, total)
    if not locked.total:
        columns = [
            {"heading": heading[:200], "field": key} for heading, key in zip(table.headings, table.fields, strict=True)
        ]
        OrganisationImport.objects.filter(pk=source.pk).update(columns=columns, totals=list(table.totals), total=total)
    lines = table.lines[done : done + BATCH]
    _keep(locked, lines, names, on)
    done += len(lines)
    if done >= total:
        advance(source, "present", by=by, at=at, records=total)
    return Progress(done, total)


def _locked(source: OrganisationImport) -> OrganisationImport:
    return OrganisationImport.objects.select_for_update().get(pk=source.pk)


def _keep(source: OrganisationImport, lines: tuple[Line, ...], names: Names, on: date) -> None:
    names.refresh()
    places = Places(source.country, on)
    meant = find([line for line in lines if line.double_of is None], source.country, names, places)
    known = know((one for one in meant.values() if isinstance(one, int)), on)
    taken = dict(source.rows.filter(organisation__in=known).values_list("organisation", "number"))
    rows = []
    for line in lines:
        one = meant.get(line.number)
        if isinstance(one, int) and "inn" not in line.faults and taken.setdefault(one, line.number) != line.number:
            line = replace(line, double_of=taken[one])
        said = judge(line, one, known.get(one) if isinstance(one, int) else None, places, on)
        rows.append(_row(source, line, said))
    ImportRow.objects.bulk_create(rows)


def _row(source: OrganisationImport, line: Line, said: Judgement) -> ImportRow:
    return ImportRow(
        source_id=source.pk, number=line.number, kind=said.kind, faults=said.faults, cells=said.cells,
        organisation_id=said.organisation, reason=said.reason.as_dict() if said.reason else None,
    )  # fmt: skip
