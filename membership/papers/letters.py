"""Letters that tell a decision (D04, D05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Association, Person
from association.papers import PaperKind, association_facts, declare, iso, signer
from membership.models import Application

D04 = declare(
    PaperKind("D04", _("Notice of the status of candidate"), "candidate_notice", ("ru", "ky"), ("chair",), "outgoing")
)
D05 = declare(PaperKind("D05", _("Letter on a decision"), "letter", ("ru",), ("chair",), "outgoing"))


def letter_facts(
    application: Application, *, kind: str, protocol: dict[str, Any], chair: Person | None, on: date, entry_number: str
) -> dict[str, Any]:
    """Facts of D05: what was decided on an application, by which minutes, and what follows."""
    association = Association.current()
    organisation = application.organisation
    head = organisation.head_on(on)
    verb = "принять" if kind == "admit" else "отказать в приёме"
    return {
        "association": association_facts(association),
        "number": entry_number or None,
        "date": iso(on),
        "addressee": {
            "post_dative": head.post_dative or head.post if head else "",
            "organisation": organisation.title,
            "name_dative": (head.person.dative or head.person.surname_first) if head else "",
        },
        "heading": "О решении Президиума",
        "salutation": f"Уважаемый руководитель {organisation.title}!",
        "decision": {
            "kind": kind,
            "organisation": organisation.title,
            "protocol": protocol,
            "reasons": [],
            "next_step": (
                "Членство действует с даты приказа об утверждении состава (п. 3.3 Положения)."
                if kind == "admit"
                else f"Президиум решил {verb}. Вы можете подать новое заявление."
            ),
        },
        "signer": signer("Председатель Президиума Ассоциации", chair),
    }


def candidate_facts(
    application: Application, *, protocol: dict[str, Any], chair: Person | None, on: date, entry_number: str
) -> dict[str, Any]:
    """Facts of D04: since when the organisation is a candidate, and whom to write to."""
    association = Association.current()
    letter = letter_facts(application, kind="admit", protocol=protocol, chair=chair, on=on, entry_number=entry_number)
    shared = {key: letter[key] for key in ("association", "number", "date", "addressee", "salutation", "signer")}
    return {
        **shared,
        "organisation": {"name": application.organisation.title},
        "protocol": protocol,
        "since": iso(application.basis.dated_on if application.basis else on),
        "contact": {"name": "секретарь Ассоциации", "phone": association.phone, "email": association.email},
    }
