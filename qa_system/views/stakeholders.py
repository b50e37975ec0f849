"""Stakeholders, and what they require."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system.actions import stakeholders as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.workspace import RequirementForm, StakeholderForm
from qa_system.models import Requirement, Stakeholder
from qa_system.views.scope import row_or_404, writable_or_404


def stakeholders(request: HttpRequest, pk: int) -> HttpResponse:
    """The register of stakeholders by type, with their requirements, and a form for one more."""
    system = writable_or_404(request, pk)
    form = StakeholderForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.add_stakeholder(system, on=clock.today(), by=request.user, at=clock.now(), **data),
        )
    ):
        messages.success(request, _("The stakeholder is in the register."))
        return redirect("qa_stakeholders", pk=system.pk)
    wanted = Requirement.objects.filter(dropped_on=None).prefetch_related("processes", "indicators")
    rows = list(system.stakeholders.filter(dropped_on=None).prefetch_related(Prefetch("requirements", wanted)))
    context = {
        "system": system, "form": form, "rows": rows, "may_keep": access.can(request.user, "keep_qa", system),
        "absent": [label for kind, label in Stakeholder.Kind.choices if kind not in {row.kind for row in rows}],
    }  # fmt: skip
    return render(request, "qa_system/stakeholders.html", context, status=422 if form.errors else 200)


def stakeholder(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a stakeholder."""
    row = row_or_404(request, Stakeholder.objects.select_related("system__organisation"), pk, "keep_qa")
    form = StakeholderForm(request.POST or None, instance=Stakeholder.objects.get(pk=pk))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.change_stakeholder(row, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Saved."))
        return redirect("qa_stakeholders", pk=row.system_id)
    context = {"system": row.system, "form": form, "row": row}
    return render(request, "qa_system/stakeholder.html", context, status=422 if form.errors else 200)


@require_POST
def stakeholder_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a stakeholder out of the register."""
    row = row_or_404(request, Stakeholder.objects.all(), pk, "keep_qa")
    verbs.drop_stakeholder(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The stakeholder is out of the register; the record stays."))
    return redirect("qa_stakeholders", pk=row.system_id)


def requirement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what a stakeholder requires."""
    owner = row_or_404(request, Stakeholder.objects.select_related("system__organisation"), pk, "keep_qa")
    return _requirement(request, owner, None)


def requirement(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a requirement."""
    rows = Requirement.objects.select_related("stakeholder__system__organisation")
    row = row_or_404(request, rows, pk, "keep_qa")
    return _requirement(request, row.stakeholder, row)


def _requirement(request: HttpRequest, owner: Stakeholder, row: Requirement | None) -> HttpResponse:
    form = RequirementForm(request.POST or None, system=owner.system, requirement=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.state_requirement(
                owner, requirement=row, on=clock.today(), by=request.user, at=clock.now(), **data
            ),
        )
    ):
        messages.success(request, _("The requirement is written down."))
        return redirect("qa_stakeholders", pk=owner.system_id)
    context = {"system": owner.system, "owner": owner, "form": form, "row": row}
    return render(request, "qa_system/requirement.html", context, status=422 if form.errors else 200)


@require_POST
def requirement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a requirement out of the register."""
    row = row_or_404(request, Requirement.objects.select_related("stakeholder"), pk, "keep_qa")
    verbs.drop_requirement(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The requirement is out of the register; the record stays."))
    return redirect("qa_stakeholders", pk=row.stakeholder.system_id)
