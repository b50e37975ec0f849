"""Duties, navigation and the panel that the Presidium puts on the desk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from association import access, desk, happenings
from association.fmt import date_text, moment_text
from association.models import Association, Organisation, User
from presidium import (
    panels_assignments,  # noqa: F401  # registers what grows from minutes
    panels_elections,  # noqa: F401  # registers duties of terms, elections and acting
    panels_exclusion,  # noqa: F401  # registers duties, readers and history of the exclusion case
    panels_handover,  # noqa: F401  # registers the duties of a change of chair
    panels_organisation,  # noqa: F401  # registers the Presidium's part of an organisation's history
    panels_preparation,  # noqa: F401  # registers the duties before a meeting
)
from presidium.models import AgendaItem, Meeting, Minutes, Office, Seat
from presidium.queries import ELECTED, meetings_seen_by, unseated_offices

PAGES = ("meeting", "meeting_new", "minutes", "room", "meeting_failure", "meeting_closing")
desk.entry(
    desk.Entry("association", gettext_lazy("Presidium"), "composition", "users", "view_records", 25,
               also=("election", "release_new", "chair_handover"))
)  # fmt: skip
desk.entry(
    desk.Entry("association", gettext_lazy("Rules in force"), "rules", "book", "view_records", 28,
               also=("rule_change", "rule_change_new"))
)  # fmt: skip
desk.entry(desk.Entry("", gettext_lazy("Meetings"), "meetings", "calendar", "view_records", 20, also=PAGES))


def _today(at: datetime) -> date:
    return at.astimezone(ZoneInfo(Association.current().time_zone)).date()


def _day(day: date, style: str = "day") -> str:
    return date_text(day, (get_language() or "ru").split("-")[0], style)


def _hour(row: Meeting) -> str:
    return moment_text(row.starts_at.astimezone(ZoneInfo(Association.current().time_zone)), "ru", "time")


@happenings.foretells("membership.ended")
@happenings.foretells("organisation.reorganised")
def what_ends(*, organisation: Organisation, on: date) -> Iterable[happenings.Consequence]:
    """The seat that hangs on the organisation falls vacant."""
    for seat in Seat.objects.on(on).filter(organisation=organisation).select_related("person"):
        facts = {"name": seat.person.full_name, "day": _day(on, "ablative")}
        text = _("The seat of %(name)s in the Presidium is vacant from %(day)s.") % facts
        yield happenings.Consequence(text, "A-3.4b")
        for office in Office.objects.on(on).filter(person=seat.person_id, kind__in=ELECTED):
            text = _("%(name)s remains %(office)s until the Presidium decides on the release.")
            facts = {"name": seat.person.full_name, "office": office.get_kind_display()}
            yield happenings.Consequence(text % facts, "A-3.7.1")


@desk.duties
def releases_due(user: User, at: datetime) -> Iterable[desk.Duty]:
    """An office whose holder has lost the seat: the Presidium decides on the release, nothing ends by itself."""
    if not (access.can(user, "prepare_meeting") or access.can(user, "sign_as_presiding")):
        return
    for office in unseated_offices(_today(at)):
        facts = {"name": office.person, "office": office.get_kind_display()}
        yield desk.Duty(
            _("Decide on the release of %(name)s, %(office)s") % facts,
            _("The organisation has left the Association and the seat is vacant."), reverse("meetings"),
            _("To the meetings"), "A-3.7.1",
        )  # fmt: skip


@desk.duties
def agendas(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Agendas in preparation: the secretary writes and hands over, the chair approves (A-4.3b)."""
    approves, prepares = access.can(user, "approve_agenda"), access.can(user, "prepare_meeting")
    if not (approves or prepares):
        return
    rows = Meeting.objects.filter(state=Meeting.State.PLANNED, held_on__gte=_today(at)).annotate(n=Count("items"))
    for row in rows.order_by("starts_at"):
        day = _day(row.held_on)
        text = ngettext("%(n)s question is on it.", "%(n)s questions are on it.", row.n) % {"n": row.n}
        if row.n and approves:
            title, button = _("Approve the agenda of the meeting of %(day)s"), _("Approve")
        elif row.n:
            title, button = _("Hand the agenda of the meeting of %(day)s to the chair"), _("Open")
        elif prepares:
            title, button, text = _("Write the agenda of the meeting of %(day)s"), _("Write"), _("It is empty.")
        else:
            continue
        yield desk.Duty(title % {"day": day}, text, row.get_absolute_url(), button, "A-4.3b", row.held_on)


@desk.duties
def sittings(user: User, at: datetime) -> Iterable[desk.Duty]:
    """A meeting of today to lead, a vote that is open, a meeting ahead."""
    today = _today(at)
    if access.can(user, "run_meeting"):
        for row in Meeting.objects.filter(state__in=["called", "open"], held_on__lte=today):
            yield desk.Duty(
                _("Lead the meeting of %(day)s") % {"day": _day(row.held_on)},
                _("Presence, votes and text are kept in the meeting room."), reverse("room", args=[row.pk]),
                _("Meeting room"), "A-4.6", row.held_on, max((today - row.held_on).days, 0),
            )  # fmt: skip
    if user.person_id is None:
        return
    asked = Meeting.objects.filter(participants__person=user.person_id)
    voting = AgendaItem.objects.filter(state=AgendaItem.State.VOTING, meeting__in=asked.filter(state="open"))
    for item in voting.filter(meeting__participants__person=user.person_id, meeting__participants__voice="decisive"):
        yield desk.Duty(
            _("A vote is open: question %(number)s") % {"number": item.number}, item.title,
            reverse("ballot", args=[item.meeting_id]), _("Vote"), "A-5.4.2", today,
        )  # fmt: skip
    for row in asked.filter(state="called", held_on__gte=today).order_by("starts_at"):
        text = _("%(when)s, %(place)s.") % {"when": _hour(row), "place": row.place}
        yield desk.Duty(
            _("Meeting of the Presidium on %(day)s") % {"day": _day(row.held_on)}, text, row.get_absolute_url(),
            _("Agenda"), "A-4.4c", row.held_on,
        )  # fmt: skip


@desk.duties
def minutes(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Minutes to write, to sign and to wait for, with their due day (A-4.10)."""
    keeps, today = access.can(user, "keep_minutes"), _today(at)
    rows = Minutes.objects.exclude(state=Minutes.State.SIGNED).select_related("meeting", "meeting__presiding")
    if not (keeps or access.can(user, "sign_as_presiding")):
        return
    for row in rows.order_by("due_on"):
        found = _what(row, user, keeps=keeps)
        if found:
            title, text, button = found
            due = _("Due day: %(day)s") % {"day": _day(row.due_on, "weekday")}
            yield desk.Duty(
                title, f"{text} {due}".strip(), row.get_absolute_url(), button, "A-4.10a", row.due_on,
                max((today - row.due_on).days, 0),
            )  # fmt: skip


def _what(row: Minutes, user: User, *, keeps: bool) -> tuple[str, str, str] | None:
    meeting, day = row.meeting, {"day": _day(row.meeting.held_on)}
    presided = user.person_id is not None and user.person_id == meeting.presiding_id
    if row.state == Minutes.State.TEXT and keeps:
        return _("Finish the minutes of the meeting of %(day)s") % day, "", _("Go on")
    if row.state == Minutes.State.OFFERED and keeps:
        return _("Sign the minutes of the meeting of %(day)s") % day, "", _("Sign")
    if row.state == Minutes.State.HALF_SIGNED and presided:
        return _("Sign the minutes of the meeting of %(day)s") % day, _("The secretary has signed."), _("Sign")
    if row.state == Minutes.State.HALF_SIGNED and keeps:
        title = _("The minutes of the meeting of %(day)s await a signature") % day
        return title, _("%(name)s, who presided, has not signed yet.") % {"name": meeting.presiding}, _("Open")
    return None


@desk.aside("view_records", "presidium/next_meeting.html")
def next_meeting(user: User, at: datetime) -> dict[str, Any]:
    """The nearest meeting: place, invitations, what is not ready."""
    rows = meetings_seen_by(user).filter(state__in=["planned", "called", "open"], held_on__gte=_today(at))
    meeting = rows.order_by("starts_at").first()
    if meeting is None:
        return {"meeting": None}
    people = list(meeting.participants.values_list("invited_at", flat=True))
    invited = sum(moment is not None for moment in people)
    approved = meeting.state != Meeting.State.PLANNED
    ticks = [
        {"done": approved, "text": _("Agenda approved") if approved else _("Agenda not approved")},
        {"done": invited == len(people), "text": _("Invited %(n)s of %(all)s") % {"n": invited, "all": len(people)}},
    ]
    return {"meeting": meeting, "when": _beside_number(meeting.held_on), "ticks": ticks}


def _beside_number(day: date) -> str:
    """Month and day of the week, to stand beside the number of the day."""
    month = re.sub(r"^\d+\W", "", _day(day))
    return ", ".join([month, *(part for part in _day(day, "weekday").split(", ") if not re.search(r"\d", part))])
