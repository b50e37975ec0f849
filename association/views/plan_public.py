"""The plan in force for everybody: the page of a year, its workbook and its paper (A-7.2.6)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from association import clock, files
from association.models import AnnualPlan
from association.queries_plans import local_day, public_plans
from association.views import plan_page


def _asked(request: HttpRequest) -> tuple[AnnualPlan | None, list[AnnualPlan]]:
    """The plan in force of the year asked for, by its first calendar year; of this year otherwise; and all of them."""
    rows, asked = public_plans(), request.GET.get("year", "")
    if not asked:
        day = local_day(clock.now()) if rows else None
        return next((row for row in rows if row.starts_on <= day < row.ends_on), rows[0] if rows else None), rows
    found = next((row for row in rows if str(row.starts_on.year) == asked), None)
    if found is None:
        raise Http404
    return found, rows


def plan(request: HttpRequest) -> HttpResponse:
    """What the Association plans in a year, with what is done of it."""
    row, rows = _asked(request)
    if row is None:
        return render(request, "association/plan_public.html", {"plan": None})
    form, lines, shown = plan_page.narrowed(row, request.GET, local_day(clock.now()))
    context = {
        "plan": row, "rows": rows, "filter": form, "lines": [plan_page.told(line) for line in shown],
        "total": len(lines), "asked": request.GET.urlencode(), "keep": {"year": row.starts_on.year},
        "steps": plan_page.steps_of(row, row.approved_on), "counts": plan_page.counts_of(lines),
    }  # fmt: skip
    return render(request, "association/plan_public.html", context)


def xlsx(request: HttpRequest) -> HttpResponse:
    """The plan in force as a workbook."""
    row, _rows = _asked(request)
    if row is None:
        raise Http404
    _form, _lines, shown = plan_page.narrowed(row, request.GET, local_day(clock.now()))
    return plan_page.workbook(row, shown, is_public=True)


def paper(request: HttpRequest) -> HttpResponse:
    """The approved plan as a PDF (D19)."""
    row, _rows = _asked(request)
    if row is None or row.edition is None or row.edition.file is None:
        raise Http404
    response = files.serve(row.edition.file)
    response["Content-Disposition"] = f'inline; filename="D19-{row.starts_on.year}-{row.version}.pdf"'
    return response
