"""Events on the public pages: what comes, what was, one event, its documents, its appointment (A-2.3.3, A-5.5.4)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, clock, files, ics
from association.forms.events import EventFilter
from association.models import Association, Event, EventDocument
from association.queries_events import documents_for, local_day, places_left, public_events, sittings_of
from association.rules import events as rules

PAGE, DAY_MINUTES, USUAL = 20, 24 * 60, 180
LOOKS = {"draft": "calm", "announced": "run", "held": "need", "cancelled": "bad", "reported": "ok"}
S = Event.State


def language() -> str:
    """The language of the reader, as texts kept in two are asked for."""
    return get_language() or "ru"


def base_of(request: HttpRequest) -> str:
    """The frame of a page that strangers and people with an account read."""
    return "base.html" if request.user.is_authenticated else "base_public.html"


def said(row: Event) -> dict[str, Any]:
    """An event in the words of the reader."""
    own = language()
    word = _("held") if row.is_over else row.get_state_display()
    return {"row": row, "title": row.called(own), "about": row.described(own), "look": LOOKS[row.state],
            "word": word, "public_look": "ok" if row.is_over else LOOKS[row.state]}  # fmt: skip


def events(request: HttpRequest) -> HttpResponse:
    """Coming events, soonest first, or those gone by."""
    day, past = local_day(clock.now()), "past" in request.GET
    form = EventFilter(request.GET)
    rows = form.narrowed(public_events())
    rows = rows.filter(ends_on__lt=day) if past else rows.filter(ends_on__gte=day).order_by("starts_on", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    tabs = [{"label": _("Coming"), "url": request.path, "current": not past},
            {"label": _("Past"), "url": f"{request.path}?past=1", "current": past}]  # fmt: skip
    context = {
        "base": base_of(request), "form": form, "page": page, "rows": [said(row) for row in page], "tabs": tabs,
        "past": past, "keep": {"past": "1"} if past else {}, "is_narrowed": any(form.cleaned_data.values()),
    }  # fmt: skip
    return render(request, "association/events.html", context)


def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One event: what, when, where, its programme, how to enter; afterwards the summary of its report."""
    row = get_object_or_404(public_events().select_related("report"), pk=pk)
    day, user = local_day(clock.now()), request.user
    report = getattr(row, "report", None)
    verdict = rules.may_enter.judge(state=row.state, closes_on=row.closes_on, on=day, is_asked=True)
    context = {
        "base": base_of(request), **said(row), "documents": documents_for(row, EventDocument.Readers.ALL),
        "left": places_left(row), "verdict": verdict, "report": report if report and report.is_signed else None,
        "enters": access.holds(user, "enter_event"), "works": access.can(user, rules.ORGANISES, row),
        "summary": summary(report) if report and report.is_signed else None, "sittings": sittings_of(row, user),
    }  # fmt: skip
    return render(request, "association/event.html", context)


def summary(report: Any) -> dict[str, Any]:
    """What everybody reads of a signed report: the results and the figures, nobody's name."""
    own = report.results_ky if language()[:2] == "ky" else ""
    return {"results": own or report.results, "figures": report.figures, "scores": scores_said(report.figures)}


def scores_said(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """The scores as words: the name of each criterion, mean and median with one decimal."""
    return [
        {"name": rules.CRITERIA[row["key"]], "mean": tenths(row["mean"]), "median": tenths(row["median"])}
        for row in figures.get("scores", ())
    ]


def tenths(value: int) -> Decimal:
    """A figure kept in tenths, to be written with one decimal."""
    return Decimal(value).scaleb(-1)


def event_file(request: HttpRequest, pk: int, document: int) -> FileResponse:
    """Hand out a document that everybody may read; to organisers any."""
    row = get_object_or_404(Event, pk=pk)
    works = access.can(request.user, rules.ORGANISES, row)
    readers = EventDocument.Readers.values if works else [EventDocument.Readers.ALL] * row.is_public
    return files.serve(get_object_or_404(documents_for(row, *readers), pk=document).file)


def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """One event as a file that a calendar program takes in."""
    return appointment_of(get_object_or_404(public_events(), pk=pk))


def appointment_of(row: Event) -> HttpResponse:
    """The appointment of an event; one without an hour takes its days from midnight on."""
    association = Association.current()
    starts_at = datetime.combine(row.starts_on, row.starts_time or time(), tzinfo=ZoneInfo(association.time_zone))
    days = (row.ends_on - row.starts_on) // timedelta(days=1)
    one = ics.Appointment(
        uid=f"event-{row.pk}@{settings.MAIL_DOMAIN}", starts_at=starts_at, title=row.called(language()),
        place=row.where, url=f"{settings.SITE_ADDRESS}{row.get_absolute_url()}", edition=row.edition,
        minutes=days * DAY_MINUTES + (USUAL if row.starts_time else DAY_MINUTES),
        status=ics.CANCELLED if row.state == S.CANCELLED else ics.CONFIRMED,
    )  # fmt: skip
    text = ics.calendar_text([one], name=association.heading(language()), at=clock.now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="event-{row.starts_on.isoformat()}.ics"'
    return answer
