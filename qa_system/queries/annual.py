"""Reads of the annual report: what it must answer, what it tells, how its clauses stand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext_noop as _

from association.calendar import calendar_from, is_working
from association.models import CalendarDay
from association.statute import Verdict, say
from qa_system import rules
from qa_system.models import AnnualReport, Finding, ImprovementAction, QaSystem, ReportedFinding
from qa_system.queries.findings import UNDERWAY

WINDOW = timedelta(days=40)  # holds ten working days also around the longest holidays


def first_day(year: int) -> date:
    """The day on which an academic year begins."""
    return date(year, rules.FIRST_MONTH, 1)


def commission_acted(report: AnnualReport) -> bool:
    """Whether a commission on quality was at work in the academic year (K-16, K-17b)."""
    rows = report.system.commissions.filter(starts_on__lt=first_day(report.year + 1))
    return rows.filter(Q(ends_on=None) | Q(ends_on__gt=first_day(report.year))).exists()


def told(report: AnnualReport) -> list[Finding]:
    """Findings that the report tells: the open ones, and those closed or rejected since the year began.

    Each has its `measures` that were not given up, the report's `answer` to it or None, and `is_answered`.
    """
    since = first_day(report.year)
    wanted = Q(state__in=UNDERWAY) | Q(closed_on__gte=since) | Q(state=Finding.State.REJECTED, answered_on__gte=since)
    measures = ImprovementAction.objects.exclude(state=ImprovementAction.State.DROPPED)
    answers = ReportedFinding.objects.filter(report=report).select_related("item__plan")
    rows = list(
        report.system.findings.filter(wanted)
        .prefetch_related(Prefetch("actions", measures, "measures"), Prefetch("answers", answers, "own_answers"))
        .order_by("number")
    )
    for row in rows:
        row.answer = next(iter(row.own_answers), None)
        reasoned = row.answer is not None and bool(row.answer.item or row.answer.reason_ru or row.answer.reason_ky)
        row.is_answered = bool(row.measures) or reasoned
    return rows


def open_findings(report: AnnualReport) -> list[Finding]:
    """Those of them that are open: each needs something planned or a reason (K-17c)."""
    return [row for row in told(report) if row.state in UNDERWAY]


def contents_of(report: AnnualReport) -> dict[str, Any]:
    """What is frozen onto a report when it goes before the council: its findings with what is planned for each."""
    return {"findings": [_frozen(row) for row in told(report)]}


def held(report: AnnualReport) -> dict[str, Any]:
    """What a report holds: of a draft as it stands now, of another one as it was frozen."""
    return contents_of(report) if report.state == AnnualReport.State.DRAFT else report.contents


def words_of(row: dict[str, Any], name: str, language: str) -> str:
    """A text of what was frozen for a reader: Kyrgyz or, to everybody else, Russian; an empty one gives way."""
    own, other = ("ky", "ru") if language == "ky" else ("ru", "ky")
    return row[f"{name}_{own}"] or row[f"{name}_{other}"]


def _frozen(row: Finding) -> dict[str, Any]:
    answer = row.answer
    item = answer.item if answer else None
    planned = {"text_ru": item.text_ru, "text_ky": item.text_ky, "due_on": item.ends_on.isoformat()} if item else None
    return {
        **{name: getattr(row, name) for name in ("number", "source", "state", "text_ru", "text_ky")},
        "measures": [
            {"text_ru": one.text_ru, "text_ky": one.text_ky, "due_on": one.due_on.isoformat(), "state": one.state}
            for one in row.measures
        ],
        "item": planned,
        "reason_ru": answer.reason_ru if answer else "",
        "reason_ky": answer.reason_ky if answer else "",
    }  # fmt: skip


def pieces_of(report: AnnualReport, found: list[Finding] | None = None) -> list[Verdict]:
    """What the report must hold before the council, piece by piece, then warnings about a missing language."""
    found = open_findings(report) if found is None else found
    pieces = [
        rules.are_results_written.judge(text=report.results_ru or report.results_ky),
        rules.are_plans_written.judge(text=report.plans_ru or report.plans_ky),
        rules.are_findings_planned.judge(without=[row.number for row in found if not row.is_answered]),
        rules.is_evaluation_attached.judge(
            text=report.evaluation_ru or report.evaluation_ky, has_file=bool(report.evaluation_file_id)
        ),
        rules.is_conclusion_attached.judge(
            commission_acted=commission_acted(report), text=report.conclusion_ru or report.conclusion_ky,
            has_file=bool(report.conclusion_file_id),
            reason=report.without_conclusion_ru or report.without_conclusion_ky,
        ),
    ]  # fmt: skip
    return [*pieces, *_half_told(report)]


def _half_told(report: AnnualReport) -> list[Verdict]:
    """A part that is written in one language alone: a warning, once for each language."""
    found = {}
    for part in ("results", "plans"):
        texts = {language: bool(getattr(report, f"{part}_{language}").strip()) for language in ("ru", "ky")}
        verdict = rules.is_pair_whole.judge(has_ru=texts["ru"], has_ky=texts["ky"])
        if any(texts.values()) and not verdict:
            found[texts["ky"]] = verdict
    return list(found.values())


def latest(system: QaSystem, year: int) -> AnnualReport | None:
    """The report of an academic year that is over, or of the one that runs when it is begun already."""
    return system.reports.filter(year__in=[year, year - 1]).order_by("-year").first()


def publish_by(report: AnnualReport) -> date | None:
    """The last day for publishing an approved report: ten working days of the organisation's country (K-18b)."""
    if report.decision is None:
        return None
    country, approved = report.system.organisation.country, report.decision.dated_on
    rows = CalendarDay.objects.filter(country=country, day__gt=approved, day__lte=approved + WINDOW)
    known = calendar_from(country, [(day, kind == CalendarDay.Kind.WORKING) for day, kind in
                                    rows.values_list("day", "kind")])  # fmt: skip
    days = [approved + timedelta(days=number) for number in range(1, WINDOW.days + 1)]
    return rules.publication_due(
        approved_on=approved, working_days_after=[day for day in days if is_working(day, known)]
    )


def standing_of(report: AnnualReport | None, clause: str) -> Verdict:
    """How a clause of the report stands: nothing begun, a draft piece by piece, or complete as it was submitted."""
    if report is None:
        return Verdict(False, clause, say(_("There is no annual report yet.")))
    lacking = [] if report.state != AnnualReport.State.DRAFT else [one for one in pieces_of(report) if not one]
    return next((one for one in lacking if one.clause == clause), Verdict(True, clause))
