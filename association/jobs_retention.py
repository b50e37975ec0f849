"""Background work of retention: an approved act is carried out batch by batch (A-4.10d)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from association import files
from association.actions import erasing
from association.actions.write_offs import EXECUTION
from association.background import Progress, Work, register
from association.models import Job, StoredFile, WriteOffAct


def sweep(act: WriteOffAct) -> list[str]:
    """Take bytes off the disk that a stop between commit and removal left there; names what still lies there."""
    removed = StoredFile.objects.filter(removed_by=act).values_list("sha256", flat=True)
    digests = files.left_on_disk(removed)
    files.drop_written_off(digests)
    return files.left_on_disk(digests)


def _execute(job: Job, at: datetime) -> Progress:
    act = WriteOffAct.objects.get(pk=job.args["act"])
    progress = erasing.carry_out(act, by=job.created_by, at=at)
    if progress.is_over:
        sweep(act)
    return progress


register(Work(EXECUTION, _("Write-off by an act"), _execute))
