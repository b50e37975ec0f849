"""The certificate of a member: to whom, with which number, how long valid, how issued again (App. B)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say

VALID, REPLACED, ANNULLED = "valid", "replaced", "annulled"
NEW_NUMBER, SAME_NUMBER, NO_REISSUE = "new_number", "duplicate", ""
REISSUES: Final = {"renaming": NEW_NUMBER, "new_address": NEW_NUMBER, "loss": SAME_NUMBER}


@altai("3.13c", _("The certificate is handed to members only, after the order."))
def may_get_certificate(*, is_member: bool, ordered_on: date | None, on: date) -> bool:
    """Whether the membership certificate may be issued; candidates get a notice instead (A-3.13c)."""
    return is_member and ordered_on is not None and ordered_on <= on


@altai("B.2", _("A certificate number is given once and never again."), also=("B.7",))
def is_number_free(*, number: int, given: Collection[int]) -> bool:
    """Whether a number may stand on a new certificate; annulled and replaced ones count as given (A-B.2)."""
    return number > 0 and number not in given


@altai("B.7", _("A certificate is valid while its organisation is a member and no other has replaced it."))
def certificate_state(*, on: date, member_until: date | None, replaced_on: date | None) -> str:
    """VALID, REPLACED or ANNULLED on a day; `member_until` is the first day without membership (A-B.7)."""
    if replaced_on is not None and on >= replaced_on:
        return REPLACED
    return ANNULLED if member_until is not None and on >= member_until else VALID


@altai("B.7", _("A renaming gives a new number, a loss a duplicate."), also=("B.4",))
def reissue_of(*, reason: str) -> str:
    """How a certificate is issued again: NEW_NUMBER "instead of", SAME_NUMBER as a duplicate, or not at all (A-B.7)."""
    return REISSUES.get(reason, NO_REISSUE)


@altai("B.3", _("A certificate bears the official name of its day of issue."), also=("B.5",))
def is_name_current(*, printed: str, in_force: str) -> bool:
    """Whether the name on a certificate is still the name of the organisation (A-B.3, A-B.5)."""
    return printed == in_force


@altai("B.6", _("Those in office on the day of issue sign: the head of the authority and the chair of the Presidium."))
def has_signers(*, head: bool, chair: bool) -> Verdict:
    """A warning only: an empty office leaves its line on the certificate without a name (A-B.6)."""
    sentences = {
        (False, True): _("Nobody heads the authority on this day: that line would stand without a name."),
        (True, False): _("Nobody is chair of the Presidium on this day: that line would stand without a name."),
        (False, False): _(
            "Neither a head of the authority nor a chair is in office on this day: both lines would lack a name."
        ),
    }
    return Verdict(head and chair, sentence=say(sentences.get((head, chair), _("Both are in office."))))


@altai("B.7", _("A valid certificate is issued again after a renaming, a move or a loss."), also=("B.4",))
def may_reissue(*, reason: str, state: str, differs: bool) -> Verdict:
    """Whether a certificate gives place to a new one or gets a duplicate; `differs`: its print is out of date."""
    if state != VALID:
        message = _("This certificate is not valid any more; it is not issued again.")
    elif reissue_of(reason=reason) == NO_REISSUE:
        message = _("This is no reason to issue a certificate again.")
    elif reissue_of(reason=reason) == NEW_NUMBER and not differs:
        message = _("Name and address on the certificate are those in force; there is nothing to issue anew.")
    else:
        return Verdict(True)
    return Verdict(False, sentence=say(message))


@altai("3.13c", _("A certificate is handed over once, between its issue and today."))
def may_hand_over(*, issued_on: date, on: date, today: date, is_valid: bool = True) -> Verdict:
    """Whether a certificate may be recorded as handed over on a day (A-3.13c)."""
    if on < issued_on:
        message = _("The certificate was issued later than this day.")
    elif on > today:
        message = _("This day is still ahead.")
    elif not is_valid:
        message = _("On this day the certificate was not valid any more.")
    else:
        return Verdict(True)
    return Verdict(False, sentence=say(message))
