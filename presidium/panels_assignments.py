"""Duties, readers and navigation of assignments, extracts and the draft of the minutes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from association import access, clock, desk
from association.fmt import date_text
from association.matters import OpenMatter, open_source
from association.models import Paper, StoredFile, User
from presidium.models import Assignment, Minutes, MinutesRemark
from presidium.papers_assignments import D15, D17
from presidium.queries_assignments import (
    GIVES,
    RIGHT,
    carried_by,
    copies_for,
    extracts_seen_by,
    overdue,
    readers_of,
    unsent,
)

READERS = ("view_records", "view_agenda", "view_extracts")


def _address(route: str):
    def address(user: User) -> str:
        return reverse(route) if any(access.holds(user, right) for right in READERS) else ""

    return address


desk.entry(desk.Entry(
    "association", gettext_lazy("Decisions"), "decisions", "book", "", 47, also=("extract",),
    address=_address("decisions"),
))  # fmt: skip
desk.entry(desk.Entry(
    "association", gettext_lazy("Assignments"), "assignments", "check", "", 48,
    also=("assignment", "assignment_new", "assignment_members"),
    address=_address("assignments"),
))  # fmt: skip


def _day(day: date) -> str:
    return date_text(day, (get_language() or "ru").split("-")[0], "day")


@access.register_reach(Paper)
def extracts_read(user: User, right: str) -> Q:
    """Extracts for those who may read them; the register in print for the authority (A-5.3.7)."""
    if right != "view_organisation" or access.can(user, "view_records"):
        return Q(pk__in=[])
    if access.can(user, "view_extracts"):
        return Q(kind__in=[D15.code, D17.code])
    if not user.is_authenticated:
        return Q(pk__in=[])
    if not access.holds(user, "carry_assignment"):
        return Q(kind=D15.code, pk__in=copies_for(user).values("extract__paper"))
    return Q(kind=D15.code, pk__in=extracts_seen_by(user, clock.today()).values("paper"))


@access.register_reach(Assignment)
def whole_carried(user: User, right: str) -> Q:
    """What was given to the Presidium as a whole is in the hands of who leads it (A-5.2.2)."""
    if right == RIGHT and access.can(user, GIVES):
        return Q(whole=True)
    return Q(pk__in=[])


@access.register_reach(StoredFile)
def own_proofs_read(user: User, right: str) -> Q:
    """The executor in person keeps access to the file handed in."""
    if right != "view_organisation" or not user.is_authenticated or user.person_id is None:
        return Q(pk__in=[])
    return Q(pk__in=Assignment.objects.filter(person=user.person_id, proof__isnull=False).values("proof"))


@open_source
def overdue_assignments(on: date) -> Iterable[OpenMatter]:
    """What was given and not reported in time is carried over to the next agenda (A-5.5.2)."""
    for row in overdue(on):
        yield OpenMatter(
            f"overdue:{row.pk}",
            gettext_lazy("Overdue assignments"),
            "A-5.5.2",
            partial(_heading, row),
            partial(_draft, row),
        )


def _heading(row: Assignment) -> str:
    facts = {"n": row.cited, "day": date_text(row.from_day, "ru", "short")}
    if row.item is None:
        return _("On the assignment %(n)s of the chair of %(day)s") % facts
    return _("On the assignment %(n)s of the meeting of %(day)s") % facts


def _draft(row: Assignment) -> str:
    facts = {"who": row.executor, "day": date_text(row.due_on, "ru", "short"), "text": row.text[:500]}
    return _("Hear %(who)s on the assignment that was due on %(day)s: %(text)s") % facts


@desk.duties
def to_carry_out(user: User, at: datetime) -> Iterable[desk.Duty]:
    """What the person, or the organisation the person acts for, was given to do (A-5.5.2, A-5.7.4)."""
    today = clock.today()
    for row in carried_by(user):
        is_new = row.state == Assignment.State.GIVEN
        title = _("Acknowledge the assignment: %(text)s") if is_new else _("Report on the assignment: %(text)s")
        if row.whole:
            title = _("Distribute the assignment given to the Presidium: %(text)s")
        yield desk.Duty(
            title % {"text": row.text[:120]}, _("Due day: %(day)s") % {"day": _day(row.due_on)},
            row.get_absolute_url(), _("Open"), _clause(row), row.due_on,
            max((today - row.due_on).days, 0),
        )  # fmt: skip


def _clause(row: Assignment) -> str:
    if row.whole:
        return "A-5.2.2"
    return "A-5.7.4" if row.organisation_id else "A-5.5.2"


@desk.duties
def of_the_office(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Reports to verify, the list of what is overdue, extracts to send (A-3.5, A-4.4e, A-5.3.6)."""
    if not access.can(user, "verify_assignment"):
        return
    today = clock.today()
    rows = Assignment.objects.filter(state=Assignment.State.REPORTED).select_related("person", "organisation")
    rows = rows.exclude(person=user.person_id or 0).exclude(reported_by=user)
    for row in (rows.exclude(whole=True) if access.can(user, GIVES) else rows).order_by("reported_at"):
        yield desk.Duty(
            _("Verify the report of %(who)s") % {"who": row.executor}, row.text[:160], row.get_absolute_url(),
            _("Verify"), "A-3.5", row.due_on,
        )  # fmt: skip
    late = list(overdue(today))
    if late:
        title = ngettext("%(n)s assignment is overdue", "%(n)s assignments are overdue", len(late)) % {"n": len(late)}
        yield desk.Duty(
            title, _("The longest: %(who)s.") % {"who": late[0].executor}, reverse("assignments") + "?state=late",
            _("Show"), "A-5.3.6", late[0].due_on, (today - late[0].due_on).days,
        )  # fmt: skip
    if access.can(user, "keep_minutes"):
        for item in unsent():
            facts = {"n": item.number, "day": _day(item.meeting.held_on)}
            yield desk.Duty(
                _("Send the extract on question %(n)s of the meeting of %(day)s") % facts, item.title[:160],
                reverse("minutes", args=[item.meeting_id]), _("Open"), "A-4.4e",
            )  # fmt: skip


@desk.duties
def to_read(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Extracts that came, drafts of minutes that are shown, remarks without an answer (A-4.4e, A-4.10b)."""
    for copy in copies_for(user).filter(acknowledged_at=None):
        facts = {"n": copy.extract.item.number, "day": _day(copy.extract.item.meeting.held_on)}
        yield desk.Duty(
            _("Acknowledge the extract on question %(n)s of the meeting of %(day)s") % facts,
            copy.extract.item.title[:160], copy.extract.get_absolute_url(), _("Open"), "A-4.4e",
        )  # fmt: skip
    if access.can(user, "view_records"):
        yield from _drafts(user)


def _drafts(user: User) -> Iterable[desk.Duty]:
    shown = Minutes.objects.filter(state=Minutes.State.TEXT, shown_at__isnull=False).select_related("meeting")
    for row in shown.prefetch_related("readings"):
        day, silent = {"day": _day(row.meeting.held_on)}, {one.participant_id for one in row.readings.all()}
        address = f"{row.get_absolute_url()}#remarks"
        if user.person_id and readers_of(row.meeting).filter(person=user.person_id).exclude(pk__in=silent).exists():
            yield desk.Duty(
                _("Read the draft minutes of the meeting of %(day)s") % day,
                _("Remark on a question, or say that you have no remarks."), address, _("Read"), "A-4.10b",
            )  # fmt: skip
        if access.can(user, "keep_minutes") and MinutesRemark.objects.filter(minutes=row, answer="").exists():
            yield desk.Duty(
                _("Answer the remarks on the draft minutes of the meeting of %(day)s") % day, "", address,
                _("Answer"), "A-4.10b",
            )  # fmt: skip
