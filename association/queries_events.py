"""Reads of events: who sees them, their terms and figures, the letters that are still owed (A-5.3.5, A-5.7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from association import access, calendar
from association.audiences import AUDIENCES
from association.models import (
    AnnualPlan,
    Association,
    CalendarDay,
    Event,
    EventDocument,
    EventEntry,
    EventOrganiser,
    EventReport,
    Letter,
    Organisation,
    PlanItem,
    RuleSet,
    StoredFile,
    User,
)
from association.outbox import Notice
from association.rule_options import value_of
from association.rules import events as rules
from association.search import fold_query
from association.statute import Verdict

READS = ("read_reports", "view_records")
CLOSING, SOON, OWED, ASK_WITHIN = timedelta(days=2), timedelta(days=2), timedelta(days=3), timedelta(days=30)
KEPT = timedelta(days=365)
S = Event.State


def local_day(at: datetime) -> date:
    """The calendar day of a moment where the association is."""
    association = Association.known()
    zone = ZoneInfo(association.time_zone) if association else timezone.get_default_timezone()
    return at.astimezone(zone).date()


def public_events() -> QuerySet[Event]:
    """Events that everybody may read of."""
    return Event.objects.exclude(state=S.DRAFT).select_related("venue")


def titled(rows: QuerySet[Event], words: str) -> QuerySet[Event]:
    """The events whose title holds every word of one reading of what was typed."""
    wanted = Q(pk__in=[])
    for folded in fold_query(words):
        has_all = Q()
        for word in folded.split():
            has_all &= Q(search__contains=word)
        wanted |= has_all
    return rows.filter(wanted)


def report_due(event: Event) -> date:
    """The last day of the report: calendar days after the last day, by the rules then in force (A-5.3.5)."""
    days = value_of(RuleSet.on_day(event.ends_on).values, "event_report_days")
    return calendar.due(event.ends_on, days, CalendarDay.objects.calendar(Association.current().country))


def reports_seen_by(user: User) -> QuerySet[EventReport]:
    """Signed reports to the department and to those with the records; of one's own event in any state."""
    own = access.visible(user, rules.ORGANISES, EventReport.objects.all())
    seen = Q(pk__in=own.values("pk"))
    if any(access.holds(user, right) for right in READS):
        seen |= Q(state=EventReport.State.SIGNED)
    return EventReport.objects.filter(seen).select_related("event", "event__venue", "paper__file", "paper_ky__file")


def documents_for(event: Event, *readers: str) -> QuerySet[EventDocument]:
    """The documents of an event that some readers may open."""
    return event.documents.filter(removed_at=None, readers__in=readers).select_related("file")


def event_files() -> QuerySet[StoredFile]:
    """Files of events; they are opened on the pages of their event alone."""
    return StoredFile.objects.filter(pk__in=EventDocument.objects.values("file"))


def plan_items_on(day: date, chosen: int | None = None) -> QuerySet[PlanItem]:
    """The lines of the plans in force from a day's year on, and the one chosen already."""
    later = AnnualPlan.objects.filter(
        starts_on=OuterRef("plan__starts_on"), version__gt=OuterRef("plan__version"), state=AnnualPlan.State.APPROVED
    )
    stands = Q(plan__state=AnnualPlan.State.APPROVED, plan__ends_on__gt=day) & ~Exists(later)
    rows = PlanItem.objects.filter(stands | Q(pk=chosen)).select_related("plan")
    return rows.order_by("plan__starts_on", "order", "pk")


# Registration


def asked_organisations(event: Event, day: date) -> QuerySet[Organisation]:
    """The organisations that an event is for."""
    circle = AUDIENCES.get(event.audience)
    return circle.organisations(day) if circle else Organisation.objects.none()


def asked_people(event: Event, day: date) -> QuerySet[User]:
    """The accounts that get the letters of an event: the people of its circle, or who acts for its organisations."""
    circle = AUDIENCES.get(event.audience)
    if circle is None:
        return User.objects.none()
    if circle.people is not None:
        return circle.people(day)
    roles = [role for role, (_scope, _name, rights) in access.ROLES.items() if "enter_event" in rights]
    return User.objects.filter(
        is_active=True, role_grants__organisation__in=circle.organisations(day), role_grants__role__in=roles,
        role_grants__revoked_at=None,
    ).distinct()  # fmt: skip


def places_left(event: Event) -> int | None:
    """How many places are free; None where there is no limit."""
    if not event.capacity:
        return None
    return max(0, event.capacity - event.entries.filter(state=EventEntry.State.ENTERED).count())


def counted(rows: QuerySet[Event]) -> QuerySet[Event]:
    """Events with the number of entries, of people on the waiting list and of those who were there."""
    entered = Count("entries", filter=Q(entries__state=EventEntry.State.ENTERED))
    waiting = Count("entries", filter=Q(entries__state=EventEntry.State.WAITING))
    came = Count("entries", filter=Q(entries__attended=True))
    return rows.annotate(entered=entered, waiting=waiting, came=came).order_by("-starts_on", "-pk")


# Figures


@dataclass(frozen=True)
class Figures:
    """What a report counts by itself."""

    entered: int
    came: int
    organisations: int
    rate: rules.Rate
    answers: int
    scores: tuple[rules.Score, ...]

    def as_facts(self) -> dict[str, Any]:
        """JSON-ready form, as a report keeps it."""
        return {
            "entered": self.entered, "came": self.came, "organisations": self.organisations,
            "members": self.rate.whole, "members_came": self.rate.part, "per_mille": self.rate.per_mille,
            "answers": self.answers,
            "scores": [
                {"key": one.criterion, "mean": one.mean_tenths, "median": one.median_tenths} for one in self.scores
            ],
        }  # fmt: skip


def members_on(day: date) -> set[int]:
    """The member organisations of a day, as membership names them."""
    circle = AUDIENCES.get("members")
    return set(circle.organisations(day).values_list("pk", flat=True)) if circle else set()


def figures_of(event: Event) -> Figures:
    """Participants, organisations, the rate of members and the scores of an event (A-5.3.5, A-5.7.2)."""
    came = event.entries.filter(attended=True)
    known = set(came.exclude(organisation=None).values_list("organisation", flat=True))
    typed = {name.casefold() for name in came.filter(organisation=None).values_list("workplace", flat=True) if name}
    answers = list(event.answers.values_list("scores", flat=True))
    return Figures(
        entered=event.entries.filter(state=EventEntry.State.ENTERED).count(),
        came=came.count(),
        organisations=len(known) + len(typed),
        rate=rules.participation(members=members_on(event.ends_on), took_part=known),
        answers=len(answers),
        scores=rules.scores_of(answers=answers),
    )


def participation_in(span: calendar.Span) -> rules.Rate:
    """The rate of member organisations that were at one event of a period at least, for the annual report (A-5.7.2)."""
    came = EventEntry.objects.filter(
        attended=True, organisation__isnull=False, event__ends_on__gte=span.first, event__ends_on__lte=span.last
    )
    return rules.participation(
        members=members_on(span.last), took_part=set(came.values_list("organisation", flat=True))
    )  # fmt: skip


# Conference

# Apps above name the sittings that are held within a conference, for a reader: [{label, url}].
Sittings = Callable[[Event, Any], list[dict[str, Any]]]
_SITTINGS: list[Sittings] = []


def register_sittings(source: Sittings) -> Sittings:
    """Let an app above name the sittings within an event."""
    if source not in _SITTINGS:
        _SITTINGS.append(source)
    return source


def sittings_of(event: Event, user: Any) -> list[dict[str, Any]]:
    """The sittings held within an event, as a reader may know of them (A-6.3b)."""
    return [line for source in _SITTINGS for line in source(event, user)]


def conferences() -> QuerySet[Event]:
    """The interregional conferences on quality that are announced or were held (A-6.3a)."""
    return Event.objects.filter(is_conference=True, state__in=(S.ANNOUNCED, S.HELD, S.REPORTED))


def conference_watch(day: date) -> tuple[calendar.Span, Verdict]:
    """The verdict on the conference of the academic year a day lies in, and that year (A-6.3a)."""
    begins = value_of(RuleSet.on_day(day).values, "academic_year_starts")
    year = calendar.academic_year(day, (begins, 1))
    days = conferences().filter(starts_on__gte=year.first, starts_on__lte=year.last).values_list("starts_on", flat=True)
    return year, rules.has_conference(year=year, days=list(days))


# Letters that are owed


@dataclass(frozen=True)
class Owed:
    """A letter that the state of things asks for and that nobody has ordered yet."""

    notice: Notice
    subject: Event | EventEntry
    to: User | str
    language: str | None = None


def without_letter(rows: QuerySet, notice: Notice, label: str, path: str = "pk") -> QuerySet:
    """Rows about which no letter of a kind was ordered."""
    told = Letter.objects.filter(
        notice=notice.key, subject_type=label, subject_id=Cast(OuterRef(path), CharField())
    )  # fmt: skip
    return rows.filter(~Exists(told))


def people_untold(event: Event, notice: Notice, people: QuerySet[User]) -> Iterator[Owed]:
    """Those of some accounts who have no letter of a kind about an event."""
    told = Letter.objects.filter(notice=notice.key, subject_type="association.event", subject_id=str(event.pk))
    reached = told.exclude(user=None).values("user")
    for user in people.exclude(pk__in=reached).select_related("person").order_by("pk"):
        yield Owed(notice, event, user)


def entries_untold(rows: QuerySet[EventEntry], notice: Notice) -> Iterator[Owed]:
    """Participants without a letter of a kind, each in the language of the entry."""
    rows = without_letter(rows.exclude(email=""), notice, "association.evententry")
    for row in rows.select_related("event", "event__venue").order_by("pk"):
        yield Owed(notice, row, row.email, row.language)


def moved_untold(rows: QuerySet[EventEntry], notice: Notice) -> Iterator[Owed]:
    """Participants who entered before days or place of their event changed, without a letter since."""
    told = Letter.objects.filter(
        notice=notice.key, subject_type="association.evententry", subject_id=Cast(OuterRef("pk"), CharField()),
        ordered_at__gte=OuterRef("event__moved_at"),
    )  # fmt: skip
    moved = rows.exclude(email="").filter(event__moved_at__isnull=False, asked_at__lt=F("event__moved_at"))
    for row in moved.filter(~Exists(told)).select_related("event", "event__venue").order_by("pk"):
        yield Owed(notice, row, row.email, row.language)


def people_without_entry(event: Event, day: date) -> QuerySet[User]:
    """Those who are asked to an event and for none of whose organisations anybody is entered."""
    entered = event.entries.exclude(state=EventEntry.State.GONE).exclude(organisation=None).values("organisation")
    done = User.objects.filter(role_grants__organisation__in=entered, role_grants__revoked_at=None)
    return asked_people(event, day).exclude(pk__in=done.values("pk"))


def organisers_on(event: Event, day: date) -> QuerySet[User]:
    """The accounts that organise an event on a day."""
    return User.objects.filter(pk__in=EventOrganiser.objects.on(day).filter(event=event).values("user"))


def unreported(day: date) -> Iterable[tuple[Event, date]]:
    """Events whose last day passed and whose report is not signed, each with the day it is due (A-5.3.5)."""
    rows = Event.objects.filter(state__in=(S.ANNOUNCED, S.HELD), ends_on__lt=day).order_by("ends_on", "pk")
    return [(row, report_due(row)) for row in rows]
