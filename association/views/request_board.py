"""Who answered a request: the board, one answer, the table of answers, reminders, the archive of files (A-5.2.1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.actions import request_answers as verbs
from association.doors import write_xlsx
from association.fmt import date_text, number_text
from association.forms.requests import YES, ReturnForm
from association.models import Bundle, InformationRequest, RequestAddressee, RequestReply, StoredFile
from association.models.information_request import in_language
from association.queries_requests import READS
from association.rules import requests as rules

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEEPS = "keep_requests"
LOOKS = {"awaited": "calm", "answered": "ok", "returned": "need", "released": "none"}
PLACES = {"returned": 1, "awaited": 2, "answered": 3, "released": 4}


def board_of(row: InformationRequest, day: date) -> dict[str, Any]:
    """The addressees with how they stand, who is late first, and the counts."""
    asked = row.addressees.select_related("organisation", "request", "entry", "paper")
    asked = asked.prefetch_related("replies__entry")
    lines = [_line(one, day) for one in asked]
    lines.sort(key=lambda one: (not one["owes"], PLACES[one["row"].state]))
    told = [one["row"].state for one in lines]
    return {
        "lines": lines, "asked": sum(state != "released" for state in told), "answered": told.count("answered"),
        "late": sum(one["owes"] for one in lines), "has_files": row.state in ("sent", "closed") and _has_files(lines),
        "bundle": _bundle(row), "unsent": sum(one["row"].sent_at is None and one["row"].state == "awaited"
                                              for one in lines),
        "waiting": sum(one["row"].is_open and one["row"].sent_at is not None for one in lines),
    }  # fmt: skip


def _line(row: RequestAddressee, day: date) -> dict[str, Any]:
    replies = list(row.replies.all())
    late = row.days_late(day) if row.sent_at else 0
    owes = late > 0 and row.state in rules.OPEN
    return {
        "row": row, "late": late, "owes": owes, "look": "bad" if owes else LOOKS[row.state],
        "reply": replies[-1] if replies else None,
    }  # fmt: skip


def _has_files(lines: list[dict[str, Any]]) -> bool:
    return any(value["file"] for one in lines if one["reply"] for value in one["reply"].values)


def _bundle(row: InformationRequest) -> Bundle | None:
    rows = Bundle.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk), removed_at=None)
    return rows.select_related("file", "job").order_by("-pk").first()


def said(value: dict[str, Any]) -> str:
    """What was answered, as the reader's language writes it."""
    language, text = (get_language() or "ru").split("-")[0], value["value"]
    if not text:
        return value["name"]
    if value["kind"] == "yes_no":
        return _("Yes") if text == YES else _("No")
    if value["kind"] == "date":
        return date_text(date.fromisoformat(text), language, "short")
    if value["kind"] == "number":
        return f"{number_text(Decimal(text), language)} {value['unit']}".strip()
    return text


def lines_of(reply: RequestReply) -> list[dict[str, Any]]:
    """The fields of a reply, each with its question and what was answered."""
    return [
        {**value, "asked": in_language(value["label"], value["label_ky"]), "said": said(value)}
        for value in reply.values
    ]  # fmt: skip


def request_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """One answer with those before it, and the form that sends it back."""
    rows = RequestAddressee.objects.select_related("request", "organisation", "entry", "paper__file", "paper__job")
    row = get_object_or_404(access.visible(request.user, READS, rows), pk=pk)
    may_return = row.state == "answered" and row.request.state == "sent" and access.can(request.user, KEEPS)
    form = ReturnForm(request.POST or None) if may_return else None
    if request.method == "POST" and form is not None and form.is_valid():
        verbs.send_back(row, word=form.cleaned_data["word"], by=request.user, at=clock.now())
        messages.success(request, _("The answer is sent back."))
        return redirect(row.request)
    replies = list(row.replies.select_related("entry", "submitted_by__person").order_by("-number"))
    context = {**_line(row, clock.today()), "form": form, "replies": [{"row": one, "lines": lines_of(one)}
                                                                      for one in replies]}  # fmt: skip
    return render(request, "association/request_reply.html", context, status=422 if form and form.errors else 200)


def request_file(request: HttpRequest, pk: int, file: int) -> FileResponse:
    """Hand out a file that was sent with an answer, to the office and to who sent it."""
    rows = RequestAddressee.objects.filter(sent_at__isnull=False)
    seen = access.visible(request.user, READS, rows) | access.visible(request.user, "answer_requests", rows)
    row = get_object_or_404(seen, pk=pk)
    own = set(row.answers.exclude(file=None).values_list("file", flat=True)) if not _reads(request) else set()
    own |= {value["file"] for reply in row.replies.all() for value in reply.values if value["file"]}
    return files.serve(get_object_or_404(StoredFile.objects.filter(pk__in=own), pk=file))


def _reads(request: HttpRequest) -> bool:
    return access.can(request.user, READS)


def _load(request: HttpRequest, pk: int, right: str = READS) -> InformationRequest:
    return get_object_or_404(access.visible(request.user, right, InformationRequest.objects.all()), pk=pk)


def _table(row: InformationRequest) -> tuple[list[Any], list[tuple[RequestAddressee, dict[int, dict[str, Any]]]]]:
    asked = row.addressees.exclude(state="released").select_related("organisation", "request", "entry")
    lines = []
    for one in asked.prefetch_related("replies__entry"):
        replies = list(one.replies.all())
        values = lines_of(replies[-1]) if replies and one.state == "answered" else []
        lines.append((one, {value["field"]: value for value in values}))
    return list(row.fields.all()), lines


def request_table(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers side by side."""
    row = _load(request, pk)
    fields, lines = _table(row)
    table = [{"row": one, "cells": [values.get(field.pk) for field in fields]} for one, values in lines]
    return render(request, "association/request_table.html", {"row": row, "fields": fields, "table": table})


def request_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The answers side by side as a workbook; numbers stay numbers."""
    row, day = _load(request, pk), clock.today()
    fields, lines = _table(row)
    heads = [_("Organisation"), _("State"), _("Answered on"), _("Days late")]
    heads += [f"{field.called}, {field.unit}" if field.unit else field.called for field in fields]
    cells = [
        [one.organisation.title, one.get_state_display(), one.answered_on, one.days_late(day)]
        + [_cell(values.get(field.pk)) for field in fields]
        for one, values in lines
    ]
    data = write_xlsx(cells, heads, sheet=row.subject, widths=(50, 16, 14, 12))
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="request-{row.pk}.xlsx"'
    return response


def _cell(value: dict[str, Any] | None) -> Any:
    if value is None:
        return ""
    if value["value"] and value["kind"] == "date":
        return date.fromisoformat(value["value"])
    if value["value"] and value["kind"] == "number":
        try:
            return Decimal(value["value"])
        except InvalidOperation:
            return value["value"]
    return value["said"]


@require_POST
def request_reminders(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one organisation, or all that have not answered."""
    row = _load(request, pk, KEEPS)
    rows, one = row.addressees.all(), request.POST.get("addressee", "")
    if one:
        rows = rows.filter(pk=one) if one.isdecimal() and len(one) < 12 else rows.none()
    told = verbs.nudge(rows, on=clock.today(), by=request.user, at=clock.now())
    said_ = ngettext("Reminders sent: %(n)s.", "Reminders sent: %(n)s.", told)
    messages.success(request, said_ % {"n": told})
    return redirect(row)


@require_POST
def request_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Order the archive of the files that came with the answers."""
    row = _load(request, pk, KEEPS)
    verbs.bind_files(row, by=request.user, at=clock.now())
    messages.success(request, _("The archive is being made."))
    return redirect(f"{row.get_absolute_url()}#files")


def request_archive(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the archive of the files."""
    row = _load(request, pk, KEEPS)
    bundle = _bundle(row)
    stored = bundle.file if bundle else None
    return files.serve(get_object_or_404(StoredFile.objects.filter(pk=stored.pk if stored else 0)))
