"""Pages of an election: begin it for a meeting, put names forward, take a name back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Refused
from membership.queries import local_day
from presidium.actions import elections as verbs
from presidium.forms_elections import NominationForm
from presidium.models import AgendaItem, Candidacy, Election, Meeting
from presidium.queries import chair_on
from presidium.queries_elections import candidates, day_of
from presidium.views.election_board import LOOKS, OUTCOMES


@require_POST
def beginning(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an election and put it on the agenda of the meeting."""
    meeting = get_object_or_404(access.visible(request.user, "prepare_meeting", Meeting.objects.all()), pk=pk)
    kind = request.POST.get("kind", "")
    if kind not in Election.Kind.values:
        raise Http404
    return redirect(verbs.begin_at(meeting, kind, by=request.user, at=clock.now()))


def election(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an election: the names that stand, who may be put forward."""
    rows = access.visible(request.user, "view_records", Election.objects.all())
    return _page(request, get_object_or_404(rows, pk=pk))


def _page(request: HttpRequest, row: Election, form: NominationForm | None = None, status: int = 200) -> HttpResponse:
    today, user = day_of(row, local_day(clock.now())), request.user
    chair = chair_on(today)
    proposes = access.can(user, "prepare_meeting")
    if row.kind == Election.Kind.DEPUTY:
        proposes = chair is not None and user.person_id == chair.pk
    names = list(candidates(row).select_related("vote"))
    for name in names:
        name.look = OUTCOMES.get(name.outcome, "calm")
    item = AgendaItem.objects.filter(matter=f"election_{row.kind}", subject_id=str(row.pk)).last()
    facts = {
        "election": row, "look": LOOKS[row.state], "names": names, "item": item, "proposes": proposes,
        "form": (form or NominationForm(election=row, day=today)) if row.is_open and proposes else None,
        "is_deputy": row.kind == Election.Kind.DEPUTY,
    }  # fmt: skip
    return render(request, "presidium/election.html", facts, status=status)


def nominations(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a name forward."""
    row = get_object_or_404(access.visible(request.user, "view_records", Election.objects.all()), pk=pk)
    if request.method != "POST":
        return redirect(row)
    form = NominationForm(request.POST, election=row, day=day_of(row, local_day(clock.now())))
    if form.is_valid():
        try:
            verbs.nominate(row, by=request.user, at=clock.now(), **form.facts)
            messages.success(request, _("The name is put forward."))
            return redirect(row)
        except Refused as refused:
            form.add_error("candidate", str(refused.verdicts[0].sentence))
    return _page(request, row, form, 422)


@require_POST
def retraction(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a name back before its vote."""
    rows = Candidacy.objects.filter(election__in=access.visible(request.user, "view_records", Election.objects.all()))
    row = get_object_or_404(rows.select_related("election"), pk=pk)
    verbs.take_back(row, by=request.user, at=clock.now())
    return redirect(row.election)
