"""Opinions on the questions of a meeting, from the page on which a person follows it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from presidium.actions.opinions import give_opinion
from presidium.forms import OpinionForm
from presidium.models import AgendaItem, Participant
from presidium.queries import meetings_seen_by


@require_POST
def opinions(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the opinion of a person on a question; who is only a guest is refused (A-4.2b.2, A-4.2b.3)."""
    rows = AgendaItem.objects.select_related("meeting").filter(meeting__in=meetings_seen_by(request.user))
    item = get_object_or_404(rows, pk=pk)
    asked = Participant.objects.filter(meeting=item.meeting_id, person__isnull=False)
    participant = get_object_or_404(asked, person=request.user.person_id)
    form = OpinionForm(request.POST)
    if form.is_valid():
        give_opinion(item, participant, text=form.cleaned_data["text"], by=request.user, at=clock.now())
        messages.success(request, _("Your opinion is kept; the minutes name it."))
    else:
        messages.error(request, _("Write your opinion in up to 2,000 letters."))
    return redirect("ballot", item.meeting_id)
