"""Certification of the quality management system of members (A-4.12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, altai, say
from membership.rules.joining import CERTIFIED, CONCLUSION, INTRODUCED, INTRODUCING

Period = tuple[date, date | None]


@altai("4.12", _("A QMS is certified from the day of its certificate to its last day, unless it is suspended."))
def is_certified(*, on: date, issued_on: date, valid_until: date, stops: Iterable[Period] = ()) -> bool:
    """Whether a certificate is in force on a day; stops are half-open [from, to), the last day itself counts."""
    stopped = any(first <= on and (last is None or on < last) for first, last in stops)
    return issued_on <= on <= valid_until and not stopped


@altai("4.12", _("A certificate is described by its standard, its body, its number and its days."), also=("3.1.1",))
def is_record_sound(
    *, issued_on: date, valid_until: date, received_on: date, on: date, is_known: bool = False
) -> Verdict:
    """Whether the days of a record follow each other and the certificate is not on record already."""
    if valid_until <= issued_on:
        return Verdict(False, sentence=say(_("The certificate ends before it begins.")))
    if received_on < issued_on:
        return Verdict(False, sentence=say(_("The certificate was received before it was issued.")))
    if received_on > on:
        return Verdict(False, sentence=say(_("This day is still ahead.")))
    if is_known:
        return Verdict(False, sentence=say(_("This certificate is on record already.")))
    return Verdict(True)


@altai("4.12", _("A certificate of conformity raises the ground of a member to 3.1.1."), also=("3.1.1",))
def may_raise_ground(*, is_member: bool, ground: str, is_certified: bool, on: date, member_from: date) -> Verdict:
    """Whether a membership may go on by ground 3.1.1: a member of another ground, certified on the day."""
    if not is_member:
        return Verdict(False, sentence=say(_("Only a member of the Association has a ground to raise.")))
    if ground == CERTIFIED:
        return Verdict(False, sentence=say(_("The membership stands on clause 3.1.1 already.")))
    if not is_certified:
        return Verdict(False, sentence=say(_("The certificate is not in force on this day.")))
    if on < member_from:
        return Verdict(False, sentence=say(_("The ground cannot change before the membership began.")))
    return Verdict(ground in (INTRODUCED, INTRODUCING, CONCLUSION))


@altai("4.12", _("A surveillance audit, a suspension or a withdrawal falls into the term of the certificate."))
def is_within_term(*, day: date, issued_on: date, valid_until: date) -> bool:
    """Whether a day lies in the term of a certificate, its last day included."""
    return issued_on <= day <= valid_until
