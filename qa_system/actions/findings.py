"""Verbs on findings: entered, answered by the head, closed when their measures are (K-7.5, K-13.4, K-15b)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from association.workflow import advance
from qa_system import rules
from qa_system.actions.editing import locked_edition
from qa_system.models import Finding, ImprovementAction, QaSystem


def _sound(found_on: date, on: date) -> None:
    if found_on > on:
        raise Refused(denial("K-7.5", _("This day lies in the future.")))


def _placed(fields: dict[str, Any]) -> dict[str, Any]:
    """An indicator brings its process along."""
    indicator = fields.get("indicator")
    return fields if not indicator or fields.get("process") else {**fields, "process": indicator.process}


@transaction.atomic
def enter(system: QaSystem, *, found_on: date, on: date, by: User, at: datetime, **fields: Any) -> Finding:
    """Enter what was found, under the next number of the organisation (K-7.5)."""
    access.require(by, "keep_qa", system, at=at)
    _sound(found_on, on)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    last = system.findings.aggregate(last=Max("number"))["last"] or 0
    row = Finding.objects.create(
        system=system, number=last + 1, found_on=found_on, entered_at=at, entered_by=by, **_placed(fields)
    )
    record("finding.enter", row, by=by, at=at, source=row.source, text=row.text_ru)
    return row


@transaction.atomic
def change(finding: Finding, *, seen: int, found_on: date, on: date, by: User, at: datetime, **fields: Any) -> None:
    """Change a finding that is not closed; the journal keeps the words before."""
    access.require(by, "keep_qa", finding, at=at)
    fresh = locked_edition(finding, seen)
    _sound(found_on, on)
    if fresh.state in (Finding.State.REJECTED, Finding.State.CLOSED):
        raise Refused(denial("K-7.5", _("The finding is closed or rejected; it stays as it is.")))
    Finding.objects.filter(pk=finding.pk).update(version=seen + 1, found_on=found_on, **_placed(fields))
    record("finding.change", finding, by=by, at=at, was=fresh.text_ru, recommended=fresh.recommendation_ru)


@transaction.atomic
def answer(
    finding: Finding, *, accepted: bool, answer_ru: str, answer_ky: str, on: date, by: User, at: datetime
) -> None:
    """The head accepts the recommendation, or rejects it with a reason (K-15b)."""
    verdict = rules.is_answer_founded.judge(accepted=accepted, reason=answer_ru or answer_ky)
    if not verdict:
        raise Refused(verdict)
    advance(finding, "accept" if accepted else "reject", by=by, at=at, answer=answer_ru or answer_ky)
    Finding.objects.filter(pk=finding.pk).update(answer_ru=answer_ru, answer_ky=answer_ky, answered_on=on)


@transaction.atomic
def close(finding: Finding, *, on: date, by: User, at: datetime) -> None:
    """Close a finding whose measures are all closed with proof (K-7.5)."""

    def may(locked: Finding) -> None:
        states = list(locked.actions.values_list("state", flat=True))
        verdict = rules.may_close_finding.judge(
            closed_with_proof=states.count(ImprovementAction.State.CLOSED),
            still_open=sum(state in (ImprovementAction.State.OPEN, ImprovementAction.State.DONE) for state in states),
        )
        if not verdict:
            raise Refused(verdict)

    advance(finding, "close", by=by, at=at, checks=[may], on=on)
    Finding.objects.filter(pk=finding.pk).update(closed_on=on)
