"""Measures: planned, carried out with proof, checked by somebody else, given up (K-7.5, K-12.3, K-15b)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association import clock
from qa_system.actions import improvements as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.findings import CheckForm, GivingUpForm, MeasureForm, ProofForm
from qa_system.models import ImprovementAction
from qa_system.queries.people import people_of
from qa_system.views.attempts import attempt_keeping
from qa_system.views.findings import load as load_finding
from qa_system.views.scope import row_or_404

PLACES = {"K-12.3": "due_on"}


def _load(request: HttpRequest, pk: int, right: str = "keep_qa") -> ImprovementAction:
    return row_or_404(
        request, ImprovementAction.objects.select_related("finding__system__organisation", "owner"), pk, right
    )


def _page(request: HttpRequest, template: str, row: ImprovementAction, form: Any) -> HttpResponse:
    context = {"system": row.finding.system, "finding": row.finding, "row": row, "form": form}
    return render(request, f"qa_system/{template}.html", context, status=422 if form.errors else 200)


def improvement_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a measure for a finding."""
    finding = load_finding(request, pk, "keep_qa")
    form = MeasureForm(request.POST or None, people=people_of(finding.system))
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.plan(finding, by=request.user, at=clock.now(), **data), fields=PLACES
    ):  # fmt: skip
        messages.success(request, _("The measure is planned; who answers for it finds it on the desk."))
        return redirect(finding)
    context = {"system": finding.system, "finding": finding, "form": form}
    return render(request, "qa_system/improvement_form.html", context, status=422 if form.errors else 200)


def improvement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a measure that is being carried out."""
    row = _load(request, pk)
    form = MeasureForm(request.POST or None, people=people_of(row.finding.system), action=row)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.change(row, by=request.user, at=clock.now(), **data), fields=PLACES
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect(row)
    return _page(request, "improvement_form", row, form)


def improvement_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Who answers for a measure says that it is done, with proof."""
    row = _load(request, pk, "view_qa")
    if not verbs.may_finish(row, request.user):
        raise PermissionDenied
    initial = {"proof_ru": row.proof_ru, "proof_ky": row.proof_ky}
    form = ProofForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, lambda proof_file=None, **data: verbs.finish(
            row, proof_file=proof_file, on=clock.today(), **data
        ), of=row.finding.system.organisation, uploads=("proof_file",), fields={"K-7.5": "proof_ky"},
    ):  # fmt: skip
        messages.success(request, _("Somebody else checks the proof now."))
        return redirect(row)
    return _page(request, "improvement_proof", row, form)


def improvement_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody else checks the proof: closes the measure or gives it back."""
    row = _load(request, pk)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.check(row, on=clock.today(), by=request.user, at=clock.now(), **data)
    ):  # fmt: skip
        messages.success(request, _("Checked."))
        return redirect(row)
    return _page(request, "improvement_check", row, form)


def improvement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a measure up, with the reason."""
    row = _load(request, pk)
    form = GivingUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.drop(row, on=clock.today(), by=request.user, at=clock.now(), **data),
        fields={"K-12.3": "remark_ky"},
    ):  # fmt: skip
        messages.success(request, _("The measure is given up."))
        return redirect(row)
    return _page(request, "improvement_end", row, form)
