"""The request of information as a letter: the original that the chair signs, and the letter to each addressee (D18)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from association.models import Association, InformationRequest, Person, RegisterEntry, RequestAddressee, RequestField
from association.offices import Leader
from association.papers.declared import PaperKind, association_facts, declare, iso, leader_signer

D18 = declare(
    PaperKind("D18", _("Request of information"), "information_request", ("ru", "ky"), ("chair",), "outgoing")
)  # fmt: skip

EVERYBODY = {
    "ru": ("Руководителям организаций – членов Ассоциации (по списку)", "Уважаемые руководители!"),
    "ky": ("Ассоциацияга мүчө уюмдардын жетекчилерине (тизме боюнча)", "Урматтуу жетекчилер!"),
}
KINDS = {
    "ru": {"text": "текст", "number": "число", "date": "дата", "yes_no": "да или нет", "choice": "на выбор",
           "file": "файл"},
    "ky": {"text": "текст", "number": "сан", "date": "күн", "yes_no": "ооба же жок", "choice": "тандоо",
           "file": "файл"},
}  # fmt: skip


def languages_of(request: InformationRequest) -> tuple[str, ...]:
    """Russian, the original; Kyrgyz beside it when subject and text stand in Kyrgyz too."""
    return ("ky", "ru") if request.subject_ky and request.text_ky else ("ru",)


def request_facts(
    request: InformationRequest, *, leader: Leader, contact: Person | None, on: date, language: str
) -> dict[str, Any]:
    """Facts of D18 that all editions share; the original names the addressees, none of them has a number yet."""
    association = Association.current()
    address, salutation = EVERYBODY[language]
    named = "ky" if language == "ky" else "ru"
    return {
        "association": association_facts(association, language),
        "number": None,
        "date": iso(on),
        "addressee": {"name_dative": address},
        "heading": request.subject_ky if named == "ky" else request.subject,
        "salutation": salutation,
        "paragraphs": _lines(request.text_ky if named == "ky" else request.text),
        "due_on": iso(request.due_on),
        "fields": [_field(row, language) for row in request.fields.all()],
        "addressees": [row.organisation.title for row in request.addressees.select_related("organisation")],
        "signer": leader_signer(leader, language),
        "executor": {"name": contact.full_name, "phone": association.phone} if contact else None,
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _field(row: RequestField, language: str) -> dict[str, Any]:
    own = row.label_ky if language == "ky" and row.label_ky else row.label
    return {
        "number": row.number, "label": own, "kind": KINDS[language][row.kind], "unit": row.unit,
        "options": row.choices, "required": row.is_required,
    }  # fmt: skip


def letter_facts(
    addressee: RequestAddressee, shared: dict[str, Any], *, entry: RegisterEntry, signed_at: datetime, on: date,
    language: str,
) -> dict[str, Any]:  # fmt: skip
    """Facts of the letter to one organisation: those of the signed original, with number and addressee of its own."""
    organisation = addressee.organisation
    head = organisation.head_on(on)
    hello = "Урматтуу {} уюмунун жетекчиси!" if language == "ky" else "Уважаемый руководитель {}!"
    local = timezone.localtime(signed_at).isoformat(timespec="minutes")
    return {
        **shared,
        "number": f"{entry.index}/{entry.number}",
        "date": iso(entry.registered_on),
        "addressee": {
            "post_dative": (head.post_dative or head.post) if head else "",
            "organisation": organisation.title,
            "name_dative": (head.person.dative or head.person.surname_first) if head else "",
        },
        "salutation": hello.format(organisation.title),
        "addressees": None,
        "signer": {**shared["signer"], "signed_at": local},
    }


def answer_heading(request: InformationRequest) -> str:
    """How the register names an answer, in Russian as all its lines."""
    with translation.override("ru"):
        return f"Ответ на запрос: {request.subject}"
