"""Live pages: a poll is answered 204 by one read while nothing has changed."""

from __future__ import annotations

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from presidium.models import Meeting

SIGNER = Signer(salt="presidium.live")


def _claim(meeting: int, user: int, version: int, minute: str) -> str:
    return f"{meeting}.{user}.{version}.{minute}"


def stamp(request: HttpRequest, meeting: Meeting, minute: datetime | None = None) -> str:
    """Sign what this person was shown of a meeting; with `minute` the page also changes when its clock does."""
    shown = f"{timezone.localtime(minute):%H%M}" if minute else ""
    return SIGNER.sign(_claim(meeting.pk, request.user.pk, meeting.version, shown))


def unchanged(request: HttpRequest, pk: int, minute: datetime | None = None) -> HttpResponse | None:
    """Answer 204 to a poll when this person was shown the present version; None when the page must be made.

    The stamp was signed for this person and this meeting, so the answer tells nothing that was not shown before.
    """
    try:
        meeting, user, version, shown = SIGNER.unsign(request.GET.get("v", "")).split(".")
    except BadSignature:
        return None
    now = f"{timezone.localtime(minute):%H%M}" if minute else ""
    if (int(meeting), int(user), shown) != (pk, request.user.pk, now):
        return None
    return HttpResponse(status=204) if Meeting.objects.filter(pk=pk, version=version).exists() else None


def is_poll(request: HttpRequest) -> bool:
    """Whether only the part that changes is asked for."""
    return bool(request.htmx) and "v" in request.GET
