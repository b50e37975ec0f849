"""Navigation and duties of working groups (A-3.11, A-5.6.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, clock, desk
from association.models import User
from association.queries_groups import LEADS, proposals_for, tasks_of

READERS = ("view_records", "view_registers", LEADS, "join_group")


def _address(user: User) -> str:
    return reverse("groups") if any(access.holds(user, right) for right in READERS) else ""


desk.entry(desk.Entry(
    "office", gettext_lazy("Working groups"), "groups", "users", "", 50, address=_address,
    also=("group", "group_new", "group_words", "group_end", "group_seat_new", "group_seat_end", "group_proposal_new",
          "group_proposal_refusal", "group_task"),
))  # fmt: skip


@desk.duties
def group_work(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Tasks of groups that a person leads or that the person has; proposals that await a word (A-3.11, A-5.6.6)."""
    if not user.person_id:
        return
    today = clock.today()
    for row in tasks_of(user, today):
        yield desk.Duty(
            _("Task of the group: %(text)s") % {"text": row.text[:120]}, f"{row.group.called}. {row.person}",
            f"{row.group.get_absolute_url()}#tasks", _("Open"), row.group.clause, row.due_on,
            max((today - row.due_on).days, 0),
        )  # fmt: skip
    if not access.holds(user, LEADS):
        return
    for row in proposals_for(user, today):
        yield desk.Duty(
            _("Answer a proposal for the group: %(who)s") % {"who": row.person}, row.group.called,
            f"{row.group.get_absolute_url()}#proposals", _("Answer"), "A-5.6.6",
        )  # fmt: skip
