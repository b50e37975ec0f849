"""The reference table of districts and cities."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import clock
from association.actions import districts as verbs
from association.forms.districts import (
    AsOfForm,
    ClosingForm,
    DistrictForm,
    MergerForm,
    PlaceForm,
    RenameForm,
    WordingForm,
)
from association.models import Association, District
from association.views.changing import done, form_page


def districts(request: HttpRequest) -> HttpResponse:
    """The table as of a day, with the organisations listed under each territory today."""
    form = AsOfForm({"on": request.GET.get("on") or clock.today().isoformat()})
    day = form.cleaned_data["on"] if form.is_valid() and form.cleaned_data["on"] else clock.today()
    rows = District.objects.on(day).select_related("followed_by").annotate(count=Count("organisation"))
    rows = list(rows.order_by("country", "sort_key", "pk"))
    caption = ngettext("%(count)d territory", "%(count)d territories", len(rows)) % {"count": len(rows)}
    context = {"rows": rows, "form": form, "day": day, "caption": caption}
    return render(request, "association/district_list.html", context)


def district(request: HttpRequest, pk: int) -> HttpResponse:
    """One territory: its names, from when to when, what came before and after."""
    row = get_object_or_404(District.objects.select_related("followed_by", "basis"), pk=pk)
    context = {
        "row": row,
        "before": row.came_from.order_by("sort_key"),
        "organisations": row.organisation_set.order_by("sort_key", "pk")[:200],
        "is_open": row.ends_on is None,
    }
    return render(request, "association/district.html", context)


def _page(request: HttpRequest, form, heading: str, row: District | None = None, **more) -> HttpResponse:
    address = row.get_absolute_url() if row else reverse("districts")
    return form_page(request, form, heading, back={"label": row or _("Districts"), "url": address}, **more)


def district_new(request: HttpRequest) -> HttpResponse:
    """Add a territory."""
    form = DistrictForm(request.POST or None, initial={"country": Association.current().country, "on": _long_ago()})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.open_district, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The territory is added."))
        return redirect("districts")
    return _page(request, form, _("Add a territory"), button=_("Add the territory"))


def _long_ago() -> date:
    """The first day of the year: a day that lists of this year include."""
    return clock.today().replace(month=1, day=1)


def name(request: HttpRequest, pk: int) -> HttpResponse:
    """A new name or kind from a day on."""
    row = get_object_or_404(District, pk=pk)
    form = RenameForm(request.POST or None, initial={"kind": row.kind, "name": row.name, "name_ky": row.name_ky})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.rename_district, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The new name is recorded."))
        return redirect("districts")
    lead = _("The row with the former name ends on that day; organisations are listed under the new one.")
    return _page(request, form, _("New name of the territory"), row, lead=lead)


def merger(request: HttpRequest, pk: int) -> HttpResponse:
    """Merge a territory into another one from a day on."""
    row = get_object_or_404(District, pk=pk)
    form = MergerForm(request.POST or None, district=row, day=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.merge_district, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The merger is recorded."))
        return redirect(row)
    lead = _("From that day its organisations are listed under the other territory.")
    return _page(request, form, _("Merge the territory"), row, lead=lead)


def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a territory from a day on."""
    row = get_object_or_404(District, pk=pk)
    form = ClosingForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.close_district, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The end of the territory is recorded."))
        return redirect(row)
    return _page(request, form, _("Close the territory"), row)


def wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Typing mistakes in the names of a territory."""
    row = get_object_or_404(District, pk=pk)
    form = WordingForm(request.POST or None, initial={"name": row.name, "name_ky": row.name_ky})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.correct_district, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The correction is recorded."))
        return redirect(row)
    return _page(request, form, _("Correct the wording"), row)


def places(request: HttpRequest) -> HttpResponse:
    """Where the territories of today lie: centres and neighbours, by which pairs are proposed (A-3.16c)."""
    rows = District.objects.on(clock.today()).prefetch_related("neighbours").annotate(count=Count("organisation"))
    rows = list(rows.order_by("country", "sort_key", "pk"))
    without = sum(row.latitude is None and row.count > 0 for row in rows)
    return render(request, "association/district_places.html", {"rows": rows, "without": without})


def place(request: HttpRequest, pk: int) -> HttpResponse:
    """The centre and the neighbours of one territory."""
    row = get_object_or_404(District, pk=pk)
    known = {"latitude": row.latitude, "longitude": row.longitude, "neighbours": row.neighbours.all()}
    form = PlaceForm(request.POST or None, initial=known, district=row, day=clock.today())
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.place_district, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The place is recorded."))
        return redirect("district_places")
    lead = _("Pairs of mentor and candidate are proposed by territory: one district, neighbours, or a short distance.")
    return _page(request, form, _("Place of the territory"), row, lead=lead)
