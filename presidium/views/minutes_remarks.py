"""Remarks on the draft of the minutes: shown, remarked on, read without remarks, answered (A-5.4.3, A-4.10b)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Verdict
from presidium.actions import minutes_remarks as verbs
from presidium.forms_assignments import RemarkForm, ReplyForm
from presidium.models import AgendaItem, Minutes, MinutesRemark
from presidium.queries_assignments import readers_of, remarks_verdict


def _minutes(request: HttpRequest, pk: int, right: str) -> Minutes:
    rows = access.visible(request.user, right, Minutes.objects.select_related("meeting__rule_set"))
    return get_object_or_404(rows, meeting=pk)


def _back(meeting: int) -> HttpResponse:
    return redirect(f"{reverse('minutes', args=[meeting])}#remarks")


@require_POST
def showing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft to the participants."""
    verbs.show(_minutes(request, pk, "keep_minutes"), by=request.user, at=clock.now())
    messages.success(request, _("The participants are told; they may remark now."))
    return _back(pk)


@require_POST
def reading(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has read the draft and has no remarks."""
    verbs.read_without_remarks(_minutes(request, pk, "view_records"), by=request.user, at=clock.now())
    return _back(pk)


@require_POST
def item_remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on one question of the draft."""
    item = get_object_or_404(access.visible(request.user, "view_records", AgendaItem.objects.all()), pk=pk)
    _minutes(request, item.meeting_id, "view_records")
    form = RemarkForm(request.POST)
    if form.is_valid():
        verbs.remark(item, text=form.cleaned_data["text"], by=request.user, at=clock.now())
        messages.success(request, _("Your remark is handed to the secretary."))
    else:
        messages.error(request, _("Write the remark before you send it, in at most 1000 letters."))
    return _back(item.meeting_id)


@require_POST
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a remark, or say why the text stays."""
    rows = access.visible(request.user, "keep_minutes", MinutesRemark.objects.select_related("minutes"))
    row, form = get_object_or_404(rows, pk=pk), ReplyForm(request.POST)
    if form.is_valid():
        accepted = request.POST.get("accepted") == "1"
        verbs.answer(row, accepted=accepted, reply=form.cleaned_data["reply"], by=request.user, at=clock.now())
    else:
        messages.error(request, _("A reply has at most 500 letters."))
    return _back(row.minutes.meeting_id)


def facts_of(record: Minutes, user) -> dict[str, Any]:
    """What the page of the minutes shows of the remarks, to this person."""
    if record.state != Minutes.State.TEXT and record.shown_at is None:
        return {"remarks": [], "reads_draft": False}
    readers = list(readers_of(record.meeting))
    silent = {row.participant_id for row in record.readings.all()}
    own = next((row for row in readers if row.person_id == user.person_id), None) if user.person_id else None
    is_open = record.state == Minutes.State.TEXT and record.shown_at is not None
    verdict: Verdict | None = remarks_verdict(record, clock.now()) if record.state == Minutes.State.TEXT else None
    return {
        "remarks": list(record.remarks.select_related("item", "participant__person", "answered_by__person")),
        "readers": [{"name": row.person, "silent": row.pk in silent} for row in readers],
        "reads_draft": is_open and own is not None, "is_silent": own is not None and own.pk in silent,
        "remarks_verdict": verdict, "shows": record.state == Minutes.State.TEXT and record.shown_at is None,
        "is_shown": record.shown_at is not None, "remark_form": RemarkForm(), "reply_form": ReplyForm(),
    }  # fmt: skip
