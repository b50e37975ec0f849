"""Pages of the exit from the Association: the head states it, the secretary registers it, nobody decides on it."""

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
from association.models import RuleSet
from association.views import signing
from association.workflow import open_to
from membership.actions import endings as verbs
from membership.forms import ConsentForm, ExitForm, PaperExitForm
from membership.models import Membership, Withdrawal
from membership.panels_endings import composition, effects_of_exit
from membership.queries import ended_memberships, withdrawals_seen_by

PAGE = 50


def endings(request: HttpRequest) -> HttpResponse:
    """List the exits that wait and the memberships that have ended or end on a day ahead."""
    rows = Paginator(ended_memberships(), PAGE).get_page(request.GET.get("page"))
    context = {
        "waiting": withdrawals_seen_by(request.user).filter(state=Withdrawal.State.SUBMITTED),
        "rows": rows, "today": clock.today(), "size": composition(),
        "may_enter": access.can(request.user, "register_documents"),
    }  # fmt: skip
    return render(request, "membership/endings.html", context)


def _leaving(request: HttpRequest):
    """The organisations of a director that can leave: members and candidates without a recorded end."""
    standing = Membership.objects.open().filter(starts_on__lte=clock.today())
    return access.organisations(request.user, "leave_association").filter(memberships__in=standing)


def beginning(request: HttpRequest) -> HttpResponse:
    """State the exit of the own organisation; the form is made from it, to be signed."""
    schools = _leaving(request)
    number = request.GET.get("organisation", "")
    asked = schools.filter(pk=number).first() if number.isdecimal() and len(number) < 18 else None
    if asked is None and len(schools) == 1:
        asked = schools[0]
    begun = Withdrawal.objects.filter(organisation=asked, state__in=Withdrawal.OPEN).first()
    if begun and not begun.is_draft:
        return redirect(begun)
    initial = {"organisation": asked, "stated_on": begun and begun.stated_on, "reason": begun.reason if begun else ""}
    form = ExitForm(request.POST or None, organisations=schools, today=clock.today(), initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = verbs.state_exit(
            data["organisation"], stated_on=data["stated_on"], reason=data["reason"], on=clock.today(),
            by=request.user, at=clock.now(),
        )  # fmt: skip
        return redirect(row)
    context = {"form": form, "schools": schools, "begun": begun}
    return render(request, "membership/ending_new.html", context, status=422 if form.errors else 200)


def _needs_consent() -> bool:
    return bool(RuleSet.on_day(clock.today()).values.get("voluntary_exit_requires_consent", False))


def _own(request: HttpRequest, pk: int) -> Withdrawal:
    rows = access.visible(request.user, "leave_association", Withdrawal.objects.all())
    return get_object_or_404(rows.select_related("organisation", "membership", "paper__file", "paper__job"), pk=pk)


def _page(request: HttpRequest, row: Withdrawal, status: int = 200, **forms: Any) -> HttpResponse:
    steps, paper = open_to(row, request.user), row.paper
    signature = paper.signatures.first() if paper else None
    is_owner = "submit" in steps
    if is_owner and paper and paper.is_ready and not signature:
        forms.setdefault("form", SignatureForm(paper=paper, user=request.user, clause="A-3.15.2"))
    forms.setdefault("form", None)
    forms.setdefault("scan_form", ScanForm())
    forms.setdefault("consent_form", ConsentForm(is_needed=_needs_consent(), today=clock.today()))
    context = {
        "row": row, "steps": steps, "signature": signature, "is_owner": is_owner, "today": clock.today(),
        "certificates": row.membership.certificates.order_by("number"), "effects": effects_of_exit(row), **forms,
    }  # fmt: skip
    return render(request, "membership/ending.html", context, status=status)


def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application to leave: to be signed, to be registered, or what followed."""
    return _page(request, get_object_or_404(withdrawals_seen_by(request.user), pk=pk))


@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the application shown."""
    row = _own(request, pk)
    if row.paper is None or not row.is_draft:
        return redirect(row)
    form = SignatureForm(request.POST, paper=row.paper, user=request.user, clause="A-3.15.2")
    if signing.take(request, form, partial(verbs.sign, row)):
        return redirect(row)
    return _page(request, row, 422, form=form)


@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the scan of the application signed by hand."""
    row = _own(request, pk)
    form = ScanForm(request.POST, request.FILES)
    if signing.take_scan(request, form, partial(verbs.file_scan, row), organisation=row.organisation):
        return redirect(row)
    return _page(request, _own(request, pk), 422, scan_form=form)


@require_POST
def submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand the application in."""
    row = _own(request, pk)
    verbs.submit(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The application is submitted. The secretary registers it on the same day."))
    return redirect(row)


@require_POST
def retraction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the application back."""
    row = _own(request, pk)
    verbs.take_back(row, by=request.user, at=clock.now())
    messages.success(request, _("The application to leave is taken back; your organisation stays in the Association."))
    return redirect("desk")


@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the exit on the day it came."""
    rows = access.visible(request.user, "register_documents", Withdrawal.objects.select_related("organisation"))
    row = get_object_or_404(rows.select_related("organisation", "membership", "paper__file", "paper__job"), pk=pk)
    form = ConsentForm(request.POST, is_needed=_needs_consent(), today=clock.today())
    if not form.is_valid():
        return _page(request, row, 422, consent_form=form)
    entry = verbs.enter_exit(row, on=clock.today(), by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("Registered under %(number)s.") % {"number": entry})
    return redirect(row)


def paper_exit(request: HttpRequest) -> HttpResponse:
    """Enter an exit that came signed on paper."""
    form = PaperExitForm(
        request.POST or None, request.FILES or None, is_needed=_needs_consent(), today=clock.today(),
        initial={"organisation": request.GET.get("organisation", ""), "signed_on": clock.today()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and (row := _entered(request, form)):
        messages.success(request, _("Registered under %(number)s.") % {"number": row.entry})
        return redirect(row)
    return render(request, "membership/ending_entry.html", {"form": form}, status=422 if form.errors else 200)


def _entered(request: HttpRequest, form: PaperExitForm) -> Withdrawal | None:
    data, at = dict(form.cleaned_data), clock.now()
    school, checked = data.pop("organisation"), data.pop("scan")
    try:
        with transaction.atomic():
            scan = files.keep(checked, organisation=school, by=request.user, at=at)
            return verbs.enter_paper_exit(school, scan=scan, on=clock.today(), by=request.user, at=at, **data)
    except Unacceptable as refused:
        form.add_error("scan", str(refused))
    return None
