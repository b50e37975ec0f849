"""The plan agreed with the council and the head, and approved by the chair (A-4.1b, A-4.3c)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import plan_approvals as verbs
from association.forms import SignatureForm
from association.forms.plans import AgreementForm, OwnWordForm, ScannedApprovalForm
from association.models import AnnualPlan
from association.queries_plans import approval_verdict, given_agreements, local_day
from association.statute import Refused
from association.views import plan_page, signing
from association.views.plans import load
from association.workflow import open_to


def own_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The official agrees the plan, or writes remarks, by his own hand."""
    row = load(request, pk)
    form = OwnWordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            verbs.agree_by_hand(row, by=request.user, at=clock.now(), **facts)
            messages.success(request, _("Your word is recorded with today's date."))
            return redirect(row)
        except Refused as refused:
            form.add_error("remarks" if facts["outcome"] == "remarks" else None, str(refused))
    day = local_day(clock.now())
    lines = [plan_page.told(line) for line in plan_page.narrowed(row, request.GET, day)[1]]
    context = {"plan": row, "form": form, "steps": plan_page.steps_of(row, day), "lines": lines}
    return render(request, "association/plan_word.html", context, status=422 if form.errors else 200)


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter an agreement or remarks that came on paper."""
    row = load(request, pk)
    form = AgreementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.enter_agreement(row, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The paper is recorded beside the plan."))
            return redirect(row)
        except Refused as refused:
            form.add_error(_field(form, refused), str(refused))
    context = {"plan": row, "form": form, "said": given_agreements(row)}
    return render(request, "association/plan_agreement.html", context, status=422 if form.errors else 200)


def _field(form: AgreementForm, refused: Refused) -> str | None:
    """Beside which field a refusal is said: an empty number or remarks, otherwise the day."""
    data = form.cleaned_data
    if data["party"] == "council" and not data["number"].strip():
        return "number"
    return "remarks" if data["outcome"] == "remarks" and not data["remarks"].strip() else "dated_on"


def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair reads the paper and approves the plan by signing it; the secretary keeps the scan of a paper."""
    row = load(request, pk)
    if request.method == "POST":
        return _sign(request, row)
    may = {"approve", "file_scan"} & set(open_to(row, request.user))
    return _page(request, row, _form(request, row)) if may or row.state == "discussed" else redirect(row)


def _form(request: HttpRequest, row: AnnualPlan) -> SignatureForm | None:
    """The form of the signature, for the chair, when the paper is ready."""
    if "approve" not in open_to(row, request.user) or row.paper is None or not row.paper.is_ready:
        return None
    return SignatureForm(request.POST or None, paper=row.paper, user=request.user, clause="A-4.1b")


def _sign(request: HttpRequest, row: AnnualPlan) -> HttpResponse:
    access.require(request.user, "approve_plan", at=clock.now())
    verdict, form = approval_verdict(row, local_day(clock.now())), _form(request, row)
    if not verdict:
        raise Refused(verdict)
    if form is None:
        return redirect("plan_approval", row.pk)
    if signing.take(request, form, partial(verbs.approve, row)):
        messages.success(request, _("The plan is approved and published."))
        return redirect(row)
    return _page(request, row, form, 422)


def _page(
    request: HttpRequest, row: AnnualPlan, form: SignatureForm | None, status: int = 200, **more: Any
) -> HttpResponse:
    day, steps = local_day(clock.now()), open_to(row, request.user)
    ready = row.paper is not None and row.paper.is_ready
    context = {
        "plan": row, "form": form, "steps": plan_page.steps_of(row, day), "verdict": approval_verdict(row, day),
        "scan_form": ScannedApprovalForm(auto_id="scan_%s") if "file_scan" in steps and ready else None,
    }  # fmt: skip
    return render(request, "association/plan_approval.html", context | more, status=status)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the plan that the chair approved by hand."""
    row = load(request, pk)
    form = ScannedApprovalForm(request.POST, request.FILES, auto_id="scan_%s")
    on = form.cleaned_data["on"] if form.is_valid() else None
    if signing.take_scan(request, form, partial(verbs.file_scan, row, on=on), organisation=None):
        messages.success(request, _("The plan is approved and published."))
        return redirect(row)
    return _page(request, row, None, 422, scan_form=form)
