"""The records of an import as the page shows them: tabs, columns, one state for every cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.import_cells import reason
from association.import_columns import COLUMNS, ORDER
from association.models import ImportOutcome, ImportRow, Organisation, OrganisationImport
from association.templatetags.ui import day

Kind, Cell, Act, Undone = ImportRow.Kind, ImportRow.Cell, ImportOutcome.Act, ImportOutcome.Undone
LOOKS = {
    "reading": "run", "ready": "need", "refused": "bad", "dropped": "none", "applying": "run", "applied": "ok",
    "undoing": "run", "undone": "calm",
}  # fmt: skip
ROWS = {Kind.NEW: "ok", Kind.CHANGED: "run", Kind.SAME: "calm", Kind.ERROR: "bad", Kind.DOUBLE: "need"}
ACTS = {Act.MADE: "ok", Act.CHANGED: "run", Act.LEFT: "need"}
BACK = {Undone.REMOVED: "calm", Undone.RESTORED: "calm", Undone.KEPT: "need"}
FAULTS, LEFT, KEPT = "faults", "left", "kept"
_TABS = (
    ("", _("All")), (Kind.NEW, pgettext_lazy("records", "New")),
    (Kind.CHANGED, pgettext_lazy("records", "Change something")),
    (Kind.SAME, pgettext_lazy("records", "Same")), (Kind.ERROR, pgettext_lazy("records", "Wrong")),
    (Kind.DOUBLE, pgettext_lazy("records", "Doubles")), (FAULTS, pgettext_lazy("records", "With a wrong cell")),
)  # fmt: skip
_LATER = ((LEFT, pgettext_lazy("records", "Left out")), (KEPT, pgettext_lazy("records", "Kept")))


def wanted(source: OrganisationImport, chosen: str) -> QuerySet[ImportRow]:
    """The records of one tab."""
    if chosen in Kind.values:
        return source.rows.filter(kind=chosen)
    if chosen == FAULTS:
        return source.rows.filter(faults__gt=0, kind__in=[Kind.NEW, Kind.CHANGED, Kind.SAME])
    if chosen == LEFT:
        return source.rows.filter(outcome__act=Act.LEFT)
    if chosen == KEPT:
        return source.rows.filter(outcome__undone=Undone.KEPT)
    return source.rows.all()


def tabs(source: OrganisationImport, chosen: str) -> list[dict[str, Any]]:
    """The tabs with their counts; what was left out or kept has a tab once there is any."""
    counts = dict(source.rows.order_by().values_list("kind").annotate(Count("pk")))
    counts[""] = sum(counts.values())
    counts[FAULTS] = wanted(source, FAULTS).count()
    shown = list(_TABS)
    if source.applied_at:
        counts |= {key: wanted(source, key).count() for key, _label in _LATER}
        shown += [row for row in _LATER if counts[row[0]]]
    known = chosen if chosen in dict(shown) else ""
    return [
        {"key": str(key) or "all", "label": label, "url": f"?kind={key}" if key else "?", "count": counts.get(key, 0),
         "current": key == known, "needs": key in (Kind.ERROR, FAULTS, LEFT, KEPT) and counts.get(key, 0) > 0}
        for key, label in shown
    ]  # fmt: skip


def _keys(source: OrganisationImport) -> list[str]:
    return [key for key in ORDER if key in source.fields or key == "sector"]


def name_label(source: OrganisationImport) -> Any:
    """The heading of what a record is known by: its first column, in the order in which people read one."""
    return COLUMNS[_keys(source)[0]].label


def lines_of(source: OrganisationImport, rows: Iterable[ImportRow]) -> list[dict[str, Any]]:
    """Records with their state, their reason and their cells; a cell that the table leaves empty is not told."""
    keys = _keys(source)
    return [_line(row, keys) for row in rows]


def _line(row: ImportRow, keys: Sequence[str]) -> dict[str, Any]:
    outcome = getattr(row, "outcome", None)
    look, word, why = ROWS[Kind(row.kind)], row.get_kind_display(), row.reason
    if outcome:
        look, word, why = ACTS[Act(outcome.act)], outcome.get_act_display(), outcome.reason
    if outcome and outcome.undone:
        look, word, why = BACK[Undone(outcome.undone)], outcome.get_undone_display(), outcome.undone_reason
    organisation = (outcome and outcome.organisation) or row.organisation
    return {
        "number": row.number, "look": look, "word": word, "why": reason(why),
        "is_new": row.kind == Kind.NEW,
        "url": organisation.get_absolute_url() if organisation else "",
        "name": _cell(keys[0], row.cells.get(keys[0])),
        "cells": [_cell(key, row.cells[key]) for key in keys[1:] if row.cells.get(key)],
    }  # fmt: skip


def _cell(key: str, cell: dict[str, Any] | None) -> dict[str, Any]:
    if cell is None:
        return {}
    state = Cell(cell["s"])
    read = (lambda _key, text: text) if state == Cell.ERROR else _words
    return {
        "label": COLUMNS[key].label, "value": read(key, cell["v"]), "state": state.value, "word": state.label,
        "why": reason(cell.get("why")), "old": _words(key, cell.get("o", "")),
    }  # fmt: skip


def _words(key: str, value: str) -> Any:
    """A value as people write it: choices by their names, days in the reader's language."""
    if key == "sector" and value in Organisation.Sector.values:
        return Organisation.Sector(value).label
    if key == "type" and value in Organisation.Type.values:
        return Organisation.Type(value).label
    return day(date.fromisoformat(value), "short") if key == "qms_until" and value else value
