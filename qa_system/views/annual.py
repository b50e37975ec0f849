"""The annual report: by academic year, its parts, what is missing, the council, publication (K-17b, K-17c, K-18b)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Verdict
from association.workflow import open_to
from qa_system.actions import annual as verbs
from qa_system.actions import council, papers, publications
from qa_system.forms.annual import AnnualForm, ReportedForm
from qa_system.forms.editions import attempt
from qa_system.models import AnnualReport, Finding, WorkPlanItem
from qa_system.queries import academic_year
from qa_system.queries.annual import held, open_findings, pieces_of, words_of
from qa_system.queries.ministry import submitted_reports
from qa_system.views.attempts import attempt_keeping, press
from qa_system.views.findings import LOOKS as FOUND
from qa_system.views.scope import row_or_404, writable_or_404

LOOKS = {
    AnnualReport.State.DRAFT: "calm",
    AnnualReport.State.SUBMITTED: "run",
    AnnualReport.State.APPROVED: "ok",
}


def reports(request: HttpRequest, pk: int) -> HttpResponse:
    """Reports by academic year; a POST begins the report of a year."""
    system, year = writable_or_404(request, pk), academic_year(clock.today())
    offered = (year - 1, year)
    if request.method == "POST":
        asked = request.POST.get("year", "")
        chosen = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in offered else year - 1
        return redirect(verbs.begin(system, year=chosen, by=request.user, at=clock.now()))
    rows = list(system.reports.select_related("decision"))
    context = {
        "system": system, "rows": [{"row": row, "look": LOOKS[row.state]} for row in rows],
        "absent": [one for one in offered if one not in {row.year for row in rows}],
        "may_keep": access.can(request.user, "keep_qa", system),
    }  # fmt: skip
    return render(request, "qa_system/annual_reports.html", context)


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> AnnualReport:
    rows = AnnualReport.objects.select_related(
        "system__organisation", "decision", "evaluation_file", "conclusion_file", "paper_ru__file", "paper_ky__file"
    )
    return row_or_404(request, rows, pk, right)


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what it holds, what is missing before the council, its papers, its publication."""
    row = _load(request, pk)
    is_draft, today = row.state == AnnualReport.State.DRAFT, clock.today()
    found = open_findings(row) if is_draft else []
    pieces = pieces_of(row, found) if is_draft else []
    stops = verbs.stops(row, today, pieces) if is_draft else []
    context = {
        "system": row.system, "row": row, "look": LOOKS[row.state], "steps": open_to(row, request.user),
        "is_draft": is_draft, "pieces": _pieces(pieces, stops), "stops": stops,
        "findings": found, "told": [] if is_draft else _told(row),
        "publication": row.publications.filter(withdrawn_on=None).first(),
        "waiting": row.submissions.filter(state="waiting").first(),
        "may_keep": access.can(request.user, "keep_qa", row),
        "may_publish": access.can(request.user, "publish_qa", row),
    }  # fmt: skip
    return render(request, "qa_system/annual_report.html", context)


def _told(row: AnnualReport) -> list[dict[str, Any]]:
    """The findings of a report in the reader's language."""
    language = get_language() or "ru"
    return [
        {
            "number": one["number"], "text": words_of(one, "text", language),
            "reason": words_of(one, "reason", language),
            "planned": [words_of(part, "text", language) for part in (*one["measures"], one["item"]) if part],
            "state": Finding.State(one["state"]).label, "look": FOUND[one["state"]],
        }
        for one in held(row)["findings"]
    ]  # fmt: skip


def _pieces(pieces: list[Verdict], stops: list[Verdict]) -> list[dict[str, Any]]:
    """Each piece with its tick; one that is missing and does not stop is a warning or lifted by an own arrangement."""
    stopping = {str(verdict.sentence) for verdict in stops}
    return [
        {"verdict": verdict, "is_lifted": not verdict and str(verdict.sentence) not in stopping,
         "is_warning": not verdict.clause.startswith("K-17")}
        for verdict in pieces
    ]  # fmt: skip


def report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the parts of a draft, Kyrgyz and Russian side by side."""
    row = _load(request, pk, "keep_qa")
    if row.state != AnnualReport.State.DRAFT:
        return redirect(row)
    form = AnnualForm(request.POST or None, request.FILES or None, report=row)
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, partial(verbs.write, row), of=row.system.organisation,
        uploads=("evaluation_file", "conclusion_file"),
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.system, "row": row, "form": form}
    return render(request, "qa_system/annual_form.html", context, status=422 if form.errors else 200)


def report_finding(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Name what is planned for one open finding, or say why nothing is."""
    row = _load(request, pk, "keep_qa")
    finding = next((one for one in open_findings(row) if one.number == number), None)
    if finding is None or row.state != AnnualReport.State.DRAFT:
        raise Http404
    items = WorkPlanItem.objects.filter(plan__system=row.system, plan__year__gte=row.year).select_related("plan")
    form = ReportedForm(request.POST or None, items=items, answer=finding.answer)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.answer_finding(row, finding, by=request.user, at=clock.now(), **data),
        fields={"K-17c": "reason_ky"},
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.system, "row": row, "finding": finding, "form": form}
    return render(request, "qa_system/annual_finding.html", context, status=422 if form.errors else 200)


@require_POST
def report_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the report before the council; each missing piece is named with its clause."""
    row = _load(request, pk, "keep_qa")
    done = _("It is before the council; the secretary of the council enters the decision.")
    press(request, partial(council.submit_report, row), done)
    return redirect(row)


@require_POST
def report_publication(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the report to everybody, after the council's approval."""
    row = _load(request, pk, "publish_qa")
    press(request, partial(publications.publish_report, row), _("Published; everybody can read it."))
    return redirect(row)


@require_POST
def report_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the report in both languages (Q10)."""
    row = _load(request, pk, "keep_qa")
    press(request, partial(papers.draw_annual, row), _("The paper is being made; it stands here in a moment."))
    return redirect(row)


def ministry_report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report that is before the council or approved by it, as the ministry reads it (K-O4)."""
    rows = submitted_reports(request.user).select_related("evaluation_file", "conclusion_file")
    row = get_object_or_404(rows.select_related("paper_ru__file", "paper_ky__file"), pk=pk)
    context = {"system": row.system, "row": row, "look": LOOKS[row.state], "told": _told(row),
               "is_approved": row.state == AnnualReport.State.APPROVED}  # fmt: skip
    return render(request, "qa_system/annual_ministry.html", context)
