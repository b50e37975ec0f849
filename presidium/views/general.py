"""A general meeting: who votes for an organisation, who presides without a chair, its call without one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Refused
from presidium.actions import general as verbs
from presidium.actions.meetings import call_without_chair
from presidium.forms_elections import PresidingForm, RepresentationForm
from presidium.models import Meeting
from presidium.queries import present_voters
from presidium.views.meetings import preparation


def _meeting(request: HttpRequest, pk: int, right: str) -> Meeting:
    return get_object_or_404(access.visible(request.user, right, Meeting.objects.all()), pk=pk)


def representatives(request: HttpRequest, pk: int) -> HttpResponse:
    """Record who votes for an organisation by a dated paper."""
    meeting = _meeting(request, pk, "prepare_meeting")
    if request.method != "POST":
        return redirect(meeting)
    form = RepresentationForm(request.POST, meeting=meeting)
    if form.is_valid():
        try:
            verbs.represent(meeting, by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The representative votes for the organisation."))
            return redirect(meeting)
        except Refused as refused:
            form.add_error("organisation", str(refused.verdicts[0].sentence))
    return preparation(request, meeting, representation_form=form, status=422)


@require_POST
def presiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Note whom those present elected to preside."""
    meeting = _meeting(request, pk, "run_meeting")
    form = PresidingForm(request.POST, present=present_voters(meeting))
    if form.is_valid():
        verbs.choose_presiding(by=request.user, at=clock.now(), **form.cleaned_data)
    else:
        messages.error(request, _("Choose who presides and give the number of votes."))
    return redirect("room", meeting.pk)


@require_POST
def calling(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a general meeting while neither a chair nor a deputy is in office."""
    meeting = _meeting(request, pk, "prepare_meeting")
    call_without_chair(meeting, by=request.user, at=clock.now())
    messages.success(request, _("The general meeting is called, the invitations are on their way."))
    return redirect(meeting)
