"""The register of documents of the system (Q13)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.papers import iso
from qa_system.models import DocumentVersion, QaDocument, QaSystem
from qa_system.papers.kinds import bilingual
from qa_system.papers.letterhead import leader_of, letterhead
from qa_system.papers.words import labelled, told
from qa_system.queries.documents import standing_of

Q13 = bilingual("Q13", _("Register of documents"), "register")


def _basis(version: DocumentVersion | None) -> dict[str, str]:
    if version and version.decision:
        number, day, ky, ru = version.decision.number, version.decision.dated_on, "кеңеш", "совет"
    elif version and version.order_number and version.ordered_on:
        number, day, ky, ru = version.order_number, version.ordered_on, "буйрук", "приказ"
    else:
        return {"ky": "–", "ru": "–"}
    shown = f"№ {number}, {date_text(day, 'ru', 'short')}"
    return {"ky": f"{ky}, {shown}", "ru": f"{ru}, {shown}"}


def _row(number: int, row: Any, on: date) -> dict[str, Any]:
    version = row.now or row.draft
    return {
        "number": number,
        "kind": labelled(QaDocument.Kind(row.kind).label),
        "code": row.code,
        "title": told(row, "title"),
        "version": str(version.number) if version else "–",
        "basis": _basis(row.now),
        "since": iso(row.now.effective_on) if row.now else None,
        "review": iso(row.now.review_due) if row.now else None,
        "state": labelled(standing_of(row, on)[1]),
    }


def register_facts(system: QaSystem, rows: Iterable[QaDocument], *, on: date) -> dict[str, Any]:
    """Facts of Q13: every document with its type, both titles, the version in force and who approved it (K-19a)."""
    listed = [_row(number, row, on) for number, row in enumerate(rows, start=1)]
    return {
        "letterhead": letterhead(system, on),
        "on": iso(on),
        "rows": listed,
        "in_force": sum(row["since"] is not None for row in listed),
        "signer": leader_of(system, on),
    }
