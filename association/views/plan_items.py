"""Activities of a plan: written, changed, moved in their order, removed; what became of them (A-4.1a, A-7.2.6)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import plan_items as verbs
from association.actions import proposals
from association.forms.plans import FactForm, PlaceForm, PlanItemForm
from association.models import AnnualPlan, PlanItem, Proposal
from association.queries_plans import facts_of, local_day
from association.rules import plans as rules
from association.statute import Refused
from association.views import plan_page
from association.views.plans import load


def _item(request: HttpRequest, pk: int) -> PlanItem:
    rows = access.visible(request.user, "keep_plan", PlanItem.objects.all())
    return get_object_or_404(rows.select_related("plan", "person", "organisation", "proposal"), pk=pk)


def _proposed(request: HttpRequest) -> Proposal | None:
    """The proposal that an activity is made from, as the address names it."""
    asked = request.GET.get("proposal", "")
    rows = Proposal.objects.filter(kind=Proposal.Kind.PLAN, state=rules.NEW)
    return get_object_or_404(rows, pk=asked) if asked.isdecimal() and len(asked) < 12 else None


def _refused(form: PlanItemForm, refused: Refused) -> None:
    form.add_error("starts_on", str(refused))


def new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an activity by hand, or from a proposal."""
    plan, proposal = load(request, pk), _proposed(request)
    form = PlanItemForm(request.POST or None, initial=_initial(plan, proposal))
    if request.method == "POST" and form.is_valid() and _added(request, plan, proposal, form):
        messages.success(request, _("The activity stands in the plan."))
        return redirect("plan_item_new" if "more" in request.POST else "plan", plan.pk)
    context = {"plan": plan, "form": form, "proposal": proposal}
    return render(request, "association/plan_item.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, plan: AnnualPlan, proposal: Proposal | None, form: PlanItemForm) -> bool:
    facts: dict[str, Any] = {"by": request.user, "at": clock.now(), **form.facts}
    try:
        if proposal is None:
            verbs.add(plan, **facts)
        else:
            proposals.take_into_plan(proposal, plan, **facts)
    except Refused as refused:
        _refused(form, refused)
    return not form.errors


def _initial(plan: AnnualPlan, proposal: Proposal | None) -> dict[str, Any]:
    if proposal is None:
        return {}
    month = proposal.month if proposal.month and proposal.month in plan.span else None
    return {
        "activity": proposal.title, "organisation": proposal.organisation_id, "starts_on": month, "ends_on": month,
        "is_monthly": month is not None, "person": None if proposal.organisation_id else proposal.made_by.person_id,
    }  # fmt: skip


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an activity of a draft."""
    row = _item(request, pk)
    form = PlanItemForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.change(row, by=request.user, at=clock.now(), **form.facts)
            return redirect(row.plan)
        except Refused as refused:
            _refused(form, refused)
    context = {"plan": row.plan, "item": row, "form": form}
    return render(request, "association/plan_item.html", context, status=422 if form.errors else 200)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity out of a draft."""
    row = _item(request, pk)
    verbs.remove(row, by=request.user, at=clock.now())
    return redirect(row.plan)


@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an activity of a draft at another place."""
    row, form = _item(request, pk), PlaceForm(request.POST)
    if form.is_valid():
        verbs.place(row, to=form.cleaned_data["to"], by=request.user, at=clock.now())
    return redirect(f"{row.plan.get_absolute_url()}#item-{row.pk}")


def fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what became of an activity of the plan in force."""
    row, day = _item(request, pk), local_day(clock.now())
    form = FactForm(request.POST or None, request.FILES or None, initial={"on": day})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.note_fact(row, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("It is noted beside the plan."))
            return redirect(f"{row.plan.get_absolute_url()}#item-{row.pk}")
        except Refused as refused:
            form.add_error("on" if refused.verdicts[0].clause == "A-7.2.6" else None, str(refused))
    context = {
        "plan": row.plan, "item": row, "form": form, "activity": row.called(plan_page.language()),
        "facts": facts_of({row.thread}).get(row.thread, []),
    }  # fmt: skip
    return render(request, "association/plan_fact.html", context, status=422 if form.errors else 200)
