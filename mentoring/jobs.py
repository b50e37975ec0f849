"""Background work of mentoring that writes: the proposal of pairs, calculated once and written line by line."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from association.background import Progress, Work, register
from association.models import Job
from mentoring import (
    jobs_help,  # noqa: F401  # registers the letters to silent pairs
    matching,
)
from mentoring.actions import pair_lists as verbs
from mentoring.models import PairList
from mentoring.queries_pairs import kept_locked, ledger_on, local_day


def propose_pairs(job: Job, at: datetime) -> Progress:
    """Calculate the pairs of a list, then write them batch by batch, in the name of who ordered it (A-3.16c).

    The calculation writes nothing itself and is kept whole, so that a worker that died leaves no half of it; a list
    that went on meanwhile, or that another work calculates, is left alone.
    """
    row = PairList.objects.get(pk=job.args["list"])
    if row.job_id != job.pk:
        return Progress(0, 0)
    assert job.created_by is not None
    who = {"job": job.pk, "by": job.created_by, "at": at}
    if row.facts.get("job") == job.pk:
        done, total = verbs.write_next(row, **who)
        return Progress(done + 1, total + 1)
    ledger = ledger_on(local_day(at))
    locked, _dropped = kept_locked(row, ledger)
    forbidden = {*row.forbidden.values_list("mentor", "candidate"), *(ledger.taken - set(locked.values()))}
    proposal = matching.propose(
        ledger.field, ledger.balance.bounds, locked=locked.values(), forbidden=forbidden
    )  # fmt: skip
    verbs.keep_plan(row, proposal, ledger_on(local_day(at), ledger.field), **who)
    return Progress(1, len(proposal.lines) + 1 if proposal.lines else 1)


PAIRS = register(Work(verbs.WORK, _("Proposal of pairs"), propose_pairs))
