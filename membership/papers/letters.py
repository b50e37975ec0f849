"""Letters that tell a decision (D04, D05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Association, Person, RegisterEntry
from association.offices import Leader
from association.papers import PaperKind, association_facts, declare, iso, leader_signer
from membership.models import Application, DecisionLetter, LetterText

D04 = declare(
    PaperKind("D04", _("Notice of the status of candidate"), "candidate_notice", ("ru", "ky"), ("chair",), "outgoing")
)
D05 = declare(PaperKind("D05", _("Letter on a decision"), "letter", ("ru",), ("chair",), "outgoing"))

FOLLOWS = {
    "admit": "Членство действует с даты приказа об утверждении состава (п. 3.3 Положения).",
    "candidate": "",
    "refuse": "Вы можете подать новое заявление.",
    "return": "После доработки подайте заявление снова: входящий номер сохраняется.",
}
NOT_CARRIED = "предложение о принятии не набрало нужного числа голосов (п. 4.9 Положения)"


def kind_of(letter: DecisionLetter) -> PaperKind:
    """The notice of the status for a new candidate, the letter on a decision for everybody else."""
    return D04 if letter.kind == DecisionLetter.Kind.CANDIDATE else D05


def first_words(application: Application, kind: str, contact: Person | None) -> dict[str, str]:
    """The text a letter begins with: the reasons of the decision, what follows from it, whom to ask."""
    association = Association.current()
    reasons = application.proposal_reasons if kind == application.proposal else ""
    if kind == DecisionLetter.Kind.REFUSE and not reasons:
        reasons = NOT_CARRIED
    return {
        "reasons": reasons,
        "next_step": FOLLOWS[kind],
        "contact_name": contact.initials_first if contact else "",
        "contact_phone": association.phone,
        "contact_email": association.email,
    }


def letter_facts(
    letter: DecisionLetter, text: LetterText, *, leader: Leader, on: date, entry: RegisterEntry | None
) -> dict[str, Any]:
    """Facts of D05: what was decided on an application, by which minutes, why, and what follows; D04 for candidates."""
    association, organisation, basis = Association.current(), letter.application.organisation, letter.basis
    head = organisation.head_on(on)
    came = letter.application.entry
    protocol = {"number": basis.number or "___", "date": basis.dated_on.isoformat(), "item": basis.item}
    shared = {
        "association": association_facts(association),
        "number": f"{entry.index}/{entry.number}" if entry else None,
        "date": iso(on),
        "reply_to": {"number": f"{came.index}/{came.number}", "date": iso(came.registered_on)} if came else None,
        "addressee": {
            "post_dative": head.post_dative or head.post if head else "",
            "organisation": organisation.title,
            "name_dative": (head.person.dative or head.person.surname_first) if head else "",
        },
        "salutation": f"Уважаемый руководитель {organisation.title}!",
        "signer": leader_signer(leader),
    }
    if letter.kind == DecisionLetter.Kind.CANDIDATE:
        return {**shared, **_candidate(letter, text, protocol)}
    return {**shared, **_decision(letter, text, protocol)}


def _decision(letter: DecisionLetter, text: LetterText, protocol: dict[str, Any]) -> dict[str, Any]:
    ways = [f"тел. {text.contact_phone}" if text.contact_phone else "", text.contact_email]
    told = ", ".join(part for part in ways if part)
    executor = {"name": text.contact_name, "phone": told} if text.contact_name else None
    return {
        "heading": "О решении Президиума",
        "decision": {
            "kind": letter.kind,
            "organisation": letter.application.organisation.title,
            "protocol": protocol,
            "reasons": text.lines,
            "next_step": text.next_step,
        },
        "executor": executor,
    }


def _candidate(letter: DecisionLetter, text: LetterText, protocol: dict[str, Any]) -> dict[str, Any]:
    contact = {"name": text.contact_name, "phone": text.contact_phone, "email": text.contact_email}
    return {
        "organisation": {"name": letter.application.organisation.title},
        "protocol": protocol,
        "since": iso(letter.basis.dated_on),
        "next_step": text.next_step,
        "contact": contact if text.contact_name else None,
    }
