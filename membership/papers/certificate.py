"""The certificate of a member (D07)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Association, Person
from association.papers import PaperKind, association_facts, declare, iso, official_signer, signer
from membership.models import Certificate

D07 = declare(
    PaperKind("D07", _("Certificate of a member of the Association"), "certificate", ("ru", "ky"), (), "certificate")
)


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
