"""What is written on the agenda of a meeting, and its approval."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.matters import MATTERS
from presidium.actions import meetings as verbs
from presidium.forms import QuestionForm
from presidium.models import Meeting
from presidium.views.meetings import preparation


def _meeting(request: HttpRequest, pk: int, right: str) -> Meeting:
    return get_object_or_404(access.visible(request.user, right, Meeting.objects.all()), pk=pk)


@require_POST
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an open matter on the agenda."""
    meeting = _meeting(request, pk, "prepare_meeting")
    key, subject = request.POST.get("matter", ""), request.POST.get("subject", "")
    if key not in MATTERS or subject not in {str(row.pk) for row in MATTERS[key].open_subjects()}:
        raise Http404
    verbs.list_matter(meeting, matter_key=key, subject_id=subject, by=request.user, at=clock.now())
    return redirect(meeting)


def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a free question on the agenda."""
    meeting = _meeting(request, pk, "prepare_meeting")
    if request.method != "POST":
        return redirect(meeting)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return preparation(request, meeting, question_form=form, status=422)
    verbs.add_question(meeting, by=request.user, at=clock.now(), **form.cleaned_data)
    return redirect(meeting)


@require_POST
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve the agenda; the invitations go out."""
    meeting = _meeting(request, pk, "approve_agenda")
    verbs.approve_agenda(meeting, by=request.user, at=clock.now())
    messages.success(request, _("The agenda is approved, the invitations are on their way."))
    return redirect(meeting)
