"""The desk: what is due, until when, by which clause."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from association import clock
from association import desk as board


def desk(request: HttpRequest) -> HttpResponse:
    """Show a person their duties, the overdue ones first, and what is ahead beside them."""
    at = clock.now()
    duties = board.duties_of(request.user, at)
    context = {
        "today": clock.today(),
        "overdue": [duty for duty in duties if duty.overdue_days > 0],
        "duties": [duty for duty in duties if duty.overdue_days <= 0],
        "asides": board.asides_of(request.user, at),
    }
    return render(request, "association/desk.html", context)
