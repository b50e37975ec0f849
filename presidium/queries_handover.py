"""Reads of the hand-over of the chair's affairs: who keeps them, what they hold, whom a list waits for (A-4.10c)."""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Min, QuerySet

from association import access
from association.models import Paper, Person, RegisterEntry, User
from association.papers import KINDS
from presidium.models import HandOver, Meeting, Minutes, Office
from presidium.queries import chair_on

AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)


def open_handover() -> HandOver | None:
    """The hand-over that waits for signatures."""
    return HandOver.objects.filter(state__in=HandOver.OPEN).select_related("giver", "taker", "paper").first()


def handovers_seen_by(user: User) -> QuerySet[HandOver]:
    """All to those with the records; the two whose affairs they are see theirs also without an office."""
    right = "view_records" if access.can(user, "view_records") else "sign_as_presiding"
    rows = access.visible(user, right, HandOver.objects.all())
    return rows.select_related("giver", "taker", "paper__file", "paper__job").order_by("-pk")


def keeper_of_affairs(day: date) -> tuple[Person | None, bool]:
    """Who keeps the minutes and the affairs of the chair, and whether as acting chair (A-4.10c).

    While a list is not signed it is the one who hands over; the first chair has received them from nobody.
    """
    if waiting := open_handover():
        return waiting.giver, waiting.gave_as_acting
    last = HandOver.objects.filter(state=HandOver.State.SIGNED).select_related("taker").order_by("pk").last()
    if last is not None:
        return last.taker, last.takes_as_acting
    return chair_on(day) or former_chair(), False


def former_chair() -> Person | None:
    """The last one who held the office of the chair and holds it no more."""
    ended = Office.objects.filter(kind=Office.Kind.CHAIR, ends_on__isnull=False)
    row = ended.select_related("person").order_by("ends_on", "pk").last()
    return row.person if row else None


def minutes_kept() -> QuerySet[Minutes]:
    """All minutes in the order of their meetings, with the rules of their keeping."""
    return Minutes.objects.select_related("meeting__rule_set", "paper").order_by("meeting__held_on", "pk")


def registered_ranges() -> list[tuple[str, int, int, int]]:
    """Series, year, first and last number of each journal of registration."""
    rows = RegisterEntry.objects.values("series", "year").annotate(first=Min("number"), last=Max("number"))
    return [(row["series"], row["year"], row["first"], row["last"]) for row in rows.order_by("year", "series")]


def unsigned_letters() -> list[Paper]:
    """The latest editions of what the chair signs and what has not gone out."""
    codes = [code for code, kind in KINDS.items() if "chair" in kind.capacities]
    rows = Paper.objects.filter(kind__in=codes, is_draft=False, language="ru").order_by("version", "pk")
    latest = {(row.kind, row.subject_type, row.subject_id): row for row in rows.select_related("organisation")}
    signed = set(Paper.objects.filter(pk__in=[row.pk for row in latest.values()], signatures__isnull=False)
                 .values_list("pk", flat=True))  # fmt: skip
    return [row for row in latest.values() if row.released_at is None and row.pk not in signed]


def meetings_ahead(day: date) -> QuerySet[Meeting]:
    """Meetings that are being prepared, with their questions."""
    rows = Meeting.objects.filter(state__in=AHEAD, held_on__gte=day)
    return rows.prefetch_related("items").order_by("held_on", "pk")
