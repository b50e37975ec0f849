"""The certificate of a member (D07) and the register of certificates (D08)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.models import Association, Basis, Person
from association.offices import Leader
from association.papers import (
    PaperKind,
    association_facts,
    declare,
    iso,
    leader_signer,
    official_signer,
    signer,
)
from membership import rules
from membership.models import Certificate

D07 = declare(
    PaperKind("D07", _("Certificate of a member of the Association"), "certificate", ("ru", "ky"), (), "certificate")
)
D08 = declare(PaperKind("D08", _("Register of certificates"), "certificates_register"))

STATES = {rules.VALID: "действует", rules.REPLACED: "заменён", rules.ANNULLED: "аннулирован"}
BASES = {Basis.Kind.ORDER: "приказ", Basis.Kind.DECISION: "решение"}
# The ending of the Kyrgyz genitive after a vowel, by that vowel.
ENDINGS = {"нын": "аыя", "нин": "еиэ", "нун": "оуюё", "нүн": "өү"}


def certificate_facts(
    certificate: Certificate, *, leader: Leader, language: str = "ru", duplicate_on: date | None = None
) -> dict[str, Any]:
    """Facts of D07, Appendix B: name and address are the snapshots on the certificate.

    Those in office on the day of issue sign, a duplicate those on its own day; who acts for the chair
    does so under that title (A-B.6, A-3.9).
    """
    association = Association.current()
    day = duplicate_on or certificate.issued_on
    authority = association.authority
    replaced = certificate.replaces
    facts = association_facts(association, language)
    if language == "ky":
        facts["genitive"] = kyrgyz_genitive(facts["name"])
    return {
        "authority": {"name": authority.name_on(certificate.issued_on).name if authority else ""},
        "association": facts,
        "number": f"{certificate.number:03d}",
        "registered_on": iso(certificate.issued_on),
        "organisation": {"name": _name_in(certificate, language), "address": certificate.address},
        "signers": [official_signer(authority.head_on(day) if authority else None), leader_signer(leader, language)],
        "replaces": {"number": f"{replaced.number:03d}", "date": iso(replaced.issued_on)} if replaced else None,
        "duplicate": duplicate_on is not None,
        "duplicate_on": iso(duplicate_on),
        "seal_place": False,
    }


def _name_in(certificate: Certificate, language: str) -> str:
    if language != "ky":
        return certificate.name
    row = certificate.organisation.names.on(certificate.issued_on).first()
    return (row and row.full_ky) or certificate.name


def kyrgyz_genitive(name: str) -> str:
    """A Kyrgyz name that ends in a vowel in the genitive: «ассоциациясы» gives «ассоциациясынын»; others stay."""
    last = name[-1:].lower()
    ending = next((ending for ending, vowels in ENDINGS.items() if last and last in vowels), "")
    return name + ending


def register_facts(rows: Iterable[Certificate], *, on: date, by: Person | None, at: str) -> dict[str, Any]:
    """Facts of D08 as of a day; the rows carry their organisation, basis and what replaced them."""
    lines = [_line(row, on) for row in rows]
    return {
        "association": association_facts(Association.current()),
        "on": iso(on),
        "rows": lines,
        "counts": {"total": len(lines), "valid": sum(line["status"] == STATES[rules.VALID] for line in lines)},
        "signer": signer("Секретарь Президиума Ассоциации", by) if by else None,
        "printed": {"by": by.initials_first, "at": at} if by else None,
    }


def _line(row: Certificate, on: date) -> dict[str, Any]:
    status = row.status_on(on)
    handed = row.handed_on is not None and row.handed_on <= on
    later = getattr(row, "replaced_by", None)
    return {
        "number": f"{row.number:03d}",
        "organisation": row.name,
        "registered_on": iso(row.issued_on),
        "basis": basis_text(row.basis),
        "status": STATES[status],
        "replaced_by": f"{later.number:03d}" if later and status == rules.REPLACED else "",
        "receiver": row.handed_to if handed else "",
        "handed_on": iso(row.handed_on) if handed else None,
    }


def basis_text(basis: Basis) -> str:
    """A basis as registers name it: «приказ от 01.09.2025 № 900-П»."""
    number = f" №\u00a0{basis.number}" if basis.number else ""
    return f"{BASES.get(basis.kind, 'документ')} от\u00a0{date_text(basis.dated_on, 'ru', 'short')}{number}"
