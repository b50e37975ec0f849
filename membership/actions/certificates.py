"""Verbs on certificates of membership (Appendix B)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import User
from association.statute import Refused
from membership import notices, rules
from membership.models import Certificate, Membership
from membership.papers import D07, certificate_facts


@transaction.atomic
def issue(membership: Membership, *, on: date, by: User, at: datetime) -> Certificate:
    """Issue the certificate of an active member; the number comes from one endless series (A-3.13c, A-B.2)."""
    access.require(by, "issue_certificate", at=at)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    existing = locked.certificates.filter(annulled_on=None).first()
    if existing:
        return existing
    verdict = rules.may_get_certificate.judge(
        is_member=locked.kind == Membership.Kind.MEMBER and locked.is_on(on),
        ordered_on=locked.basis.dated_on if locked.basis else None,
        on=on,
    )
    if not verdict:
        raise Refused(verdict)
    organisation = locked.organisation
    certificate = Certificate.objects.create(
        number=register.next_number("certificate", None), code=papers.new_code(), membership=locked,
        organisation=organisation, name=organisation.name_on(on).full, address=organisation.address_on(on),
        issued_on=on, issued_at=at, issued_by=by, basis=locked.basis,
    )  # fmt: skip
    facts = certificate_facts(certificate, chair=offices.holder("chair", on))
    paper = papers.draw(
        D07, certificate, facts=facts, by=by, at=at, draft=False, number=f"{certificate.number:03d}", dated_on=on,
        organisation=organisation, code=certificate.code, title=f"Сертификат № {certificate.number:03d}",
    )  # fmt: skip
    Certificate.objects.filter(pk=certificate.pk).update(paper=paper)
    certificate.paper = paper
    record("certificate.issue", certificate, by=by, at=at, number=certificate.number, organisation=organisation.pk)
    outbox.send(notices.CERTIFICATE_ISSUED, certificate, to=access.account_holders(organisation), at=at)
    return certificate


@transaction.atomic
def hand_over(certificate: Certificate, *, to: str, on: date, by: User, at: datetime) -> None:
    """Record on which day and to whom the certificate was handed (A-3.13c); once."""
    access.require(by, "issue_certificate", at=at)
    done = Certificate.objects.filter(pk=certificate.pk, handed_on=None).update(handed_on=on, handed_to=to)
    if done:
        record("certificate.hand_over", certificate, by=by, at=at, to=to, on=on)


@transaction.atomic
def annul(certificate: Certificate, *, reason: str, on: date, by: User | None, at: datetime) -> None:
    """Annul a certificate from a day; its number is never used again (A-B.7)."""
    open_row = Certificate.objects.filter(pk=certificate.pk, annulled_on=None)
    if open_row.update(annulled_on=on, annul_reason=reason[:300]):
        record("certificate.annul", certificate, by=by, at=at, reason=reason, on=on)
