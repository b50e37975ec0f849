"""What a process hands on, and the lines of its card: steps, resources, risks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system.actions import processes as verbs
from qa_system.actions.editing import Outdated
from qa_system.forms.editions import attempt
from qa_system.forms.processes import LinkForm, ResourceForm, RiskForm, StepForm
from qa_system.models import Process, ProcessLink
from qa_system.views.scope import row_or_404, system_or_404, writable_or_404

# what stands on the card -> its form, its heading, the names of its paired texts
LINES: dict[str, tuple[type[forms.Form], Any, tuple[str, ...]]] = {
    "steps": (StepForm, gettext_lazy("Steps"), ("text",)),
    "resources": (ResourceForm, gettext_lazy("Resources"), ("name",)),
    "risks": (RiskForm, gettext_lazy("Risks"), ("text", "measure")),
}


def _initial(process: Process, what: str, names: list[str]) -> list[dict[str, Any]]:
    return [{name: getattr(row, name) for name in names} for row in getattr(process, what).all()]


def process_lines(request: HttpRequest, pk: int, what: str) -> HttpResponse:
    """Write the steps, resources or risks of a card; an emptied line is taken out."""
    if what not in LINES:
        raise Http404
    process = row_or_404(request, Process.objects.select_related("system__organisation"), pk)
    form_class, heading, pairs = LINES[what]
    initial = _initial(process, what, list(form_class().fields))
    lines = formset_factory(form_class, extra=3, can_delete=True)(request.POST or None, initial=initial, prefix="line")
    seen = request.POST.get("seen", str(process.version))
    outdated = False
    if request.method == "POST" and lines.is_valid():
        rows = [form.cleaned_data for form in lines if form.cleaned_data and not form.cleaned_data.pop("DELETE", False)]
        if what == "steps":
            rows = [{**row, "number": number} for number, row in enumerate(rows, 1)]
        try:
            edition = int(seen) if seen.isdecimal() else 0
            verbs.fill(process, what=what, rows=rows, seen=edition, by=request.user, at=clock.now())
            messages.success(request, _("Saved."))
            return redirect(process)
        except Outdated as refused:
            outdated, seen = True, str(refused.row.version)
            initial = _initial(refused.row, what, list(form_class().fields))
    context = {"system": process.system, "process": process, "lines": lines, "heading": heading, "pairs": pairs,
               "seen": seen, "outdated": outdated, "stands": initial}  # fmt: skip
    return render(request, "qa_system/process_lines.html", context, status=422 if request.method == "POST" else 200)


def links(request: HttpRequest, pk: int) -> HttpResponse:
    """All inputs and outputs as a table, and a form for one more."""
    system = writable_or_404(request, pk)
    form = LinkForm(request.POST or None, system=system)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.link(system, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("The link is on the map."))
        return redirect("qa_links", pk=system.pk)
    ends = Q(supplier__system=system) | Q(customer__system=system)
    rows = ProcessLink.objects.filter(ends, dropped_on=None).select_related("supplier", "customer", "outside")
    context = {"system": system, "form": form, "rows": rows,
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/links.html", context, status=422 if form.errors else 200)


@require_POST
def link_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link away."""
    row = ProcessLink.objects.select_related("supplier__system", "customer__system").filter(pk=pk).first()
    if row is None:
        raise Http404
    system = system_or_404(request, (row.supplier or row.customer).system_id, "keep_qa")
    verbs.unlink(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect("qa_links", pk=system.pk)
