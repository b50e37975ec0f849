"""The working-day calendars, year by year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association import clock
from association.actions import calendar as verbs
from association.forms.calendar import DayForm
from association.models import Association, CalendarDay


def year(request: HttpRequest) -> HttpResponse:
    """Show the days of a year that differ from the plain week; a year without rows is said openly."""
    country = (
        request.GET.get("country") if request.GET.get("country") in ("RU", "KG") else Association.current().country
    )
    asked = request.GET.get("year", "")
    chosen = int(asked) if asked.isdecimal() and 1990 <= int(asked) <= 2100 else clock.today().year
    form = DayForm(request.POST or None, initial={"country": country})
    if request.method == "POST" and form.is_valid():
        row = verbs.set_day(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The day is recorded."))
        return redirect(f"{reverse('calendar')}?country={row.country}&year={row.day.year}")
    rows = CalendarDay.objects.filter(country=country, day__year=chosen).order_by("day")
    context = {
        "rows": rows,
        "year": chosen,
        "country": country,
        "form": form,
        "before": chosen - 1,
        "after": chosen + 1,
    }
    return render(request, "association/calendar.html", context, status=422 if form.errors else 200)
