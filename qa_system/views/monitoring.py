"""Monitoring: the year as a grid, the own figures, one fact with its revisions, the review of a period (K-13.3)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Refused
from qa_system import rules
from qa_system.actions import monitoring as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.monitoring import FactForm, FigureForm, ReopeningForm
from qa_system.models import Indicator, IndicatorFact, PeriodReview
from qa_system.queries.monitoring import read, year_sheet
from qa_system.queries.monitoring_figures import Due, answers_for, owed_by, told_meanwhile
from qa_system.queries.periods import name_of, year_name
from qa_system.views.attempts import attempt_keeping
from qa_system.views.monitoring_words import shown_reading, shown_score, shown_table
from qa_system.views.scope import row_or_404, system_or_404

AT_FIELDS = {"K-13.3": "value"}


def monitoring(request: HttpRequest, pk: int) -> HttpResponse:
    """Indicators by periods of an academic year: attainment, band, trend, coverage, and what is missing."""
    system = system_or_404(request, pk)
    today = clock.today()
    current = rules.academic_year(today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= current else current
    sheet = year_sheet(system, year, today)
    context = {
        "system": system, "sheet": sheet, "year": year_name(year), "before": year - 1,
        "after": year + 1 if year < current else None, "tables": [shown_table(one) for one in sheet.tables],
        "scores": [shown_score(one) for one in sheet.scores],
        "may_keep": access.can(request.user, "keep_qa", system),
        "may_enter": access.can(request.user, "enter_figures", system),
    }  # fmt: skip
    return render(request, "qa_system/monitoring.html", context)


def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """The figures that a person owes, all on one page; what is filled is saved, the rest stays for later."""
    system = system_or_404(request, pk, "enter_figures")
    today = clock.today()
    due = owed_by(system, today, answers_for(request.user.person_id, today))
    due += told_meanwhile(system, due, request.POST, today)
    forms = [FigureForm(request.POST or None, prefix=one.key, initial={"seen": 0}) for one in due]
    if request.method == "POST":
        filled = [(one, form) for one, form in zip(due, forms, strict=True) if not form.is_empty()]
        if filled and _save_all(request, filled):
            told = ngettext("%(n)s figure is saved.", "%(n)s figures are saved.", len(filled))
            messages.success(request, told % {"n": len(filled)})
            return redirect("qa_figures", pk=system.pk)
        if not filled:
            messages.warning(request, _("Nothing is filled in yet."))
            return redirect("qa_figures", pk=system.pk)
    touched = [form for form in forms if form.is_bound and not form.is_empty()]
    context = {"system": system, "lines": list(zip(due, forms, strict=True)), "touched": touched}
    return render(request, "qa_system/monitoring_figures.html", context, status=422 if touched else 200)


def _save_all(request: HttpRequest, filled: list[tuple[Due, FigureForm]]) -> bool:
    """Save every filled row, or none; each row says its own faults."""
    saved = []
    with transaction.atomic():
        for one, form in filled:
            saved.append(form.is_valid() and bool(_enter(request, form, one.indicator, one.period)))
        if not all(saved):
            transaction.set_rollback(True)
    return all(saved)


def _enter(request: HttpRequest, form: FigureForm, indicator: Indicator, period: rules.Period) -> Any:
    def act(*, seen, **data) -> IndicatorFact:
        return verbs.enter(indicator, period=period, seen=seen or 0, on=clock.today(), **data)

    owner = indicator.process.system.organisation
    return attempt_keeping(request, form, act, of=owner, uploads=("file",), fields=AT_FIELDS)


def fact(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """One indicator in one period: the figure with all its revisions; entered or corrected here."""
    rows = Indicator.objects.select_related("process__system__organisation", "responsible")
    indicator = row_or_404(request, rows, pk)
    period = rules.period_named(key)
    if period is None:
        raise Http404
    revisions = list(
        indicator.facts.filter(frequency=period.frequency, starts_on=period.starts_on)
        .select_related("entered_by__person", "file").order_by("-version")
    )  # fmt: skip
    if not revisions and period.frequency != indicator.frequency:
        raise Http404
    now = revisions[0] if revisions else None
    form = FactForm(request.POST or None, request.FILES or None, fact=now)
    if request.method == "POST":
        access.require(request.user, "enter_figures", indicator)
        if form.is_valid() and _enter(request, form, indicator, period):
            messages.success(request, _("The figure is saved."))
            return redirect("qa_fact", pk=indicator.pk, key=period.key)
    context = _fact_context(request, indicator, period, revisions) | {"form": form}
    return render(request, "qa_system/monitoring_fact.html", context, status=422 if form.errors else 200)


def _fact_context(
    request: HttpRequest, indicator: Indicator, period: rules.Period, revisions: list[IndicatorFact]
) -> dict[str, Any]:
    system, today = indicator.process.system, clock.today()
    review = system.reviews.filter(
        frequency=period.frequency, starts_on=period.starts_on, state=PeriodReview.State.REVIEWED
    ).first()
    now = revisions[0] if revisions else None
    target = indicator.targets.filter(year=period.year).first()
    keeps = access.can(request.user, "keep_qa", system)
    mine = access.can(request.user, "enter_figures", system) and (
        Indicator.objects.filter(answers_for(request.user.person_id, today), pk=indicator.pk).exists()
    )
    is_open = review is None and period.ends_on <= today and indicator.dropped_on is None
    return {
        "system": system, "row": indicator, "period": period, "name": name_of(period), "revisions": revisions,
        "now": now, "reading": shown_reading(read(indicator, now, target)), "target": target, "review": review,
        "may_keep": keeps, "over": period.ends_on <= today,
        "may_write": (keeps or mine) and is_open and period.frequency == indicator.frequency,
    }  # fmt: skip


@require_POST
def review(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Close a period for figures."""
    system = system_or_404(request, pk, "keep_qa")
    period = rules.period_named(key)
    if period is None:
        raise Http404
    try:
        row = verbs.review(system, period=period, on=clock.today(), by=request.user, at=clock.now())
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("qa_monitoring", pk=system.pk)
    messages.success(request, _("The period is reviewed and takes no more figures."))
    return redirect(row)


def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a reviewed period again, with the reason."""
    row = row_or_404(request, PeriodReview.objects.select_related("system__organisation"), pk, "keep_qa")
    form = ReopeningForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, lambda why: verbs.reopen(row, why=why, by=request.user, at=clock.now()), fields={"K-13.3": "why"}
        )
    ):
        messages.success(request, _("The period is open again."))
        return redirect(row)
    context = {"system": row.system, "row": row, "form": form, "name": name_of(row.period)}
    return render(request, "qa_system/monitoring_reopening.html", context, status=422 if form.errors else 200)
