"""Rules of the register of incoming and outgoing papers (A-7.2.2)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say


@altai("7.2.2", _("A paper is entered on the day it came; later, the reason is written beside it."), also=("6.5",))
def may_enter(*, came_on: date, on: date, late_reason: str) -> Verdict:
    """Say whether a paper that came on a day may be entered on another, with or without a reason."""
    if came_on > on:
        return Verdict(False, sentence=say(_("The paper cannot have come later than today.")))
    return Verdict(came_on == on or bool(late_reason.strip()))


@altai("5.2.8", _("The register says what kind of correspondent it is; a member is chosen from the organisations."))
def is_correspondent_told(*, kind: str, has_organisation: bool, name: str) -> bool:
    """A member of the Association is a row of its register; everybody else may be named in words."""
    return bool(kind) and (has_organisation if kind == "member" else has_organisation or bool(name.strip()))


@altai("7.2.1", _("An order from outside comes from the authority and bears its own number and date."))
def is_order_told(*, kind: str, correspondent_kind: str, their_number: str, their_date: date | None) -> bool:
    """Orders of the authority are found by their own number and date; other papers may lack both."""
    if kind != "order_external":
        return True
    return correspondent_kind == "authority" and bool(their_number.strip()) and their_date is not None


@altai("7.2.2", _("A paper is passed on until a day that is not over yet."))
def may_pass_on(*, due_on: date | None, today: date) -> bool:
    """The day until which something is to be done lies today or ahead."""
    return due_on is None or due_on >= today


@altai("7.2.2", _("What was done is said in words, or by the reply that went out."), also=("7.2.5",))
def is_deed_told(*, word: str, has_reply: bool) -> bool:
    """A paper leaves control by a word or by a registered reply."""
    return has_reply or bool(word.strip())


def days_over(*, due_on: date | None, done_on: date | None, today: date) -> int:
    """How many days a paper under control is overdue; 0 for one that is not."""
    if due_on is None or done_on is not None:
        return 0
    return max(0, (today - due_on).days)
