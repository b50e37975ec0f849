"""How pages of the office show one form, and which day a list is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from association import clock


def one_form(request: HttpRequest, form: Form, heading: str, **more: Any) -> HttpResponse:
    """The page of one form of the office; with errors it is answered as not accepted."""
    context = {"form": form, "heading": heading, **more}
    return render(request, "association/office_form.html", context, status=422 if form.errors else 200)


def asked_day(request: HttpRequest) -> date:
    """The day that the address names as `on`; today when it names none."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return clock.today()
