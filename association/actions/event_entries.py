"""Verbs on the participants of an event: enter, confirm with consent, leave, mark who was there (A-5.7.2)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Event, EventConsent, EventEntry, Letter, Organisation, User
from association.notices import EVENT_CONFIRM, EVENT_ENTERED, EVENT_PLACE, EVENT_WAITING
from association.queries_events import asked_organisations, local_day, places_left
from association.rules import events as rules
from association.statute import Refused, denial
from association.workflow import advance

PERSON = ("surname", "given", "patronymic", "post", "workplace", "email")
AGAIN = timedelta(minutes=10)
S = EventEntry.State


def _open_event(event: Event, *, is_asked: bool, at: datetime) -> Event:
    """Lock the event, so that places are counted one entry at a time; raises Refused when it takes nobody."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    verdict = rules.may_enter.judge(
        state=locked.state, closes_on=locked.closes_on, on=local_day(at), is_asked=is_asked
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)
    return locked


def _made(event: Event, person: dict[str, Any], at: datetime, **more: Any) -> EventEntry:
    own = {name: person.get(name, "") for name in PERSON}
    return EventEntry.objects.create(event=event, token=secrets.token_urlsafe(24), asked_at=at, **own, **more)


def _same(event: Event, email: str) -> EventEntry | None:
    return event.entries.exclude(state=S.GONE).filter(email__iexact=email).first() if email else None


@transaction.atomic
def ask(event: Event, *, person: dict[str, Any], language: str, by: User | None, at: datetime) -> EventEntry:
    """Enter oneself on the public page; the entry waits for its confirmation by the link in the letter.

    An address that stands there already only gets its letter again, at most once in ten minutes; the page says the
    same in both cases, so that nobody learns who is entered.
    """
    locked = _open_event(event, is_asked=event.is_open, at=at)
    person = {**person, "email": person["email"].lower()}
    if row := _same(locked, person["email"]):
        told = Letter.objects.filter(
            notice=EVENT_CONFIRM.key, subject_type=row._meta.label_lower, subject_id=str(row.pk),
            ordered_at__gt=at - AGAIN,
        )  # fmt: skip
        if not told.exists():
            outbox.send(EVENT_CONFIRM, row, to=row.email, at=at, language=row.language)
        return row
    row = _made(locked, person, at, language=language)
    record("event.ask", row, by=by, at=at, event=locked.pk)
    outbox.send(EVENT_CONFIRM, row, to=row.email, at=at, language=language)
    return row


@transaction.atomic
def confirm(entry: EventEntry, *, text: str, language: str, by: User | None, at: datetime) -> EventEntry:
    """Keep the consent of a person with the text that was shown; it confirms an entry of one's own.

    Whoever finds no free place stands on the waiting list.
    """
    event = Event.objects.select_for_update().get(pk=entry.event_id)
    locked = EventEntry.objects.select_for_update().get(pk=entry.pk)
    if locked.state == S.GONE or event.state != Event.State.ANNOUNCED:
        raise Refused(denial("A-5.7.2", _("This entry is cancelled, or the event takes no participants any more.")))
    if not EventConsent.objects.filter(entry=locked).exists():
        EventConsent.objects.create(entry=locked, text=text, language=language, given_at=at)
        record("event.consent", locked, by=by, at=at, event=event.pk, language=language)
    if locked.state == S.ASKED:
        _placed(event, locked, by, at)
    return locked


def _placed(event: Event, entry: EventEntry, by: User | None, at: datetime) -> None:
    """Give a new entry a place, or put it on the waiting list, and tell its person."""
    is_free = places_left(event) != 0
    advance(entry, "enter" if is_free else "queue", by=by, at=at, event=event.pk)
    if entry.email:
        notice = EVENT_ENTERED if is_free else EVENT_WAITING
        outbox.send(notice, entry, to=entry.email, at=at, language=entry.language)


@transaction.atomic
def enter_person(
    event: Event, organisation: Organisation, *, person: dict[str, Any], language: str, by: User, at: datetime
) -> EventEntry:
    """A director enters a person of the own organisation (A-5.7.2); the person's page asks for the consent."""
    access.require(by, "enter_event", organisation, at=at)
    is_asked = event.is_open or asked_organisations(event, local_day(at)).filter(pk=organisation.pk).exists()
    locked = _open_event(event, is_asked=is_asked, at=at)
    person = {**person, "email": person.get("email", "").lower(), "workplace": ""}
    if _same(locked, person["email"]):
        raise Refused(denial("A-5.7.2", _("A participant with this address is entered already.")))
    row = _made(locked, person, at, organisation=organisation, entered_by=by, language=language)
    record("event.enter_person", row, by=by, at=at, event=locked.pk, organisation=organisation.pk)
    _placed(locked, row, by, at)
    return row


@transaction.atomic
def admit(
    event: Event, *, person: dict[str, Any], organisation: Organisation | None, by: User, at: datetime
) -> EventEntry:
    """Write down somebody who came without an entry, as present (A-5.7.2)."""
    access.require(by, rules.ORGANISES, event, at=at)
    locked = _present_event(event, at)
    row = _made(locked, {**person, "email": ""}, at, organisation=organisation, entered_by=by, attended=True)
    advance(row, "enter", by=by, at=at, event=locked.pk)
    return row


def _present_event(event: Event, at: datetime) -> Event:
    """The locked event when its presence may be marked: from its first day until its report is signed."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    if locked.state not in (Event.State.ANNOUNCED, Event.State.HELD):
        raise Refused(denial("A-5.3.5", _("Presence is marked at an announced or held event, before its report.")))
    if local_day(at) < locked.starts_on:
        raise Refused(denial("A-5.3.5", _("Presence is marked from the first day of the event on.")))
    return locked


@transaction.atomic
def mark(event: Event, *, shown: Collection[int], present: Collection[int], by: User, at: datetime) -> int:
    """Mark who of the rows shown was there and who was not; return how many rows changed (A-5.3.5)."""
    access.require(by, rules.ORGANISES, event, at=at)
    locked = _present_event(event, at)
    rows = locked.entries.filter(pk__in=shown, state__in=(S.ENTERED, S.WAITING))
    came = rows.filter(pk__in=present, attended=False).update(attended=True)
    stayed = rows.exclude(pk__in=present).filter(attended=True, has_answered=False).update(attended=False)
    if came or stayed:
        record("event.mark", locked, by=by, at=at, came=came, stayed=stayed)
    return came + stayed


@transaction.atomic
def leave(entry: EventEntry, *, by: User | None, at: datetime) -> None:
    """Cancel an entry, by its link or by the director who entered it; the first who waits gets the place."""
    event = Event.objects.select_for_update().get(pk=entry.event_id)
    if by is not None:
        access.require(by, "enter_event", entry, at=at)
    if event.state != Event.State.ANNOUNCED or local_day(at) > event.ends_on:
        raise Refused(denial("A-5.7.2", _("The event is over or cancelled; entries stay as they are.")))
    advance(entry, "leave", by=by, at=at, event=event.pk)
    if places_left(event) == 0:
        return
    if first := event.entries.filter(state=S.WAITING).order_by("asked_at", "pk").first():
        advance(first, "enter", by=by, at=at, event=event.pk)
        if first.email:
            outbox.send(EVENT_PLACE, first, to=first.email, at=at, language=first.language)


@transaction.atomic
def forget(*, on: date, kept: timedelta, most: int, by: User | None, at: datetime) -> int:
    """Empty names and addresses of entries that were cancelled, or whose event is long over; figures stay."""
    old = EventEntry.objects.filter(event__ends_on__lt=on - kept) | EventEntry.objects.filter(state=S.GONE)
    pks = list(old.exclude(surname="", email="").order_by("pk").values_list("pk", flat=True)[:most])
    if pks:
        EventEntry.objects.filter(pk__in=pks).update(**dict.fromkeys(PERSON, ""))
        record("event.forget", None, by=by, at=at, count=len(pks))
    return len(pks)


@transaction.atomic
def drop_unconfirmed(*, before: datetime, most: int, by: User | None, at: datetime) -> int:
    """Cancel entries that nobody confirmed by the link in the letter."""
    rows = list(EventEntry.objects.filter(state=S.ASKED, asked_at__lt=before).order_by("pk")[:most])
    for row in rows:
        advance(row, "leave", by=by, at=at, event=row.event_id)
    return len(rows)
