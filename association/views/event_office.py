"""The desk of events: list, new one, board of one, its steps, organisers and documents (A-5.1.1, A-7.2.8)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import event_documents
from association.actions import events as verbs
from association.doors import Unacceptable
from association.forms.events import (
    CancellationForm,
    EventDocumentForm,
    EventFilter,
    EventForm,
    NewEventForm,
    OrganiserForm,
)
from association.models import Event, EventDocument, EventOrganiser, Organisation, PlanItem, User
from association.queries_events import (
    conference_watch,
    counted,
    figures_of,
    local_day,
    plan_items_on,
    report_due,
    sittings_of,
)
from association.rules import events as rules
from association.statute import Refused
from association.views.events import said, scores_said
from association.workflow import open_to

PAGE = 25
S = Event.State


def office(request: HttpRequest) -> HttpResponse:
    """List the events that this person works on, with entries and the term of the report."""
    day = local_day(clock.now())
    form = EventFilter(request.GET)
    seen = access.visible(request.user, rules.ORGANISES, Event.objects.select_related("venue"))
    page = Paginator(counted(form.narrowed(seen)), PAGE).get_page(request.GET.get("page"))
    rows = [{**said(row), "due_on": _due(row)} for row in page]
    for one in rows:
        one["late"] = (day - one["due_on"]).days if one["due_on"] else 0
    keeps = access.can(request.user, "keep_events")
    year, verdict = conference_watch(day) if keeps else ("", None)
    context = {"rows": rows, "page": page, "form": form, "keeps": keeps, "year": year, "conference": verdict,
               "is_narrowed": any(form.cleaned_data.values())}  # fmt: skip
    return render(request, "association/event_office.html", context)


def _due(row: Event):
    """The day on which the report is due, while it is owed."""
    owed = row.state in (S.ANNOUNCED, S.HELD) and row.ends_on < local_day(clock.now())
    return report_due(row) if owed else None


def _people() -> QuerySet[User]:
    rows = User.objects.filter(is_active=True, person__isnull=False).select_related("person")
    return rows.order_by("person__sort_key", "pk")


def _choices(row: Event | None = None) -> dict[str, Any]:
    return {
        "venues": Organisation.objects.order_by("sort_key", "pk"),
        "plan_items": plan_items_on(local_day(clock.now()), row.plan_item_id if row else None),
    }


def event_new(request: HttpRequest) -> HttpResponse:
    """Begin an event; from a line of the plan its title, days and marks are taken over."""
    item = PlanItem.objects.filter(pk=request.GET["item"]).first() if _number(request, "item") else None
    form = NewEventForm(request.POST or None, initial=_from_plan(item, request.user), people=_people(), **_choices())
    if request.method == "POST" and form.is_valid():
        row = verbs.prepare(
            details=form.details, organiser=form.cleaned_data["organiser"], on=local_day(clock.now()),
            by=request.user, at=clock.now(),
        )  # fmt: skip
        messages.success(request, _("The event is prepared. Add its programme, then announce it."))
        return redirect("event_board", pk=row.pk)
    context = {"form": form, "heading": _("New event"), "button": _("Prepare the event")}
    return render(request, "association/event_form.html", context, status=422 if form.errors else 200)


def _number(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").isdecimal() and len(request.GET[name]) < 10


def _from_plan(item: PlanItem | None, user: User) -> dict[str, Any]:
    if item is None:
        return {"organiser": user.pk}
    return {
        "title": item.activity, "title_ky": item.activity_ky, "starts_on": item.starts_on, "ends_on": item.ends_on,
        "closes_on": item.starts_on, "tasks": [item.task], "functions": [item.function], "plan_item": item.pk,
        "place": item.venue, "organiser": user.pk,
    }  # fmt: skip


def event_of(request: HttpRequest, pk: int) -> Event:
    """An event that this person works on; 404 for any other."""
    rows = Event.objects.select_related("venue", "plan_item", "plan_item__plan", "report")
    return get_object_or_404(access.visible(request.user, rules.ORGANISES, rows), pk=pk)


def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the details of an event that was not held yet."""
    row = event_of(request, pk)
    form = EventForm(request.POST or None, initial=_initial(row), **_choices(row))
    if request.method == "POST" and form.is_valid():
        facts = {"edition": form.cleaned_data["edition"] or 0, "details": form.details}
        try:
            verbs.change(row, by=request.user, at=clock.now(), **facts)
            messages.success(request, _("The details are saved."))
            return redirect("event_board", pk=row.pk)
        except verbs.Outdated:
            form.add_error(None, _("Somebody saved the event while you were writing. Open it anew and compare."))
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    context = {"form": form, "event": row, "heading": _("Details of the event"), "button": _("Save")}
    return render(request, "association/event_form.html", context, status=422 if form.errors else 200)


def _initial(row: Event) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in verbs.DETAILS if name not in ("venue", "plan_item")}
    return values | {"venue": row.venue_id, "plan_item": row.plan_item_id, "edition": row.edition}


def board(request: HttpRequest, pk: int) -> HttpResponse:
    """One event for those who work on it."""
    return _board(request, event_of(request, pk))


def _board(request: HttpRequest, row: Event, *, status: int = 200, **sent: Any) -> HttpResponse:
    """Make the board; `sent` are forms as they were sent, by their names."""
    user, day = request.user, local_day(clock.now())
    keeps = access.can(user, "keep_events")
    documents = list(row.documents.filter(removed_at=None).select_related("file"))
    figures = figures_of(row)
    context = {
        **said(row), "day": day, "keeps": keeps, "steps": open_to(row, user), "documents": documents,
        "organisers": list(row.organisers.open().select_related("user__person")), "figures": figures,
        "has_programme": rules.has_programme.judge(kinds=[one.kind for one in documents]),
        "scores": scores_said(figures.as_facts()), "due_on": _due(row), "may_mark": _may_mark(row, day),
        "waiting": row.entries.filter(state="waiting").count(), "report": getattr(row, "report", None),
        "comments": _comments(row, figures), "sittings": sittings_of(row, user), "may_hold": day >= row.ends_on,
        "document_form": EventDocumentForm(), "organiser_form": OrganiserForm(people=_people()) if keeps else None,
    }  # fmt: skip
    context["late"] = (day - context["due_on"]).days if context["due_on"] else 0
    return render(request, "association/event_board.html", context | sent, status=status)


def _may_mark(row: Event, day) -> bool:
    return row.state in (S.ANNOUNCED, S.HELD) and day >= row.starts_on


def _comments(row: Event, figures) -> list[str]:
    """The comments, once there are enough answers that a comment tells nobody's name."""
    if not figures.scores:
        return []
    return list(row.answers.exclude(comment="").values_list("comment", flat=True))


@require_POST
def announcement(request: HttpRequest, pk: int) -> HttpResponse:
    """Announce the event."""
    row = event_of(request, pk)
    verbs.announce(row, by=request.user, at=clock.now())
    messages.success(request, _("The event is announced; the letters go out by themselves."))
    return redirect("event_board", pk=row.pk)


@require_POST
def holding(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark the event as held."""
    row = event_of(request, pk)
    verbs.hold(row, on=local_day(clock.now()), by=request.user, at=clock.now())
    messages.success(request, _("The event is held; participants who were there are asked for their scores."))
    return redirect("event_board", pk=row.pk)


def cancellation(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and cancel the event."""
    row = event_of(request, pk)
    form = CancellationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.cancel(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The event is cancelled; participants get a letter."))
        return redirect("event_board", pk=row.pk)
    context = {**said(row), "form": form}
    return render(request, "association/event_cancellation.html", context, status=422 if form.errors else 200)


@require_POST
def organisers(request: HttpRequest, pk: int) -> HttpResponse:
    """Name one more organiser."""
    row = event_of(request, pk)
    form = OrganiserForm(request.POST, people=_people())
    if not form.is_valid():
        return _board(request, row, status=422, organiser_form=form)
    facts = {"on": local_day(clock.now()), "by": request.user, "at": clock.now()}
    verbs.name_organiser(row, form.cleaned_data["user"], **facts)
    messages.success(request, _("The organiser is named."))
    return redirect("event_board", pk=row.pk)


@require_POST
def organiser_release(request: HttpRequest, pk: int, organiser: int) -> HttpResponse:
    """Release an organiser."""
    row = get_object_or_404(EventOrganiser.objects.open().filter(event=event_of(request, pk)), pk=organiser)
    verbs.release_organiser(row, on=local_day(clock.now()), by=request.user, at=clock.now())
    messages.success(request, _("The organiser is released."))
    return redirect("event_board", pk=pk)


@require_POST
def documents(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a document."""
    row = event_of(request, pk)
    form = EventDocumentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            event_documents.add(row, by=request.user, at=clock.now(), **form.facts)
            messages.success(request, _("The document stands with the event."))
            return redirect("event_board", pk=row.pk)
        except Unacceptable as refused:
            form.add_error("file", str(refused))
    return _board(request, row, status=422, document_form=form)


@require_POST
def document_removal(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    """Take a document out of sight."""
    rows = EventDocument.objects.filter(event=event_of(request, pk), removed_at=None)
    event_documents.remove(get_object_or_404(rows, pk=document), by=request.user, at=clock.now())
    messages.success(request, _("The document is taken away; it stays on record."))
    return redirect("event_board", pk=pk)
