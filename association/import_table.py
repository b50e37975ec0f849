"""A stored table as lines of clean cells, read once by each process of the worker."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from association import files
from association.doors import read_table
from association.import_cells import Wrong, as_text, clean, sector_of
from association.import_columns import HEAD_LINES, Header, find_header
from association.models import OrganisationImport
from association.search import fold
from association.statute import Phrase, say

MOST_LINES = 20_000
_TOTALS = re.compile(r"(итог|всего|жыйынты|баары\b|total)", re.IGNORECASE)


class Unreadable(Exception):
    """A table holds nothing that could be imported; carries the phrase that says why."""

    def __init__(self, message: Any, **params: Any) -> None:
        super().__init__(str(message))
        self.phrase = say(message, **params)


@dataclass
class Line:
    """One record of a table: its number in the file, clean values, reasons of wrong cells, texts as they stood."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, Phrase] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    notes: dict[str, Phrase] = field(default_factory=dict)
    double_of: int | None = None

    @property
    def name(self) -> str:
        """The full name, or the short one where the table has no other."""
        return self.values.get("full") or self.values.get("short", "")


@dataclass(frozen=True)
class Table:
    """What a file holds: the headings with their meaning, the records, the lines of totals that were left out."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]


# What this process read last, under the columns asked for and under those it has.
_kept: dict[tuple[str, str, tuple[str, ...] | None], Table] = {}


def table_of(source: OrganisationImport) -> Table:
    """Read the file of an import by the columns a person chose, or by its own headings; raises Unreadable."""
    chosen = tuple(column["field"] for column in source.columns) if source.columns else None
    key = (source.file.sha256, source.country)
    if (*key, chosen) not in _kept:
        with files.open_file(source.file) as stored:
            table = _table(stored.read(), source.file.kind, source.country, chosen)
        _kept.clear()
        _kept[*key, chosen] = _kept[*key, table.fields] = table
    return _kept[*key, chosen]


def forget() -> None:
    """Let go of a table that was read to its end."""
    _kept.clear()


def _table(data: bytes, kind: str, country: str, chosen: tuple[str, ...] | None) -> Table:
    rows = _rows(data, kind)
    header = find_header([cells for _number, cells in rows[: HEAD_LINES + 1]])
    if header is None:
        raise Unreadable(_("No line of headings was found: at least a name or INN and one more column must be named."))
    fields = chosen if chosen is not None else header.fields
    lines, totals = [], []
    for number, cells in rows[_below(rows, header) :]:
        if not any(cells):
            continue
        if _TOTALS.match(next(cell for cell in cells if cell)):
            totals.append(number)
        elif any(cells[place] for place, key in enumerate(fields) if key and place < len(cells)):
            lines.append(_line(number, cells, fields, country))
    if not lines:
        raise Unreadable(_("There is no record below the headings."))
    _mark_doubles(lines)
    return Table(header.headings, fields, tuple(lines), tuple(totals))


def _below(rows: Sequence[tuple[int, Any]], header: Header) -> int:
    return min(header.below, len(rows))


def _rows(data: bytes, kind: str) -> list[tuple[int, list[str]]]:
    """All lines as text; a table that is too long is refused before its end is read."""
    rows, filled = [], 0
    try:
        for number, cells in read_table(data, kind):
            texts = ["" if cell is None else as_text(cell) for cell in cells]
            rows.append((number, texts))
            filled += any(texts)
            if filled > MOST_LINES + HEAD_LINES or number > 10 * MOST_LINES:
                raise Unreadable(_("A file may hold up to %(most)d records. Divide it into several."), most=MOST_LINES)
    except ValueError as error:
        raise Unreadable(_("The file cannot be read as a table. Save it anew in the spreadsheet program.")) from error
    return rows


def _line(number: int, cells: list[str], fields: Sequence[str], country: str) -> Line:
    line = Line(number)
    for key, text in zip(fields, cells, strict=False):
        if key and text:
            line.texts[key] = text
            try:
                line.values[key] = clean(key, text, country)
            except Wrong as wrong:
                line.faults[key] = wrong.phrase
    for key in ("full", "short"):
        if key in line.values and not any(sign.isalpha() for sign in line.values[key]):
            line.faults[key] = say(_("“%(value)s” is not a name."), value=line.values.pop(key))
    _add_notes(line)
    return line


def _add_notes(line: Line) -> None:
    """Fill the sector from the name where the cell is empty, and mark names that are all capitals."""
    name = line.name
    if name and "sector" not in line.texts and (sector := sector_of(name)):
        line.values["sector"] = sector
        line.notes["sector"] = say(_("read from the name"))
    for key in ("full", "short"):
        text = line.values.get(key, "")
        if len(text) > 20 and text == text.upper():
            line.notes[key] = say(_("all in capitals; recorded as it is written"))


def _mark_doubles(lines: list[Line]) -> None:
    """Mark every record that names the organisation of an earlier one: by INN, or by name where one INN is lacking."""
    by_inn: dict[str, int] = {}
    by_name: dict[str, list[tuple[str, int]]] = {}
    for line in lines:
        inn, name = line.values.get("inn", ""), fold(line.name) if line.name else ""
        earlier = by_inn.get(inn) if inn else None
        if earlier is None and name:
            earlier = next((at for other, at in by_name.get(name, ()) if not inn or not other), None)
        if earlier is not None and "inn" not in line.faults:
            line.double_of = earlier
            continue
        if "inn" in line.faults:
            continue
        if inn:
            by_inn[inn] = line.number
        if name:
            by_name.setdefault(name, []).append((inn, line.number))
