"""Background work on pairs that writes: every night both sides of a silent pair are asked (A-3.16b)."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from association.background import Progress, Work, register
from association.models import Job
from membership.queries import local_day
from mentoring.actions import help as verbs
from mentoring.queries_help import silences_untold


def ask_silent(job: Job, at: datetime) -> Progress:
    """Send the letters that the silences of a day still lack, a batch at a time."""
    day = local_day(at)
    done = job.done + verbs.ask_silent(on=day, by=job.created_by, at=at)
    return Progress(done, done + silences_untold(day, at).count())


SILENCES = register(Work("pairs.silence", _("Letters to pairs without help"), ask_silent), daily=True)
