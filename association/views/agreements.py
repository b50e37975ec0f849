"""Agreements between members and with partners, and what is owed by them (A-5.3.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import agreements as verbs
from association.forms.partners import AgreementForm, FulfilForm, ObligationForm, ProlongForm
from association.models import Agreement, Obligation, Partner
from association.queries_requests import members_on
from association.rules import groups as rules
from association.views.office_forms import one_form

READS, KEEPS, PAGE = "view_records", "keep_partners", 25


def _crumbs() -> dict[str, Any]:
    return {"crumbs": [{"label": _("Agreements"), "url": reverse("agreements")}], "back": reverse("agreements")}


def _shown(row: Agreement) -> dict[str, Any]:
    day = clock.today()
    soon = bool(rules.ends_soon.judge(ends_on=row.ends_on, on=day))
    words = {"need": _("ends soon"), "ok": _("in force"), "none": _("ended"), "calm": _("not in force yet")}
    look = "need" if soon else "ok" if row.is_on(day) else "calm" if row.starts_on > day else "none"
    last = row.ends_on - timedelta(days=1) if row.ends_on else None
    return {"row": row, "look": look, "word": words[look], "last": last}


def agreements(request: HttpRequest) -> HttpResponse:
    """The agreements: those in force and to come, or those that ended."""
    day, ended = clock.today(), request.GET.get("state") == "ended"
    seen = access.visible(request.user, READS, Agreement.objects.all())
    over = Q(ends_on__lte=day)
    rows = seen.filter(over) if ended else seen.exclude(over)
    page = Paginator(rows.prefetch_related("parties__organisation", "parties__partner"), PAGE)
    tabs = [
        {"label": pgettext("agreements", "In force"), "url": "?", "count": None, "current": not ended},
        {"label": pgettext("agreements", "Ended"), "url": "?state=ended", "count": None, "current": ended},
    ]
    shown = page.get_page(request.GET.get("page"))
    context = {"rows": [_shown(row) for row in shown], "page": shown, "tabs": tabs,
               "keeps": access.can(request.user, KEEPS)}  # fmt: skip
    return render(request, "association/agreements.html", context)


def agreement_new(request: HttpRequest) -> HttpResponse:
    """Enter an agreement with its parties."""
    day = clock.today()
    form = AgreementForm(
        request.POST or None, request.FILES or None, members=members_on(day), partners=Partner.objects.on(day)
    )
    if request.method == "POST" and form.is_valid():
        return redirect(verbs.enter(**form.facts, by=request.user, at=clock.now()))
    lead = _("Between member organisations, or with a partner; the Association may be a party itself.")
    return one_form(request, form, _("New agreement"), lead=lead, clause="A-5.3.3", **_crumbs())


def _load(request: HttpRequest, pk: int, right: str = KEEPS) -> Agreement:
    return get_object_or_404(access.visible(request.user, right, Agreement.objects.select_related("file")), pk=pk)


def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement: parties, file, obligations."""
    return _page(request, _load(request, pk, READS))


def _page(request: HttpRequest, row: Agreement, status: int = 200, **forms: Form) -> HttpResponse:
    keeps, day = access.can(request.user, KEEPS), clock.today()
    owed = row.obligations.select_related("party__organisation", "party__partner")
    context = {
        **_shown(row), "keeps": keeps, "parties": row.parties.select_related("organisation", "partner"),
        "owed": [{"row": one, "late": one.done_on is None and one.due_on < day} for one in owed],
        "owe_form": ObligationForm(agreement=row) if keeps else None, "prolong_form": ProlongForm() if keeps else None,
    }  # fmt: skip
    return render(request, "association/agreement.html", context | forms, status=status)


@require_POST
def agreement_obligations(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an obligation down."""
    row = _load(request, pk)
    form = ObligationForm(request.POST, agreement=row)
    if form.is_valid():
        verbs.owe(row, **form.cleaned_data, by=request.user, at=clock.now())
        return redirect(f"{row.get_absolute_url()}#owed")
    return _page(request, row, 422, owe_form=form)


@require_POST
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down until which day an agreement holds."""
    row = _load(request, pk)
    form = ProlongForm(request.POST)
    if form.is_valid():
        last = form.cleaned_data["last_on"]
        verbs.prolong(row, ends_on=last + timedelta(days=1) if last else None, by=request.user, at=clock.now())
        return redirect(row)
    return _page(request, row, 422, prolong_form=form)


def obligation(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an obligation is fulfilled."""
    rows = access.visible(request.user, KEEPS, Obligation.objects.select_related("agreement"))
    row = get_object_or_404(rows, pk=pk)
    form = FulfilForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        verbs.fulfil(row, **form.cleaned_data, by=request.user, at=clock.now())
        return redirect(row.agreement)
    crumbs = [*_crumbs()["crumbs"], {"label": row.agreement.subject, "url": row.agreement.get_absolute_url()}]
    return one_form(request, form, row.text, clause="A-5.3.3", crumbs=crumbs, back=row.agreement.get_absolute_url())
