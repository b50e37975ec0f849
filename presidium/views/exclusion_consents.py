"""Consents to an exclusion given after the meeting, and the second word below five members (A-3.14, A-3.12)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.forms import SignatureForm
from association.statute import Refused
from association.views import signing
from presidium import rules
from presidium.actions import exclusion_consents as verbs
from presidium.forms_exclusion import SheetScanForm
from presidium.models import ExclusionCase
from presidium.queries_exclusion import cases_seen_by, roster_of
from presidium.views.exclusions import page


def _case(request: HttpRequest, pk: int, right: str) -> ExclusionCase:
    return get_object_or_404(access.visible(request.user, right, cases_seen_by(request.user)), pk=pk)


def _needs_sheet(case: ExclusionCase) -> None:
    if case.sheet is None:
        raise Refused(rules.may_consent.judge(is_considered=False, on_roster=False, has_consented=False))


@require_POST
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's own consent by signing the sheet shown."""
    case = _case(request, pk, "cast_ballot")
    _needs_sheet(case)
    form = SignatureForm(request.POST, paper=case.sheet, user=request.user, clause="A-3.14")
    if signing.take(request, form, partial(verbs.consent, case)):
        messages.success(request, _("Your consent is counted."))
        return redirect(case)
    return page(request, case, 422, form=form)


@require_POST
def sheet_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a consent sheet that a member of the Presidium signed by hand."""
    case = _case(request, pk, "register_documents")
    _needs_sheet(case)
    today = clock.today()
    form = SheetScanForm(request.POST, request.FILES, case=case, roster=roster_of(case, today), today=today)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("participant", "given_on")}
        if signing.take_scan(request, form, partial(verbs.file_consent, case, **facts), organisation=None):
            messages.success(request, _("The consent is counted."))
            return redirect(case)
    return page(request, case, 422, sheet_form=form)


@require_POST
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the second word for an agreed exclusion below the minimum."""
    case = _case(request, pk, "register_documents")
    verbs.confirm(case, by=request.user, at=clock.now())
    messages.success(request, _("The exclusion is confirmed and stands in the draft order."))
    return redirect(case)
