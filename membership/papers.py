"""Papers of membership and the facts they are made from."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.models import Association, Official, Paper, Person
from association.papers import PaperKind, association_facts, declare, head_facts, iso, official_signer, signer
from membership import rules
from membership.models import Application, Certificate, Order
from membership.queries import register_rows

D01 = declare(
    PaperKind("D01", _("Application for admission to the Association"), "application", ("ru", "ky"), ("head",))
)
D04 = declare(
    PaperKind("D04", _("Notice of the status of candidate"), "candidate_notice", ("ru", "ky"), ("chair",), "outgoing")
)
D05 = declare(PaperKind("D05", _("Letter on a decision"), "letter", ("ru",), ("chair",), "outgoing"))
D06 = declare(PaperKind("D06", _("Draft order on the composition"), "order", ("ru",)))
D07 = declare(
    PaperKind("D07", _("Certificate of a member of the Association"), "certificate", ("ru", "ky"), (), "certificate")
)


def ground_text(application: Application, language: str = "ru") -> str:
    """The ground in the words of the statute, with what the head added."""
    with translation.override(language):
        words = str(Application.Ground(application.ground).label)
    note = application.ground_note.strip()
    return f"{words}. {note}" if note else words


def addressee(application: Application, association: Association, chair: Person | None, day: date) -> dict[str, str]:
    """Post and name in the dative: the authority's head or the chair, by phase (A-3.13a, A-3.13b, A-A.1)."""
    whom = rules.addressee(ground=application.ground, phase=association.phase)
    if whom == rules.AUTHORITY:
        official: Official | None = association.authority.head_on(day) if association.authority else None
        person, post = (official.person, official.post_dative or official.post) if official else (None, "")
    else:
        person, post = chair, "Председателю Президиума Ассоциации"
    return {"post_dative": post, "name_dative": (person.dative or person.surname_first) if person else ""}


def application_facts(application: Application, *, chair: Person | None, on: date, language: str) -> dict[str, Any]:
    """Facts of D01, Appendix A."""
    association = Association.current()
    organisation = application.organisation
    name = organisation.name_on(on)
    head = organisation.head_on(on)
    facts: dict[str, Any] = {
        "variant": application.kind,
        "association": association_facts(association, language),
        "addressee": addressee(application, association, chair, on),
        "organisation": {"name": name.full, "accusative": name.full},
        "head": head_facts(head) if head else {"post_genitive": "", "name_genitive": "", "name": ""},
        "ground": {
            "clause": "3.2" if application.is_for_candidate else "3.1",
            "text": ground_text(application, language),
        },
        "acquainted": "ознакомлен" if language == "ru" else "тааныштым",
        "attachments": [],
        "date": iso(on),
    }
    if application.recommended_name:
        facts["recommended"] = {"name": application.recommended_name, "post": application.recommended_post}
    with translation.override(language):
        facts["attachments"] = [str(row) for row in application.papers.all()]
    return facts


def order_facts(order: Order, *, protocols: list[dict[str, Any]], on: date) -> dict[str, Any]:
    """Facts of D06: whom to include, and the whole composition as it will stand."""
    association = Association.current()
    lines = order.lines.select_related("application__organisation__district")
    joining = [line.application for line in lines]
    rows = [
        {
            "name": row.organisation.title,
            "head": f"{row.head_surname or ''} {row.head_given or ''} {row.head_patronymic or ''}".strip(),
            "ground": rules.GROUNDS[row.ground][2:],
            "district": str(row.organisation.district or ""),
        }
        for row in register_rows(on)
        if row.kind == "member"
    ]
    for application in joining:
        head = application.organisation.head_on(on)
        rows.append(
            {
                "name": application.organisation.title,
                "head": head.person.full_name if head else "",
                "ground": application.clause[2:],
                "district": str(application.organisation.district or ""),
            }
        )
    authority = association.authority
    return {
        "authority": {"name": authority.name_on(on).name if authority else ""},
        "association": association_facts(association),
        "clause": "3.3",
        "protocols": protocols,
        "include": [{"name": application.organisation.name_on(on).full} for application in joining],
        "remove": [],
        "members": rows,
        "signer": official_signer(authority.head_on(on) if authority else None),
    }


def certificate_facts(certificate: Certificate, *, chair: Person | None, language: str = "ru") -> dict[str, Any]:
    """Facts of D07, Appendix B; name and address are the snapshots on the certificate."""
    association = Association.current()
    day = certificate.issued_on
    authority = association.authority
    replaced = certificate.replaces
    post = "Ассоциациянын Президиумунун төрагасы" if language == "ky" else "Председатель Президиума Ассоциации"
    return {
        "authority": {"name": authority.name_on(day).name if authority else ""},
        "association": association_facts(association, language),
        "number": f"{certificate.number:03d}",
        "registered_on": iso(day),
        "organisation": {"name": certificate.name, "address": certificate.address},
        "signers": [official_signer(authority.head_on(day) if authority else None), signer(post, chair)],
        "replaces": {"number": f"{replaced.number:03d}", "date": iso(replaced.issued_on)} if replaced else None,
        "duplicate": False,
        "seal_place": False,
    }


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


def is_current(paper: Paper | None, facts: dict[str, Any]) -> bool:
    """Say whether a paper still tells what the rows say."""
    return paper is not None and paper.facts == facts


def is_told(paper: Paper, facts: dict[str, Any]) -> bool:
    """Say whether a signed paper tells what the rows say; its date and addressee are those of its own day."""
    own = ("date", "addressee")
    return {key: paper.facts[key] for key in paper.facts if key not in own} == {
        key: facts[key] for key in facts if key not in own
    }
