"""Requests that came to one's own organisation, and the answers to them (A-5.7.5)."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import clock
from association.actions import request_answers as verbs
from association.doors import Unacceptable
from association.forms.requests import AnswerForm
from association.keys import afterwards
from association.models import RequestAddressee
from association.queries_requests import asked_of
from association.views.request_board import LOOKS, lines_of

PAGE = 25


def _shown(row: RequestAddressee) -> dict[str, Any]:
    late = row.days_late(clock.today())
    return {"row": row, "late": late, "look": "bad" if late and row.is_open else LOOKS[row.state]}


def requests_asked(request: HttpRequest) -> HttpResponse:
    """List the requests that came to the organisations of this person."""
    page = Paginator(asked_of(request.user), PAGE).get_page(request.GET.get("page"))
    context = {"rows": [_shown(row) for row in page], "page": page}
    return render(request, "association/requests_asked.html", context)


def request_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with its form: what is filled in stays, the whole is handed in."""
    rows = asked_of(request.user).select_related("entry", "paper__file", "paper__job")
    row = get_object_or_404(rows, pk=pk)
    form = _form(request, row) if row.is_open else None
    if request.method == "POST" and form is not None and _took(request, row, form):
        return redirect(row)
    replies = row.replies.select_related("entry", "submitted_by__person").order_by("-number")
    context = {**_shown(row), "form": form, "replies": [{"row": one, "lines": lines_of(one)} for one in replies]}
    bad = form is not None and bool(form.errors)
    return render(request, "association/request_asked.html", context, status=422 if bad else 200)


def _form(request: HttpRequest, row: RequestAddressee) -> AnswerForm:
    kept = {one.field_id: one for one in row.answers.select_related("file")}
    data = (request.POST, request.FILES) if request.method == "POST" else (None,)
    return AnswerForm(
        *data, rows=list(row.request.fields.all()), kept=kept, is_draft="submit" not in request.POST
    )  # fmt: skip


def _took(request: HttpRequest, row: RequestAddressee, form: AnswerForm) -> bool:
    """Keep what is filled in, or hand the whole in; beside what is wrong at its field the rest is kept all the same."""
    is_whole = form.is_valid()
    facts = {"values": form.values, "uploads": form.uploads, "by": request.user, "at": clock.now()}
    if not is_whole:
        afterwards(request, lambda: _keep(row, facts))
        return False
    try:
        if "submit" in request.POST:
            reply = verbs.submit(row, on=clock.today(), **facts)
            messages.success(request, _("The answer is handed in: %(number)s.") % {"number": reply.entry})
        else:
            verbs.keep(row, **facts)
            messages.success(request, _("What is filled in is kept. The answer is not handed in yet."))
    except Unacceptable as refused:
        form.add_error(None, str(refused))
    return not form.errors


def _keep(row: RequestAddressee, facts: dict[str, Any]) -> None:
    with suppress(Unacceptable):  # no room for a file is said when the form itself is right
        verbs.keep(row, **facts)
