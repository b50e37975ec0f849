"""Duties before a meeting: the quarter to be kept, questions to prepare, an invitation to answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, desk
from association.fmt import date_text
from association.models import Association, Event, User
from association.queries_events import register_sittings
from membership.queries import local_day
from presidium.queries import meetings_seen_by
from presidium.queries_preparation import due_questions, quarter_watch


def _day(day, style: str = "day") -> str:
    return date_text(day, (get_language() or "ru").split("-")[0], style)


@register_sittings
def within_event(event: Event, user: User) -> list[dict[str, Any]]:
    """The meetings of the Association within a conference, to those who may open them (A-6.3b)."""
    if not user.is_authenticated:
        return []
    rows = meetings_seen_by(user).filter(event=event).order_by("starts_at")
    return [{"label": f"{row.body_name}, {_day(row.held_on, 'long')}", "url": row.get_absolute_url()} for row in rows]


@desk.duties
def quarters(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the secretary and the chair: a quarter without an ordinary meeting (A-4.2a.1)."""
    plans = access.can(user, "prepare_meeting")
    if not (plans or access.can(user, "approve_agenda")) or Association.known() is None:
        return
    today = local_day(at)
    for quarter, verdict in quarter_watch(today):
        over = (today - quarter.last).days
        title = _("The quarter passed without an ordinary meeting") if over > 0 else _("Plan a meeting of this quarter")
        yield desk.Duty(
            title, str(verdict.sentence), reverse("meeting_new" if plans else "meetings"),
            _("Plan a meeting") if plans else _("To the meetings"), "A-4.2a.1", quarter.last, max(over, 0),
        )  # fmt: skip


@desk.duties
def questions(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Questions whose preparation the chair put on this person, until they are ready (A-4.5)."""
    if user.person_id is None:
        return
    today = local_day(at)
    for item in due_questions(user):
        facts = {"day": _day(item.ready_by), "meeting": _day(item.meeting.held_on)}
        yield desk.Duty(
            _("Prepare the question: %(title)s") % {"title": item.title},
            _("To be ready by %(day)s, for the meeting of %(meeting)s.") % facts,
            reverse("item_preparation", args=[item.pk]), _("Prepare"), "A-4.5", item.ready_by,
            max((today - item.ready_by).days, 0),
        )  # fmt: skip
