"""Background work of the ground floor that writes: the parts of an import, changes whose day has come."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association import jobs_events, jobs_partners, jobs_requests, jobs_retention  # noqa: F401
from association.actions import bundles, imports
from association.actions.day_turn import turn_day
from association.actions.import_applying import apply_batch
from association.actions.import_reading import read_batch, refuse
from association.actions.import_undoing import undo_batch
from association.background import Progress, Work, register
from association.import_matching import Names
from association.import_table import Unreadable, forget, table_of
from association.models import Job, OrganisationImport, User
from association.queries import archives_due, is_day_to_turn


@lru_cache(maxsize=1)
def _names(_import: int, _since: datetime) -> Names:
    """What this process has read of the names while it does one import; each batch only adds what is new."""
    return Names()


def _source(job: Job) -> tuple[OrganisationImport, User]:
    source = OrganisationImport.objects.select_related("file").get(pk=job.args["import"])
    assert job.created_by is not None
    return source, job.created_by


def _read(job: Job, at: datetime) -> Progress:
    """Judge the next records; the file itself is read outside of any transaction, once by each process."""
    source, by = _source(job)
    try:
        table = table_of(source)
    except Unreadable as error:
        refuse(source, error.phrase, by=by, at=at)
        return Progress(0, 0)
    progress = read_batch(
        source, table, _names(source.pk, source.uploaded_at), on=timezone.localtime(at).date(), by=by, at=at
    )
    if progress.is_over:
        forget()
    return progress


def _apply(job: Job, at: datetime) -> Progress:
    source, by = _source(job)
    return apply_batch(source, _names(source.pk, source.uploaded_at), by=by, at=at)


def _undo(job: Job, at: datetime) -> Progress:
    source, by = _source(job)
    return undo_batch(source, by=by, at=at)


register(Work(imports.READING, _("Reading of a table"), _read))
register(Work(imports.APPLYING, _("Import of organisations"), _apply))
register(Work(imports.UNDOING, _("Undoing of an import"), _undo))


def _turn_day(job: Job, at: datetime) -> Progress:
    done = job.done + turn_day(by=job.created_by, at=at)
    return Progress(done, done + is_day_to_turn(timezone.localtime(at).date()))


register(Work("day.turn", _("Changes whose day has come"), _turn_day))


def _remove_archives(job: Job, at: datetime) -> Progress:
    done = job.done + bundles.remove_archives(by=job.created_by, at=at)
    return Progress(done, done + archives_due(at).count())


register(Work("bundles.remove", _("Removal of old archives"), _remove_archives))
