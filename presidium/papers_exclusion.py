"""The paper of an exclusion case (D28): the motion, the consent sheet, the finished file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association import offices
from association.models import Association, Basis, RegisterEntry, Signature
from association.papers import PaperKind, association_facts, declare, head_facts, iso, leader_addressee, signer
from association.statute import Verdict
from presidium.models import Consent, ExclusionCase
from presidium.queries_exclusion import Line, roster_of, vote_of
from presidium.rules.votes import RECUSED

D28 = declare(
    PaperKind(
        "D28", _("Exclusion case: motion and consent sheet"), "exclusion", ("ru",), ("initiator",),
        retention="with the minutes, A-4.10c",
    )
)  # fmt: skip
MOTION, SHEET, DOSSIER = "motion", "sheet", "dossier"
TITLES = {
    MOTION: "Представление об исключении из Ассоциации",
    SHEET: "Лист согласия на исключение из Ассоциации",
    DOSSIER: "Дело об исключении: представление и лист согласия",
}
HOW = {Consent.Kind.VOTE: "голосованием на заседании", Consent.Kind.SHEET: "листом согласия"}


def case_facts(case: ExclusionCase, part: str, *, on: date) -> dict[str, Any]:
    """What every part of the file begins with: who moves the exclusion of whom, and why."""
    association = Association.current()
    name, head = case.initiator.name_on(on), case.initiator.head_on(on)
    entry = case.entry
    return {
        "part": part,
        "association": association_facts(association),
        "addressee": leader_addressee(offices.leader(on)),
        "initiator": {"name": name.full, "genitive": name.genitive},
        "head": {"post": head.post if head else "", **(head_facts(head) if head else {"name": ""})},
        "target": {"name": case.target.name_on(on).full, "genitive": case.target.name_on(on).genitive},
        "grounds": [line.strip() for line in case.grounds.splitlines() if line.strip()],
        "evidence": {"name": case.evidence.name, "digest": case.evidence.sha256},
        "date": iso(on),
        "entry": {"number": entry_number(entry), "date": iso(entry.registered_on)} if entry else None,
    }


def entry_number(entry: RegisterEntry) -> str:
    """The incoming number without its sign, as papers print it after their own."""
    return f"{entry.index}/{entry.number}"


def motion_facts(case: ExclusionCase, *, on: date) -> dict[str, Any]:
    """Facts of the motion (A-3.14)."""
    return case_facts(case, MOTION, on=on)


def sheet_facts(case: ExclusionCase, *, on: date, part: str = SHEET) -> dict[str, Any]:
    """Facts of the consent sheet, or with the part "dossier" of the finished file: roster, consents, both products."""
    vote, meeting = vote_of(case.item), case.item.meeting
    verdict: Verdict = case.judged
    consents, roster = verdict.inputs["consents"], _whole(verdict)
    basis: Basis = case.basis
    return {
        **case_facts(case, part, on=on),
        "explanation": [line.strip() for line in case.explanation.splitlines() if line.strip()],
        "meeting": {"on": iso(meeting.held_on), "item": case.item.number, "number": basis.number or None},
        "rows": [_row(line) for line in roster_of(case, on)],
        "roster": roster, "consents": consents, "needed": verdict.needed,
        "product_consents": consents * 3, "product_roster": roster * 2, "agreed": verdict.passed,
        "reading": {
            "version": str(case.rule_set), "recused": vote.rule_values.get("target_seat") == RECUSED,
            "seated": vote.rule_values.get("target_participant") is not None,
        },
        "signers": [
            signer("Председательствующий", meeting.presiding),
            signer("Секретарь", meeting.secretary),
        ],
    }  # fmt: skip


def _whole(verdict: Verdict) -> int:
    """The roster the verdict counted on: without the target's seat where it is left out on both sides."""
    out = verdict.inputs["target_seat"] == RECUSED and verdict.inputs["target_seated"]
    return verdict.inputs["roster"] - int(out)


def _row(line: Line) -> dict[str, Any]:
    consent = line.consent
    signature = consent.signature if consent else None
    return {
        "name": line.name,
        "organisation": line.participant.post,
        "consents": consent is not None,
        "how": HOW[Consent.Kind(consent.kind)] if consent else "",
        "on": iso(consent.given_on) if consent else None,
        "signed": _signed(signature) if signature else "",
    }


def _signed(signature: Signature) -> str:
    """How a sheet was signed, as the sheet prints it in the place of the hand."""
    return "подписано собственноручно" if signature.method == Signature.Method.SCAN else "подписано в портале"
