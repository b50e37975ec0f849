"""Verbs on a list of pairs as a whole: begun and calculated, offered to the Presidium, agreed, taken back (A-3.16c)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.background import BATCH
from association.journal import record
from association.models import Association, Job, User
from association.statute import Refused, denial
from association.workflow import advance
from mentoring import notices, rules
from mentoring.matching import Proposal
from mentoring.models import PairList, ProposedPair
from mentoring.queries_pairs import Ledger, faults_of, is_calculated, kept_locked, local_day, readers_of
from mentoring.rules.scoring import Field, Fit, compared

WORK = "pairs.propose"


@transaction.atomic
def begin(*, by: User, at: datetime) -> PairList:
    """Begin the one open list and let the worker propose its pairs (A-3.16c)."""
    access.require(by, "form_pairs", at=at)
    Association.objects.select_for_update().get()  # one list after another
    if PairList.objects.filter(state__in=PairList.OPEN).exists():
        raise Refused(denial("A-3.16c", _("A list of pairs is being formed already.")))
    row = PairList.objects.create(begun_at=at, begun_by=by)
    record("pairlist.begin", row, by=by, at=at)
    _order(row, by, at)
    return row


@transaction.atomic
def calculate(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Let the worker propose the pairs anew; locked pairs stay, forbidden ones are left out."""
    access.require(by, "form_pairs", at=at)
    row = PairList.objects.select_for_update().get(pk=pair_list.pk)
    if row.state != PairList.State.DRAFT:
        raise Refused(denial("A-3.16c", _("Only a list in preparation is changed.")))
    if is_calculated(row):
        _order(row, by, at)


def _order(row: PairList, by: User, at: datetime) -> None:
    job = outbox.order(WORK, by=by, at=at, list=row.pk)
    PairList.objects.filter(pk=row.pk).update(job=job, edit=row.edit + 1)
    record("pairlist.calculate", row, by=by, at=at, job=job.pk)


@transaction.atomic
def keep_plan(pair_list: PairList, proposal: Proposal, ledger: Ledger, *, job: int, by: User, at: datetime) -> None:
    """Keep what was calculated, and make room for its lines; a plan of another job or of a list sent on is dropped."""
    row = PairList.objects.select_for_update().get(pk=pair_list.pk)
    if row.job_id != job or row.state != PairList.State.DRAFT or row.facts.get("job") == job:
        return
    field, balance = ledger.field, ledger.balance
    kept, dropped = kept_locked(row, ledger)
    row.pairs.exclude(pk__in=kept).delete()
    total = proposal.total + sum(row.pairs.values_list("score", flat=True))
    facts = {
        "job": job, "cap": balance.cap, "within": field.within, "dropped": dropped,
        "plan": [_planned(field, line) for line in proposal.lines],
        "lonely": sorted(proposal.lonely), "barred": sorted(proposal.barred),
        "change": {"before": row.total, "after": total} if row.counted_on else None,
    }  # fmt: skip
    PairList.objects.filter(pk=row.pk).update(
        facts=facts, total=total, digest=proposal.digest, counted_on=local_day(at), mentors=balance.mentors,
        candidates=balance.candidates, edit=row.edit + 1,
    )  # fmt: skip
    record("pairlist.plan", row, by=by, at=at, digest=proposal.digest, total=total, pairs=len(proposal.lines),
           mentors=balance.mentors, candidates=balance.candidates)  # fmt: skip


def _planned(field: Field, line: Any) -> dict[str, Any]:
    fit = field.fit(line.mentor, line.candidate)
    return {"m": line.mentor, "c": line.candidate, "o": line.others,
            "f": [fit.territory, fit.sector, fit.load, fit.before, fit.ground, fit.km, fit.pairs]}  # fmt: skip


@transaction.atomic
def write_next(pair_list: PairList, *, job: int, by: User, at: datetime, limit: int = BATCH) -> tuple[int, int]:
    """Write the next lines of the plan; returns how many are written and how many there are."""
    row = PairList.objects.select_for_update().get(pk=pair_list.pk)
    if row.job_id != job or row.facts.get("job") != job or row.state != PairList.State.DRAFT:
        return 0, 0
    plan: Sequence[Mapping[str, Any]] = row.facts["plan"]
    done = row.pairs.filter(origin=ProposedPair.Origin.COMPUTED, is_locked=False).count()
    lines = [_line(row, one) for one in plan[done : done + limit]]
    ProposedPair.objects.bulk_create(lines)
    if lines:
        record("pairlist.write", row, by=by, at=at, first=done + 1, last=done + len(lines))
    return done + len(lines), len(plan)


def _line(row: PairList, one: Mapping[str, Any]) -> ProposedPair:
    fit = Fit(*one["f"])
    return ProposedPair(
        pair_list=row, mentor_id=one["m"], candidate_id=one["c"], ground=fit.ground, score=fit.total,
        reasons=fit.kept(), others=compared(one["o"], fit.total),
    )  # fmt: skip


@transaction.atomic
def total_of(row: PairList, *, by: User, at: datetime, **facts: Any) -> int:
    """Count the scores of a list anew after a change; the page says what the change made of the sum."""
    after = row.pairs.aggregate(sum=Sum("score"))["sum"] or 0
    PairList.objects.filter(pk=row.pk).update(
        total=after, edit=row.edit + 1, facts={**row.facts, "change": {"before": row.total, "after": after}}
    )
    record("pairlist.change", row, by=by, at=at, before=row.total, after=after, **facts)
    return after


@transaction.atomic
def offer(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Send the list to the members of the Presidium for their remarks (A-3.16c)."""
    advance(pair_list, "offer", by=by, at=at, checks=[_calculated, _holds_pairs, lambda row: _sound(row, at)])
    PairList.objects.filter(pk=pair_list.pk).update(offered_at=at)
    count = pair_list.pairs.count()
    outbox.send(notices.PAIRS_OFFERED, pair_list, to=readers_of(local_day(at)).exclude(pk=by.pk), at=at, pairs=count)


@transaction.atomic
def agree(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Call the list agreed: every remark has its answer, and every pair still stands (A-3.16c)."""
    advance(pair_list, "agree", by=by, at=at, checks=[_answered, lambda row: _sound(row, at)])
    PairList.objects.filter(pk=pair_list.pk).update(agreed_at=at)


@transaction.atomic
def resume(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Take the list back into preparation, to change it after remarks."""
    advance(pair_list, "resume", by=by, at=at)


@transaction.atomic
def withdraw(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Give the list up before a meeting has it on its agenda; it stays readable."""
    advance(pair_list, "withdraw", by=by, at=at)


def _calculated(row: Any) -> None:
    if not is_calculated(row):
        raise Refused(denial("A-3.16c", _("The pairs are being calculated; wait until the work is over.")))
    if Job.objects.filter(pk=row.job_id, state=Job.State.FAILED).exists():
        raise Refused(denial("A-3.16c", _("The calculation has stopped before its end; calculate anew.")))


def _holds_pairs(row: Any) -> None:
    if not row.pairs.exists():
        raise Refused(denial("A-3.16c", _("The list holds no pair.")))


def _answered(row: Any) -> None:
    verdict = rules.may_agree(unanswered=row.remarks.filter(answered_at=None).count(), pairs=row.pairs.count())
    if not verdict:
        raise Refused(verdict)


def _sound(row: Any, at: datetime) -> None:
    if faults := faults_of(row, local_day(at)):
        raise Refused(*faults[:5])
