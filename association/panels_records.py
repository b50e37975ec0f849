"""What the register of papers asks of a person: papers passed on, papers under control, ways of sending to note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import access, clock, desk
from association.models import User
from association.queries_records import awaited, open_routings, unsent
from association.rules.records import days_over

CLAUSE, AHEAD = "A-7.2.2", timedelta(days=7)


@desk.duties
def passed_to_me(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Papers that were passed to this person and are not done (A-7.2.2)."""
    today = clock.today()
    for row in open_routings(user):
        button = _("Open") if row.received_at else _("Confirm")
        yield desk.Duty(
            _("Incoming paper %(number)s: %(heading)s") % {"number": row.entry, "heading": row.entry.heading},
            row.text, row.get_absolute_url(), button, CLAUSE, row.due_on,
            days_over(due_on=row.due_on, done_on=None, today=today),
        )  # fmt: skip


@desk.duties
def under_control(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Papers whose day is over or near, for who keeps the register (A-7.2.2, A-7.2.5)."""
    if not access.can(user, "register_documents"):
        return
    today = clock.today()
    for row in awaited(today + AHEAD):
        clause = "A-7.2.5" if row.kind == row.Kind.REQUEST else CLAUSE
        yield desk.Duty(
            _("Answer %(number)s: %(heading)s") % {"number": row, "heading": row.heading}, row.correspondent,
            row.get_absolute_url(), _("Open"), clause, row.due_on,
            days_over(due_on=row.due_on, done_on=row.done_on, today=today),
        )  # fmt: skip


@desk.duties
def to_be_sent(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Signed letters of which nobody noted how they left (A-7.2.2)."""
    if not access.can(user, "register_documents"):
        return
    if count := unsent().count():
        text = ngettext(
            "%(count)d signed letter waits to be printed and sent.",
            "%(count)d signed letters wait to be printed and sent.", count,
        )  # fmt: skip
        first = unsent().first()
        address = first.get_absolute_url() if first and count == 1 else f"{reverse('journal')}?series=outgoing"
        yield desk.Duty(_("Send signed letters"), text % {"count": count}, address, _("Open"), CLAUSE)
