"""Working groups, agreements and the acts of clause 1.2: who may lead and join, what ends soon; two life cycles."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from association.states import Steps, step
from association.statute import Verdict, altai, say

OPEN, DONE, DROPPED = "open", "done", "dropped"
TASK_STEPS: Steps = {
    "finish": step(OPEN, to=DONE, right="lead_group"),
    "drop": step(OPEN, to=DROPPED, right="lead_group"),
}
ASKED, ACCEPTED, REFUSED = "asked", "accepted", "refused"
PROPOSAL_STEPS: Steps = {
    "accept": step(ASKED, to=ACCEPTED, right="lead_group"),
    "refuse": step(ASKED, to=REFUSED, right="lead_group"),
}
DAYS_BEFORE_END = 30


@altai("3.11.4", _("A group works between its first and its last day."), also=("3.11.1", "3.11.2", "3.11.3"))
def is_within(*, since: date, until: date | None, on: date) -> Verdict:
    """Whether a day lies in the life of a group; nobody leads or joins outside of it."""
    if on < since:
        return Verdict(False, sentence=say(_("The group works from %(day)s on."), day=since))
    if until is not None and on >= until:
        return Verdict(False, sentence=say(_("The group ended on %(day)s."), day=until))
    return Verdict(True)


@altai("5.6.6", _("A member organisation joins the work of a group by its people."))
def may_join(*, is_member: bool, is_in_already: bool) -> Verdict:
    """Whether a person of an organisation may be proposed for a group."""
    if is_in_already:
        return Verdict(False, sentence=say(_("This person is in the group already.")))
    return Verdict(is_member)


@altai("5.3.3", _("An agreement has two parties at least; the Association may be one of them."))
def has_parties(*, parties: int, with_association: bool) -> bool:
    """Whether there is somebody to agree with somebody (A-5.3.3)."""
    return parties + with_association >= 2


@altai("5.3.3", _("An agreement that ends soon is looked at in time."))
def ends_soon(*, ends_on: date | None, on: date, days: int = DAYS_BEFORE_END) -> bool:
    """Whether the last day comes within so many days and has not passed."""
    return ends_on is not None and on < ends_on <= on + timedelta(days=days)


@altai("7.1", _("The Association works by the acts that are in force."), also=("1.2a",))
def is_in_force(*, since: date | None, until: date | None, on: date) -> bool:
    """Whether an act of clause 1.2 is in force on a day; `until` is the first day on which it no longer is."""
    return (since is None or since <= on) and (until is None or on < until)
