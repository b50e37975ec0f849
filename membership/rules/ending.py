"""How membership ends, and how many members there must be (A-3.12, A-3.14, A-3.15)."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

ENDING_EVENTS: Final = ("reorganisation", "liquidation")


@altai("3.12", _("The association has at least five member organisations."))
def is_minimum_kept(*, members: int, min_members: int = 5) -> Verdict:
    """A warning only, candidates not counted; it never blocks a lawful exit (A-3.12)."""
    message = _("The association has %(members)s member organisations; the statute asks for at least %(needed)s.")
    return Verdict(
        members >= min_members, sentence=say(message, members=members, needed=min_members), needed=min_members
    )


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


@altai("5.6.7", _("A member may leave at its own discretion."), also=("3.15.2",))
def may_withdraw(
    *, is_member: bool, by_head: bool, presidium_consents: bool = False, needs_consent: bool = False
) -> bool:
    """Whether an exit may be registered; consent counts only where the rule set asks for it (A-3.14)."""
    return is_member and by_head and (presidium_consents or not needs_consent)
