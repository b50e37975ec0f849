"""Indicators: the list, one passport, its targets."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system import rules
from qa_system.actions import indicators as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.processes import IndicatorForm, TargetForm
from qa_system.models import Indicator, Process
from qa_system.queries import academic_year
from qa_system.queries.monitoring import history_of
from qa_system.queries.people import people_of
from qa_system.queries.processes import given_of, indicators_of
from qa_system.views.monitoring_words import shown_history
from qa_system.views.scope import row_or_404, system_or_404


def indicators(request: HttpRequest, pk: int) -> HttpResponse:
    """All indicators by process, with what each still lacks (K-13.1c)."""
    system = system_or_404(request, pk)
    today = clock.today()
    rows = [
        {"row": row, "verdict": rules.is_indicator_whole.judge(given=given_of(row, aimed=bool(row.aims))),
         "aim": row.aims[0] if row.aims else None}
        for row in indicators_of(system, today)
    ]  # fmt: skip
    context = {"system": system, "rows": rows, "year": academic_year(today),
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/indicators.html", context)


def indicator_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add an indicator to a process."""
    process = row_or_404(request, Process.objects.select_related("system__organisation"), pk, "keep_qa")
    form = IndicatorForm(request.POST or None, people=people_of(process.system))
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            made := attempt(
                form,
                lambda **data: verbs.add(process, on=clock.today(), by=request.user, at=clock.now(), **data),
                fields={"K-13.1c": "code"},
            )
        )
    ):
        messages.success(request, _("The indicator is added. Now set its target."))
        return redirect(made)
    context = {"system": process.system, "process": process, "form": form}
    return render(request, "qa_system/indicator_form.html", context, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> Indicator:
    rows = Indicator.objects.select_related(
        "process__system__organisation", "responsible", "passport__file", "passport__job"
    ).prefetch_related("targets")
    return row_or_404(request, rows, pk, right)


def indicator(request: HttpRequest, pk: int) -> HttpResponse:
    """The passport of one indicator: what it says, what it lacks, its targets by year."""
    row = _load(request, pk)
    keeps = access.can(request.user, "keep_qa", row)
    form = TargetForm(request.POST or None, direction=row.direction, initial={"year": academic_year(clock.today())})
    if request.method == "POST":
        access.require(request.user, "keep_qa", row)
        if form.is_valid() and attempt(form, lambda **data: verbs.aim(row, by=request.user, at=clock.now(), **data)):
            messages.success(request, _("The target is set."))
            return redirect(row)
    targets = list(row.targets.all())
    year = academic_year(clock.today())
    aimed = any(one.year == year for one in targets)
    context = {
        "system": row.process.system, "row": row, "targets": targets, "form": form, "may_keep": keeps, "year": year,
        "verdict": rules.is_indicator_whole.judge(given=given_of(row, aimed=aimed)), "facts": _facts(row),
    }  # fmt: skip
    context |= shown_history(row, history_of(row), year)
    return render(request, "qa_system/indicator.html", context, status=422 if form.errors else 200)


def _facts(row: Indicator) -> list[dict[str, Any]]:
    baseline = "" if row.baseline is None else f"{row.baseline.normalize():f}"
    if row.baseline_year:
        baseline = f"{baseline} ({row.baseline_year})"
    return [
        {"label": _("Unit"), "value": row.unit},
        {"label": _("Direction"), "value": row.get_direction_display() if row.direction else ""},
        {"label": _("Baseline"), "value": baseline},
        {"label": _("How often"), "value": row.get_frequency_display() if row.frequency else ""},
        {"label": _("Reached from"), "value": f"{row.met_from} %"},
        {"label": _("Near from"), "value": f"{row.near_from} %"},
        {"label": _("Weight"), "value": row.weight},
        {"label": _("Responsible"), "value": row.responsible.full_name if row.responsible else ""},
    ]


def indicator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the passport."""
    row = _load(request, pk, "keep_qa")
    form = IndicatorForm(request.POST or None, people=people_of(row.process.system), indicator=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.describe(row, by=request.user, at=clock.now(), **data),
            fields={"K-13.1c": "code"},
        )
    ):
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.process.system, "process": row.process, "indicator": row, "form": form}
    return render(request, "qa_system/indicator_form.html", context, status=422 if form.errors else 200)


@require_POST
def indicator_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an indicator out of force."""
    row = _load(request, pk, "keep_qa")
    verbs.drop(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The indicator is out of force; its records stay."))
    return redirect(row.process)
