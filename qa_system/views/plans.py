"""The plan of work for an academic year (K-11e)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.workflow import open_to
from qa_system.actions import plans as verbs
from qa_system.forms.bodies import PlanItemForm
from qa_system.forms.editions import attempt
from qa_system.models import WorkPlan, WorkPlanItem
from qa_system.queries import academic_year
from qa_system.queries.people import people_of
from qa_system.views.scope import row_or_404, writable_or_404


def plans(request: HttpRequest, pk: int) -> HttpResponse:
    """Plans by academic year; a POST opens the plan of a year."""
    system = writable_or_404(request, pk)
    year = academic_year(clock.today())
    if request.method == "POST":
        asked = request.POST.get("year", "")
        chosen = int(asked) if asked.isdecimal() and int(asked) in (year, year + 1) else year
        return redirect("qa_plan", pk=verbs.begin(system, year=chosen, by=request.user, at=clock.now()).pk)
    rows = list(system.plans.prefetch_related("items"))
    absent = [one for one in (year, year + 1) if one not in {row.year for row in rows}]
    context = {"system": system, "rows": rows, "absent": absent,
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/plans.html", context)


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> WorkPlan:
    return row_or_404(request, WorkPlan.objects.select_related("system__organisation", "paper__file"), pk, right)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """One plan: its activities, and a form for one more while it is a draft."""
    row = _load(request, pk)
    form = PlanItemForm(request.POST or None, system=row.system, people=people_of(row.system))
    if request.method == "POST":
        access.require(request.user, "keep_qa", row)
        if form.is_valid() and attempt(
            form,
            lambda **data: verbs.add_item(row, by=request.user, at=clock.now(), **data),
            fields={"K-11e": "ends_on"},
        ):
            return redirect("qa_plan", pk=row.pk)
    context = {
        "system": row.system, "plan": row, "form": form, "steps": open_to(row, request.user),
        "items": row.items.select_related("responsible", "goal"), "is_draft": row.state == WorkPlan.State.DRAFT,
        "may_keep": access.can(request.user, "keep_qa", row),
    }  # fmt: skip
    return render(request, "qa_system/plan.html", context, status=422 if form.errors else 200)


@require_POST
def plan_item_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity out of a draft."""
    row = row_or_404(request, WorkPlanItem.objects.select_related("plan"), pk, "keep_qa")
    verbs.remove_item(row, by=request.user, at=clock.now())
    return redirect("qa_plan", pk=row.plan_id)


@require_POST
def plan_approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The head approves the plan."""
    row = _load(request, pk)
    verbs.approve(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The plan is approved."))
    return redirect("qa_plan", pk=row.pk)


@require_POST
def plan_amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """Open an approved plan for an amendment."""
    row = _load(request, pk)
    verbs.amend(row, by=request.user, at=clock.now())
    return redirect("qa_plan", pk=row.pk)
