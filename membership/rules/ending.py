"""How membership ends, and how many members there must be (A-3.12, A-3.14, A-3.15)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

BECAME_MEMBER, ORDER_VOIDED = "became_member", "order_voided"
WITHDRAWAL, REORGANISATION, LIQUIDATION, EXCLUSION = "withdrawal", "reorganisation", "liquidation", "exclusion"
END_CLAUSES: Final = {
    BECAME_MEMBER: "A-3.3",
    WITHDRAWAL: "A-3.15.2",
    REORGANISATION: "A-3.15.1",
    LIQUIDATION: "A-3.15.1",
    EXCLUSION: "A-3.14",
    ORDER_VOIDED: "A-3.3",
}
ENDING_EVENTS: Final = (REORGANISATION, LIQUIDATION)
CEASED, DECLINED = "ceased", "declined"
LAPSE_CLAUSES: Final = {CEASED: "A-3.15.1", DECLINED: "A-5.6.7"}
SOONER: Final = (*ENDING_EVENTS, EXCLUSION)  # what ends a membership before a day that an exit has named


@altai("3.12", _("The association has at least five member organisations."))
def is_minimum_kept(*, members: int, min_members: int = 5) -> Verdict:
    """A warning only, candidates not counted; it never blocks a lawful exit (A-3.12)."""
    message = _("The association has %(members)s member organisations; the statute asks for at least %(needed)s.")
    return Verdict(
        members >= min_members, sentence=say(message, members=members, needed=min_members), needed=min_members
    )


@altai("3.12", _("An exclusion that leaves fewer than five members is confirmed once more."), also=("3.14",))
def may_exclude(*, members_left: int, is_confirmed: bool, min_members: int = 5) -> Verdict:
    """Whether an exclusion goes on; below the minimum it asks for a second word, and is never blocked (A-3.12)."""
    message = _("%(members)s member organisations would be left, the statute asks for at least %(needed)s: confirm it.")
    return Verdict(
        members_left >= min_members or is_confirmed,
        sentence=say(message, members=members_left, needed=min_members), needed=min_members,
    )  # fmt: skip


@altai("3.14", _("Of two ends of one membership the earlier one counts."), also=("3.15.1", "3.15.2"))
def is_first_end(*, reason: str, on: date, planned: date | None) -> bool:
    """Whether an end from a day takes effect: none is recorded, or only an exit that would come later (A-5.6.7)."""
    return planned is None or (reason in SOONER and on < planned)


@altai("3.15.1", _("Reorganisation or liquidation ends membership; a new name, address or head does not."))
def ends_membership(*, event: str) -> bool:
    """Whether what happened to an organisation ends its membership, on the day of the state register's entry."""
    return event in ENDING_EVENTS


@altai(
    "3.15.2",
    _("A member leaves on the day it states, not earlier than its application is registered."),
    also=("5.6.7",),
)
def leaves_on(*, stated_on: date | None, registered_on: date) -> date:
    """First day without membership; nobody's consent is asked (A-3.15.2, A-5.6.7)."""
    return max(stated_on or registered_on, registered_on)


@altai("5.6.7", _("A member may leave at its own discretion."), also=("3.15.2", "3.14"))
def may_withdraw(
    *, is_member: bool, by_head: bool, presidium_consents: bool = False, needs_consent: bool = False
) -> Verdict:
    """Whether an exit may be registered; consent counts only where the rule set asks for it (A-3.14)."""
    if not is_member:
        return Verdict(False, sentence=say(_("The organisation is neither a member nor a candidate on this day.")))
    if not by_head:
        return Verdict(False, "A-3.15.2", say(_("Only the head of the organisation applies to leave.")))
    if needs_consent and not presidium_consents:
        message = _("The rules in force ask for the consent of the Presidium: give its minutes.")
        return Verdict(False, "A-3.14", say(message))
    return Verdict(True)


@altai("3.3", _("The date of an order lies neither ahead nor before the papers it stands on."))
def may_date_order(*, dated_on: date, today: date, papers_on: tuple[date, ...] = ()) -> Verdict:
    """Whether an order may bear a date; `papers_on` are the days of the decisions and exits it cites (A-3.3)."""
    if dated_on > today:
        return Verdict(False, sentence=say(_("The date of the order lies ahead; enter the order when it is signed.")))
    last = max(papers_on, default=dated_on)
    message = _("The order is older than what it stands on: the decision or application of %(day)s.")
    return Verdict(dated_on >= last, sentence=say(message, day=last))


@altai(
    "3.15.1",
    _("An application has no effect when its organisation has ceased, or does not want to join any more."),
    also=("5.6.7",),
)
def may_lapse(*, reason: str, has_ceased: bool, note: str = "") -> Verdict:
    """Whether an application may end without effect before the order; membership has not begun (A-3.3)."""
    if reason == CEASED:
        message = _("No reorganisation and no liquidation of the organisation is on record: record it first.")
        return Verdict(has_ceased, LAPSE_CLAUSES[CEASED], say(message))
    if reason == DECLINED:
        message = _("Name the letter of the organisation: its date and number.")
        return Verdict(bool(note.strip()), LAPSE_CLAUSES[DECLINED], say(message))
    return Verdict(False, sentence=say(_("Say why the application has no effect any more.")))
