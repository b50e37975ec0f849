"""Participants: the public entry, the personal page behind the link of the letter, entries by a director (A-5.7.2)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.cache import cache
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.actions import event_entries as verbs
from association.forms.entries import OwnPersonForm, PublicEntryForm
from association.models import Association, Event, EventConsent, EventDocument, EventEntry, Organisation
from association.queries_events import documents_for, local_day, places_left, public_events
from association.rules import events as rules
from association.statute import Refused
from association.views.events import appointment_of, base_of, language, said

TRIES = 30  # posted forms from one address in a minute; a class room behind one address still fits
S = EventEntry.State


def calm(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep personal pages out of search engines and caches, and slow down an address that posts without end."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method == "POST":
            address = hashlib.sha256(get_adapter().get_client_ip(request).encode()).hexdigest()[:32]
            key = f"{view.__name__}:{address}:{int(clock.now().timestamp()) // 60}"
            cache.add(key, 0, 120)
            if cache.incr(key) > TRIES:
                return render(request, "association/event_busy.html", status=429, headers={"Retry-After": "60"})
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"  # the address of a personal page is a secret
        return response

    return guarded


@calm
def entry_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter oneself: the form, then the page that says to open the letter."""
    row = get_object_or_404(public_events(), pk=pk)
    verdict = rules.may_enter.judge(
        state=row.state, closes_on=row.closes_on, on=local_day(clock.now()), is_asked=row.is_open
    )
    form = PublicEntryForm(request.POST or None) if verdict else None
    context = {"base": base_of(request), **said(row), "form": form, "verdict": verdict, "left": places_left(row)}
    if request.method == "POST" and form is not None and form.is_valid():
        verbs.ask(row, person=form.person, language=language()[:2], by=None, at=clock.now())
        return redirect("event_entry_asked", pk=row.pk)
    return render(request, "association/event_entry_new.html", context, status=422 if form and form.errors else 200)


@calm
def entry_asked(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the letter with the link is on its way, whatever the address was."""
    row = get_object_or_404(public_events(), pk=pk)
    return render(request, "association/event_asked.html", {"base": base_of(request), **said(row)})


def _entry(token: str) -> EventEntry:
    rows = EventEntry.objects.select_related("event", "event__venue", "organisation", "consent")
    return get_object_or_404(rows.exclude(surname=""), token=token)


def consent_text(row: Event) -> str:
    """The consent as a document of its own, in the language of the reader: who, which data, what for, how long."""
    association = Association.current()
    return _(
        "I agree that %(association)s (%(address)s) processes my surname, given name and patronymic, post, place of"
        " work or study and e-mail address. The only purpose is my participation in the event (%(event)s): the entry,"
        " the letters about it, the list of participants, the figures of its report. The data are collected, kept,"
        " used and destroyed, with and without means of automation, and given to nobody else. The consent holds until"
        " a year after the event has passed; then the data are destroyed. It can be taken back at any time by"
        " cancelling the entry on this page or by a letter to %(email)s; the data are destroyed then as well."
    ) % {
        "association": association.heading(language()), "address": association.address or association.place,
        "email": association.email, "event": row.called(language()),
    }  # fmt: skip


@calm
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """The personal page of a participant: the consent, the entry, materials, scores, cancelling."""
    row = _entry(token)
    event, day = row.event, local_day(clock.now())
    consent = EventConsent.objects.filter(entry=row).first()
    live = row.is_live and (event.state == Event.State.ANNOUNCED)
    context = {
        "base": base_of(request), "entry": row, "consent": consent, **said(event), "text": consent_text(event),
        "asks_consent": consent is None and row.state != S.GONE and event.state == Event.State.ANNOUNCED,
        "materials": documents_for(event, *_readers(row)), "may_leave": live and day <= event.ends_on,
        "may_judge": event.state == Event.State.HELD and row.attended and not row.has_answered,
    }  # fmt: skip
    return render(request, "association/event_entry.html", context)


def _readers(row: EventEntry) -> tuple[str, ...]:
    """Which documents of its event a participant may open."""
    readers = EventDocument.Readers
    return (readers.ALL, readers.PARTICIPANTS) if row.state == S.ENTERED else (readers.ALL,)


@calm
@require_POST
def confirmation(request: HttpRequest, token: str) -> HttpResponse:
    """Keep the consent that was shown, and confirm the entry."""
    row = _entry(token)
    row = verbs.confirm(row, text=consent_text(row.event), language=language()[:2], by=None, at=clock.now())
    if row.state == S.WAITING:
        messages.warning(request, _("All places are taken: you stand on the waiting list."))
    else:
        messages.success(request, _("Your consent is kept, and you are entered."))
    return redirect(row)


@calm
@require_POST
def cancellation(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel one's own entry."""
    row = _entry(token)
    verbs.leave(row, by=None, at=clock.now())
    messages.success(request, _("Your entry is cancelled."))
    return redirect(row)


def entry_file(request: HttpRequest, token: str, document: int) -> FileResponse:
    """Hand out a document to a participant."""
    row = _entry(token)
    return files.serve(get_object_or_404(documents_for(row.event, *_readers(row)), pk=document).file)


def entry_appointment(request: HttpRequest, token: str) -> HttpResponse:
    """The appointment of the event for one's calendar."""
    return appointment_of(_entry(token).event)


def people(request: HttpRequest, pk: int) -> HttpResponse:
    """A director enters people of the own organisations, and sees who is entered."""
    row = get_object_or_404(public_events(), pk=pk)
    own = access.visible(request.user, "enter_event", Organisation.objects.order_by("sort_key", "pk"))
    form = OwnPersonForm(request.POST or None, organisations=own)
    if request.method == "POST" and form.is_valid():
        facts = {"person": form.person, "language": language()[:2], "by": request.user, "at": clock.now()}
        try:
            made = verbs.enter_person(row, form.cleaned_data["organisation"], **facts)
            messages.success(request, _("%(name)s: %(state)s.") % {
                "name": made.full_name, "state": made.get_state_display()})  # fmt: skip
            return redirect("event_people", pk=row.pk)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    entered = row.entries.filter(organisation__in=own).exclude(state=S.GONE).select_related("organisation")
    context = {**said(row), "form": form, "rows": entered, "left": places_left(row)}
    context["is_open"] = row.state == Event.State.ANNOUNCED and local_day(clock.now()) <= row.closes_on
    return render(request, "association/event_people.html", context, status=422 if form.errors else 200)


@require_POST
def person_removal(request: HttpRequest, pk: int, entry: int) -> HttpResponse:
    """A director cancels the entry of a person of the own organisation."""
    rows = access.visible(request.user, "enter_event", EventEntry.objects.filter(event=pk))
    row = get_object_or_404(rows.exclude(state=S.GONE), pk=entry)
    verbs.leave(row, by=request.user, at=clock.now())
    messages.success(request, _("The entry is cancelled."))
    return redirect("event_people", pk=pk)
