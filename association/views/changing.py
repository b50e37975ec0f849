"""How a page of one form lets a verb act and shows what it refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from association.forms.parts import PartedForm


def done(form: PartedForm, verb: Callable[..., Any], *things: Any, **facts: Any) -> bool:
    """Let a verb act; what it refuses is said at the fields of the form, and nothing is written."""
    try:
        with transaction.atomic():
            verb(*things, **facts)
    except ValidationError as error:
        form.take(error)
        return False
    return True


def rehearsed(form: PartedForm, verb: Callable[..., Any], *things: Any, **facts: Any) -> bool:
    """Say whether a verb would act, with its refusals at the fields; whatever it did is undone at once."""
    with transaction.atomic():
        would = done(form, verb, *things, **facts)
        transaction.set_rollback(True)
    return would


def form_page(request: HttpRequest, form: PartedForm, heading: str, **more: Any) -> HttpResponse:
    """The page of one form; with errors it is answered as not accepted."""
    context = {"form": form, "heading": heading, **more}
    return render(request, "association/organisation_form.html", context, status=422 if form.errors else 200)
