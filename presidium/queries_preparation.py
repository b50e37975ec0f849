"""Reads of the preparation of a meeting: the quarter watch, open matters, materials and who was given them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from association import access, files
from association.calendar import Span, quarter_of
from association.matters import OpenMatter, open_matters
from association.models import Bundle, RuleSet, StoredFile, User
from association.statute import Verdict
from presidium import rules
from presidium.models import AgendaItem, Handing, Material, Meeting, Participant, Seat

AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED, Meeting.State.OPEN)
OVER = (Meeting.State.HELD, Meeting.State.FAILED)


def judge_quarter(rows: Iterable[Meeting], quarter: Span, on: date, values: dict[str, Any]) -> tuple[bool, Verdict]:
    """Whether a quarter is kept, and what is to be said of it on a day (A-4.2a.1)."""
    rows = [row for row in rows if row.held_on in quarter]
    over = [row for row in rows if row.state in OVER]
    sittings = [rules.Sitting(row.held_on, row.kind, row.state == Meeting.State.HELD) for row in over]
    kept = rules.is_quarter_kept.judge(
        quarter=quarter, sittings=sittings, count_extraordinary=values.get("count_extraordinary", False),
        count_failed=values.get("count_failed", False),
    )  # fmt: skip
    booked = any(row.kind == Meeting.Kind.ORDINARY and row.state in AHEAD and row.held_on >= on for row in rows)
    is_kept = bool(kept)
    return is_kept, rules.watch_quarter.judge(on=on, quarter=quarter, is_kept=is_kept, is_booked=booked)


def quarter_watch(on: date) -> list[tuple[Span, Verdict]]:
    """The quarters of which something is to be said on a day: the last one when it was missed, and this one.

    A quarter in which nobody held a seat yet is not missed.
    """
    values = RuleSet.on_day(on).values
    this = quarter_of(on, values.get("quarter_starts", 1))
    last = quarter_of(this.first - timedelta(days=1), values.get("quarter_starts", 1))
    rows = list(Meeting.objects.filter(held_on__gte=last.first, held_on__lte=this.last))
    found = [(quarter, judge_quarter(rows, quarter, on, values)[1]) for quarter in (last, this)]
    return [
        (quarter, verdict)
        for quarter, verdict in found
        if not verdict and Seat.objects.on(min(quarter.last, on)).exists()
    ]


def unlisted_matters(on: date, kind: str = Meeting.Kind.ORDINARY) -> list[OpenMatter]:
    """Open matters that a meeting of this kind may decide and that no agenda lists now."""
    rows = AgendaItem.objects.exclude(subject_id="").filter(matter="question")
    listed = set(rows.filter(state__in=("waiting", "voting")).values_list("subject_id", flat=True))
    found = [row for row in open_matters(on) if kind in row.kinds and row.key not in listed]
    if not (once := [row.key for row in found if row.once]):
        return found
    decided = set(rows.filter(subject_id__in=once, state__in=("carried", "lost")).values_list("subject_id", flat=True))
    return [row for row in found if row.key not in decided]


@files.keep_behind
def logged_files() -> QuerySet[StoredFile]:
    """Materials of meetings and the packs of them: each opening is noted, so no other address gives them (A-4.8)."""
    packs = Bundle.objects.filter(subject_type=Meeting._meta.label_lower).exclude(file=None)
    found = Q(pk__in=Material.objects.order_by().values("file")) | Q(pk__in=packs.values("file"))
    return StoredFile.objects.filter(found)


def items_prepared_by(user: User) -> QuerySet[AgendaItem]:
    """The questions a person works on: all for who writes or approves agendas, otherwise those to be prepared."""
    rows = AgendaItem.objects.select_related("meeting", "preparer")
    if access.can(user, "prepare_meeting") or access.can(user, "approve_agenda"):
        return rows
    return rows.filter(preparer=user.person_id) if user.person_id else rows.none()


def materials_seen_by(user: User) -> QuerySet[Material]:
    """Materials open to a person: all for who prepares, otherwise those of meetings the person is asked to (A-4.8)."""
    rows = Material.objects.filter(withdrawn_at=None).select_related("file", "item__meeting")
    if access.can(user, "prepare_meeting") or access.can(user, "approve_agenda"):
        return rows
    return access.visible(user, "view_agenda", rows).distinct()


def agenda_of(meeting: Meeting) -> list[AgendaItem]:
    """The questions in their order, each with its preparer and what is to be read."""
    kept = Prefetch("materials", Material.objects.filter(withdrawn_at=None).select_related("file"), to_attr="reading")
    return list(meeting.items.select_related("preparer").prefetch_related(kept))


def judge_materials(meeting: Meeting) -> Verdict:
    """Whether the materials of every question that has or awaits some were given to all who are asked (A-4.8)."""
    people = meeting.participants.count()
    rows = Material.objects.filter(item__meeting=meeting, withdrawn_at=None).annotate(given=Count("handings"))
    given: dict[int, list[int]] = defaultdict(list)
    for item, count in rows.values_list("item_id", "given"):
        given[item].append(count)
    awaited = set(meeting.items.exclude(preparer=None).values_list("pk", flat=True)) | set(given)
    handed = sum(bool(given[item]) and min(given[item]) >= people for item in awaited)
    return rules.are_materials_handed.judge(items_with_materials=len(awaited), items_handed=handed)


@dataclass
class Reader:
    """One person asked to a meeting and how far the materials have come."""

    participant: Participant
    given: int = 0
    opened: int = 0
    on_paper: bool = False
    handed_at: Any = None
    opened_at: Any = None


def readers(people: Iterable[Participant], meeting: Meeting) -> list[Reader]:
    """The log of delivery by person: given how many, opened how many and when first and last (A-4.8)."""
    found = {row.pk: Reader(row) for row in people}
    rows = Handing.objects.filter(material__item__meeting=meeting, material__withdrawn_at=None)
    for row in rows.order_by("handed_at", "pk"):
        line = found.get(row.participant_id)
        if line is None:
            continue
        line.given += 1
        line.handed_at = line.handed_at or row.handed_at
        line.on_paper = line.on_paper or row.way == Handing.Way.PAPER
        if row.opened_at:
            line.opened += 1
            line.opened_at = max(filter(None, (line.opened_at, row.opened_at)))
    return list(found.values())


def due_questions(user: User) -> QuerySet[AgendaItem]:
    """What a person still has to prepare for a meeting ahead (A-4.5)."""
    ahead = Q(meeting__state__in=(Meeting.State.PLANNED, Meeting.State.CALLED))
    rows = AgendaItem.objects.filter(ahead, preparer=user.person_id, ready_at=None)
    return rows.select_related("meeting").order_by("ready_by", "pk")


def may_be_decided(item: AgendaItem, *, present: int, roster: int) -> Verdict:
    """Whether an item may be put to the vote: it stands on the approved agenda, or a vote has put it there (A-4.3b)."""
    asked = item.amendment
    adopted = asked is not None and asked.state == AgendaItem.State.CARRIED
    return rules.may_decide.judge(on_agenda=asked is None, amendment_adopted=adopted, present=present, roster=roster)
