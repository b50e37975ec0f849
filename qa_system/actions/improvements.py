"""Verbs on measures: planned, done with proof, checked by somebody else, closed or given back (K-7.5, K-12.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from qa_system import rules
from qa_system.actions.editing import locked_edition
from qa_system.models import Finding, ImprovementAction


def _sound(finding: Finding, due_on: date) -> None:
    verdict = rules.is_due_sound.judge(found_on=finding.found_on, due_on=due_on)
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def plan(finding: Finding, *, due_on: date, by: User, at: datetime, **fields: Any) -> ImprovementAction:
    """Plan a measure for a finding whose recommendation was accepted (K-15b)."""
    access.require(by, "keep_qa", finding, at=at)
    locked = Finding.objects.select_for_update().get(pk=finding.pk)
    if locked.state != Finding.State.ACCEPTED:
        raise Refused(denial("K-15b", _("A measure is planned after the head has accepted the recommendation.")))
    _sound(locked, due_on)
    last = locked.actions.aggregate(last=Max("number"))["last"] or 0
    row = ImprovementAction.objects.create(finding=locked, number=last + 1, due_on=due_on, **fields)
    record("improvementaction.plan", row, by=by, at=at, text=row.text_ru, due_on=due_on, owner=row.owner_id)
    return row


@transaction.atomic
def change(action: ImprovementAction, *, seen: int, due_on: date, by: User, at: datetime, **fields: Any) -> None:
    """Change a measure that is being carried out; the journal keeps its words, day and owner before."""
    access.require(by, "keep_qa", action, at=at)
    fresh = locked_edition(action, seen)
    if fresh.state != ImprovementAction.State.OPEN:
        raise Refused(denial("K-12.3", _("The measure is not being carried out any more.")))
    _sound(fresh.finding, due_on)
    ImprovementAction.objects.filter(pk=action.pk).update(version=seen + 1, due_on=due_on, **fields)
    record(
        "improvementaction.change", action, by=by, at=at, was=fresh.text_ru, due_on=fresh.due_on, owner=fresh.owner_id
    )


def may_finish(action: ImprovementAction, by: User) -> bool:
    """Who answers for a measure gives its proof; who keeps the system may enter it for that person."""
    owns = by.person_id is not None and by.person_id == action.owner_id and access.can(by, "view_qa", action)
    return owns or access.can(by, "keep_qa", action)


@transaction.atomic
def finish(
    action: ImprovementAction,
    *,
    proof_ru: str,
    proof_ky: str,
    proof_file: StoredFile | None,
    on: date,
    by: User,
    at: datetime,
) -> None:
    """Say that a measure is done, with its proof in words or as a file (K-7.5)."""

    def may(locked: ImprovementAction) -> None:
        if not may_finish(locked, by):
            raise PermissionDenied("finish")
        verdict = rules.is_proved.judge(text=proof_ru or proof_ky, has_file=bool(kept or locked.proof_file_id))
        if not verdict:
            raise Refused(verdict)

    kept = {"proof_file": proof_file} if proof_file else {}
    file = proof_file.pk if proof_file else None
    advance(action, "finish", by=by, at=at, checks=[may], proof=proof_ru or proof_ky, file=file)
    ImprovementAction.objects.filter(pk=action.pk).update(proof_ru=proof_ru, proof_ky=proof_ky, done_on=on, **kept)


@transaction.atomic
def check(
    action: ImprovementAction, *, passed: bool, remark_ru: str, remark_ky: str, on: date, by: User, at: datetime
) -> None:
    """Somebody other than who answers for it checks the proof: the measure is closed, or goes back with a remark."""

    def may(locked: ImprovementAction) -> None:
        verdicts = [
            rules.is_checked_by_another.judge(owner=locked.owner_id, checker=by.person_id),
            rules.is_proved.judge(text=locked.proof_ru or locked.proof_ky, has_file=bool(locked.proof_file_id)),
        ]
        if refusals := [verdict for verdict in verdicts if not verdict]:
            raise Refused(*refusals)
        if not passed and not (remark_ru.strip() or remark_ky.strip()):
            raise Refused(denial("K-7.5", _("Say why the proof is not enough.")))

    advance(action, "close" if passed else "return", by=by, at=at, checks=[may], remark=remark_ru or remark_ky)
    ImprovementAction.objects.filter(pk=action.pk).update(
        remark_ru=remark_ru, remark_ky=remark_ky, checked_on=on, checked_by=by
    )


@transaction.atomic
def drop(action: ImprovementAction, *, remark_ru: str, remark_ky: str, on: date, by: User, at: datetime) -> None:
    """Give a measure up, with the reason; it does not count for its finding any more."""
    if not (remark_ru.strip() or remark_ky.strip()):
        raise Refused(denial("K-12.3", _("Say why the measure is given up.")))
    advance(action, "drop", by=by, at=at, reason=remark_ru or remark_ky)
    ImprovementAction.objects.filter(pk=action.pk).update(
        remark_ru=remark_ru, remark_ky=remark_ky, checked_on=on, checked_by=by
    )
