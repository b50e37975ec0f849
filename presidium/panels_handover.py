"""Duties and readers of the hand-over of the chair's affairs: on both desks until it is done (A-4.10c)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from association import access, desk
from association.models import Paper, User
from presidium.models import HandOver
from presidium.papers_handover import D31
from presidium.queries_handover import open_handover


@access.register_reach(Paper)
def own_lists_read(user: User, right: str) -> Q:
    """Who hands over and who takes over read their list, also without an office."""
    if right != "view_organisation" or not user.is_authenticated or user.person_id is None:
        return Q(pk__in=[])
    mine = HandOver.objects.filter(Q(giver=user.person_id) | Q(taker=user.person_id))
    return Q(kind=D31.code, pk__in=mine.values("paper"))


@desk.duties
def to_hand_over(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Of the outgoing keeper, of the new one, and of the secretary who sees to it."""
    row = open_handover()
    if row is None:
        return
    is_given = row.state == HandOver.State.HALF_SIGNED
    said = {"giver": row.giver, "taker": row.taker}
    awaited = _("%(giver)s has signed the list.") if is_given else _("%(giver)s has not signed the list yet.")
    if user.person_id is not None and user.person_id == row.giver_id and not is_given:
        title, text, button = _("Hand the chair's affairs over to %(taker)s"), "", _("Sign")
    elif user.person_id is not None and user.person_id == row.taker_id:
        title, text = _("Take the chair's affairs over from %(giver)s"), awaited
        button = _("Sign") if is_given else _("Open")
    elif access.can(user, "keep_minutes"):
        title, text, button = _("The chair's affairs are to be handed over to %(taker)s"), awaited, _("Open")
    else:
        return
    yield desk.Duty(title % said, text % said, row.get_absolute_url(), button, "A-4.10c", row.on)
