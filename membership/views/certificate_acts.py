"""What is done with one certificate: issuing, handing over, a new one instead, a duplicate, a translation (App. B)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, register
from membership import rules
from membership.actions import certificates as verbs
from membership.forms import DuplicateForm, HandoverForm, SignersForm
from membership.models import Certificate, Membership
from membership.queries_certificates import is_outdated, signers_on
from membership.views.certificates import show

SERIES = "certificate"


def _own(request: HttpRequest, pk: int) -> Certificate:
    rows = Certificate.objects.select_related("organisation", "membership", "replaced_by")
    return get_object_or_404(access.visible(request.user, "issue_certificate", rows), pk=pk)


@require_POST
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the handing over."""
    row = _own(request, pk)
    form = HandoverForm(request.POST, certificate=row)
    if not form.is_valid():
        return show(request, row, form)
    to, on = form.cleaned_data["handed_to"], form.cleaned_data["on"]
    verbs.hand_over(row, to=to, on=on, by=request.user, at=clock.now())
    return redirect(row)


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the certificate of a member that has none; an office that is empty today is said before."""
    row = get_object_or_404(Membership.objects.select_related("organisation", "basis"), pk=pk)
    signers = signers_on(clock.today())
    form = SignersForm(request.POST or None, signers=signers)
    if request.method == "POST" and (signers or form.is_valid()):
        issued = verbs.issue(row, on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, _("Certificate %(number)s is issued; the paper is being made.") % {"number": issued})
        return redirect(issued)
    facts = _facts(row.organisation, number=f"№\u00a0{register.coming_number(SERIES, None):03d}")
    return _confirm(request, form, signers, facts, _("Issue the certificate"), row.organisation.get_absolute_url(),
                    organisation=row.organisation, clause="A-3.13c")  # fmt: skip


def renewal(request: HttpRequest, pk: int) -> HttpResponse:
    """A new certificate with a new number instead of one whose name or address is out of date (A-B.7, A-B.4)."""
    row, today = _own(request, pk), clock.today()
    signers = signers_on(today)
    form = SignersForm(request.POST or None, signers=signers)
    if request.method == "POST" and (signers or form.is_valid()):
        reason = "renaming" if is_outdated(row, today) else "new_address"
        fresh = verbs.replace(row, reason=reason, on=today, by=request.user, at=clock.now())
        messages.success(request, _("Certificate %(new)s is issued instead of %(old)s.") % {"new": fresh, "old": row})
        return redirect(fresh)
    facts = _facts(row.organisation, number=f"№\u00a0{register.coming_number(SERIES, None):03d}", instead=row)
    return _confirm(request, form, signers, facts, _("Issue a new certificate"), row.get_absolute_url(),
                    certificate=row, clause="A-B.7", verdict=_reissue(row, today))  # fmt: skip


def _reissue(row: Certificate, today):
    """Why a new certificate cannot be issued, or nothing."""
    differs = is_outdated(row, today, address=True)
    verdict = rules.may_reissue(reason="renaming", state=row.status_on(today), differs=differs)
    return None if verdict else verdict


def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """A duplicate under the same number after a loss (A-B.7)."""
    row, today = _own(request, pk), clock.today()
    signers = signers_on(today)
    head = row.organisation.head_on(today)
    form = DuplicateForm(
        request.POST or None, signers=signers, initial={"issued_to": head.person.full_name if head else ""}
    )
    if request.method == "POST" and form.is_valid():
        reason, to = form.cleaned_data["reason"], form.cleaned_data["issued_to"]
        verbs.duplicate(row, reason=reason, to=to, on=today, by=request.user, at=clock.now())
        messages.success(request, _("The duplicate is recorded; its paper is being made."))
        return redirect(row)
    facts = [(_("Issued to"), row.name, ""), (_("Address"), row.address, ""), (_("Number"), str(row), "A-B.7")]
    verdict = rules.may_reissue(reason="loss", state=row.status_on(today), differs=False)
    return _confirm(request, form, signers, facts, _("Issue a duplicate"), row.get_absolute_url(), certificate=row,
                    clause="A-B.7", verdict=None if verdict else verdict)  # fmt: skip


@require_POST
def translation(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the Kyrgyz edition, marked as unofficial."""
    row = _own(request, pk)
    verbs.translate(row, language="ky", by=request.user, at=clock.now())
    return redirect(row)


def _facts(organisation, *, number: str, instead: Certificate | None = None) -> list[tuple[str, str, str]]:
    """What would stand on a certificate issued today, each with its clause."""
    today = clock.today()
    rows = [
        (_("Issued to"), organisation.name_on(today).full, "A-B.3"),
        (_("Address"), organisation.address_on(today), "A-B.4"),
        (_("Expected number"), number, "A-B.2"),
    ]
    return [*rows, (_("Instead of"), f"{instead}: {instead.name}", "A-B.7")] if instead else rows


def _confirm(request: HttpRequest, form, signers, facts, heading: str, back: str, **more: Any) -> HttpResponse:
    """The page that asks once more, with what would be issued and which office is empty."""
    context = {"form": form, "signers": signers, "facts": facts, "heading": heading, "back": back, **more}
    return render(
        request, "membership/certificate_confirm.html", context, status=422 if form.is_bound and form.errors else 200
    )
