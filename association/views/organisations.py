"""Organisations for those who keep their record: the list, adding one, its dated changes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import corrections, joining
from association.actions import organisations as verbs
from association.filters import STANDINGS, chosen, with_standing
from association.forms.organisations import (
    ContactsForm,
    DetailsForm,
    HeadForm,
    MoveForm,
    OrganisationForm,
    RenameForm,
    WordingForm,
)
from association.models import Association, Organisation
from association.templatetags.ui import tag
from association.views.changing import done, form_page

PAGE = 50
DATED = {"name": "names", "address": "addresses", "head": "headships"}


def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations, members or not."""
    day = clock.today()
    form, rows = chosen(request.GET, day)
    page = Paginator(rows.values_list("pk", flat=True), PAGE).get_page(request.GET.get("page"))
    found = with_standing(Organisation.objects.filter(pk__in=list(page)), day).select_related("district")
    looks = {row.key: tag(row.look, str(row.name).capitalize()) for row in STANDINGS}
    lines = [{"organisation": row, "standing": looks.get(row.standing, "")} for row in found]
    total = page.paginator.count
    caption = ngettext("%(count)d organisation", "%(count)d organisations", total) % {"count": total}
    context = {"form": form, "page": page, "lines": lines, "caption": caption, "asked": bool(request.GET)}
    return render(request, "association/organisation_list.html", context)


def find(request: HttpRequest, pk: int) -> Organisation:
    """Load one organisation that this person keeps, or answer 404."""
    rows = access.visible(request.user, "manage_organisations", Organisation.objects.select_related("district"))
    return get_object_or_404(rows, pk=pk)


def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation with its head."""
    day = clock.today()
    form = OrganisationForm(request.POST or None, day=day, initial={"country": Association.current().country})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, joining.enrol, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The organisation is added."))
        return redirect("organisations")
    return form_page(request, form, _("Add an organisation"), button=_("Add the organisation"))


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """The dated record of one organisation: names, addresses, heads, reorganisation, each with its paper."""
    row = find(request, pk)
    today = clock.today()
    context = {
        "organisation": row,
        "today": today,
        "names": row.names.whole().select_related("basis").reverse(),
        "addresses": row.addresses.whole().select_related("basis").reverse(),
        "heads": row.headships.whole().select_related("basis", "person").reverse(),
        "reorganisations": row.reorganisations.select_related("basis").prefetch_related("successors"),
        "comes_from": row.comes_from.select_related("organisation"),
        "details": _details(row),
    }
    return render(request, "association/organisation_record.html", context)


def _details(row: Organisation) -> list[dict[str, Any]]:
    facts = [
        (_("Country"), row.get_country_display()), (_("Type"), row.get_type_display().capitalize()),
        (_("Sector"), row.get_sector_display().capitalize()), (_("City or district"), row.district),
        (_("INN"), row.inn), (_("OKPO"), row.okpo) if row.country == "KG" else (_("OGRN"), row.ogrn),
        (_("Telephone"), row.phone), (_("E-mail"), row.email), (_("Website"), row.website),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in facts]


def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Type, sector, district, numbers and contacts."""
    row = find(request, pk)
    form = DetailsForm(request.POST or None, day=clock.today(), organisation=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.correct_details, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The details are recorded."))
        return redirect("organisation_record", pk=row.pk)
    return form_page(request, form, _("Details"), organisation=row)


def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Contacts, for the head of the organisation as well."""
    mine = [access.visible(request.user, right, Organisation.objects.all()).values("pk")
            for right in ("manage_organisations", "edit_application")]  # fmt: skip
    row = get_object_or_404(Organisation, Q(pk__in=mine[0]) | Q(pk__in=mine[1]), pk=pk)
    initial = {name: getattr(row, name) for name in ("phone", "email", "website")}
    form = ContactsForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.correct_details, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The contacts are recorded."))
        return redirect(row)
    return form_page(request, form, _("Contacts"), organisation=row)


def name(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name from a day on."""
    row = find(request, pk)
    form = RenameForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.rename, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The new name is recorded."))
        return redirect("organisation_record", pk=row.pk)
    lead = _("Membership goes on under a new name: it is no reorganisation.")
    return form_page(request, form, _("New name"), organisation=row, lead=lead, clause="A-3.15.1")


def address(request: HttpRequest, pk: int) -> HttpResponse:
    """A new legal address from a day on."""
    row = find(request, pk)
    form = MoveForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.move, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The new address is recorded."))
        return redirect("organisation_record", pk=row.pk)
    lead = _("Membership goes on at a new address: it is no reorganisation.")
    return form_page(request, form, _("New legal address"), organisation=row, lead=lead, clause="A-3.15.1")


def head(request: HttpRequest, pk: int) -> HttpResponse:
    """A new head from a day on."""
    row = find(request, pk)
    form = HeadForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.take_head, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The new head is recorded."))
        return redirect("organisation_record", pk=row.pk)
    lead = _(
        "Membership goes on under a new head. The account of the former one acts for the organisation until that day; "
        "invite the new one."
    )
    return form_page(request, form, _("New head"), organisation=row, lead=lead, clause="A-3.15.1")


def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Typing mistakes in the names, the address and the head of today."""
    row, today = find(request, pk), clock.today()
    present = {"name": row.names.on(today).first(), "address": row.addresses.on(today).first()}
    form = WordingForm(request.POST or None, head=row.head_on(today), **present)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, corrections.correct_wording, row, on=today, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The correction is recorded."))
        return redirect("organisation_record", pk=row.pk)
    lead = _("For typing mistakes and forms of words only. What really changed is recorded from a day on, by a paper.")
    return form_page(request, form, _("Correct the wording"), organisation=row, lead=lead)


@require_POST
def planned(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a change whose day has not come."""
    row = find(request, pk)
    rows = getattr(row, DATED.get(request.POST.get("kind", ""), "names"))
    last = get_object_or_404(rows.open(), starts_on__gt=clock.today())
    corrections.take_back(last, by=request.user, at=clock.now())
    messages.success(request, _("The change is taken back."))
    return redirect("organisation_record", pk=row.pk)
