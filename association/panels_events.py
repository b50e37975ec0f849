"""Lines, duties and readers of events: the report owed, the conference of the year, who may open files and papers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, desk, files
from association.calendar import add_months
from association.models import Association, Event, Paper, StoredFile, User
from association.papers.events import D21
from association.queries_events import conference_watch, event_files, local_day, reports_seen_by, unreported
from association.rules import events as rules

SECOND_HALF = 5  # months after the academic year began; from then on the conference is asked for
KEEPS, ENTERS, READS = "keep_events", "enter_event", "read_reports"


def _guests(user: User) -> str:
    """Those who work on events have a line of their own."""
    return "" if access.holds(user, rules.ORGANISES) else reverse("events")


def _readers(user: User) -> str:
    return "" if access.holds(user, rules.ORGANISES) else reverse("event_reports")


desk.entry(desk.Entry("office", gettext_lazy("Events"), "event_office", "flag", rules.ORGANISES, 30, also=(
    "event_new", "event_board", "event_details", "event_cancellation", "event_presence", "event_report",
)))  # fmt: skip
desk.entry(desk.Entry("office", gettext_lazy("Events"), "events", "flag", ENTERS, 30, address=_guests, also=(
    "event", "event_people",
)))  # fmt: skip
desk.entry(desk.Entry(
    "office", gettext_lazy("Reports on events"), "event_reports", "flag", READS, 30, address=_readers,
    also=("event_report",),
))  # fmt: skip


@files.keep_behind
def files_of_events() -> QuerySet[StoredFile]:
    """Files of events are opened on the pages of their event alone, by those whom the document names."""
    return event_files()


@access.register_reach(Paper)
def reports_of_events(user: User, right: str) -> Q:
    """The report is open to the department, and to the organisers of its event (A-5.3.5)."""
    if right != "view_organisation" or not (access.holds(user, READS) or access.holds(user, rules.ORGANISES)):
        return Q(pk__in=[])
    seen = [str(pk) for pk in reports_seen_by(user).values_list("pk", flat=True)]
    return Q(kind=D21.code, subject_type="association.eventreport", subject_id__in=seen)


@desk.duties
def reports_owed(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of an organiser: events to be marked as held, reports to be written; of the office: those that are late."""
    if Association.known() is None or not access.holds(user, rules.ORGANISES):
        return
    day = local_day(at)
    mine = set(Event.objects.filter(Event.assigned_to(user, rules.ORGANISES)).values_list("pk", flat=True))
    for event, due_on in unreported(day):
        if event.pk not in mine and not (day > due_on and access.can(user, KEEPS)):
            continue
        is_held = event.state == Event.State.HELD
        verdict = rules.is_report_in_time.judge(due_on=due_on, on=day)
        title = _("Report on the event: %(title)s") if is_held else _("Was it held: %(title)s")
        yield desk.Duty(
            title % {"title": event.title}, str(verdict.sentence),
            reverse("event_report" if is_held else "event_board", args=[event.pk]),
            _("Write the report") if is_held else _("Mark as held"), "A-5.3.5", due_on, max((day - due_on).days, 0),
        )  # fmt: skip


@desk.duties
def conference_owed(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the office: an academic year without the interregional conference, in its second half (A-6.3a)."""
    if Association.known() is None or not access.can(user, KEEPS):
        return
    day = local_day(at)
    year, verdict = conference_watch(day)
    if not verdict and day >= add_months(year.first, SECOND_HALF):
        yield desk.Duty(
            _("Prepare the part in the interregional conference"), str(verdict.sentence), reverse("event_new"),
            _("Prepare the event"), "A-6.3a", year.last,
        )  # fmt: skip
