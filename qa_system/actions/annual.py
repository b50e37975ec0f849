"""Verbs on the annual report: begun, written, each open finding answered, approved by the council (K-17b, K-17c)."""

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
from qa_system.actions.bodies import is_lifted
from qa_system.actions.editing import locked_edition
from qa_system.models import AnnualReport, CouncilDecision, Finding, QaSystem, ReportedFinding, WorkPlanItem
from qa_system.queries.annual import contents_of, pieces_of


@transaction.atomic
def begin(system: QaSystem, *, year: int, by: User, at: datetime) -> AnnualReport:
    """Open the report of an academic year; there is one a year."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    if existing := system.reports.filter(year=year).first():
        return existing
    row = AnnualReport.objects.create(system=system, year=year)
    record("annualreport.begin", row, by=by, at=at, year=year)
    return row


@transaction.atomic
def write(report: AnnualReport, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save the parts of a draft, one language or both."""
    access.require(by, "keep_qa", report, at=at)
    _draft(locked_edition(report, seen))
    AnnualReport.objects.filter(pk=report.pk).update(version=seen + 1, **fields)
    lengths = {name: len(value) for name, value in fields.items() if isinstance(value, str)}
    record("annualreport.write", report, by=by, at=at, lengths=lengths)


def _draft(report: AnnualReport) -> None:
    if report.state != AnnualReport.State.DRAFT:
        raise Refused(denial("K-17c", _("The report is before the council or approved; it is not changed.")))


@transaction.atomic
def answer_finding(
    report: AnnualReport,
    finding: Finding,
    *,
    item: WorkPlanItem | None,
    reason_ru: str,
    reason_ky: str,
    by: User,
    at: datetime,
) -> ReportedFinding:
    """Name the activity planned for an open finding, or say why nothing is planned (K-17c)."""
    access.require(by, "keep_qa", report, at=at)
    _draft(AnnualReport.objects.select_for_update().get(pk=report.pk))
    if finding.system_id != report.system_id or (item and item.plan.system_id != report.system_id):
        raise Refused(denial("K-17c", _("Choose a finding and an activity of this organisation.")))
    if item is None and not (reason_ru.strip() or reason_ky.strip()):
        raise Refused(denial("K-17c", _("Choose an activity of the plan or say why nothing is planned.")))
    row, _made = ReportedFinding.objects.update_or_create(
        report=report, finding=finding, defaults={"item": item, "reason_ru": reason_ru, "reason_ky": reason_ky}
    )
    facts = {"finding": finding.pk, "item": item.pk if item else None, "reason": reason_ru or reason_ky}
    record("annualreport.answer", report, by=by, at=at, **facts)
    return row


def stops(report: AnnualReport, on: date, pieces: list[Verdict] | None = None) -> list[Verdict]:
    """What keeps the report from the council: what is missing and not lifted by an own arrangement (K-O2)."""
    pieces = pieces_of(report) if pieces is None else pieces
    lacking = [verdict for verdict in pieces if not verdict and verdict.clause.startswith("K-17")]
    lifted = {clause for clause in {verdict.clause for verdict in lacking} if is_lifted(report.system, clause, on)}
    return [verdict for verdict in lacking if verdict.clause not in lifted]


@transaction.atomic
def submit(report: AnnualReport, *, on: date, by: User, at: datetime) -> None:
    """Take the report to the council, what it holds frozen as it stands; every missing piece is named (K-17b)."""

    def may(locked: AnnualReport) -> None:
        if missing := stops(locked, on):
            raise Refused(*missing)

    advance(report, "submit", by=by, at=at, checks=[may])
    AnnualReport.objects.filter(pk=report.pk).update(contents=contents_of(report))


@transaction.atomic
def approve(report: AnnualReport, *, decision: CouncilDecision, by: User, at: datetime) -> None:
    """Follow the council's approval (K-17a)."""
    advance(report, "approve", by=by, at=at, decision=decision.pk)
    AnnualReport.objects.filter(pk=report.pk).update(decision=decision)
