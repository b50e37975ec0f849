"""What may be done next on the page of an organisation, by right and by what holds today."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association import access
from membership.models import Membership
from membership.panels_organisation.dossier import Dossier

KEEPS, OWN = "manage_organisations", "edit_application"


@dataclass(frozen=True)
class Door:
    """One link: words, icon, the right it needs on the organisation, its address, and when it is shown."""

    label: Any
    icon: str
    right: str
    address: Callable[[Dossier], str]
    is_shown: Callable[[Dossier], bool] = lambda _dossier: True


def _to(route: str) -> Callable[[Dossier], str]:
    return lambda dossier: reverse(route, args=[dossier.organisation.pk])


def _own(route: str) -> Callable[[Dossier], str]:
    return lambda _dossier: reverse(route)


def _may_apply(dossier: Dossier) -> bool:
    row = dossier.membership
    return dossier.open_application is None and (row is None or row.kind == Membership.Kind.CANDIDATE)


def _may_leave(dossier: Dossier) -> bool:
    return dossier.membership is not None and dossier.membership.ends_on is None


DOORS = [
    Door(_("Apply to join the Association"), "file", OWN, _own("application_new"), _may_apply),
    Door(_("Correct the contacts"), "phone", OWN, _to("organisation_contacts")),
    Door(_("Leave the Association"), "leave", "leave_association", _own("ending_new"), _may_leave),
    Door(_("The record and its papers"), "book", KEEPS, _to("organisation_record")),
    Door(_("Correct the details"), "edit", KEEPS, _to("organisation_details")),
    Door(_("New name"), "file", KEEPS, _to("organisation_name")),
    Door(_("New address"), "pin", KEEPS, _to("organisation_address")),
    Door(_("New head"), "user", KEEPS, _to("organisation_head")),
    Door(_("Reorganisation or liquidation"), "cycle", KEEPS, _to("organisation_reorganisation")),
]


def next_steps(dossier: Dossier) -> list[dict[str, Any]]:
    """The links that the reader may follow from here."""
    reading = dossier.reading
    rights: dict[str, bool] = {}
    found: dict[str, dict[str, Any]] = {}
    for door in DOORS:
        if not door.is_shown(dossier):
            continue
        if door.right not in rights:
            held = access.holds(reading.reader, door.right)
            rights[door.right] = held and access.can(reading.reader, door.right, reading.organisation)
        if rights[door.right]:
            url = door.address(dossier)
            found.setdefault(url, {"label": door.label, "icon": door.icon, "url": url})
    return list(found.values())


def public_link(dossier: Dossier) -> str:
    """The public page of the organisation, while it is a member or candidate."""
    return reverse("member", args=[dossier.organisation.pk]) if dossier.membership else ""
