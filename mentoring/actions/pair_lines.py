"""Verbs of the chair on the lines of a list: add, move, lock, forbid, remove; each counts the sum anew (A-3.16c–e)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.models import User
from association.statute import Refused, denial
from mentoring import rules
from mentoring.actions.pair_lists import total_of
from mentoring.models import ForbiddenPair, PairList, ProposedPair
from mentoring.queries_pairs import Ledger, is_calculated, ledger_on, local_day
from mentoring.rules.scoring import compared
from qa_system.actions.editing import locked_edition


@transaction.atomic
def add(
    pair_list: PairList, *, mentor: int, candidate: int, reason: str = "", seen: int, by: User, at: datetime
) -> ProposedPair:
    """Put two organisations together by the choice of the chair; without territory or sector only for a reason."""
    row = _open(pair_list, seen, by, at)
    ledger = ledger_on(local_day(at))
    line = _placed(row, ledger, mentor, candidate, reason)
    total_of(row, by=by, at=at, act="add", mentor=mentor, candidate=candidate, reason=reason)
    return line


@transaction.atomic
def move(line: ProposedPair, *, mentor: int, reason: str = "", seen: int, by: User, at: datetime) -> ProposedPair:
    """Give the candidate of a line another mentor, within the balance; the line is locked from then on."""
    row = _open(line.pair_list, seen, by, at)
    was = row.pairs.get(pk=line.pk)
    if was.mentor_id == mentor:
        raise Refused(denial("A-3.16c", _("The candidate has this mentor in the list already.")))
    was.delete()
    made = _placed(row, ledger_on(local_day(at)), mentor, was.candidate_id, reason)
    total_of(row, by=by, at=at, act="move", candidate=was.candidate_id, was=was.mentor_id, mentor=mentor, reason=reason)
    return made


@transaction.atomic
def lock(line: ProposedPair, *, locked: bool, seen: int, by: User, at: datetime) -> None:
    """Keep a line through the next calculations, or let it be calculated again."""
    row = _open(line.pair_list, seen, by, at)
    if row.pairs.filter(pk=line.pk).exclude(is_locked=locked).update(is_locked=locked):
        act = "lock" if locked else "unlock"
        total_of(row, by=by, at=at, act=act, mentor=line.mentor_id, candidate=line.candidate_id)


@transaction.atomic
def remove(line: ProposedPair, *, seen: int, by: User, at: datetime) -> None:
    """Take a line out of the list; the next calculation may propose it again."""
    row = _open(line.pair_list, seen, by, at)
    row.pairs.filter(pk=line.pk).delete()
    total_of(row, by=by, at=at, act="remove", mentor=line.mentor_id, candidate=line.candidate_id)


@transaction.atomic
def forbid(line: ProposedPair, *, reason: str, seen: int, by: User, at: datetime) -> ForbiddenPair:
    """Take a line out and let no calculation propose it again, for a reason."""
    row = _open(line.pair_list, seen, by, at)
    if not reason.strip():
        raise Refused(denial("A-3.16c", _("Say why the two organisations are not put together.")))
    made, _new = row.forbidden.get_or_create(
        mentor_id=line.mentor_id, candidate_id=line.candidate_id, defaults={"reason": reason}
    )
    row.pairs.filter(pk=line.pk).delete()
    total_of(row, by=by, at=at, act="forbid", mentor=line.mentor_id, candidate=line.candidate_id, reason=reason)
    return made


@transaction.atomic
def allow(forbidden: ForbiddenPair, *, seen: int, by: User, at: datetime) -> None:
    """Let two forbidden organisations be proposed together again."""
    row = _open(forbidden.pair_list, seen, by, at)
    row.forbidden.filter(pk=forbidden.pk).delete()
    total_of(row, by=by, at=at, act="allow", mentor=forbidden.mentor_id, candidate=forbidden.candidate_id)


def _open(pair_list: PairList, seen: int, by: User, at: datetime) -> PairList:
    """Lock the list, in the edition the person saw; only a list in preparation is changed."""
    access.require(by, "form_pairs", at=at)
    row = locked_edition(pair_list, seen, "edit")
    if row.state != PairList.State.DRAFT:
        raise Refused(denial("A-3.16c", _("Only a list in preparation is changed.")))
    if not is_calculated(row):
        raise Refused(denial("A-3.16c", _("The pairs are being calculated; wait until the work is over.")))
    return row


def _placed(row: PairList, ledger: Ledger, mentor: int, candidate: int, reason: str) -> ProposedPair:
    """One line by the chair, if the statute allows it beside the lines there are (A-3.16a, A-3.16d, A-3.16e)."""
    lines = set(row.pairs.values_list("mentor", "candidate"))
    for two in lines:
        ledger.count(*two)
    barred = set(row.forbidden.values_list("mentor", "candidate"))
    if (mentor, candidate) in barred:
        raise Refused(denial("A-3.16c", _("You have forbidden this pair; allow it first.")))
    verdict = ledger.judge(mentor, candidate)
    if not verdict:
        raise Refused(verdict)
    fit = ledger.field.fit(mentor, candidate)
    ground = fit.ground or rules.CHOSEN
    if not (said := rules.has_ground.judge(ground=ground, reason=reason)):
        raise Refused(said)
    best = ledger.field.next_best(candidate, lines | barred | {(mentor, candidate)} | ledger.taken)
    return ProposedPair.objects.create(
        pair_list=row, mentor_id=mentor, candidate_id=candidate, ground=ground, reason=reason, score=fit.total,
        reasons=fit.kept() if fit.ground else [], others=compared(best, fit.total), is_locked=True,
        origin=ProposedPair.Origin.PLACED,
    )  # fmt: skip
