"""The card of a process (Q04) and the passport of an indicator (Q05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from qa_system.models import Indicator, Process, ProcessLink, QaRole, Stakeholder, Target
from qa_system.papers.kinds import bilingual
from qa_system.papers.letterhead import head_of, leader_of, letterhead, signing
from qa_system.papers.words import both, figure, labelled, told

Q04 = bilingual("Q04", _("Card of a process"), "process")
Q05 = bilingual("Q05", _("Passport of an indicator"), "indicator")
OWNER_KY, OWNER_RU = "Процесстин ээси", "Владелец процесса"
DASH = {"ky": "–", "ru": "–"}


def _end(row: Process | Stakeholder | None) -> dict[str, str]:
    if row is None:
        return DASH
    names = told(row, "name")
    return {key: f"{row.code}. {name}" for key, name in names.items()} if isinstance(row, Process) else names


def _link(row: ProcessLink, other: Process | None) -> dict[str, Any]:
    return {"what": told(row, "what"), "end": _end(other or row.outside)}


def card_facts(process: Any, *, on: date) -> dict[str, Any]:
    """Facts of Q04, of a process as `described` reads it (K-5.2, K-10, K-13.1)."""
    roles = process.people
    owner = next((row for row in roles if row.kind == QaRole.Kind.OWNER), None)
    return {
        "letterhead": letterhead(process.system, on),
        "code": process.code,
        "edition": process.version,
        "name": both(process, "name"),
        "purpose": {key: {"text": text} for key, text in told(process, "purpose").items()},
        "class_": labelled(_label(Process, "classification", process.classification)),
        "area": labelled(_label(Process, "area", process.area)),
        "stage": labelled(_label(Process, "stage", process.stage)) if process.stage else DASH,
        "owner": _person(owner) if owner else None,
        "participants": [_person(row) for row in roles if row.kind == QaRole.Kind.PARTICIPANT],
        "inputs": [_link(row, row.supplier) for row in process.taken],
        "outputs": [_link(row, row.customer) for row in process.given],
        "steps": [
            {"number": row.number, "text": told(row, "text"), "who": row.who or "–"} for row in process.steps.all()
        ],
        "resources": [
            {"name": told(row, "name"), "unit": row.unit or "–", "need": figure(row.need), "have": figure(row.have)}
            for row in process.resources.all()
        ],
        "indicators": [{"code": row.code, "name": told(row, "name")} for row in process.measures],
        "risks": [
            {"text": told(row, "text"), "weight": f"{row.likelihood} × {row.impact}", "measure": told(row, "measure")}
            for row in process.risks.all()
        ],
        "documents": [{"code": row.code, "title": told(row, "title")} for row in process.documents.all()],
        "signers": _signers(process, owner, on),
    }


def _label(model: Any, field: str, value: str) -> Any:
    return dict(model._meta.get_field(field).flatchoices).get(value, value)


def _person(row: QaRole) -> dict[str, Any]:
    return {"name": row.person.full_name, "post": told(row, "post")}


def _signers(process: Process, owner: QaRole | None, on: date) -> list[dict[str, Any]]:
    leader = leader_of(process.system, on)
    named = [signing(owner.person, OWNER_KY, OWNER_RU)] if owner else []
    return [*named, *([leader] if leader else []), head_of(process.system, on)]


def _aim(row: Target, direction: str) -> str:
    if direction == Indicator.Direction.RANGE:
        return f"{figure(row.low)} – {figure(row.high)}"
    return figure(row.value)


def passport_facts(row: Indicator, *, on: date) -> dict[str, Any]:
    """Facts of Q05: how it is computed, aimed at and judged, and who answers for it (K-13.1c)."""
    process = row.process
    owner = process.roles.on(on).filter(kind=QaRole.Kind.OWNER).select_related("person").first()
    return {
        "letterhead": letterhead(process.system, on),
        "code": row.code,
        "edition": row.version,
        "name": both(row, "name"),
        "process": _end(process),
        "formula": told(row, "formula"),
        "unit": row.unit or "–",
        "direction": labelled(_label(Indicator, "direction", row.direction)) if row.direction else DASH,
        "baseline": figure(row.baseline),
        "baseline_year": str(row.baseline_year or ""),
        "frequency": labelled(_label(Indicator, "frequency", row.frequency)) if row.frequency else DASH,
        "source": told(row, "source"),
        "responsible": row.responsible.full_name if row.responsible else "–",
        "met_from": row.met_from,
        "near_from": row.near_from,
        "weight": row.weight,
        "of_learning": row.is_learning_result,
        "targets": [
            {"year": f"{aim.year}/{aim.year + 1}", "value": _aim(aim, row.direction)} for aim in row.targets.all()
        ],
        "requirements": [
            {"text": told(one, "text"), "who": told(one.stakeholder, "name")}
            for one in row.requirements.filter(dropped_on=None).select_related("stakeholder")
        ],
        "signers": _signers(process, owner, on),
    }
