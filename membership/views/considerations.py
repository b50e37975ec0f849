"""The application as the secretary considers it, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Association, RuleSet
from association.workflow import open_to
from membership import rules
from membership.actions import applications as verbs
from membership.actions import decisions, remarks
from membership.forms import LapseForm, ProposalForm, RemarkForm, ReturnForm
from membership.models import Application, ApplicationPaper, Remark, target_names
from membership.papers import Change, changes
from membership.queries import eligibility, left_meanwhile, remark_thread

BEING_READ = (Application.State.SUBMITTED, Application.State.REGISTERED)


def consideration_page(
    request: HttpRequest, row: Application, *, remark_form=None, return_form=None, proposal_form=None, lapse_form=None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """Show an application that was handed in: what changed since the round before, or everything."""
    may_check = access.can(request.user, "check_applications")
    thread = list(remark_thread(row, unsent=may_check))
    waiting = [one for one in thread if one.sent_at is None]
    rounds = list(row.submissions.select_related("submitted_by__person", "paper"))
    initial = {"proposal": row.proposal, "reasons": row.proposal_reasons}
    pinned, steps = request.GET.get("pin", ""), open_to(row, request.user)
    context = {
        "application": row, "papers": row.package, "steps": steps, "may_check": may_check,
        "thread": thread, "waiting": waiting, "rounds": rounds, "pinned": pinned in target_names() and bool(pinned),
        "return_form": return_form or ReturnForm(waiting=len(waiting)),
        "remark_form": remark_form or RemarkForm(application=row, initial={"target": pinned}),
        "proposal_form": proposal_form or ProposalForm(initial=initial),
        "organisational": Association.current().phase == Association.Phase.ORGANISATIONAL,
        "clause": rules.GROUNDS.get(row.ground, ""), "verdict": _conclusion(row),
        "eligible": eligibility(row, clock.today()) if may_check else None,
        **(_lapse(row, lapse_form) if "lapse" in steps else {"lapse_form": None}),
        **_changed(row, rounds, thread, everything="all" in request.GET),
    }  # fmt: skip
    return render(request, "membership/consideration.html", context, status=status)


def _changed(row: Application, rounds: list, thread: list[Remark], *, everything: bool) -> dict[str, Any]:
    """What the last round changed, each with its remarks; remarks that nothing answers to stand by themselves."""
    if len(rounds) < 2 or everything or row.state not in BEING_READ:
        return {"changes": None, "others": [one for one in thread if one.sent_at]}
    sent = [one for one in thread if one.sent_at]
    found: list[Change] = changes(rounds[-2].snapshot, rounds[-1].snapshot)
    present = {one.pk: one for one in row.package}
    for change in found:
        change.remarks.extend(one for one in sent if one.target == change.target)
        if change.is_paper and change.now:
            change.rows.extend(one for one in [present.get(change.now["row"])] if one)
    shown = {one.pk for change in found for one in change.remarks}
    return {"changes": found, "others": [one for one in sent if one.pk not in shown and one.settled_at is None]}


def _lapse(row: Application, form: LapseForm | None) -> dict[str, Any]:
    """The form by which an application ends without effect, and what on record calls for it."""
    ceased = row.organisation.reorganisations.ceasing(clock.today()).first()
    exit_ = left_meanwhile(row)
    said = {"lapse": rules.DECLINED, "note": str(exit_.entry)} if exit_ else {}
    initial = {"lapse": rules.CEASED} if ceased else said
    form = form or LapseForm(initial=initial, has_ceased=ceased is not None)
    return {"lapse_form": form, "ceased": ceased, "left": exit_}


def _conclusion(row: Application):
    """Whether the conclusion that the ground asks for is there (A-3.1.4)."""
    asked = RuleSet.on_day(clock.today()).values.get("direct_needs_conclusion", False)
    return rules.has_positive_conclusion.judge(
        ground=row.ground, result=row.conclusion_result, direct_needs_conclusion=asked
    )


def _find(request: HttpRequest, pk: int, right: str) -> Application:
    rows = access.visible(request.user, right, Application.objects.select_related("organisation", "entry"))
    return get_object_or_404(rows, pk=pk)


@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the application in the incoming journal."""
    row = _find(request, pk, "register_documents")
    entry = verbs.enter_in_register(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Registered under %(number)s.") % {"number": entry})
    return redirect(row)


@require_POST
def paper_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one paper is in order."""
    papers = access.visible(request.user, "check_applications", ApplicationPaper.objects.select_related("application"))
    row = get_object_or_404(papers, pk=pk)
    verbs.check_paper(row, by=request.user, at=clock.now())
    return redirect(row.application)


@require_POST
def giving_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the application for completion with all remarks that wait."""
    row = _find(request, pk, "check_applications")
    waiting = row.remarks.filter(sent_at=None, withdrawn_at=None).count()
    form = ReturnForm(request.POST, waiting=waiting)
    if not form.is_valid():
        return consideration_page(request, row, return_form=form, status=422)
    remarks.send_back(row, remark=form.cleaned_data["remark"], by=request.user, at=clock.now())
    messages.success(request, _("The application went back to the applicant."))
    return redirect("applications")


@require_POST
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what the Presidium is asked to decide."""
    row = _find(request, pk, "check_applications")
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return consideration_page(request, row, proposal_form=form, status=422)
    decisions.propose(row, by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The proposal is kept; the Presidium decides."))
    return redirect(row)


@require_POST
def admission(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an application into the order of the organisational period."""
    row = _find(request, pk, "enter_order")
    decisions.admit_by_order(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def lapse(request: HttpRequest, pk: int) -> HttpResponse:
    """End an application that has no effect any more; the draft order carries it no longer."""
    row = _find(request, pk, "register_documents")
    ceased = row.organisation.reorganisations.ceasing(clock.today()).exists()
    form = LapseForm(request.POST, has_ceased=ceased)
    if not form.is_valid():
        return consideration_page(request, row, lapse_form=form, status=422)
    given = form.cleaned_data
    decisions.lapse(row, reason=given["lapse"], note=given["note"], by=request.user, at=clock.now())
    messages.success(request, _("The application has ended; the draft order carries it no longer."))
    return redirect(row)
