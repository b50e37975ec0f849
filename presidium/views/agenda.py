"""What is written on the agenda of a meeting, its approval, and a question off it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.matters import MATTERS
from presidium.actions import meetings as verbs
from presidium.actions import preparation as preparing
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
    if key == "question":
        preparing.list_open(meeting, key=subject, by=request.user, at=clock.now())
        return redirect(meeting)
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


def amendments(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a question off the agenda before a meeting in session; a vote to amend the agenda comes first (A-4.3b)."""
    meeting = _meeting(request, pk, "run_meeting")
    if meeting.state != Meeting.State.OPEN:
        return redirect(meeting)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        item = preparing.propose_amendment(meeting, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(item.amendment)
    facts = {"meeting": meeting, "form": form}
    return render(request, "presidium/amendment.html", facts, status=422 if form.errors else 200)
