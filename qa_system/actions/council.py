"""Verbs on what goes before the council and what it decided; the portal records and never judges (K-17)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from qa_system import rules
from qa_system.actions import annual, bodies, documents
from qa_system.models import AnnualReport, CouncilDecision, DocumentVersion, QaSystem, QualityBody, Submission
from qa_system.papers import report_title
from qa_system.queries.annual import pieces_of


def checks_of(version: DocumentVersion) -> list[Verdict]:
    """What the council should know beforehand; a missing language warns and stops nothing (K-13.2)."""
    return [
        rules.is_pair_whole.judge(has_ru=documents.has_text(version, "ru"), has_ky=documents.has_text(version, "ky"))
    ]


@transaction.atomic
def submit_version(version: DocumentVersion, *, by: User, at: datetime) -> Submission:
    """Put a draft before the council, with its checks frozen as they were (K-17b)."""

    def may(locked: DocumentVersion) -> None:
        if locked.document.approver != rules.COUNCIL:
            raise Refused(denial("K-19a", _("This document is approved by the head's order.")))
        verdict = rules.may_submit_document.judge(
            has_ru=documents.has_text(locked, "ru"), has_ky=documents.has_text(locked, "ky"),
            title=locked.document.title_ru,
        )  # fmt: skip
        if not verdict:
            raise Refused(verdict)

    advance(version, "submit", by=by, at=at, checks=[may])
    document = version.document
    return _submission(
        document.system, Submission.Kind.DOCUMENT, by, at, version=version, subject_ru=document.title_ru,
        subject_ky=document.title_ky, checks=[verdict.as_dict() for verdict in checks_of(version)],
    )  # fmt: skip


@transaction.atomic
def submit_body(body: QualityBody, *, by: User, at: datetime) -> Submission:
    """Put the quality unit or officer before the council (K-11b)."""
    access.require(by, "keep_qa", body, at=at)
    locked = QualityBody.objects.select_for_update().get(pk=body.pk)
    if locked.state != QualityBody.State.DRAFT:
        raise Refused(denial("K-11b", _("The council has decided on it already.")))
    if waiting := locked.submissions.filter(state=Submission.State.WAITING).first():
        return waiting
    return _submission(
        locked.system, Submission.Kind.BODY, by, at, body=locked, subject_ru=locked.name_ru, subject_ky=locked.name_ky
    )


@transaction.atomic
def submit_report(report: AnnualReport, *, on: date, by: User, at: datetime) -> Submission:
    """Put the annual report before the council, complete or lifted by an own arrangement (K-17b, K-17c, K-O2)."""
    checks = [verdict.as_dict() for verdict in pieces_of(report)]
    annual.submit(report, on=on, by=by, at=at)
    title = report_title(report)
    return _submission(
        report.system, Submission.Kind.REPORT, by, at, report=report, checks=checks, subject_ru=title["ru"],
        subject_ky=title["ky"],
    )  # fmt: skip


@transaction.atomic
def submit_question(system: QaSystem, *, subject_ru: str, subject_ky: str, by: User, at: datetime) -> Submission:
    """Put another question of quality assurance before the council (K-17a)."""
    access.require(by, "keep_qa", system, at=at)
    return _submission(system, Submission.Kind.OTHER, by, at, subject_ru=subject_ru, subject_ky=subject_ky)


def _submission(system: QaSystem, kind: str, by: User, at: datetime, **fields: Any) -> Submission:
    row = Submission.objects.create(system=system, kind=kind, submitted_at=at, submitted_by=by, **fields)
    record("qa.submit", row, by=by, at=at, kind=kind, about=row.subject_ru)
    return row


@transaction.atomic
def take_back(row: Submission, *, by: User, at: datetime) -> None:
    """Take a submission back before the council has decided; the draft may be written again."""
    advance(row, "take_back", by=by, at=at)
    if row.version:
        advance(row.version, "take_back", by=by, at=at)
    if row.report:
        advance(row.report, "take_back", by=by, at=at)


@transaction.atomic
def enter_decision(
    row: Submission,
    *,
    number: str,
    dated_on: date,
    item: str,
    outcome: str,
    on: date,
    by: User,
    at: datetime,
    **fields: Any,
) -> CouncilDecision:
    """Enter what the council decided on a submission; counts are kept when they are known, and judged by nobody."""
    system = row.system
    verdict = rules.is_decision_recorded.judge(number=number, dated_on=dated_on, on=on)
    if not verdict:
        raise Refused(verdict)
    if outcome == rules.RETURNED and not (fields.get("changes_ru", "").strip() or fields.get("changes_ky", "").strip()):
        raise Refused(denial("K-17a", _("Say why the council returned it.")))
    advance(row, "decide", by=by, at=at, number=number, dated_on=dated_on, outcome=outcome)
    decision = CouncilDecision.objects.create(
        system=system, council=system.council, number=number, dated_on=dated_on, item=item, outcome=outcome,
        subject_ru=row.subject_ru, subject_ky=row.subject_ky, entered_at=at, entered_by=by, **fields,
    )  # fmt: skip
    Submission.objects.filter(pk=row.pk).update(decision=decision)
    row.decision = decision
    record("qa.council.decide", decision, by=by, at=at, number=number, dated_on=dated_on, outcome=outcome)
    _follow(row, decision, by=by, at=at)
    return decision


def _follow(row: Submission, decision: CouncilDecision, *, by: User, at: datetime) -> None:
    passed = rules.goes_on(outcome=decision.outcome)
    if row.version:
        if passed:
            documents.approve(row.version, decision=decision, by=by, at=at)
        else:
            advance(row.version, "return", by=by, at=at, decision=decision.pk)
    if row.report:
        if passed:
            annual.approve(row.report, decision=decision, by=by, at=at)
        else:
            advance(row.report, "return", by=by, at=at, decision=decision.pk)
    if row.body and passed:
        bodies.decide(row.body, decision=decision, by=by, at=at)
