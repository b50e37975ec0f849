"""Reads of assignments, extracts and decisions: what a person may see, what is due, what stands in the register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

from association import access
from association.models import Organisation, Person, User
from association.rule_options import value_of
from association.statute import Verdict
from membership.queries import members_on
from presidium import rules
from presidium.models import (
    AgendaItem,
    Assignment,
    Delivery,
    Extract,
    Meeting,
    Minutes,
    Participant,
    PresenceEvent,
    Seat,
    Vote,
)
from presidium.models.assignment import PRESIDIUM
from presidium.queries import chair_on, roster_on, untold
from presidium.queries_terms import leader_on

RIGHT = "carry_assignment"
GIVES = "distribute_assignments"
CLOSED = (Assignment.State.DONE, Assignment.State.STRUCK)
DECIDED = (AgendaItem.State.CARRIED, AgendaItem.State.LOST)
MEMBERS_SHOWN = 200
READ = ("person", "organisation", "item__meeting__minutes", "giver", "source__item__meeting")
YEAR = timedelta(days=365)


def acts_for(assignment: Assignment, user: User) -> bool:
    """Whether an account acts for the organisation that an assignment was given to; for the Presidium its leader."""
    if assignment.whole:
        return access.can(user, GIVES)
    return access.organisations(user, RIGHT).filter(pk=assignment.organisation_id).exists()


def executors_of(assignment: Assignment, day: date) -> QuerySet[User]:
    """The accounts that carry an assignment out: of the person, of the organisation, of who leads the Presidium."""
    if assignment.organisation:
        return access.account_holders(assignment.organisation, RIGHT)
    person = assignment.person or leader_on(day)[0]
    return person.accounts.filter(is_active=True) if person else User.objects.none()


def judge_verifier(assignment: Assignment, user: User) -> Verdict:
    """Whether somebody other than the executor and the author of the report would verify it (A-3.5)."""
    reporter = assignment.reported_by.person_id if assignment.reported_by else None
    return rules.is_verified_by_another.judge(
        executor=assignment.person_id, reporter=reporter, verifier=user.person_id,
        acts_for_executor=assignment.person_id is None and acts_for(assignment, user),
    )  # fmt: skip


def judge_passing(assignment: Assignment, person: Person | None, *, by: User, day: date) -> Verdict:
    """Whether who leads the Presidium may hand an assignment to a member (A-5.2.2)."""
    chair = chair_on(day)
    leaders = [one for one in (by.person_id, chair.pk if chair else None) if one is not None]
    return rules.may_pass_on.judge(
        is_whole=assignment.whole, is_chairs=assignment.person_id in leaders,
        to_same=person is not None and person.pk == assignment.person_id,
    )  # fmt: skip


@dataclass(frozen=True)
class Load:
    """A member of the Presidium and how much the member has to do."""

    seat: Seat
    open: int
    late: int
    reported: int
    done: int
    next_due: date | None


def loads_on(day: date) -> list[Load]:
    """The members of a day with their assignments: open, overdue, to be verified, done in a year (A-5.2.2)."""
    mine = Assignment.objects.filter(person__in=roster_on(day).values("person")).order_by()
    due = Q(state__in=Assignment.DUE)
    counts = mine.values("person").annotate(
        open=Count("pk", filter=Q(state__in=Assignment.OPEN)), late=Count("pk", filter=due & Q(due_on__lt=day)),
        reported=Count("pk", filter=Q(state=Assignment.State.REPORTED)), next_due=Min("due_on", filter=due),
        done=Count("pk", filter=Q(state=Assignment.State.DONE, due_on__gt=day - YEAR)),
    )  # fmt: skip
    found = {row.pop("person"): row for row in counts}
    nothing: dict[str, Any] = {"open": 0, "late": 0, "reported": 0, "done": 0, "next_due": None}
    return [Load(seat, **found.get(seat.person_id, nothing)) for seat in roster_on(day)]


def given_by_chair(user: User) -> QuerySet[Assignment]:
    """What the chair gave outside of meetings, to those with the records (A-5.2.2)."""
    rows = Assignment.objects.filter(item=None) if access.can(user, "view_records") else Assignment.objects.none()
    return rows.select_related(*READ, "proof").order_by("number")


def assignments_seen_by(user: User) -> QuerySet[Assignment]:
    """All that was given, to those with the records; to others what they carry out themselves (A-5.4.3)."""
    given = Assignment.objects.exclude(state__in=[Assignment.State.NOTED, Assignment.State.STRUCK])
    right = "view_records" if access.can(user, "view_records") else RIGHT
    rows = access.visible(user, right, given)
    return rows.select_related(*READ).order_by("due_on", "pk")


def open_parts(assignment: Assignment) -> QuerySet[Assignment]:
    """What was passed on of an assignment and is not done yet (A-5.2.2)."""
    return assignment.parts.exclude(state__in=CLOSED)


def carried_by(user: User) -> QuerySet[Assignment]:
    """What an account is to carry out, in person or for its organisation; not what waits for parts passed on."""
    rows = access.visible(user, RIGHT, Assignment.objects.filter(state__in=Assignment.DUE))
    rows = rows.exclude(Exists(Assignment.objects.filter(source=OuterRef("pk")).exclude(state__in=CLOSED)))
    return rows.select_related(*READ).order_by("due_on", "pk")


def overdue(day: date) -> QuerySet[Assignment]:
    """Assignments whose day has passed without a report, for the next agenda (A-5.5.2)."""
    rows = Assignment.objects.filter(state__in=Assignment.DUE, due_on__lt=day)
    return rows.select_related(*READ).order_by("due_on", "pk")


def assignments_to_remind(day: date) -> QuerySet[Assignment]:
    """Assignments whose executors are still to be told of the stage that a day brings."""
    return Assignment.objects.filter(untold(day, "due_on"), state__in=Assignment.DUE).order_by("pk")


def minutes_to_remind(day: date) -> list[tuple[Minutes, date]]:
    """Unsigned minutes with the reminder day that has come and was not yet answered by a letter (A-4.10a)."""
    rows = Minutes.objects.exclude(state=Minutes.State.SIGNED).filter(
        Q(reminded_on=None) | Q(reminded_on__lt=F("due_on")), meeting__held_on__lt=day
    )
    found = []
    for row in rows.select_related("meeting__presiding").order_by("pk"):
        days = rules.minutes_reminders(last_day=row.meeting.held_on, due_on=row.due_on)
        passed = [one for one in days if one <= day and (row.reminded_on is None or row.reminded_on < one)]
        if passed:
            found.append((row, passed[-1]))
    return found


def executors_for(meeting: Meeting) -> list[tuple[str, Person | Organisation | None]]:
    """Who may be given an assignment at a meeting: those asked to it, the members of its day, the whole Presidium."""
    people = [row.person for row in meeting.participants.select_related("person")]
    schools = Organisation.objects.filter(pk__in=members_on(meeting.held_on).values("organisation"))
    rows: list[tuple[str, Person | Organisation | None]] = [(row.full_name, row) for row in people]
    rows.append((PRESIDIUM, None))
    rows += [(row.title, row) for row in schools.order_by("sort_key")[:MEMBERS_SHOWN]]
    return rows


def is_member_s(user: User, day: date) -> bool:
    """Whether an account acts for a member organisation of a day: it reads extracts, not minutes (A-5.3.7)."""
    if not access.holds(user, "view_agenda"):
        return False
    own = access.organisations(user, "view_agenda")
    return members_on(day).filter(organisation__in=own.values("pk")).exists()


def _addressed(user: User) -> Q:
    own = access.organisations(user, RIGHT).values("pk")
    mine = Q(organisation__in=own)
    if user.person_id:
        mine |= Q(person=user.person_id)
    return mine


def extracts_seen_by(user: User, day: date) -> QuerySet[Extract]:
    """All extracts to the records, the authority and the members; to others those that were sent to them (A-5.3.7)."""
    if access.can(user, "view_records") or access.can(user, "view_extracts") or is_member_s(user, day):
        return Extract.objects.all()
    return Extract.objects.filter(pk__in=Delivery.objects.filter(_addressed(user)).values("extract"))


def copies_for(user: User) -> QuerySet[Delivery]:
    """Copies addressed to an account, in person or to its organisation."""
    return Delivery.objects.filter(_addressed(user)).select_related("extract__item__meeting", "person", "organisation")


def decisions_seen_by(user: User, day: date) -> QuerySet[AgendaItem]:
    """Decided items: all to the records, those of signed minutes to the authority, those with an extract to members."""
    rows = AgendaItem.objects.filter(state__in=DECIDED, meeting__state=Meeting.State.HELD)
    if access.can(user, "view_records"):
        return rows
    if access.can(user, "view_extracts"):
        return rows.filter(meeting__minutes__state=Minutes.State.SIGNED)
    return rows.filter(extract__in=extracts_seen_by(user, day))


def with_what_followed(rows: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Add the vote that decided, the assignments and the extract to each row, in as many queries for any number."""
    votes = Vote.objects.filter(cancelled=False, closed_at__isnull=False).order_by("pk")
    given = Assignment.objects.exclude(state=Assignment.State.STRUCK).select_related("person", "organisation", "proof")
    return rows.select_related("meeting__minutes", "extract").prefetch_related(
        Prefetch("votes", votes, to_attr="decided_by"), Prefetch("assignments", given, to_attr="given")
    )


def readers_of(meeting: Meeting) -> QuerySet[Participant]:
    """Who remarks on the draft: those with a decisive vote who were there (A-5.4.3); officials read no minutes.

    Of a general meeting only the holders of seats read them (A-5.3.7).
    """
    came = meeting.presence.filter(arrived=True).values("participant")
    rows = meeting.participants.filter(voice=Participant.Voice.DECISIVE, pk__in=came).select_related("person")
    return rows.filter(person__in=roster_on(meeting.held_on).values("person")) if meeting.is_general else rows


def unsent() -> QuerySet[AgendaItem]:
    """Questions of signed minutes with assignments whose extract was not sent yet (A-4.4e)."""
    open_rows = Assignment.objects.filter(state__in=Assignment.OPEN, item__isnull=False, whole=False).values("item")
    rows = AgendaItem.objects.filter(pk__in=open_rows, extract=None, meeting__minutes__state=Minutes.State.SIGNED)
    return rows.select_related("meeting").order_by("meeting", "number")


def years_of_decisions(rows: QuerySet[AgendaItem]) -> list[int]:
    """The years in which something was decided, newest first."""
    found = rows.order_by().values("meeting__held_on__year").annotate(n=Count("pk"))
    return sorted((row["meeting__held_on__year"] for row in found), reverse=True)


def remarks_verdict(minutes: Minutes, at: datetime) -> Verdict:
    """Whether the text of the minutes may be closed now, by the rule set of its meeting (A-4.10b)."""
    values = minutes.meeting.rule_set.values
    hours = int((at - minutes.shown_at).total_seconds() // 3600) if minutes.shown_at else 0
    return rules.may_close_text.judge(
        is_shown=minutes.shown_at is not None, hours=hours, readers=readers_of(minutes.meeting).count(),
        silent=minutes.readings.count(), unanswered=minutes.remarks.filter(answer="").count(),
        hours_for_remarks=value_of(values, "minutes_remark_hours"), minutes_remarks=value_of(values, "minutes_remarks"),
    )  # fmt: skip


def attendance(day: date) -> list[dict[str, Any]]:
    """How often the holders of seats came to the meetings of the year before a day (A-5.5.1)."""
    came = PresenceEvent.objects.filter(participant=OuterRef("pk"), arrived=True)
    rows = Participant.objects.filter(
        seat__isnull=False, meeting__state=Meeting.State.HELD, meeting__held_on__lte=day,
        meeting__held_on__gt=day - YEAR, person__in=roster_on(day).values("person"),
    )  # fmt: skip
    found: dict[int, dict[str, Any]] = {}
    for row in rows.annotate(came=Exists(came)).select_related("person").order_by("person__sort_key"):
        one = found.setdefault(row.person_id, {"person": row.person, "asked": 0, "came": 0, "excused": 0})
        one["asked"] += 1
        one["came"] += row.came
        one["excused"] += not row.came and bool(row.absence_reason)
    for one in found.values():
        one["verdict"] = rules.is_attending.judge(asked=one["asked"], came=one["came"], excused=one["excused"])
    return list(found.values())
