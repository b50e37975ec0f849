"""Requests of information: who is asked, how much time is left, what an answer needs; its two life cycles."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from association.states import Steps, step
from association.statute import Verdict, altai, say

SOON, TODAY, LATE = "soon", "today", "late"
AHEAD = 3  # days before the due day on which the first reminder goes out
DAYS_AHEAD = 5

DRAFT, OFFERED, SENT, CLOSED, DROPPED = "draft", "offered", "sent", "closed", "dropped"
REQUEST_STEPS: Steps = {
    "offer": step(DRAFT, to=OFFERED, right="keep_requests"),
    "reopen": step(OFFERED, to=DRAFT, right="keep_requests"),
    "drop": step(DRAFT, to=DROPPED, right="keep_requests"),
    "send": step(OFFERED, to=SENT, right="send_requests"),
    "close": step(SENT, to=CLOSED, right="keep_requests"),
}

AWAITED, ANSWERED, RETURNED, RELEASED = "awaited", "answered", "returned", "released"
OPEN = (AWAITED, RETURNED)
REPLY_STEPS: Steps = {
    "submit": step(AWAITED, RETURNED, to=ANSWERED, right="answer_requests"),
    "return": step(ANSWERED, to=RETURNED, right="keep_requests"),
    "release": step(AWAITED, RETURNED, to=RELEASED, right=None),
}


@altai("5.7.5", _("Only member organisations are asked for information."), also=("5.2.1",))
def may_be_asked(*, is_member: bool) -> bool:
    """Whether an organisation owes the Presidium an answer on the day it is asked (A-5.7.5)."""
    return is_member


@altai("5.2.1", _("A request leaves its addressees time to answer."))
def is_due_ahead(*, due_on: date, earliest: date) -> Verdict:
    """Whether the due day is not before the first day that the number of working days allows."""
    message = _("The first day that leaves enough time is %(day)s.")
    return Verdict(due_on >= earliest, sentence=say(message, day=earliest))


@altai("5.2.1", _("A request asks somebody for something."))
def may_be_offered(*, fields: int, addressees: int) -> Verdict:
    """Whether a request has a form to be filled in and organisations to fill it in."""
    if not fields:
        return Verdict(False, sentence=say(_("Add at least one field to be filled in.")))
    if not addressees:
        return Verdict(False, sentence=say(_("Choose at least one member organisation.")))
    return Verdict(True)


@altai("5.7.5", _("An answer holds every obligatory field."))
def is_answer_complete(*, missing: tuple[str, ...]) -> Verdict:
    """Whether nothing obligatory is left open; `missing` names what is."""
    message = _("Still to be filled in: %(names)s.")
    return Verdict(not missing, sentence=say(message, names=missing), needed=len(missing))


@altai("5.7.5", _("An answer is late after its due day."), also=("5.2.1",))
def is_late(*, due_on: date, on: date) -> bool:
    """Whether a day lies after the due day; a late answer is taken all the same (A-5.7.5)."""
    return on > due_on


@altai("5.7.5", _("Organisations are reminded of their due day."), also=("5.2.1",))
def reminder_stage(*, due_on: date, on: date) -> str:
    """Which reminder a day asks for: some days before, on the day, after it; empty earlier."""
    left = (due_on - on).days
    if left < 0:
        return LATE
    if left == 0:
        return TODAY
    return SOON if left <= AHEAD else ""
