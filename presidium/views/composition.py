"""Who the Presidium is: seats and offices on a day, and their change by a paper."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Refused
from presidium.actions import seats as verbs
from presidium.filters import DayFilter
from presidium.forms import OfficeForm, SeatForm
from presidium.models import Office
from presidium.queries import roster_on


def _page(request: HttpRequest, seat_form: SeatForm, office_form: OfficeForm, day: date, status: int = 200):
    context = {
        "day": day,
        "filter": DayFilter(initial={"on": day}),
        "seats": roster_on(day),
        "offices": Office.objects.on(day).select_related("person").order_by("kind"),
        "seat_form": seat_form,
        "office_form": office_form,
        "may_keep": access.can(request.user, "keep_composition"),
    }
    return render(request, "presidium/composition.html", context, status=status)


def composition(request: HttpRequest) -> HttpResponse:
    """Show seats and offices as of a day."""
    chosen = DayFilter(request.GET or None)
    day = (chosen.is_valid() and chosen.cleaned_data["on"]) or clock.today()
    return _page(request, SeatForm(day=clock.today()), OfficeForm(day=clock.today()), day)


@require_POST
def seat(request: HttpRequest) -> HttpResponse:
    """Record a seat given by a general meeting."""
    form = SeatForm(request.POST, day=clock.today())
    if form.is_valid():
        try:
            with transaction.atomic():
                verbs.seat_head(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The seat is recorded."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("organisation", str(refused.verdicts[0].sentence))
        except IntegrityError:
            form.add_error("organisation", _("This organisation or its head already has a seat."))
    return _page(request, form, OfficeForm(day=clock.today()), clock.today(), 422)


@require_POST
def office(request: HttpRequest) -> HttpResponse:
    """Record who takes an office."""
    form = OfficeForm(request.POST, day=clock.today())
    if form.is_valid():
        try:
            verbs.record_office(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The office is recorded."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("person", str(refused.verdicts[0].sentence))
    return _page(request, SeatForm(day=clock.today()), form, clock.today(), 422)
