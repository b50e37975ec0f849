"""Meetings for calendar programs: one of them as a file, all of a person's under a secret address."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock, ics
from association.models import Association
from presidium.actions import calendar_feed as verbs
from presidium.models import CalendarFeed, Meeting
from presidium.queries import meetings_seen_by

SHOWN = 200
STATUS = {Meeting.State.PLANNED: ics.TENTATIVE, Meeting.State.FAILED: ics.CANCELLED}


def _answer(rows: Iterable[Meeting], name: str) -> HttpResponse:
    title = Association.current().heading(translation.get_language() or "ru")
    appointments = [
        ics.Appointment(
            uid=f"meeting-{row.pk}@{settings.MAIL_DOMAIN}", starts_at=row.starts_at, title=f"{row.body_name}. {title}",
            place=row.place, url=f"{settings.SITE_ADDRESS}{row.get_absolute_url()}",
            status=STATUS.get(row.state, ics.CONFIRMED), edition=int(row.state != Meeting.State.PLANNED),
        )
        for row in rows
    ]  # fmt: skip
    text = ics.calendar_text(appointments, name=f"{_('Meetings')}. {title}", at=clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{name}.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One meeting as a file that a calendar program takes in."""
    row = get_object_or_404(meetings_seen_by(request.user), pk=pk)
    return _answer([row], f"meeting-{row.held_on.isoformat()}")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Title, time and place of a person's meetings, to whoever knows the address; nothing else is told."""
    row = get_object_or_404(
        CalendarFeed.objects.select_related("user"), token=token, revoked_at=None, user__is_active=True
    )
    with translation.override(row.user.language):
        return _answer(meetings_seen_by(row.user).order_by("-starts_at")[:SHOWN], "meetings")


def address(request: HttpRequest) -> HttpResponse:
    """Show the secret address of one's calendar; POST makes a new one."""
    if request.method == "POST":
        verbs.make_address(by=request.user, at=clock.now())
        messages.success(request, _("The address is made. The former one answers no more."))
        return redirect("calendar_address")
    row = CalendarFeed.objects.filter(user=request.user, revoked_at=None).first()
    url = f"{settings.SITE_ADDRESS}{reverse('calendar_feed', args=[row.token])}" if row else ""
    return render(request, "presidium/calendar_address.html", {"feed": row, "address": url})


@require_POST
def revocation(request: HttpRequest) -> HttpResponse:
    """Revoke the address."""
    verbs.revoke_address(by=request.user, at=clock.now())
    messages.success(request, _("The address answers no more."))
    return redirect("calendar_address")
