"""The page on which a fact of presence is entered late."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import access, clock
from association.statute import Refused
from presidium.actions import late_facts as verbs
from presidium.forms_rules import LateFactForm
from presidium.models import Meeting


def late_fact(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter who came or left at an earlier moment; closed votes stay."""
    rows = access.visible(request.user, "run_meeting", Meeting.objects.exclude(opened_at=None))
    meeting = get_object_or_404(rows, pk=pk)
    form = LateFactForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            person = form.cleaned_data["participant"]
            verbs.enter_late(person, by=request.user, at=clock.now(), **form.facts)
            messages.success(request, _("The fact is entered; closed votes stay as they were judged."))
            return redirect("room", meeting.pk)
        except Refused as refused:
            form.add_error("time", str(refused.verdicts[0].sentence))
    context = {"form": form, "meeting": meeting}
    return render(request, "presidium/late_fact.html", context, status=422 if form.errors else 200)
