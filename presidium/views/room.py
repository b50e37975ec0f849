"""The meeting room on the secretary's tablet."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from association import access, clock
from presidium.forms import TextForm
from presidium.models import AgendaItem, Meeting
from presidium.queries import meetings_seen_by
from presidium.queries_assignments import executors_for
from presidium.views import board, live
from presidium.views.assignments_given import given_on, new_form
from presidium.views.election_board import chosen


def room(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the item on the table, its vote, and who is here; a poll gets the part that changes."""
    now = clock.now()
    access.require(request.user, "view_records")
    rows = meetings_seen_by(request.user).select_related("rule_set", "presiding", "minutes")
    meeting = get_object_or_404(rows, pk=pk)
    if meeting.state == Meeting.State.PLANNED:
        return redirect(meeting)
    facts = board.facts(meeting, request.GET.get("item", ""))
    facts |= {"stamp": live.stamp(request, meeting, now), "now": now, "can": rights(request.user, meeting, facts)}
    facts["chosen"] = chosen(meeting, facts["can"]["run"])
    if live.is_poll(request):
        return render(request, "presidium/room_live.html", facts)
    facts |= beside(facts["item"], writes=facts["can"]["write"])
    return render(request, "presidium/room.html", facts)


def beside(item: AgendaItem | None, *, writes: bool) -> dict[str, Any]:
    """What is typed beside the item: its text, its assignments, the names they are given to."""
    if item is None:
        return {"text_form": None, "given": [], "gives": False}
    return {
        "text_form": TextForm(instance=item) if writes else None, "given": given_on([item])[item.pk], "gives": writes,
        "given_form": new_form(item) if writes else None,
        "executors": [label for label, _row in executors_for(item.meeting)] if writes else [],
    }  # fmt: skip


def rights(user, meeting: Meeting, facts: dict) -> dict[str, bool]:
    """What this person may do in the room now; forms are made from it."""
    runs = access.can(user, "run_meeting", meeting)
    is_open = meeting.state == Meeting.State.OPEN
    item = facts["item"]
    waits = item is not None and item.state == AgendaItem.State.WAITING
    votes = item is not None and item.state == AgendaItem.State.VOTING
    quorate = bool(facts["here"]["quorum"])
    called = meeting.state == Meeting.State.CALLED
    record = getattr(meeting, "minutes", None)
    return {
        "run": runs, "mark": runs and (called or is_open) and not facts["voting"],
        "open": runs and called and all(facts["opening"]), "fail": runs and called and not quorate,
        "vote": runs and is_open and waits and quorate and not facts["voting"],
        "judge": runs and votes, "enter": votes and access.can(user, "record_ballots"),
        "close": runs and is_open and not facts["voting"],
        "late": runs and not facts["voting"]
        and (is_open or (record is not None and record.state == record.State.TEXT)),
        "write": item is not None and access.can(user, "keep_minutes")
        and (is_open or (record is not None and record.state == record.State.TEXT)),
    }  # fmt: skip
