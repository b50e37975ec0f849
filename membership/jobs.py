"""Background work of membership that writes: many certificates as one work."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from association.background import Progress, Work, register
from association.models import Job
from membership.actions import certificate_batches as verbs
from membership.models import CertificateBatch


def issue_certificates(job: Job, at: datetime) -> Progress:
    """Issue the next certificates of a batch, in the name of who ordered it."""
    batch = CertificateBatch.objects.select_related("ordered_by").get(pk=job.args["batch"])
    left = verbs.issue_next(batch, by=batch.ordered_by, at=at)
    total = batch.lines.count()
    return Progress(total - left, total)


CERTIFICATES = register(Work(verbs.WORK, _("Issue of certificates"), issue_certificates))
