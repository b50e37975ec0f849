"""Whose paper it is and who signs it: the organisation's own letterhead in both languages."""

from __future__ import annotations

from datetime import date
from typing import Any

from association.models import Person
from qa_system.models import BodyMember, QaSystem, QualityBody

BLANK = {"post": {"ky": "", "ru": ""}, "name": ""}


def _then(rows: Any, on: date) -> Any:
    """The dated row of a day; a paper older than the records takes the first of them."""
    return rows.on(on).first() or rows.order_by("starts_on").first()


def letterhead(system: QaSystem, on: date) -> dict[str, str]:
    """The organisation as its papers name it: full names of the day, address and how to reach it."""
    organisation = system.organisation
    name = _then(organisation.names, on)
    address = _then(organisation.addresses, on)
    russian = name.full if name else organisation.title
    reach = (
        address.text if address else "", organisation.phone, organisation.email,
        system.own_site or organisation.website,
    )  # fmt: skip
    return {
        "name": russian,
        "name_ky": name.full_ky if name and name.full_ky else russian,
        "reach": " · ".join(part for part in reach if part),
    }


def signing(person: Person | None, post_ky: str, post_ru: str) -> dict[str, Any]:
    """One line of a signature block, with the post in both languages."""
    return {
        "post": {"ky": post_ky or post_ru, "ru": post_ru or post_ky},
        "name": person.initials_first if person else "",
    }


def head_of(system: QaSystem, on: date) -> dict[str, Any]:
    """The head as a signer; the Kyrgyz post is the one the organisation gave in its list of people."""
    row = _then(system.organisation.headships.select_related("person"), on)
    if row is None:
        return BLANK
    known = system.staff.filter(person=row.person).first()
    return signing(row.person, known.post_ky if known else "", row.post)


def leader_of(system: QaSystem, on: date) -> dict[str, Any] | None:
    """Who leads the quality unit at work, or the quality officer; None where nobody does."""
    row = (
        BodyMember.objects.on(on)
        .filter(body__system=system)
        .exclude(body__state=QualityBody.State.CLOSED)
        .select_related("person")
        .first()
    )
    return signing(row.person, row.post_ky, row.post_ru) if row else None
