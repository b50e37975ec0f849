"""Pages of the exclusion case: the motion and its registration, the hearing, the end."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.doors import Unacceptable
from association.forms import ScanForm, SignatureForm
from association.statute import Refused
from association.views import signing
from association.workflow import open_to
from presidium.actions import exclusion as verbs
from presidium.forms_exclusion import ClosingForm, ExplanationForm, MotionForm, SheetScanForm
from presidium.models import ExclusionCase
from presidium.queries_exclusion import Line, cases_answered_by, cases_seen_by, listed_cases, roster_of
from presidium.views import exclusion_board as board

PAGE = 50


def exclusions(request: HttpRequest) -> HttpResponse:
    """List the cases this person may see."""
    rows = Paginator(listed_cases(request.user), PAGE).get_page(request.GET.get("page"))
    for row in rows:
        row.look = board.LOOKS[row.state]
    context = {"rows": rows, "may_move": access.holds(request.user, "move_exclusion")}
    return render(request, "presidium/exclusions.html", context)


def motion(request: HttpRequest) -> HttpResponse:
    """Move the exclusion of another member; the motion is made from it, to be signed."""
    schools = access.organisations(request.user, "move_exclusion")
    form = MotionForm(request.POST or None, request.FILES or None, schools=schools, today=clock.today())
    if request.method == "POST" and form.is_valid() and (case := _moved(request, form)):
        return redirect(case)
    context = {"form": form, "schools": schools}
    return render(request, "presidium/exclusion_new.html", context, status=422 if form.errors else 200)


def _moved(request: HttpRequest, form: MotionForm) -> ExclusionCase | None:
    data, at = dict(form.cleaned_data), clock.now()
    checked, school = data.pop("evidence"), data.pop("initiator")
    try:
        with transaction.atomic():
            kept = files.keep(checked, organisation=school, by=request.user, at=at)
            return verbs.move(school, evidence=kept, on=clock.today(), by=request.user, at=at, **data)
    except Unacceptable as refused:
        form.add_error("evidence", str(refused))
    except Refused as refused:
        form.add_error("target", str(refused))
    return None


def page(request: HttpRequest, case: ExclusionCase, status: int = 200, **forms: Any) -> HttpResponse:
    """Make the page of a case, with a form as it was sent."""
    user, steps = request.user, open_to(case, request.user)
    roster = roster_of(case, clock.today())
    own = next((line for line in roster if user.person_id and line.participant.person_id == user.person_id), None)
    defaults = _forms(case, user, steps, roster, own)
    context = {
        "case": case, "steps": steps, "look": board.LOOKS[case.state], "way": board.way(case), "own": own,
        "roster": roster, "seat_votes": board.strip(roster), "count": board.count(case, roster),
        "reads": access.can(user, "view_records"),
        "signature": case.paper.signatures.first() if case.paper else None, **defaults, **forms,
    }  # fmt: skip
    return render(request, "presidium/exclusion.html", context, status=status)


def _forms(case: ExclusionCase, user, steps: list[str], roster: list[Line], own: Line | None) -> dict[str, Any]:
    """The forms this person is given now; what nobody may send is not shown."""
    made: dict[str, Any] = dict.fromkeys(("form", "scan_form", "answer_form", "sheet_form", "closing_form"))
    if "file" in steps and case.paper and case.paper.is_ready:
        made["form"] = SignatureForm(paper=case.paper, user=user, clause="A-3.14")
        made["scan_form"] = ScanForm()
    if case.state in ExclusionCase.AHEAD and cases_answered_by(user).filter(pk=case.pk).exists():
        made["answer_form"] = ExplanationForm(initial={"text": case.explanation})
    ready = case.sheet is not None and case.sheet.is_ready
    if own and own.may_sign and ready:
        made["form"] = SignatureForm(paper=case.sheet, user=user, clause="A-3.14")
    if ready and case.state == ExclusionCase.State.HEARD and access.can(user, "register_documents"):
        made["sheet_form"] = SheetScanForm(case=case, roster=roster, today=clock.today())
    if "close" in steps:
        made["closing_form"] = ClosingForm()
    return made


def exclusion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case: the motion, the hearing, the consents, the end."""
    return page(request, get_object_or_404(cases_seen_by(request.user), pk=pk))


def _own(request: HttpRequest, pk: int) -> ExclusionCase:
    rows = access.visible(request.user, "move_exclusion", ExclusionCase.objects.all())
    return get_object_or_404(rows.select_related("initiator", "target", "paper__file", "paper__job"), pk=pk)


@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the motion shown and hand it in."""
    case = _own(request, pk)
    form = SignatureForm(request.POST, paper=case.paper, user=request.user, clause="A-3.14")
    if signing.take(request, form, partial(verbs.sign, case)):
        messages.success(request, _("The motion is handed in. The secretary registers it."))
        return redirect(case)
    return page(request, case, 422, form=form)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the motion signed by hand and hand it in."""
    case = _own(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if signing.take_scan(request, form, partial(verbs.file_scan, case), organisation=case.initiator):
        messages.success(request, _("The motion is handed in. The secretary registers it."))
        return redirect(case)
    return page(request, _own(request, pk), 422, scan_form=form)


@require_POST
def retraction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the motion back."""
    case = _own(request, pk)
    verbs.withdraw(case, by=request.user, at=clock.now())
    messages.success(request, _("The motion is taken back."))
    return redirect(case)


@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the motion on the day it came."""
    rows = access.visible(request.user, "register_documents", ExclusionCase.objects.exclude(filed_at=None))
    case = get_object_or_404(rows.select_related("initiator", "target"), pk=pk)
    entry = verbs.enter(case, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Registered under %(number)s.") % {"number": entry})
    return redirect(case)


@require_POST
def explanation(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the organisation says to the grounds."""
    case = get_object_or_404(cases_answered_by(request.user).select_related("initiator", "target"), pk=pk)
    form = ExplanationForm(request.POST)
    if not form.is_valid():
        return page(request, get_object_or_404(cases_seen_by(request.user), pk=pk), 422, answer_form=form)
    verbs.explain(case, text=form.cleaned_data["text"], by=request.user, at=clock.now())
    messages.success(request, _("The explanation is kept in the case."))
    return redirect(case)


@require_POST
def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case for which the consents did not suffice."""
    rows = access.visible(request.user, "approve_agenda", cases_seen_by(request.user))
    case, form = get_object_or_404(rows, pk=pk), ClosingForm(request.POST)
    if not form.is_valid():
        return page(request, case, 422, closing_form=form)
    verbs.close(case, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
    messages.success(request, _("The case is closed; the organisation stays a member."))
    return redirect(case)
