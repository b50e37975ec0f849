"""Background work of the Presidium that writes: the reminders of every night."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from association.background import Progress, Work, register
from association.models import Job
from membership.queries import local_day
from presidium.actions import acting, preparation, reminders
from presidium.queries_assignments import assignments_to_remind


def _remind_preparers(job: Job, at: datetime) -> Progress:
    done = preparation.remind(by=job.created_by, at=at)
    return Progress(done, done)


register(Work("preparation.remind", _("Reminders of questions to be prepared"), _remind_preparers), daily=True)


def _watch_terms(job: Job, at: datetime) -> Progress:
    done = acting.watch_terms(on=local_day(at), by=job.created_by, at=at)
    return Progress(done, done)


register(Work("terms.watch", _("Warnings of terms that end"), _watch_terms), daily=True)


def _remind(job: Job, at: datetime) -> Progress:
    day = local_day(at)
    done = job.done + reminders.remind(on=day, by=job.created_by, at=at)
    return Progress(done, done + assignments_to_remind(day).count())


register(Work("minutes.remind", _("Reminders of minutes and assignments"), _remind), daily=True)
