"""Those asked to a meeting without a seat."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from association import access, clock
from presidium.actions import meetings as verbs
from presidium.forms import InviteForm
from presidium.models import Meeting
from presidium.views.meetings import preparation


def participants(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask a person to the meeting with a consultative voice or none (A-4.2b)."""
    rows = access.visible(request.user, "prepare_meeting", Meeting.objects.all())
    meeting = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return redirect(meeting)
    form = InviteForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return preparation(request, meeting, invite_form=form, status=422)
    verbs.invite_person(meeting, by=request.user, at=clock.now(), **form.cleaned_data)
    return redirect(meeting)
