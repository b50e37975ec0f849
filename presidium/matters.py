"""What the Presidium does when the floor below announces something: seats follow membership."""

from __future__ import annotations

from datetime import date, datetime

from association.happenings import on as when
from association.models import Address, Basis, Headship, Organisation, OrganisationName, User
from presidium.actions import seats


@when("membership.ended")
def _vacate(
    *, membership, organisation: Organisation, on: date, reason: str, basis: Basis, by: User, at: datetime
) -> None:
    """The organisation's seat falls vacant on the same day, and the Presidium is told (A-3.15, A-3.4b)."""
    seats.vacate_seats(organisation, on=on, by=by, at=at)
    if reason not in (membership.EndReason.BECAME_MEMBER, membership.EndReason.ORDER_VOIDED):
        seats.tell_of_end(membership, on=on, by=by, at=at)


@when("membership.restored")
def _seat_anew(*, membership, was, organisation: Organisation, on: date, basis: Basis, by: User, at: datetime) -> None:
    """The seat that fell vacant by an order that was voided is filled again from the same day."""
    seats.restore_seats(organisation, vacated_on=was.ends_on, on=on, by=by, at=at)


@when("organisation.head_changed")
def _follow_head(*, organisation: Organisation, on: date, by: User | None, at: datetime) -> None:
    """The seat of a former head falls vacant on the day the new one begins (A-3.4b)."""
    seats.vacate_former_heads(organisation, on=on, by=by, at=at)


@when("organisation.change_taken_back")
def _follow_head_back(
    *, organisation: Organisation, row: OrganisationName | Address | Headship, on: date, by: User, at: datetime
) -> None:
    """A head who stays after all keeps the seat."""
    if isinstance(row, Headship):
        seats.follow_head_back(organisation, on=on, by=by, at=at)
