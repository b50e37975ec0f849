"""Four facts that a caller asks for, and the details beside the history."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from association.fmt import clause_number, nbsp
from association.templatetags.ui import day as in_words
from membership import rules
from membership.models import Application, Membership
from membership.panels_organisation.dossier import Dossier


def key_facts(dossier: Dossier) -> list[dict[str, Any]]:
    """Status, certificate of a member, quality certificate, ground."""
    return [_status(dossier), _certificate(dossier), _quality(dossier), _ground(dossier)]


def _status(dossier: Dossier) -> dict[str, Any]:
    row = dossier.membership
    label = _("Membership")
    if row is None:
        past = [one for one in dossier.memberships if one.ends_on and one.ends_on <= dossier.today and not one.is_void]
        if past:
            left = pgettext("membership", "until %(day)s") % {
                "day": in_words(max(one.ends_on for one in past), "dative")
            }
            return {"label": label, "value": pgettext("membership", "Left"), "look": "calm", "remark": left}
        return {"label": label, "value": _("Not in the register"), "look": "none", "remark": ""}
    words, look = (_("Member"), "ok") if row.kind == Membership.Kind.MEMBER else (_("Candidate"), "run")
    return {"label": label, "value": words, "look": look, "remark": _since(row.starts_on)}


def _certificate(dossier: Dossier) -> dict[str, Any]:
    row = dossier.certificate
    if row is None:
        return {"label": _("Certificate of a member"), "value": _("none"), "remark": ""}
    return {"label": _("Certificate of a member"), "value": str(row), "remark": _since(row.issued_on)}


def _quality(dossier: Dossier) -> dict[str, Any]:
    label, row = _("QMS certificate"), dossier.quality
    if row is None:
        return {"label": label, "value": _("none"), "remark": ""}
    until = row.valid_until
    left = (until.year - dossier.today.year) * 12 + until.month - dossier.today.month
    remark = ngettext("%(count)d month left", "%(count)d months left", left) % {"count": left}
    if until < dossier.today:
        remark = _("the term is over")
    elif not row.is_in_force(dossier.today):
        remark = row.stops.all()[0].get_kind_display() if row.stops.all() else ""
    value = _("until %(day)s") % {"day": in_words(until, "short")}
    return {"label": label, "value": value, "remark": remark, "clause": "A-4.12"}


def _ground(dossier: Dossier) -> dict[str, Any]:
    row = dossier.membership
    if row is None:
        return {"label": _("Ground"), "value": _("none"), "remark": ""}
    number = clause_number(rules.GROUNDS[row.ground_now])
    return {"label": _("Ground"), "value": number, "remark": Application.Ground(row.ground_now).label}


def _since(day: date) -> str:
    return _("since %(day)s") % {"day": in_words(day, "ablative")}


def details(dossier: Dossier) -> list[dict[str, Any]]:
    """The summary list beside the history."""
    organisation, head = dossier.organisation, dossier.head
    numbers = " / ".join(number for number in (organisation.inn, organisation.ogrn) if number)
    return [
        {"label": _("Full name"), "value": nbsp(dossier.name.full if dossier.name else organisation.title)},
        {"label": _("Address"), "value": organisation.address_now},
        {"label": _("Tax number, state number"), "value": numbers},
        {"label": _("Sector"), "value": organisation.get_sector_display()},
        {"label": _("Head"), "value": head.person.full_name if head else "", "hint": head.post if head else ""},
        {"label": _("Phone"), "value": organisation.phone},
        {
            "label": _("E-mail"),
            "value": organisation.email,
            "url": organisation.email and f"mailto:{organisation.email}",
        },
    ]
