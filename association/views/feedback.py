"""Scores and a comment of a participant, by the personal link (A-5.3.5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import clock
from association.actions import event_feedback as verbs
from association.forms.entries import ScoresForm
from association.models import Event, EventEntry
from association.views.entries import calm
from association.views.events import base_of, said


@calm
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the scores once; nobody learns whose they are."""
    rows = EventEntry.objects.filter(attended=True, has_answered=False, event__state=Event.State.HELD)
    row = get_object_or_404(rows.select_related("event").exclude(surname=""), token=token)
    form = ScoresForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        comment = form.cleaned_data["comment"]
        verbs.answer(row, scores=form.scores, comment=comment, by=None, at=clock.now())
        messages.success(request, _("Thank you: your answer is kept without your name."))
        return redirect(row)
    context = {"base": base_of(request), "entry": row, "form": form, **said(row.event)}
    return render(request, "association/event_feedback.html", context, status=422 if form.errors else 200)
