"""Outgoing letters and analytical notes (D26), one sheet for each addressee."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Association, LetterFile, OutgoingLetter, RegisterEntry
from association.offices import Leader
from association.papers.declared import PaperKind, association_facts, declare, iso, leader_signer
from association.rules import letters as rules

LETTER_OUT = declare(PaperKind("LETTER", _("Letter of the Association"), "letter_out", ("ru",), ("chair",), "outgoing"))
D26 = declare(PaperKind("D26", _("Analytical note"), "analytical_note", ("ru",), ("chair",), "outgoing"))


def kind_of(letter: OutgoingLetter) -> PaperKind:
    """The analytical note has a sheet of its own."""
    return D26 if letter.kind == rules.NOTE else LETTER_OUT


def paragraphs(text: str) -> list[str]:
    """A text line by line, without empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def letter_facts(
    letter: OutgoingLetter,
    addressees: list[dict[str, Any]],
    *,
    leader: Leader,
    on: date,
    entry: RegisterEntry | None = None,
    signed: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Facts of the sheet: with an entry the copy of one addressee, without one the sheet that the chair signs."""
    came, many = letter.reply_to, len(addressees) > 1
    return {
        "association": association_facts(Association.current()),
        "number": f"{entry.index}/{entry.number}" if entry else None,
        "date": iso(on) if entry else None,
        "reply_to": _answered(came) if came else None,
        "addressee": _shown(addressees[0]) if not many else None,
        "addressees": [_shown(one) for one in addressees] if many else [],
        "kind": letter.kind,
        "heading": letter.heading,
        "salutation": letter.salutation,
        "paragraphs": paragraphs(letter.text),
        "conclusions": paragraphs(letter.conclusions),
        "attachments": [_attached(one) for one in letter.files.select_related("file")],
        "signer": leader_signer(leader) | (signed or {}),
        "executor": {"name": letter.executor_name, "phone": letter.executor_phone} if letter.executor_name else None,
    }


def signed_words(at: datetime, sha256: str) -> dict[str, str]:
    """When the chair signed, and over which bytes."""
    return {"signed_at": at.isoformat(), "sha256": sha256}


def _answered(came: RegisterEntry) -> dict[str, Any]:
    """The paper that is answered, by the number of its sender where it has one."""
    number, day = (came.their_number, came.their_date) if came.their_number else ("", None)
    return {
        "number": number or f"{came.index}/{came.number}",
        "date": iso(day or came.registered_on),
        "correspondent": came.correspondent,
    }


def _shown(one: dict[str, Any]) -> dict[str, str]:
    name = one["name"] if one["name"] != one["name_dative"] else ""
    return {"post_dative": one["post_dative"], "organisation": name, "name_dative": one["name_dative"]}


def _attached(one: LetterFile) -> dict[str, Any]:
    return {"title": one.title, "sheets": one.sheets, "copies": 1 if one.sheets else None, "sha256": one.file.sha256}
