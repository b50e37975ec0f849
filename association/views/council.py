"""The Education Quality Council: the chair's seat by office, and the sittings (A-5.1.4, A-6.2b)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import access, clock, offices
from association.actions import council as verbs
from association.forms.proposals import SittingForm, StrikingForm
from association.models import CouncilSitting
from association.queries_plans import council_sittings, council_terms, local_day
from association.statute import Refused

PAGE = 25
LOOKS = {"chair": "ok", "envoy": "run", "nobody": "need"}


def council(request: HttpRequest) -> HttpResponse:
    """Who sits in the council by office, and what the Association took part in."""
    day = local_day(clock.now())
    page = Paginator(council_sittings(), PAGE).get_page(request.GET.get("page"))
    context = {
        "terms": council_terms(), "leader": offices.leader(day), "day": day, "page": page,
        "rows": [{"row": row, "look": LOOKS[row.who]} for row in page],
        "keeps": access.can(request.user, "keep_plan"),
    }  # fmt: skip
    return render(request, "association/council.html", context)


def sitting_new(request: HttpRequest) -> HttpResponse:
    """Enter a sitting."""
    form = SittingForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.note_sitting(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The sitting is recorded."))
            return redirect("council")
        except Refused as refused:
            said = refused.verdicts[0]
            form.add_error("who" if said.clause == "A-6.2b" else _field(form), str(refused))
    return render(request, "association/council_new.html", {"form": form}, status=422 if form.errors else 200)


def _field(form: SittingForm) -> str:
    data = form.cleaned_data
    wants_name = data["who"] == "envoy" and not (data["name"].strip() and data["post"].strip())
    return "name" if wants_name and data["held_on"] <= local_day(clock.now()) else "held_on"


def voiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike an entry made in error through, with the reason."""
    rows = access.visible(request.user, "keep_plan", CouncilSitting.objects.filter(voided_at=None))
    row, form = get_object_or_404(rows, pk=pk), StrikingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.void_sitting(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The entry is struck through."))
        return redirect("council")
    context = {"row": row, "form": form}
    return render(request, "association/council_voiding.html", context, status=422 if form.errors else 200)
