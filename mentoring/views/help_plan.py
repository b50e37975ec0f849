"""The plan of a pair: made by one press, its lines edited by both sides (A-3.16b)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from membership.queries import local_day
from mentoring.actions import help_plan as verbs
from mentoring.forms_help import LineForm
from mentoring.models import HelpPlanLine
from mentoring.queries_help import own_pairs
from mentoring.views.help import press
from mentoring.views.pair import load_own
from qa_system.forms.editions import attempt

STEPS = {"finish": verbs.finish, "reopen": verbs.reopen, "drop": verbs.drop}
FIELDS = {"A-3.16b": "due_on"}


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the first plan from the four areas of help."""
    pair = load_own(request, pk)
    verbs.make(pair, by=request.user, at=clock.now())
    messages.success(request, _("The plan is made. Change its lines as you both need."))
    return redirect(f"{pair.get_absolute_url()}#plan")


def line_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a line to the plan."""
    pair, today = load_own(request, pk), local_day(clock.now())
    form = LineForm(request.POST or None, pair=pair, today=today)
    if request.method == "POST" and form.is_valid():
        act = lambda seen=None, **data: verbs.add(pair, by=request.user, at=clock.now(), **data)  # noqa: E731
        if attempt(form, act, fields=FIELDS):
            return redirect(f"{pair.get_absolute_url()}#plan")
    context = {"pair": pair, "form": form}
    return render(request, "mentoring/pair_plan_line.html", context, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int) -> HelpPlanLine:
    rows = HelpPlanLine.objects.filter(dropped_at=None, pair__in=own_pairs(request.user).values("pk"))
    return get_object_or_404(rows.select_related("pair__mentor", "pair__candidate"), pk=pk)


def line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line; what was typed stays when somebody else was first."""
    row, today = _load(request, pk), local_day(clock.now())
    first = {"area": row.area, "text": row.text, "due_on": row.due_on, "seen": row.edit}
    form = LineForm(request.POST or None, pair=row.pair, today=today, initial=first)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data.pop("seen")
        facts = {"seen": -1 if seen is None else seen, "by": request.user, "at": clock.now()}
        if attempt(form, lambda **data: verbs.change(row, **facts, **data), fields=FIELDS):
            messages.success(request, _("Saved."))
            return redirect(f"{row.pair.get_absolute_url()}#plan")
    context = {"pair": row.pair, "form": form, "line": row}
    return render(request, "mentoring/pair_plan_line.html", context, status=422 if form.errors else 200)


@require_POST
def line_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a line done, open it again, or take it out of the plan."""
    row, step = _load(request, pk), STEPS.get(request.POST.get("step", ""))
    if step is not None:
        press(request, lambda **facts: step(row, **facts), _("Saved."))
    return redirect(f"{row.pair.get_absolute_url()}#plan")
