"""Extracts from signed minutes and the sheets of a meeting (A-4.4e; D12, D13, D15, D16)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Paper, User
from presidium.actions import extracts as verbs
from presidium.models import AgendaItem, Delivery, Meeting, Vote
from presidium.papers_assignments import D12, D13, D16
from presidium.queries_assignments import copies_for, extracts_seen_by
from presidium.views.assignments import today


@require_POST
def item_extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the extract on an item and send it to its executors."""
    rows = access.visible(request.user, "keep_minutes", AgendaItem.objects.select_related("meeting"))
    extract = verbs.send(get_object_or_404(rows, pk=pk), on=today(), by=request.user, at=clock.now())
    sent = extract.deliveries.count()
    said = ngettext("The extract is made, copies sent: %(n)s.", "The extract is made, copies sent: %(n)s.", sent)
    messages.success(request, said % {"n": sent})
    return redirect(extract)


def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an extract: the paper, whom it was sent to, and one's own acknowledgement."""
    rows = extracts_seen_by(request.user, today()).select_related("item__meeting__minutes", "paper__file", "paper__job")
    row = get_object_or_404(rows, pk=pk)
    reads = access.can(request.user, "view_records")
    facts = {
        "row": row, "item": row.item, "reads": reads,
        "copies": row.deliveries.select_related("person", "organisation", "acknowledged_by__person") if reads else (),
        "own": copies_for(request.user).filter(extract=row, acknowledged_at=None).first(),
    }  # fmt: skip
    return render(request, "presidium/extract.html", facts)


@require_POST
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge a copy sent to oneself or one's organisation."""
    copy: Delivery = get_object_or_404(copies_for(request.user), pk=pk)
    verbs.acknowledge(copy, by=request.user, at=clock.now())
    messages.success(request, _("You have acknowledged the extract."))
    return redirect(copy.extract)


@require_POST
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    """Make the attendance sheet and the voting sheets of a held meeting."""
    meeting = get_object_or_404(access.visible(request.user, "keep_minutes", Meeting.objects.all()), pk=pk)
    verbs.make_sheets(meeting, by=request.user, at=clock.now())
    return redirect(f"{reverse('meeting', args=[pk])}#sheets")


def sheet_facts(meeting: Meeting, user: User) -> dict[str, Any]:
    """What the page of a meeting shows of its sheets, to those with the records."""
    over = meeting.state in (Meeting.State.HELD, Meeting.State.FAILED)
    if not over or not access.can(user, "view_records"):
        return {"sheets": [], "makes_sheets": False}
    papers = list(_sheets_of(meeting))
    may = meeting.state == Meeting.State.HELD and access.can(user, "keep_minutes")
    return {"sheets": papers, "makes_sheets": may and D12.code not in {paper.kind for paper in papers}}


def _sheets_of(meeting: Meeting) -> QuerySet[Paper]:
    votes = [str(pk) for pk in Vote.objects.filter(item__meeting=meeting).values_list("pk", flat=True)]
    of_meeting = Q(subject_type=Meeting._meta.label_lower, subject_id=str(meeting.pk), kind__in=[D12.code, D16.code])
    of_votes = Q(subject_type=Vote._meta.label_lower, subject_id__in=votes, kind=D13.code)
    return Paper.objects.filter(of_meeting | of_votes).select_related("file", "job").order_by("kind", "pk")
