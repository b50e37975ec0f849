"""Processes: the map, the table, one card and what is written on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system.actions import processes as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.processes import ProcessForm, RoleForm
from qa_system.models import Process, QaRole
from qa_system.queries.people import people_of
from qa_system.queries.processes import described, lacks_of
from qa_system.views.process_map import draw
from qa_system.views.scope import row_or_404, system_or_404


def processes(request: HttpRequest, pk: int) -> HttpResponse:
    """The map of processes, drawn from their links, and the same as a table."""
    system = system_or_404(request, pk)
    rows = list(described(system, clock.today()).prefetch_related("steps", "resources"))
    table = [{"process": row, "owner": next((one for one in row.people if one.kind == "owner"), None),
              "lacks": lacks_of(row)} for row in rows]  # fmt: skip
    context = {"system": system, "rows": table, "map": draw(rows) if rows else None,
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/processes.html", context)


def process_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a process."""
    system = system_or_404(request, pk, "keep_qa")
    form = ProcessForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and (
            made := attempt(
                form,
                lambda **data: verbs.add(system, on=clock.today(), by=request.user, at=clock.now(), **data),
                fields={"K-10": "code"},
            )
        )
    ):
        messages.success(request, _("The process is in the register. Now name its owner and its indicators."))
        return redirect(made)
    context = {"system": system, "form": form}
    return render(request, "qa_system/process_form.html", context, status=422 if form.errors else 200)


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> Process:
    row = row_or_404(request, Process.objects.select_related("system__organisation"), pk, right)
    full = described(row.system, clock.today()).prefetch_related("steps", "resources", "risks", "documents")
    found = full.filter(pk=row.pk).select_related("system__organisation", "card__file", "card__job").first()
    if found is None:
        raise Http404
    return found


def process(request: HttpRequest, pk: int) -> HttpResponse:
    """One process card: description, people, inputs and outputs, steps, resources, risks, indicators, documents."""
    row = _load(request, pk)
    keeps = access.can(request.user, "keep_qa", row)
    owns = any(one.kind == QaRole.Kind.OWNER and one.person_id == request.user.person_id for one in row.people)
    context = {
        "system": row.system, "process": row, "lacks": lacks_of(row), "may_keep": keeps, "may_fill": keeps or owns,
        "facts": _facts(row),
    }  # fmt: skip
    return render(request, "qa_system/process.html", context)


def _facts(row: Process) -> list[dict[str, Any]]:
    owner = next((one for one in row.people if one.kind == "owner"), None)
    return [
        {"label": _("Class"), "value": row.get_classification_display(), "clause": "K-13.1a"},
        {"label": _("Area of activity"), "value": row.get_area_display(), "clause": "K-2"},
        {"label": _("Stage"), "value": row.get_stage_display(), "clause": "K-8"},
        {"label": _("Owner"), "value": owner.person.full_name if owner else "", "clause": "K-13.1b"},
    ]


def process_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the description of a process."""
    row = row_or_404(request, Process.objects.select_related("system__organisation"), pk)
    form = ProcessForm(request.POST or None, process=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, lambda **data: verbs.describe(row, by=request.user, at=clock.now(), **data), fields={"K-10": "code"}
        )
    ):
        messages.success(request, _("Saved."))
        return redirect(row)
    context = {"system": row.system, "process": row, "form": form}
    return render(request, "qa_system/process_form.html", context, status=422 if form.errors else 200)


def process_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the owner or a participant."""
    row = row_or_404(request, Process.objects.select_related("system__organisation"), pk, "keep_qa")
    form = RoleForm(request.POST or None, people=people_of(row.system), initial={"on": clock.today(), "kind": "owner"})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.name_role(row, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Named."))
        return redirect(row)
    context = {"system": row.system, "process": row, "form": form}
    return render(request, "qa_system/process_role.html", context, status=422 if form.errors else 200)


@require_POST
def process_role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role today."""
    row = row_or_404(request, QaRole.objects.select_related("process__system"), pk, "keep_qa")
    verbs.end_role(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect(row.process)


@require_POST
def process_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a process out of the register."""
    row = row_or_404(request, Process.objects.select_related("system"), pk, "keep_qa")
    verbs.drop(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The process is out of the register; its records stay."))
    return redirect("qa_processes", pk=row.system_id)
