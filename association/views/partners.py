"""The register of partners, and the acts that the Association works by (A-5.2.3, A-6.1, A-7.1)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import legal_bases
from association.actions import partners as verbs
from association.forms.groups import EndForm
from association.forms.partners import LegalBaseForm, PartnerFilter, PartnerForm
from association.models import LegalBase, Partner
from association.queries_partners import partners_by
from association.views.office_forms import asked_day, one_form

READS, KEEPS, PAGE = "view_records", "keep_partners", 50


def _crumbs(row: Partner | None = None) -> dict[str, Any]:
    crumbs = [{"label": _("Partners"), "url": reverse("partners")}]
    if row is not None:
        crumbs.append({"label": row.name, "url": row.get_absolute_url()})
    return {"crumbs": crumbs, "back": crumbs[-1]["url"]}


def partners(request: HttpRequest) -> HttpResponse:
    """The partners of a day, narrowed by words and kind."""
    day, form = asked_day(request), PartnerFilter(request.GET or None)
    form.full_clean()
    asked = {name: value for name, value in getattr(form, "cleaned_data", {}).items() if value}
    rows = partners_by(asked["q"]) if "q" in asked else Partner.objects.all()
    rows = access.visible(request.user, READS, rows.on(day))
    rows = rows.filter(kind=asked["kind"]) if "kind" in asked else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "rows": list(page), "is_narrowed": bool(asked), "day": day,
               "keeps": access.can(request.user, KEEPS)}  # fmt: skip
    return render(request, "association/partners.html", context)


def partner_new(request: HttpRequest) -> HttpResponse:
    """Enter a partner."""
    form = PartnerForm(request.POST or None, initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid():
        return redirect(verbs.enter(**form.cleaned_data, by=request.user, at=clock.now()))
    return one_form(request, form, _("New partner"), clause="A-6.1", **_crumbs())


def _load(request: HttpRequest, pk: int, right: str = KEEPS) -> Partner:
    return get_object_or_404(access.visible(request.user, right, Partner.objects.all()), pk=pk)


def partner(request: HttpRequest, pk: int) -> HttpResponse:
    """One partner with the agreements it is a party of."""
    row, day = _load(request, pk, READS), clock.today()
    sides = row.agreements.select_related("agreement").order_by("-agreement__dated_on", "-pk")
    agreements = [{"row": one.agreement, "holds": one.agreement.is_on(day)} for one in sides]
    context = {"row": row, "holds": row.is_on(day), "agreements": agreements, "keeps": access.can(request.user, KEEPS)}
    return render(request, "association/partner.html", context)


def partner_details(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the details of a partner anew."""
    row = _load(request, pk)
    form = PartnerForm(request.POST or None, instance=row, is_new=False)
    if request.method == "POST" and form.is_valid():
        verbs.correct(row, **form.cleaned_data, by=request.user, at=clock.now())
        return redirect(row)
    return one_form(request, form, _("Details of the partner"), clause="A-6.1", **_crumbs(_load(request, pk)))


def partner_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End the work with a partner."""
    row = _load(request, pk)
    form = EndForm(request.POST or None, day=clock.today())
    if request.method == "POST" and form.is_valid():
        verbs.end(row, on=form.cleaned_data["on"], by=request.user, at=clock.now())
        return redirect(row)
    return one_form(request, form, _("End the work with the partner"), clause="A-5.2.3", **_crumbs(row))


def legal_base_list(request: HttpRequest) -> HttpResponse:
    """The acts of clause 1.2 with whether they are in force; open to everybody."""
    day, signed_in = asked_day(request), request.user.is_authenticated
    rows = [{"row": row, "holds": row.is_on(day)} for row in LegalBase.objects.all()]
    keeps = signed_in and access.can(request.user, KEEPS)
    keys = {one["row"].key for one in rows}
    context = {
        "base": "base.html" if signed_in else "base_public.html", "rows": rows, "day": day, "keeps": keeps,
        "lacks": keeps and any(one["key"] not in keys for one in legal_bases.ACTS),
    }  # fmt: skip
    return render(request, "association/legal_bases.html", context)


def _base_crumbs() -> dict[str, Any]:
    return {"crumbs": [{"label": _("Legal bases"), "url": reverse("legal_bases")}], "back": reverse("legal_bases")}


def legal_base_new(request: HttpRequest) -> HttpResponse:
    """Enter an act."""
    form = LegalBaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        legal_bases.enter(**form.facts, by=request.user, at=clock.now())
        return redirect("legal_bases")
    return one_form(request, form, _("New act"), clause="A-1.2a", **_base_crumbs())


def legal_base(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an act right, or say until when it is in force."""
    row = get_object_or_404(access.visible(request.user, KEEPS, LegalBase.objects.all()), pk=pk)
    form = LegalBaseForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        legal_bases.correct(row, **form.facts, by=request.user, at=clock.now())
        return redirect("legal_bases")
    return one_form(request, form, pgettext("legal base", "Act"), clause="A-1.2a", **_base_crumbs())


@require_POST
def legal_base_preset(request: HttpRequest) -> HttpResponse:
    """Enter the acts of clause 1.2 that are missing."""
    legal_bases.preset(by=request.user, at=clock.now())
    return redirect("legal_bases")
