"""The screen of the hall."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from association import access, clock
from presidium.models import AgendaItem, Meeting, Vote
from presidium.queries import meetings_seen_by
from presidium.views import board, live


def hall(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the question, the quorum and the votes, readable from the back row; nothing can be done here."""
    now = clock.now()
    access.require(request.user, "view_records")
    meeting = get_object_or_404(meetings_seen_by(request.user).select_related("rule_set", "presiding"), pk=pk)
    facts = board.facts(meeting, on_screen(meeting))
    facts |= {"stamp": live.stamp(request, meeting, now), "now": now}
    return render(request, f"presidium/{'hall_live' if live.is_poll(request) else 'hall'}.html", facts)


def on_screen(meeting: Meeting) -> str:
    """The number of the item voted on, otherwise of the one decided last, otherwise of the first."""
    if meeting.items.filter(state=AgendaItem.State.VOTING).exists():
        return ""
    votes = Vote.objects.filter(item__meeting=meeting, cancelled=False, closed_at__isnull=False)
    number = votes.order_by("-closed_at").values_list("item__number", flat=True).first()
    return str(number or "")
