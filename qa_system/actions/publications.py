"""Verbs on publication: behind the council's approval, with a tombstone after a withdrawal (K-18)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import RuleSet, StoredFile, User
from association.statute import Refused, denial
from qa_system import rules
from qa_system.actions.bodies import is_lifted
from qa_system.models import AnnualReport, CouncilDecision, DocumentVersion, Publication, QaSystem
from qa_system.papers import report_texts


def gate(system: QaSystem, kind: str, decision: CouncilDecision | None, on: date) -> None:
    """Raise Refused unless the thing may be published (K-18b)."""
    approved = decision is not None and decision.system_id == system.pk and rules.goes_on(outcome=decision.outcome)
    verdict = rules.may_publish.judge(
        kind=kind, is_approved=approved, publish_gate=RuleSet.on_day(on).values.get("publish_gate", rules.ALL_FOUR),
        is_lifted=is_lifted(system, "K-18b", on),
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def publish_version(version: DocumentVersion, *, year: int, on: date, by: User, at: datetime) -> Publication:
    """Open an approved version of the policy to everybody (K-18a)."""
    document = version.document
    system = document.system
    access.require(by, "publish_qa", system, at=at)
    locked = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if document.kind != rules.POLICY:
        raise Refused(
            denial("K-18b", _("Only the policy is published from its version; add others as results or plans."))
        )
    gate(system, Publication.Kind.POLICY, locked.decision, on)
    if locked.state != DocumentVersion.State.APPROVED:
        raise Refused(denial("K-18b", _("Only the version in force is published.")))
    if existing := locked.publications.filter(withdrawn_on=None).first():
        return existing
    for row in system.publications.filter(kind=Publication.Kind.POLICY, withdrawn_on=None):
        _withdraw(row, why="", on=on, by=by, at=at)
    return _publish(
        system, Publication.Kind.POLICY, on, by, at, year=year, version=locked, decision=locked.decision,
        title_ru=document.title_ru, title_ky=document.title_ky, body_ru=locked.body_ru, body_ky=locked.body_ky,
        file_ru=locked.file_ru, file_ky=locked.file_ky,
    )  # fmt: skip


@transaction.atomic
def publish_report(report: AnnualReport, *, on: date, by: User, at: datetime) -> Publication:
    """Open an annual report to everybody, after the council's approval alone unless it is lifted (K-13.6, K-18b)."""
    system = report.system
    access.require(by, "publish_qa", system, at=at)
    locked = AnnualReport.objects.select_for_update().get(pk=report.pk)
    gate(system, Publication.Kind.REPORT, locked.decision, on)
    if locked.state == AnnualReport.State.DRAFT:
        raise Refused(denial("K-18b", _("The report is a draft; put it before the council first.")))
    if existing := locked.publications.filter(withdrawn_on=None).first():
        return existing
    return _publish(
        system, Publication.Kind.REPORT, on, by, at, year=locked.year, report=locked, decision=locked.decision,
        **report_texts(locked),
    )  # fmt: skip


@transaction.atomic
def publish(
    system: QaSystem,
    *,
    kind: str,
    year: int,
    decision: CouncilDecision | None,
    on: date,
    by: User,
    at: datetime,
    **fields: Any,
) -> Publication:
    """Open results, the annual report, or plans and measures to everybody (K-18b)."""
    access.require(by, "publish_qa", system, at=at)
    if kind == Publication.Kind.POLICY:
        raise Refused(denial("K-18b", _("The policy is published from its version in force.")))
    gate(system, kind, decision, on)
    return _publish(system, kind, on, by, at, year=year, decision=decision, **fields)


def _publish(system: QaSystem, kind: str, on: date, by: User, at: datetime, **fields: Any) -> Publication:
    row = Publication.objects.create(system=system, kind=kind, published_on=on, published_by=by, **fields)
    record("qa.publish", row, by=by, at=at, kind=kind, year=row.year, decision=row.decision_id)
    return row


@transaction.atomic
def note_own_site(
    row: Publication, *, address: str, site_on: date, proof: StoredFile | None, on: date, by: User, at: datetime
) -> None:
    """Note where and since when the organisation shows it on its own site, with the proof (K-18b)."""
    access.require(by, "publish_qa", row, at=at)
    if site_on > on:
        raise Refused(denial("K-18b", _("This day lies in the future.")))
    locked = Publication.objects.select_for_update().get(pk=row.pk)
    if locked.site_address:
        raise Refused(denial("K-18b", _("The own site is noted already; withdraw and publish anew to change it.")))
    Publication.objects.filter(pk=row.pk).update(site_address=address, site_on=site_on, site_proof=proof)
    record("qa.publication.site", row, by=by, at=at, address=address, site_on=site_on)


@transaction.atomic
def withdraw(row: Publication, *, why: str, on: date, by: User, at: datetime) -> None:
    """Take a publication back with the reason; the page says that it was there (K-6, K-18b)."""
    access.require(by, "publish_qa", row, at=at)
    if not why.strip():
        raise Refused(denial("K-18b", _("Say why it is withdrawn; the reason is shown to everybody.")))
    _withdraw(row, why=why, on=on, by=by, at=at)


def _withdraw(row: Publication, *, why: str, on: date, by: User, at: datetime) -> None:
    if Publication.objects.filter(pk=row.pk, withdrawn_on=None).update(withdrawn_on=on, withdrawn_why=why):
        record("qa.publication.withdraw", row, by=by, at=at, why=why, on=on)
