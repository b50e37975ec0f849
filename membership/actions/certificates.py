"""Verbs on certificates of membership (Appendix B)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association import access, offices, outbox, register
from association.actions import papers
from association.fmt import date_text
from association.journal import record
from association.models import Association, Paper, User
from association.statute import Refused, Verdict, denial
from membership import notices, rules
from membership.models import Certificate, CertificateDuplicate, Membership
from membership.papers import D07, D08, certificate_facts, register_facts
from membership.queries_certificates import editions, is_outdated

ROWS = 1_000  # of one paper


def _agree(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)


def _local_day(at: datetime) -> date:
    return timezone.localtime(at).date()


@transaction.atomic
def issue(membership: Membership, *, on: date, by: User, at: datetime) -> Certificate:
    """Issue the certificate of an active member; the number comes from one endless series (A-3.13c, A-B.2)."""
    access.require(by, "issue_certificate", at=at)
    locked = Membership.objects.select_for_update().get(pk=membership.pk)
    existing = locked.certificates.filter(Q(annulled_on=None) | Q(annulled_on__gt=on)).first()
    if existing:
        return existing
    return _give(locked, on=on, by=by, at=at)


def _give(membership: Membership, *, on: date, by: User, at: datetime, replaces: Certificate | None = None):
    """Write the certificate and order its paper; the membership is locked."""
    _agree(
        rules.may_get_certificate.judge(
            is_member=membership.kind == Membership.Kind.MEMBER and membership.is_on(on),
            ordered_on=membership.basis.dated_on if membership.basis else None,
            on=on,
        )
    )
    organisation = membership.organisation
    certificate = Certificate.objects.create(
        number=register.next_number("certificate", None), code=papers.new_code(), membership=membership,
        organisation=organisation, name=organisation.name_on(on).full, address=organisation.address_on(on),
        issued_on=on, issued_at=at, issued_by=by, basis=membership.basis, replaces=replaces,
    )  # fmt: skip
    certificate.paper = _draw(certificate, certificate, on=on, by=by, at=at)
    Certificate.objects.filter(pk=certificate.pk).update(paper=certificate.paper)
    record("certificate.issue", certificate, by=by, at=at, number=certificate.number, organisation=organisation.pk)
    if membership.ends_on:  # it leaves on a day ahead, and the certificate ends with it
        annul(certificate, reason=membership.end_reason, on=membership.ends_on, by=by, at=at)
    outbox.send(notices.CERTIFICATE_ISSUED, certificate, to=access.account_holders(organisation), at=at)
    return certificate


def _draw(
    subject: Certificate | CertificateDuplicate, certificate: Certificate, *, on: date, by: User, at: datetime,
    language: str = "ru", code: str = "",
) -> Paper:  # fmt: skip
    duplicate_on = on if subject is not certificate else None
    number = f"{certificate.number:03d}"
    words: dict[str, Any] = {"ru": f"Сертификат №\u00a0{number}", "ky": f"№\u00a0{number} сертификат (котормо)"}
    title = f"Дубликат сертификата №\u00a0{number}" if duplicate_on else words[language]
    facts = certificate_facts(certificate, leader=offices.leader(on), language=language, duplicate_on=duplicate_on)
    return papers.draw(
        D07, subject, facts=facts, by=by, at=at, language=language, draft=False, number=number, dated_on=on,
        organisation=certificate.organisation, code=code or subject.code, title=title,
    )  # fmt: skip


@transaction.atomic
def replace(certificate: Certificate, *, reason: str, on: date, by: User, at: datetime) -> Certificate:
    """Issue a new certificate with a new number instead of one whose name or address is out of date (A-B.7, A-B.4).

    The old one is replaced from that day, in the same transaction; asked twice it gives the same new one.
    """
    access.require(by, "issue_certificate", at=at)
    membership = Membership.objects.select_for_update().get(pk=certificate.membership_id)
    old = Certificate.objects.select_related("organisation").get(pk=certificate.pk)
    if later := Certificate.objects.filter(replaces=old).first():
        return later
    if rules.reissue_of(reason=reason) != rules.NEW_NUMBER:
        raise Refused(denial("A-B.7", _("This is no reason to issue a certificate again.")))
    _agree(rules.may_reissue(reason=reason, state=old.status_on(on), differs=is_outdated(old, on, address=True)))
    annul(old, reason=reason, on=on, by=by, at=at)
    fresh = _give(membership, on=on, by=by, at=at, replaces=old)
    record("certificate.replace", fresh, by=by, at=at, replaced=old.number, reason=reason)
    return fresh


@transaction.atomic
def duplicate(
    certificate: Certificate, *, reason: str, to: str, on: date, by: User, at: datetime
) -> CertificateDuplicate:
    """Issue a duplicate of a lost certificate under the same number, to a person (A-B.7)."""
    access.require(by, "issue_certificate", at=at)
    Membership.objects.select_for_update().get(pk=certificate.membership_id)
    locked = Certificate.objects.select_related("organisation").get(pk=certificate.pk)
    _agree(rules.may_reissue(reason="loss", state=locked.status_on(on), differs=False))
    row = CertificateDuplicate.objects.create(
        certificate=locked, code=papers.new_code(), issued_on=on, issued_to=to[:250], reason=reason[:300],
        issued_at=at, issued_by=by,
    )  # fmt: skip
    row.paper = _draw(row, locked, on=on, by=by, at=at)
    CertificateDuplicate.objects.filter(pk=row.pk).update(paper=row.paper)
    record("certificate.duplicate", row, by=by, at=at, number=locked.number, to=to, reason=reason)
    return row


@transaction.atomic
def translate(certificate: Certificate, *, language: str, by: User, at: datetime) -> Paper:
    """Order the marked, unofficial edition of a certificate in another language, once."""
    access.require(by, "issue_certificate", at=at)
    locked = Certificate.objects.select_for_update().get(pk=certificate.pk)
    if found := editions(locked).filter(language=language).first():
        return found
    return _draw(locked, locked, on=locked.issued_on, by=by, at=at, language=language, code=papers.new_code())


@transaction.atomic
def hand_over(certificate: Certificate, *, to: str, on: date, by: User, at: datetime) -> None:
    """Record on which day and to whom the certificate was handed (A-3.13c); once."""
    access.require(by, "issue_certificate", at=at)
    _agree(
        rules.may_hand_over(
            issued_on=certificate.issued_on, on=on, today=_local_day(at),
            is_valid=certificate.status_on(on) == rules.VALID or on < certificate.issued_on,
        )
    )  # fmt: skip
    done = Certificate.objects.filter(pk=certificate.pk, handed_on=None).update(handed_on=on, handed_to=to)
    if done:
        record("certificate.hand_over", certificate, by=by, at=at, to=to, on=on)


@transaction.atomic
def annul(certificate: Certificate, *, reason: str, on: date, by: User | None, at: datetime) -> None:
    """Annul a certificate from a day, or sooner than recorded; its number is never used again (A-B.7)."""
    standing = Certificate.objects.filter(Q(annulled_on=None) | Q(annulled_on__gt=on), pk=certificate.pk)
    if standing.update(annulled_on=on, annul_reason=reason[:300]):
        certificate.annulled_on, certificate.annul_reason = on, reason[:300]
        record("certificate.annul", certificate, by=by, at=at, reason=reason, on=on)


@transaction.atomic
def draw_register(rows: Sequence[Certificate], *, on: date, by: User, at: datetime) -> Paper:
    """Order the register of certificates as a paper, these rows as of a day (A-B.2, D08)."""
    access.require(by, "issue_certificate", at=at)
    if len(rows) > ROWS:
        message = _("One paper holds %(most)s rows, this choice has %(rows)s. Choose a year, or take the Excel file.")
        raise Refused(denial("A-B.2", message, most=ROWS, rows=len(rows)))
    printed_at = timezone.localtime(at).isoformat(timespec="minutes")
    facts = register_facts(rows, on=on, by=by.person, at=printed_at[:16])
    title = f"Реестр сертификатов на\u00a0{date_text(on, 'ru')}"
    return papers.draw(D08, Association.current(), facts=facts, by=by, at=at, draft=False, dated_on=on, title=title)
