"""Reads of certificates of membership: who holds one, whose is out of date, what a code stands on (Appendix B)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from association import offices
from association.models import Association, OrganisationName, Paper
from association.statute import Verdict
from membership import rules
from membership.models import Certificate, Membership
from membership.queries import members_on


def uncertified(day: date) -> QuerySet[Membership]:
    """Members of a day that hold no certificate on it (A-3.13c)."""
    held = Certificate.objects.filter(membership=OuterRef("pk"), issued_on__lte=day).exclude(annulled_on__lte=day)
    rows = members_on(day).filter(~Exists(held))
    return rows.select_related("organisation", "basis").order_by("organisation__sort_key", "pk")


def outdated(day: date) -> QuerySet[Certificate]:
    """Valid certificates whose name is no longer the name in force: computed, the desk proposes new ones (A-B.7)."""
    name = OrganisationName.objects.on(day).filter(organisation=OuterRef("organisation")).values("full")[:1]
    rows = Certificate.objects.filter(annulled_on=None, issued_on__lte=day, membership__in=members_on(day))
    rows = rows.annotate(name_now=Subquery(name)).exclude(name=F("name_now")).exclude(name_now=None)
    return rows.select_related("organisation", "membership").order_by("organisation__sort_key", "pk")


def is_outdated(certificate: Certificate, day: date, *, address: bool = False) -> bool:
    """Whether the name on a certificate, or also its address, is other than the one in force on a day (A-B.3)."""
    organisation = certificate.organisation
    in_force = organisation.name_on(day).full
    if not rules.is_name_current(printed=certificate.name, in_force=in_force):
        return True
    return address and certificate.address != organisation.address_on(day)


def certificates_on(day: date) -> QuerySet[Certificate]:
    """The register of certificates as of a day, annulled and replaced ones included (A-B.2)."""
    rows = Certificate.objects.filter(issued_on__lte=day)
    return rows.select_related("organisation", "basis", "replaced_by").order_by("-number")


def editions(certificate: Certificate) -> QuerySet[Paper]:
    """The papers of a certificate in all languages; its duplicates have papers of their own."""
    label = certificate._meta.label_lower
    rows = Paper.objects.filter(subject_type=label, subject_id=str(certificate.pk), kind="D07", is_draft=False)
    return rows.select_related("file", "job").order_by("pk")


def certificate_of_code(code: str) -> tuple[Certificate | None, Paper | None]:
    """The certificate that a code stands on, with the paper that bears it: original, duplicate or translation."""
    rows = Certificate.objects.select_related("organisation", "membership", "paper__file", "replaced_by", "replaces")
    if found := rows.filter(code=code).first():
        return found, found.paper
    paper = Paper.objects.select_related("file").filter(code=code).first()
    if paper is None or paper.kind != "D07":
        return None, paper
    if paper.subject_type == Certificate._meta.label_lower:
        return rows.filter(pk=paper.subject_id).first(), paper
    return rows.filter(duplicates=paper.subject_id).first(), paper


def signers_on(day: date) -> Verdict:
    """Whether both who sign a certificate are in office on a day: the authority's head and who leads (A-B.6, A-3.9)."""
    authority = Association.current().authority
    head = authority.head_on(day) if authority else None
    return rules.has_signers(head=head is not None, chair=offices.leader(day).person is not None)


def proposed_certificates(day: date) -> dict[int, dict[str, object]]:
    """Members that want a certificate, by membership: with none (A-3.13c), and those whose name changed (A-B.7)."""
    rows: dict[int, dict[str, object]] = {
        row.pk: {"membership": row, "organisation": row.organisation, "replaces": None} for row in uncertified(day)
    }
    for old in outdated(day):
        rows[old.membership_id] = {"membership": old.membership, "organisation": old.organisation, "replaces": old}
    return rows
