"""The certificate of a member: to whom, with which number, how long valid, how issued again (App. B)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from association.statute import altai

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
