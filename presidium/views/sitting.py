"""Opening, presence, closing of a meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from association import access, clock
from presidium.actions import room
from presidium.models import AgendaItem, Meeting, Participant


def _led(request: HttpRequest, pk: int) -> Meeting:
    return get_object_or_404(access.visible(request.user, "run_meeting", Meeting.objects.all()), pk=pk)


def back_to_room(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Return to the room with the item that was on the table."""
    item = request.POST.get("item", "")
    address = reverse("room", args=[meeting.pk])
    return redirect(f"{address}?item={item}" if item.isdecimal() else address)


@require_POST
def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody came (`arrived` = 1) or left (0)."""
    meeting = _led(request, pk)
    rows = Participant.objects.filter(meeting=meeting).select_related("meeting")
    number = request.POST.get("participant", "")
    participant = get_object_or_404(rows, pk=number if number.isdecimal() else None)
    room.note_presence(participant, arrived=request.POST.get("arrived") == "1", by=request.user, at=clock.now())
    return back_to_room(request, meeting)


@require_POST
def opening(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the meeting; when materials are missing, with the reason."""
    meeting = _led(request, pk)
    room.open_meeting(meeting, reason=request.POST.get("reason", ""), by=request.user, at=clock.now())
    return redirect("room", meeting.pk)


def failure(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then record that the meeting was not held for want of a quorum."""
    meeting = _led(request, pk)
    if request.method == "POST":
        room.declare_failed(meeting, by=request.user, at=clock.now())
        return redirect(meeting)
    return render(request, "presidium/failure.html", {"meeting": meeting, "verdict": room.quorum(meeting)})


def closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, naming what stays undecided, then close the meeting."""
    meeting = _led(request, pk)
    if request.method == "POST":
        room.close_meeting(meeting, by=request.user, at=clock.now())
        return redirect("minutes", meeting.pk)
    undecided = meeting.items.filter(state=AgendaItem.State.WAITING)
    return render(request, "presidium/closing.html", {"meeting": meeting, "undecided": undecided})
