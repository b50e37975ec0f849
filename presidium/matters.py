"""What a meeting decides on an exclusion, and what the Presidium does when the floor below announces something."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext, gettext_lazy

from association.happenings import on as when
from association.matters import Matter, register
from association.models import Address, Basis, Headship, Organisation, OrganisationName, User
from presidium import (
    matters_elections,  # noqa: F401  # registers elections and early release
    matters_preparation,  # noqa: F401  # registers what waits for an agenda by itself
    matters_rules,  # noqa: F401  # registers the change of the rules
)
from presidium.actions import exclusion, exclusion_consents, seats
from presidium.models import ExclusionCase
from presidium.papers_exclusion import entry_number
from presidium.queries_exclusion import MATTER, waiting_cases


def _heading(case: ExclusionCase) -> str:
    return gettext("On the exclusion of %(organisation)s from the Association") % {"organisation": case.target.title}


def _draft(case: ExclusionCase) -> str:
    words = gettext(
        "Exclude %(organisation)s from the Association (clause 3.14 of the statute). Motion of %(initiator)s, "
        "No. %(number)s."
    )
    facts = {"organisation": case.target.title, "initiator": case.initiator.title, "number": entry_number(case.entry)}
    return words % facts


def _listed(*, subject: ExclusionCase, by: User, at: datetime) -> None:
    exclusion_consents.put_on_agenda(subject, by=by, at=at)


def _heard(*, subject: ExclusionCase, basis: Basis, by: User, at: datetime) -> None:
    exclusion_consents.hear(subject, basis=basis, by=by, at=at)


def _dropped(*, subject: ExclusionCase, by: User, at: datetime) -> None:
    exclusion_consents.drop_from_agenda(subject, by=by, at=at)


# A vote that brings too few consents decides nothing yet: sheets may add to it.
EXCLUSION = register(
    Matter(
        MATTER, gettext_lazy("Exclusion of a member"), "A-3.14", "exclusion", ExclusionCase, waiting_cases, _heading,
        _draft, _listed, _heard, _heard, _dropped,
    )
)  # fmt: skip


@when("membership.ended")
def _vacate(
    *, membership, organisation: Organisation, on: date, reason: str, basis: Basis, by: User, at: datetime
) -> None:
    """The organisation's seat falls vacant on the same day, and the Presidium is told (A-3.15, A-3.4b)."""
    seats.vacate_seats(organisation, on=on, by=by, at=at)
    if reason in (membership.EndReason.BECAME_MEMBER, membership.EndReason.ORDER_VOIDED):
        return
    exclusion.lapse_cases(organisation, on=on, by=by, at=at)
    if reason == membership.EndReason.EXCLUSION:
        exclusion.tell_of_force(organisation, on=on, by=by, at=at)
    else:
        seats.tell_of_end(membership, on=on, by=by, at=at)


@when("membership.restored")
def _seat_anew(*, membership, was, organisation: Organisation, on: date, basis: Basis, by: User, at: datetime) -> None:
    """The seat that fell vacant by an order that was voided is filled again from the same day."""
    seats.restore_seats(organisation, vacated_on=was.ends_on, on=on, by=by, at=at)


@when("organisation.head_changed")
def _follow_head(*, organisation: Organisation, on: date, by: User | None, at: datetime) -> None:
    """The seat of a former head falls vacant on the day the new one begins (A-3.4b)."""
    seats.vacate_former_heads(organisation, on=on, by=by, at=at)
    seats.seat_by_right(organisation, on=on, basis=None, by=by, at=at)


@when("organisation.change_taken_back")
def _follow_head_back(
    *, organisation: Organisation, row: OrganisationName | Address | Headship, on: date, by: User, at: datetime
) -> None:
    """A head who stays after all keeps the seat."""
    if isinstance(row, Headship):
        seats.follow_head_back(organisation, on=on, by=by, at=at)
