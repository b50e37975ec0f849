"""Votes on an item, ballots, and the text of the minutes on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from association import access, clock
from presidium.actions import room
from presidium.forms import TextForm
from presidium.models import AgendaItem, Ballot, Participant
from presidium.queries import meetings_seen_by


def _item(request: HttpRequest, pk: int, right: str) -> AgendaItem:
    rows = access.visible(request.user, right, AgendaItem.objects.select_related("meeting__rule_set"))
    return get_object_or_404(rows, pk=pk)


@require_POST
def voting(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the vote on an item."""
    item = _item(request, pk, "run_meeting")
    room.open_voting(item, by=request.user, at=clock.now())
    return redirect(item)


@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the vote on an item and judge it."""
    item = _item(request, pk, "run_meeting")
    room.close_voting(item, by=request.user, at=clock.now())
    return redirect(item)


@require_POST
def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel the open vote on an item."""
    item = _item(request, pk, "run_meeting")
    room.cancel_voting(item, by=request.user, at=clock.now())
    return redirect(item)


@require_POST
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a ballot: one's own, or of the participant named, entered by the secretary (A-4.9a)."""
    rows = AgendaItem.objects.select_related("meeting").filter(meeting__in=meetings_seen_by(request.user))
    item = get_object_or_404(rows, pk=pk)
    asked = Participant.objects.select_related("person").filter(meeting=item.meeting_id)
    number = request.POST.get("participant", "")
    wanted = {"pk": number} if number.isdecimal() else {"person": request.user.person_id}
    participant = get_object_or_404(asked.filter(person__isnull=False), **wanted)
    choice, _colon, name = request.POST.get("choice", "").partition(":")
    if choice not in Ballot.Choice.values or (name and not name.isdecimal()):
        return HttpResponseBadRequest()
    try:
        room.cast(item, participant, choice=choice, name=int(name) if name else None, by=request.user, at=clock.now())
    except ValueError:  # a name that does not stand in this vote
        return HttpResponseBadRequest()
    return redirect(item) if number else redirect("ballot", item.meeting_id)


def text(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what was heard and who spoke on an item; the page it came from is shown again."""
    item = _item(request, pk, "keep_minutes")
    form = TextForm(request.POST or None, instance=item)
    if request.method == "POST" and form.is_valid():
        room.write_up(item, by=request.user, at=clock.now(), **form.cleaned_data)
    if request.POST.get("back") == "minutes":
        return redirect("minutes", item.meeting_id)
    return redirect(item)
