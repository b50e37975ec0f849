"""The journal of incoming and outgoing documents for print (D23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.models import Association, RegisterEntry, User
from association.papers.declared import PaperKind, association_facts, declare, iso

D23 = declare(PaperKind("D23", _("Journal of documents"), "journal", ("ru", "ky")))


def journal_facts(
    rows: Iterable[RegisterEntry], *, series: str, first: date, last: date, language: str, by: User, at: datetime
) -> dict[str, Any]:  # fmt: skip
    """Facts of D23: each entry of a period with the columns of its side, and the totals."""
    with translation.override(language):
        lines = [_incoming(row) if series == RegisterEntry.Series.INCOMING else _outgoing(row) for row in rows]
    return {
        "association": association_facts(Association.current(), language),
        "series": series,
        "first": iso(first),
        "last": iso(last),
        "rows": lines,
        "counts": {
            "entries": len(lines),
            "sheets": sum(line["sheets"] for line in lines if not line["void"]),
            "void": sum(bool(line["void"]) for line in lines),
            "late": sum(bool(line.get("late")) for line in lines),
            "open": sum(bool(line.get("open")) for line in lines),
        },
        "printed": {"by": by.get_short_name(), "at": at.isoformat()},
    }


def _shared(row: RegisterEntry) -> dict[str, Any]:
    return {
        "number": f"{row.index}/{row.number}",
        "date": iso(row.came_on or row.registered_on),
        "correspondent": row.correspondent,
        "heading": row.heading,
        "sheets": row.sheets,
        "void": row.void_reason if row.voided_at else "",
    }


def _incoming(row: RegisterEntry) -> dict[str, Any]:
    routings = [one for one in row.routings.all() if one.taken_back_at is None]
    due = [one.due_on for one in routings if one.due_on] + ([row.due_on] if row.due_on else [])
    replies = [f"исх. № {one.index}/{one.number}" for one in row.replies.all() if one.voided_at is None]
    words = [row.done_word, *(one.done_word for one in routings if one.done_word != row.done_word), *replies]
    return {
        **_shared(row),
        "entered": iso(row.registered_on) if row.is_late else None,
        "late": row.late_reason if row.is_late else "",
        "theirs": {"number": row.their_number, "date": iso(row.their_date)},
        "passed": [{"to": str(one.to), "text": one.text} for one in routings],
        "due": iso(min(due)) if due else None,
        "done": iso(row.done_on),
        "word": "; ".join(word for word in words if word),
        "file": row.index,
        "open": row.is_open,
    }


def _outgoing(row: RegisterEntry) -> dict[str, Any]:
    answered = row.reply_to
    return {
        **_shared(row),
        "executor": _executor(row),
        "sent": [{"how": str(one.get_how_display()), "on": iso(one.on)} for one in row.dispatches.all()],
        "reply_to": f"{answered.index}/{answered.number}" if answered else "",
        "file": row.index,
    }


def _executor(row: RegisterEntry) -> str:
    """Who prepared the letter; for papers the portal makes itself, who released them."""
    for copy in row.copies.all():
        return copy.letter.executor_name or str(copy.letter.written_by)
    return str(row.registered_by)
