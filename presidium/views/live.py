"""Live pages: a poll is answered 204 by one read while nothing has changed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from association import clock
from presidium.models import Meeting

SIGNER = Signer(salt="presidium.live")


def _claim(meeting: int, user: int, version: int, minute: str) -> str:
    return f"{meeting}.{user}.{version}.{minute}"


def stamp(request: HttpRequest, meeting: Meeting, minute: datetime | None = None) -> str:
    """Sign what this person was shown of a meeting; with `minute` the page also changes when its clock does."""
    shown = f"{timezone.localtime(minute):%H%M}" if minute else ""
    return SIGNER.sign(_claim(meeting.pk, request.user.pk, meeting.version, shown))


def peek(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Answer 204 to a poll of a page without a clock; asked before the account is read."""
    return unchanged(request, pk) if is_poll(request) else None


def peek_with_clock(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Answer 204 to a poll of a page that shows the time; asked before the account is read."""
    return unchanged(request, pk, clock.now()) if is_poll(request) else None


def unchanged(request: HttpRequest, pk: int, minute: datetime | None = None) -> HttpResponse | None:
    """Answer 204 to a poll when this person was shown the present version; None when the page must be made.

    The stamp was signed for this person and this meeting, so the answer tells nothing that was not shown before.
    """
    try:
        meeting, user, version, shown = SIGNER.unsign(request.GET.get("v", "")).split(".")
    except BadSignature:
        return None
    now = f"{timezone.localtime(minute):%H%M}" if minute else ""
    if (int(meeting), int(user), shown) != (pk, int(request.session.get(SESSION_KEY, 0)), now):
        return None
    return HttpResponse(status=204) if Meeting.objects.filter(pk=pk, version=version).exists() else None


def is_poll(request: HttpRequest) -> bool:
    """Whether only the part that changes is asked for."""
    return bool(request.htmx) and "v" in request.GET
