"""Those asked to a meeting: one without a seat, an answer, the invitations as papers."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from presidium.actions import meetings as verbs
from presidium.actions import participation
from presidium.forms import InviteForm
from presidium.forms_preparation import ReplyForm
from presidium.models import Meeting, Participant
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


def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the answer to an invitation, from the person or from the secretary for them (A-4.4c)."""
    mine = Q(person=request.user.person_id) & ~Q(meeting__state=Meeting.State.PLANNED)
    rows = Participant.objects.select_related("meeting", "person")
    if not access.can(request.user, "prepare_meeting"):
        rows = rows.filter(mine, person__isnull=False)
    row = get_object_or_404(rows, pk=pk)
    if request.method != "POST":
        return redirect(row.meeting)
    form = ReplyForm(request.POST, auto_id=f"reply{row.pk}_%s")
    if not form.is_valid():
        return preparation(request, row.meeting, reply_form=form, replied=row, status=422)
    participation.reply(row, by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The answer is noted."))
    return redirect(row.meeting)


@require_POST
def invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the invitations as papers, one for each person."""
    meeting = get_object_or_404(access.visible(request.user, "prepare_meeting", Meeting.objects.all()), pk=pk)
    participation.draw_invitations(meeting, by=request.user, at=clock.now())
    return redirect(meeting)
