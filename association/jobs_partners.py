"""Background work on agreements: the letter before one ends (A-5.3.3)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.actions import agreements
from association.background import Progress, Work, register
from association.models import Job


def _remind(job: Job, at: datetime) -> Progress:
    done = agreements.remind(on=timezone.localtime(at).date(), by=job.created_by, at=at)
    return Progress(done, done)


register(Work("agreements.remind", _("Reminders of agreements that end"), _remind), daily=True)
