"""Annual plans: the years, one plan with what became of it, its beginning, amendments and papers (A-4.1, A-7.2.6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import plan_approvals
from association.actions import plans as verbs
from association.forms.plans import BeginningForm, WhyForm
from association.models import AnnualPlan, Paper
from association.papers.plans import D19
from association.queries_plans import (
    approval_verdict,
    given_agreements,
    in_force,
    local_day,
    plan_on,
    plans_seen_by,
    source_for,
    standing_versions,
    years_to_plan,
)
from association.rules import plans as rules
from association.views import plan_page
from association.workflow import open_to


def load(request: HttpRequest, pk: int) -> AnnualPlan:
    """One plan that this person may read."""
    return get_object_or_404(plans_seen_by(request.user), pk=pk)


def plans(request: HttpRequest) -> HttpResponse:
    """All plans by year and version, with the way each has gone."""
    day = local_day(clock.now())
    keeps = access.can(request.user, "keep_plan")
    rows = plans_seen_by(request.user).exclude(state=rules.WITHDRAWN).prefetch_related("items")
    context = {
        "rows": [{"plan": row, "look": plan_page.STATE_LOOKS[row.state]} for row in rows],
        "years": years_to_plan(day) if keeps else (), "keeps": keeps, "current": plan_on(day),
    }  # fmt: skip
    return render(request, "association/plans.html", context)


def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year, from what is chosen of the plan before it."""
    years = years_to_plan(local_day(clock.now()))
    source = source_for(years[-1]) if years else None
    form = BeginningForm(request.POST or None, years=years, source=source)
    if request.method == "POST" and form.is_valid():
        carry = form.cleaned_data.get("carry") or ()
        plan = verbs.begin(form.span, carry=carry, by=request.user, at=clock.now())
        messages.success(request, _("The plan is begun. Write its activities and put them into order."))
        return redirect(plan)
    context = {"form": form, "years": years, "source": source}
    return render(request, "association/plan_new.html", context, status=422 if form.errors else 200)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its way, its activities, what became of them, what it changes."""
    return page(request, load(request, pk))


def page(request: HttpRequest, row: AnnualPlan, *, status: int = 200, **forms: Form | None) -> HttpResponse:
    """The page of one plan, with forms that were refused."""
    day, steps = local_day(clock.now()), open_to(row, request.user)
    form, lines, shown = plan_page.narrowed(row, request.GET, day)
    is_approved = row.state == rules.APPROVED
    is_current = is_approved and in_force(row.starts_on) == row
    keeps = access.can(request.user, "keep_plan")
    context: dict[str, Any] = {
        "plan": row, "look": plan_page.STATE_LOOKS[row.state], "steps": plan_page.steps_of(row, day), "open": steps,
        "filter": form, "lines": [plan_page.told(line) for line in shown], "total": len(lines),
        "counts": plan_page.counts_of(lines), "is_approved": is_approved, "is_current": is_current, "keeps": keeps,
        "writes": keeps and row.state == rules.DRAFT, "versions": standing_versions(row.starts_on),
        "changes": plan_page.changes_of(row), "agreements": given_agreements(row),
        "verdict": approval_verdict(row, day) if row.state in (rules.DISCUSSED, rules.AGREED) else None,
        "agrees": row.state in plan_approvals.OPEN and access.can(request.user, "agree_plan"),
        "enters": keeps and row.state in plan_approvals.OPEN, "papers": _papers(row),
        "amends": keeps and is_current and not _is_in_work(row), "asked": request.GET.urlencode(),
        "why_form": WhyForm(), "in_department": plan_page.shared_of(lines),
    }  # fmt: skip
    return render(request, "association/plan.html", context | forms, status=status)


def _is_in_work(row: AnnualPlan) -> bool:
    return standing_versions(row.starts_on).exclude(state=rules.APPROVED).exists()


def _papers(row: AnnualPlan) -> list[Paper]:
    """The latest edition in each language."""
    found: dict[str, Paper] = {}
    rows = Paper.objects.filter(kind=D19.code, subject_type=row._meta.label_lower, subject_id=str(row.pk))
    for paper in rows.select_related("file", "job").order_by("-pk"):
        found.setdefault(paper.language, paper)
    return list(found.values())


@require_POST
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next version of the approved plan."""
    row, form = load(request, pk), WhyForm(request.POST)
    if form.is_valid():
        made = verbs.amend(row, why=form.cleaned_data["why"], by=request.user, at=clock.now())
        messages.success(request, _("The new version is begun; the approved one stays in force until it is approved."))
        return redirect(made)
    return page(request, row, status=422, why_form=form)


@require_POST
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft again of a plan that was discussed."""
    row, form = load(request, pk), WhyForm(request.POST)
    if form.is_valid():
        verbs.revise(row, why=form.cleaned_data["why"], by=request.user, at=clock.now())
        messages.success(request, _("The plan is a draft again; it is discussed and agreed anew."))
        return redirect(row)
    return page(request, row, status=422, why_form=form)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a draft back."""
    verbs.withdraw(load(request, pk), by=request.user, at=clock.now())
    messages.success(request, _("The draft is taken back."))
    return redirect("plans")


@require_POST
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Order a draft of the plan for print."""
    row = load(request, pk)
    plan_approvals.print_draft(row, by=request.user, at=clock.now())
    return redirect(row)


def xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan as a workbook, as it is narrowed on the page."""
    row = load(request, pk)
    _form, _lines, shown = plan_page.narrowed(row, request.GET, local_day(clock.now()))
    return plan_page.workbook(row, shown)
