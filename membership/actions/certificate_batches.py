"""Verbs on certificates issued together (Appendix B)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from association import access, outbox
from association.actions import bundles
from association.journal import record
from association.models import Bundle, Job, User
from association.statute import Refused
from membership import rules
from membership.actions import certificates
from membership.models import Certificate, CertificateBatch, CertificateBatchLine, Membership
from membership.queries_certificates import is_outdated

WORK = "certificates"
STEP = 50  # one transaction holds the series of numbers, so others wait for it
FORMS = (Bundle.Form.ZIP, Bundle.Form.PDF)


@transaction.atomic
def order_batch(memberships: Sequence[Membership], *, on: date, by: User, at: datetime) -> CertificateBatch:
    """Order certificates for many members as one work, in this order (A-3.13c)."""
    access.require(by, "issue_certificate", at=at)
    batch = CertificateBatch.objects.create(on=on, ordered_at=at, ordered_by=by)
    CertificateBatchLine.objects.bulk_create(
        [CertificateBatchLine(batch=batch, membership=row) for row in memberships], 500
    )
    batch.job = outbox.order(WORK, by=by, at=at, total=len(memberships), batch=batch.pk)
    CertificateBatch.objects.filter(pk=batch.pk).update(job=batch.job)
    record("certificates.order", batch, by=by, at=at, on=on, members=len(memberships))
    return batch


@transaction.atomic
def issue_next(batch: CertificateBatch, *, by: User, at: datetime, limit: int = STEP) -> int:
    """Issue the next certificates of a batch and say how many are left; with the last one the files are ordered.

    All or none of these lines are settled, so a worker that died leaves them to the next one; the batch is locked, so
    two workers follow each other.
    """
    access.require(by, "issue_certificate", at=at)
    locked = CertificateBatch.objects.select_for_update().get(pk=batch.pk)
    waiting = locked.lines.filter(settled_at=None).order_by("pk")
    lines = list(waiting[:limit])
    # Memberships before the series of numbers, as in the verb that issues one: nobody waits in a ring.
    held = Membership.objects.select_for_update(of=("self",)).select_related("organisation", "basis").order_by("pk")
    members = held.in_bulk([line.membership_id for line in lines])
    for line in lines:
        _settle(line, members[line.membership_id], on=locked.on, by=by, at=at)
    left = waiting.count()
    if lines and not left:
        _bind(locked, by=by, at=at)
    return left


def _settle(line: CertificateBatchLine, membership: Membership, *, on: date, by: User, at: datetime) -> None:
    try:
        with transaction.atomic():
            line.certificate = _certificate(membership, on=on, by=by, at=at)
    except Refused as refused:
        line.refusal = [verdict.as_dict() for verdict in refused.verdicts]
    line.settled_at = at
    line.save(update_fields=["certificate", "refusal", "settled_at"])


def _certificate(membership: Membership, *, on: date, by: User, at: datetime) -> Certificate:
    """A first certificate, or a new one instead of one whose name is out of date."""
    row = certificates.issue(membership, on=on, by=by, at=at)
    if row.status_on(on) == rules.VALID and is_outdated(row, on):
        return certificates.replace(row, reason="renaming", on=on, by=by, at=at)
    return row


@transaction.atomic
def bind_again(batch: CertificateBatch, *, by: User, at: datetime) -> None:
    """Order the files of a batch anew: after papers that had stopped were made, or one that was removed meanwhile."""
    access.require(by, "issue_certificate", at=at)
    locked = CertificateBatch.objects.select_for_update().get(pk=batch.pk)
    files = Bundle.objects.filter(subject_type=batch._meta.label_lower, subject_id=str(batch.pk))
    if files.filter(file=None, job__state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists():
        return
    latest = {row.form: row for row in files.order_by("pk")}
    removed = [form for form in FORMS if form in latest and latest[form].removed_at]
    _bind(locked, forms=removed or FORMS, by=by, at=at)


def _bind(batch: CertificateBatch, *, by: User, at: datetime, forms: Sequence[str] = FORMS) -> None:
    papers = list(batch.lines.exclude(certificate=None).order_by("pk").values_list("certificate__paper", flat=True))
    if papers:
        for form in forms:
            bundles.bind(papers, batch, form=form, name=f"certificates-{batch.pk}", by=by, at=at)
