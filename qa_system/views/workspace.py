"""The workspace: overview, mission, goals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system import rules
from qa_system.actions import stakeholders as verbs
from qa_system.actions import systems
from qa_system.forms.editions import attempt
from qa_system.forms.workspace import GoalForm, MissionForm, OpeningForm
from qa_system.models import QaSystem, StrategicGoal
from qa_system.queries import compliance, declarations, facts_of, readiness, systems_of
from qa_system.views.scope import row_or_404, system_or_404, writable_or_404
from qa_system.views.wheel import LOOKS, WORDS, wheel


def mine(request: HttpRequest) -> HttpResponse:
    """Lead to the only system of a person, or list them; who keeps quality opens the system that is not there yet."""
    rows = systems_of(request.user)
    unopened = access.organisations(request.user, "keep_qa").filter(qa_system=None)
    form = OpeningForm(request.POST or None, organisations=unopened)
    if request.method == "POST" and form.is_valid():
        made = systems.open_system(on=clock.today(), by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The system is open; begin with the mission."))
        return redirect("qa_mission", pk=made.pk)
    if len(rows) == 1 and not unopened.exists():
        return redirect(rows[0])
    context = {"rows": rows, "form": form if unopened.exists() else None}
    return render(request, "qa_system/mine.html", context, status=422 if form.errors else 200)


def home(request: HttpRequest, pk: int) -> HttpResponse:
    """How the system of one organisation stands: readiness, what is missing, what is published."""
    system = system_or_404(request, pk)
    facts = facts_of(system, clock.today())
    declared = declarations(system, facts)
    lines = readiness(system, facts, declared)
    gaps = [row for row in compliance(system, facts, declared) if row.standing == rules.MISSING]
    context = {
        "system": system, "facts": facts, "wheel": wheel(lines), "lines": lines, "gaps": gaps, "looks": LOOKS,
        "met": sum(row.standing in (rules.MET, rules.OWN) for row in lines), "words": WORDS,
        "strip": _strip(system, facts), "may_keep": access.can(request.user, "keep_qa", system),
    }  # fmt: skip
    return render(request, "qa_system/home.html", context)


def _strip(system: QaSystem, facts) -> list[dict]:
    council = _("academic council") if system.council == rules.ACADEMIC else _("pedagogical council")
    body = facts.bodies[0] if facts.bodies else None
    return [
        {"label": _("Council"), "value": council, "clause": "K-17a"},
        {"label": _("Kept by"), "value": body.get_kind_display() if body else _("nobody yet"), "clause": "K-11a"},
        {"label": _("Processes"), "value": len(facts.processes), "clause": "K-10"},
        {"label": _("Documents in force"), "value": len(facts.versions), "clause": "K-19a"},
    ]


def mission(request: HttpRequest, pk: int) -> HttpResponse:
    """Levels, mission and own site, both languages side by side."""
    system = system_or_404(request, pk, "keep_qa")
    initial = {"seen": system.version, "levels": system.levels, "mission_ru": system.mission_ru,
               "mission_ky": system.mission_ky, "own_site": system.own_site}  # fmt: skip
    form = MissionForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: systems.describe(system, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Saved."))
        return redirect(system)
    context = {"system": system, "form": form}
    return render(request, "qa_system/mission.html", context, status=422 if form.errors else 200)


def goals(request: HttpRequest, pk: int) -> HttpResponse:
    """The strategic goals, and a form for one more."""
    system = writable_or_404(request, pk)
    form = GoalForm(request.POST or None, initial={"starts_in": clock.today().year, "ends_in": clock.today().year + 4})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.set_goal(system, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("The goal is set."))
        return redirect("qa_goals", pk=system.pk)
    context = {"system": system, "form": form, "goals": system.goals.all(),
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/goals.html", context, status=422 if form.errors else 200)


def goal(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words or the years of a goal."""
    row = row_or_404(request, StrategicGoal.objects.select_related("system__organisation"), pk, "keep_qa")
    form = GoalForm(request.POST or None, instance=StrategicGoal.objects.get(pk=pk))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.reword_goal(row, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Saved."))
        return redirect("qa_goals", pk=row.system_id)
    context = {"system": row.system, "goal": row, "form": form}
    return render(request, "qa_system/goal.html", context, status=422 if form.errors else 200)


@require_POST
def goal_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of force."""
    row = row_or_404(request, StrategicGoal.objects.all(), pk, "keep_qa")
    verbs.drop_goal(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The goal is out of force."))
    return redirect("qa_goals", pk=row.system_id)
