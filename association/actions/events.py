"""Verbs on events: prepare, announce, mark as held, cancel, name who organises them (A-2.3.3, A-5.1.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Event, EventOrganiser, RoleGrant, User
from association.models.event import ORGANISER
from association.notices import EVENT_ORGANISER
from association.rules import events as rules
from association.statute import Refused, demand, denial
from association.workflow import advance

LETTERS = "events.letters"
DETAILS = frozenset(
    "kind level is_conference title title_ky about about_ky tasks functions starts_on ends_on starts_time venue place"
    " plan_item audience is_open capacity closes_on".split()
)
WHEN_AND_WHERE = ("starts_on", "ends_on", "starts_time", "venue", "place")
S = Event.State


class Outdated(Exception):
    """Somebody saved the event, or its report, in the meantime; carries the row as it is now."""

    def __init__(self, row: Any) -> None:
        super().__init__(f"{row._meta.label} {row.pk} is at edition {row.edition}")
        self.row = row


@transaction.atomic
def prepare(*, details: dict[str, Any], organiser: User, on: date, by: User, at: datetime) -> Event:
    """Begin an event with its details, and name who organises it (A-5.1.1)."""
    access.require(by, "keep_events", at=at)
    event = Event(**_known(details), created_at=at, created_by=by)
    event.refold()
    event.save(force_insert=True)
    record("event.prepare", event, by=by, at=at, title=event.title, kind=event.kind, level=event.level)
    name_organiser(event, organiser, on=on, by=by, at=at)
    return event


def _known(details: dict[str, Any]) -> dict[str, Any]:
    if odd := set(details) - DETAILS:
        raise ValueError(f"no details of an event: {sorted(odd)}")
    return details


@transaction.atomic
def change(event: Event, *, edition: int, details: dict[str, Any], by: User, at: datetime) -> None:
    """Change the details until the event was held; raises Outdated when somebody saved since `edition` was read.

    Who is entered gets a letter when days or place of an announced event change.
    """
    locked = Event.objects.select_for_update().get(pk=event.pk)
    access.require(by, rules.ORGANISES, locked, at=at)
    if locked.state not in (S.DRAFT, S.ANNOUNCED):
        raise Refused(denial("A-5.1.1", _("The event was held or cancelled; its details stand.")))
    if locked.edition != edition:
        raise Outdated(locked)
    changed = sorted(name for name, value in _known(details).items() if getattr(locked, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(locked, name, details[name])
    locked.edition += 1
    if locked.state == S.ANNOUNCED:
        _checked(locked)
    if locked.state == S.ANNOUNCED and set(changed) & set(WHEN_AND_WHERE):
        locked.moved_at = at
        outbox.order(LETTERS, by=by, at=at)
    locked.refold()
    locked.save(update_fields=[*changed, "edition", "moved_at", "search"])
    record("event.change", locked, by=by, at=at, changed=changed, edition=locked.edition)


CHECKS = (
    demand(rules.is_within_powers, lambda row: {"tasks": row.tasks, "functions": row.functions}),
    demand(rules.is_level_known, lambda row: {"level": row.level}),
    demand(rules.has_place, lambda row: {"has_venue": row.venue_id is not None, "place": row.place}),
)


def _checked(event: Event) -> None:
    for check in CHECKS:
        check(event)


@transaction.atomic
def announce(event: Event, *, by: User, at: datetime) -> None:
    """Announce an event: everybody reads of it, and its circle gets a letter (A-2.3.3, A-6.2a)."""
    advance(event, "announce", by=by, at=at, checks=CHECKS)
    Event.objects.filter(pk=event.pk).update(announced_at=at)
    event.announced_at = at
    outbox.order(LETTERS, by=by, at=at)


@transaction.atomic
def cancel(event: Event, *, reason: str, by: User, at: datetime) -> None:
    """Cancel an event with the reason; who is entered gets a letter."""
    if not reason.strip():
        raise Refused(denial("A-5.1.1", _("An event is cancelled with a reason.")))
    Event.objects.filter(pk=event.pk, state__in=(S.DRAFT, S.ANNOUNCED)).update(reason=reason[:300])
    advance(event, "cancel", by=by, at=at, reason=reason)
    event.reason = reason[:300]
    outbox.order(LETTERS, by=by, at=at)


@transaction.atomic
def hold(event: Event, *, on: date, by: User, at: datetime) -> None:
    """Mark an event as held, on its last day at the earliest; those who were there are asked for their scores."""
    if on < event.ends_on:
        message = _("The event ends on %(day)s; it is marked as held on that day at the earliest.")
        raise Refused(denial("A-5.3.5", message, day=event.ends_on))
    advance(event, "hold", by=by, at=at)
    outbox.order(LETTERS, by=by, at=at)


@transaction.atomic
def name_organiser(event: Event, user: User, *, on: date, by: User, at: datetime) -> EventOrganiser:
    """Name an account that organises an event from a day on; the row is the right."""
    locked = Event.objects.select_for_update().get(pk=event.pk)
    access.require(by, "keep_events", at=at)
    if found := locked.organisers.open().filter(user=user).first():
        return found
    row = EventOrganiser.objects.create(event=locked, user=user, starts_on=on, named_at=at, named_by=by)
    access.grant(user, ORGANISER, by=by, at=at)
    record("event.name_organiser", row, by=by, at=at, event=locked.pk, user=user.pk)
    if user.pk != by.pk:
        outbox.send(EVENT_ORGANISER, locked, to=user, at=at)
    return row


@transaction.atomic
def release_organiser(row: EventOrganiser, *, on: date, by: User, at: datetime) -> None:
    """Release an organiser; the last row of a person takes the role back, and an event keeps one organiser."""
    access.require(by, "keep_events", at=at)
    event = Event.objects.select_for_update().get(pk=row.event_id)
    locked = EventOrganiser.objects.select_for_update().get(pk=row.pk)
    if locked.ends_on is not None:
        return
    if not event.organisers.open().exclude(pk=locked.pk).exists():
        raise Refused(denial("A-5.3.5", _("Name another organiser first: somebody must answer for the report.")))
    EventOrganiser.objects.filter(pk=locked.pk).update(ends_on=max(on, locked.starts_on), released_by=by)
    record("event.release_organiser", locked, by=by, at=at, event=event.pk, user=locked.user_id)
    if not EventOrganiser.objects.open().filter(user=locked.user).exists():
        for grant in RoleGrant.objects.filter(user=locked.user, role=ORGANISER, revoked_at=None):
            access.revoke(grant, by=by, at=at)
