"""Reads of the Presidium, all as of a day or a moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from association import access
from association.calendar import Calendar, calendar_from
from association.models import Association, CalendarDay, Person, User
from association.rule_options import value_of
from presidium.models import AgendaItem, Ballot, Meeting, Office, Participant, PresenceEvent, Seat, Vote
from presidium.rules.assignments import AHEAD, LATE, SOON, TODAY

ELECTED = (Office.Kind.CHAIR, Office.Kind.DEPUTY)  # offices that only the holder of a seat is elected to


def roster_on(day: date) -> QuerySet[Seat]:
    """The seats filled on a day (A-4.7)."""
    return Seat.objects.on(day).select_related("person", "organisation").order_by("person__sort_key")


def office_on(kind: str, day: date) -> Person | None:
    """Who holds an office on a day, or None."""
    row = Office.objects.on(day).filter(kind=kind).select_related("person").first()
    return row.person if row else None


def unseated_offices(day: date) -> QuerySet[Office]:
    """Chair and deputy who hold no seat on a day; they stay in office until the Presidium releases them (A-3.7.1)."""
    seated = Seat.objects.on(day).values("person")
    return Office.objects.on(day).filter(kind__in=ELECTED).exclude(person__in=seated).select_related("person")


def chair_on(day: date) -> Person | None:
    """The chair in office on a day."""
    return office_on(Office.Kind.CHAIR, day)


def working_days(country: str | None = None) -> Calendar:
    """The working-day calendar of the association's country, from its rows."""
    country = country or Association.current().country
    rows = CalendarDay.objects.filter(country=country).values_list("day", "kind")
    return calendar_from(country, [(day, kind == CalendarDay.Kind.WORKING) for day, kind in rows])


def quorum_facts(values: Mapping[str, Any], roster: int) -> dict[str, Any]:
    """What the quorum is counted from by a version of the rules: the filled seats, or all seats there are (A-4.7)."""
    seats = max(roster, value_of(values, "presidium_seats"))
    return {"roster": roster, "seats": seats, "quorum_base": value_of(values, "quorum_base")}


def in_room(meeting: Meeting, at: datetime | None = None) -> dict[int, datetime]:
    """Who is in the room, now or at a moment: participant id -> moment of arrival."""
    events = PresenceEvent.objects.filter(meeting=meeting)
    if at is not None:
        events = events.filter(at__lte=at)
    inside: dict[int, datetime] = {}
    for participant, arrived, moment in events.order_by("at", "pk").values_list("participant_id", "arrived", "at"):
        if arrived:
            inside.setdefault(participant, moment)
        else:
            inside.pop(participant, None)
    return inside


def voters(meeting: Meeting) -> QuerySet[Participant]:
    """Those who hold a decisive vote at a meeting."""
    return meeting.participants.filter(voice=Participant.Voice.DECISIVE).select_related("person", "seat__organisation")


def present_voters(meeting: Meeting, at: datetime | None = None) -> list[Participant]:
    """Seat holders in the room, in the order of names."""
    inside = in_room(meeting, at)
    return [row for row in voters(meeting) if row.pk in inside]


def late_facts(vote: Vote) -> QuerySet[PresenceEvent]:
    """Lines of the log entered after a vote was closed that tell of a moment before; they never judge it anew."""
    lines = PresenceEvent.objects.filter(meeting=vote.item.meeting_id, entered_at__isnull=False)
    late = lines.filter(at__lt=vote.closed_at, pk__gt=vote.log_end_id or 0)
    return late.select_related("participant__person").order_by("at", "pk")


def open_vote(item: AgendaItem) -> Vote | None:
    """The vote now open on an item."""
    return item.votes.filter(closed_at=None).first()


@dataclass(frozen=True)
class Tally:
    """The count of a vote; `waiting` are those on the roll without a ballot."""

    votes_for: int
    against: int
    abstained: int
    waiting: int

    @property
    def present(self) -> int:
        return self.votes_for + self.against + self.abstained + self.waiting


def tally(vote: Vote) -> Tally:
    """Count the ballots that stand, one for each person on the roll."""
    choices = list(vote.roll.values_list("counted__choice", flat=True))
    return Tally(
        votes_for=choices.count(Ballot.Choice.FOR),
        against=choices.count(Ballot.Choice.AGAINST),
        abstained=choices.count(Ballot.Choice.ABSTAIN),
        waiting=choices.count(None),
    )


@dataclass
class Presence:
    """What the log of presence says: who is inside since when, who went when, and since when there is a quorum."""

    inside: dict[int, datetime] = field(default_factory=dict)
    stays: dict[int, tuple[datetime, datetime]] = field(default_factory=dict)
    quorate_since: datetime | None = None


def presence(meeting: Meeting, seats: Collection[int], needed: int) -> Presence:
    """Replay the log of presence once; `seats` are the participants whose presence makes the quorum (A-4.7)."""
    found = Presence()
    events = PresenceEvent.objects.filter(meeting=meeting).order_by("at", "pk")
    for participant, arrived, moment in events.values_list("participant_id", "arrived", "at"):
        if arrived:
            found.inside.setdefault(participant, moment)
        elif participant in found.inside:
            found.stays[participant] = (found.inside.pop(participant), moment)
        here = sum(row in seats for row in found.inside)
        if not 0 < needed <= here:
            found.quorate_since = None
        elif found.quorate_since is None:
            found.quorate_since = moment
    return found


def meetings_seen_by(user: User) -> QuerySet[Meeting]:
    """Meetings open to an account: all to those with the records, otherwise those it is asked to, once called."""
    if access.can(user, "view_records"):
        return access.visible(user, "view_records", Meeting.objects.all())
    return access.visible(user, "view_agenda", Meeting.objects.exclude(state=Meeting.State.PLANNED))


def untold(day: date, due: str) -> Q:
    """Rows whose people were not told yet of the stage that a day brings: three days before, on the day, after it.

    `due` names the column of the due day; the stage told last stands in `reminded`.
    """
    soon = Q(**{f"{due}__gt": day, f"{due}__lte": day + timedelta(days=AHEAD)}) & ~Q(reminded=SOON)
    today = Q(**{due: day}) & ~Q(reminded=TODAY)
    late = Q(**{f"{due}__lt": day}) & ~Q(reminded=LATE)
    return soon | today | late
