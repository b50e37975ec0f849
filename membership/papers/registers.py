"""The register of members and candidates as a sheet for print (D09)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number, date_text
from association.models import Association, Basis, User
from association.papers import PaperKind, association_facts, declare, iso
from membership import rules
from membership.models import Membership

# Of one part: what the press prints in its time also on a busy machine. Long names take as long as more rows.
MOST_ROWS, MOST_LETTERS = 300, 30_000
MOST_PARTS = 40  # a longer list is for a spreadsheet
NAME = 300  # letters of a name that a paper holds
LONG_WORD = 40  # one endless word must not keep the whole register from being printed
D09 = declare(PaperKind("D09", _("Register of members and candidates"), "members_register"))
BASES = {Basis.Kind.ORDER: "приказ", Basis.Kind.DECISION: "решение"}


def in_parts(rows: Sequence[Mapping[str, Any]]) -> list[range]:
    """The places of the rows that each part of a list holds; a list that one sheet holds is one part."""
    parts, start, letters = [], 0, 0
    for place, row in enumerate(rows):
        size = len(_name(row))
        if place > start and (place - start == MOST_ROWS or letters + size > MOST_LETTERS):
            parts.append(range(start, place))
            start, letters = place, 0
        letters += size
    return [*parts, range(start, len(rows))]


def members_facts(
    rows: Iterable[Mapping[str, Any]],
    *,
    on: date,
    is_of_left: bool,
    asked: Iterable[tuple[str, str]],
    by: User,
    at: datetime,
    part: int = 1,
) -> dict[str, Any]:
    """Facts of D09: rows as the register gives them, in its order; what was chosen is printed above them.

    Of a list longer than one sheet these are the facts of one part; its numbers go on from the part before.
    """
    rows = list(rows)
    kinds, parts = [row["kind"] for row in rows], in_parts(rows)
    with translation.override("ru"):
        ends = {value: str(label) for value, label in Membership.EndReason.choices}
    return {
        "association": association_facts(Association.current()),
        "on": iso(on),
        "is_of_left": is_of_left,
        "asked": [{"label": label, "value": _breakable(value)} for label, value in asked],
        "rows": [_row(place + 1, rows[place], ends, is_of_left) for place in parts[part - 1]],
        "part": {"number": part, "of": len(parts), "total": len(rows)} if len(parts) > 1 else None,
        "counts": {"members": kinds.count("member"), "candidates": kinds.count("candidate")},
        "signer": None,
        "printed": {
            "by": by.person.initials_first if by.person else by.email,
            "at": timezone.localtime(at).isoformat(timespec="minutes")[:16],
        },
    }


def part_title(part: int, parts: int) -> str:
    """The heading of one part of a list, in Russian as the sheet is."""
    with translation.override("ru"):
        return f"{D09.name}, часть {part} из {parts}" if parts > 1 else str(D09.name)


def _row(number: int, row: Mapping[str, Any], ends: dict[str, str], is_of_left: bool) -> dict[str, Any]:
    clause = rules.END_CLAUSES.get(row["end_reason"]) if is_of_left else rules.GROUNDS[row["ground_then"]]
    return {
        "number": number,
        "name": _breakable(_name(row)),
        "district": _breakable(row["organisation__district__name"] or ""),
        "kind": row["kind"],
        "ground": f"п. {clause_number(clause)}" if clause else "",
        "order": _basis(row),
        "since": iso(row["starts_on"]),
        "until": iso(row["ends_on"]) if is_of_left else None,
        "status": ends.get(row["end_reason"], "") if is_of_left else "действует",
    }


def _name(row: Mapping[str, Any]) -> str:
    return row["name_then"] or row["organisation__title"]


def _basis(row: Mapping[str, Any]) -> str:
    if not row["basis__dated_on"]:
        return ""
    word = BASES.get(row["basis__kind"], "документ")
    number = f" № {row['basis__number']}" if row["basis__number"] else ""
    return f"{word} от {date_text(row['basis__dated_on'], 'ru', 'short')}{number}"


def _breakable(text: str) -> str:
    """The text with spaces inside words that no column can hold."""
    return re.sub(rf"(\S{{{LONG_WORD}}})(?=\S{{{LONG_WORD // 2}}})", r"\1 ", text)[:NAME]
