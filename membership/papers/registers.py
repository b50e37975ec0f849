"""The register of members and candidates as a sheet for print (D09)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number, date_text
from association.models import Association, Basis, User
from association.papers import PaperKind, association_facts, declare, iso
from membership import rules
from membership.models import Membership

MOST_ROWS = 300  # what the press prints in its time also on a busy machine
NAME = 300  # letters of a name that a paper holds
LONG_WORD = 40  # one endless word must not keep the whole register from being printed
D09 = declare(PaperKind("D09", _("Register of members and candidates"), "members_register"))
BASES = {Basis.Kind.ORDER: "приказ", Basis.Kind.DECISION: "решение"}


def members_facts(
    rows: Iterable[Mapping[str, Any]],
    *,
    on: date,
    is_of_left: bool,
    asked: Iterable[tuple[str, str]],
    by: User,
    at: datetime,
) -> dict[str, Any]:
    """Facts of D09: rows as the register gives them, in its order; what was chosen is printed above them."""
    rows = list(rows)
    kinds = [row["kind"] for row in rows]
    with translation.override("ru"):
        ends = {value: str(label) for value, label in Membership.EndReason.choices}
    return {
        "association": association_facts(Association.current()),
        "on": iso(on),
        "is_of_left": is_of_left,
        "asked": [{"label": label, "value": _breakable(value)} for label, value in asked],
        "rows": [_row(number, row, ends, is_of_left) for number, row in enumerate(rows, start=1)],
        "counts": {"members": kinds.count("member"), "candidates": kinds.count("candidate")},
        "signer": None,
        "printed": {
            "by": by.person.initials_first if by.person else by.email,
            "at": timezone.localtime(at).isoformat(timespec="minutes")[:16],
        },
    }


def _row(number: int, row: Mapping[str, Any], ends: dict[str, str], is_of_left: bool) -> dict[str, Any]:
    clause = rules.END_CLAUSES.get(row["end_reason"]) if is_of_left else rules.GROUNDS[row["ground_then"]]
    return {
        "number": number,
        "name": _breakable(row["name_then"] or row["organisation__title"]),
        "district": _breakable(row["organisation__district__name"] or ""),
        "kind": row["kind"],
        "ground": f"п. {clause_number(clause)}" if clause else "",
        "order": _basis(row),
        "since": iso(row["starts_on"]),
        "until": iso(row["ends_on"]) if is_of_left else None,
        "status": ends.get(row["end_reason"], "") if is_of_left else "действует",
    }


def _basis(row: Mapping[str, Any]) -> str:
    if not row["basis__dated_on"]:
        return ""
    word = BASES.get(row["basis__kind"], "документ")
    number = f" № {row['basis__number']}" if row["basis__number"] else ""
    return f"{word} от {date_text(row['basis__dated_on'], 'ru', 'short')}{number}"


def _breakable(text: str) -> str:
    """The text with spaces inside words that no column can hold."""
    return re.sub(rf"(\S{{{LONG_WORD}}})(?=\S{{{LONG_WORD // 2}}})", r"\1 ", text)[:NAME]
