"""Verbs on pairs: a list goes to a meeting, its decision makes the pairs, the papers on them go out (A-3.16c)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Association, Basis, Organisation, Paper, RegisterEntry, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from membership.models import Membership
from membership.papers import D04
from membership.queries_experts import certified_on
from mentoring import notices, rules
from mentoring.models import Pair, PairList, ProposedPair
from mentoring.papers.pairs import D22, LANGUAGES, MOST, left_out_line, pairs_facts, status_facts
from mentoring.queries_pairs import Balance, balance_on, candidate_loads_on, certified_members_on, loads_on
from mentoring.queries_register import register_on

LETTER_INDEX = "01-15"


@transaction.atomic
def put_on_agenda(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the pairs."""
    advance(pair_list, "list", by=by, at=at)


@transaction.atomic
def drop_from_agenda(pair_list: PairList, *, by: User, at: datetime) -> None:
    """Let the list wait for the next meeting."""
    advance(pair_list, "unlist", by=by, at=at)


@transaction.atomic
def reject(pair_list: PairList, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the Presidium did not approve the list; no pair begins."""
    PairList.objects.filter(pk=pair_list.pk).update(basis=basis)
    advance(pair_list, "reject", by=by, at=at, basis=basis.pk)


class _Day:
    """Mentors, candidates and their pairs on the day of the decision, as the lines of a list are counted in."""

    def __init__(self, day: date) -> None:
        self.day, self.balance = day, balance_on(day)
        kinds = Membership.objects.on(day).values_list("organisation", "kind")
        self.members = {pk for pk, kind in kinds if kind == Membership.Kind.MEMBER}
        self.candidates = {pk for pk, kind in kinds if kind == Membership.Kind.CANDIDATE}
        self.certified = dict(certified_members_on(day).values_list("pk", "takes"))
        self.of_mentor, self.of_candidate = Counter(loads_on(day)), Counter(candidate_loads_on(day))
        self.paired = set(Pair.objects.open().values_list("mentor", "candidate"))

    def judge(self, line: ProposedPair, certified: set[int]) -> Verdict:
        """Whether a line may become a pair on the day."""
        if (line.mentor_id, line.candidate_id) in self.paired:
            return denial("A-3.16c", _("The two organisations are a pair already."))
        mentor = line.mentor_id
        verdicts = [
            rules.has_ground.judge(ground=line.ground, reason=line.reason),
            rules.may_mentor.judge(
                is_member=mentor in self.members, is_certified=mentor in self.certified,
                is_available=self.certified.get(mentor, True),
            ),
            rules.may_be_mentored.judge(
                is_candidate=line.candidate_id in self.candidates, is_certified=line.candidate_id in certified
            ),
        ]  # fmt: skip
        if failed := [one for one in verdicts if not one]:
            return failed[0]
        return rules.may_pair.judge(
            mentors=self.balance.mentors, candidates=self.balance.candidates, cap=self.balance.cap,
            of_mentor=self.of_mentor[mentor], of_candidate=self.of_candidate[line.candidate_id],
        )  # fmt: skip

    def count(self, line: ProposedPair) -> None:
        """Count a line in as a pair."""
        self.of_mentor[line.mentor_id] += 1
        self.of_candidate[line.candidate_id] += 1
        self.paired.add((line.mentor_id, line.candidate_id))


@transaction.atomic
def approve(pair_list: PairList, *, basis: Basis, by: User, at: datetime) -> list[Pair]:
    """Make the pairs of a carried list, from the day of the decision; both sides are counted again (A-3.16c–e).

    A line that the statute does not allow any more is left out, with the reason; the others are approved.
    """
    advance(pair_list, "approve", by=by, at=at, basis=basis.pk)
    lines = list(pair_list.pairs.select_related("mentor", "candidate").order_by("-is_locked", "-score", "pk"))
    _lock(lines)
    on, found, left_out = _Day(basis.dated_on), [], []
    certified = _certified_candidates(lines, basis.dated_on)
    for line in lines:
        verdict = on.judge(line, certified)
        if not verdict:
            left_out.append(left_out_line(line, verdict))
            record("pair.leave_out", line, by=by, at=at, mentor=line.mentor_id, candidate=line.candidate_id,
                   verdict=verdict.as_dict())  # fmt: skip
            continue
        found.append(_begin(line, basis, by, at))
        on.count(line)
    _settle(pair_list, basis, on.balance, left_out)
    draw_list(pair_list, by=by, at=at)
    return found


def _lock(lines: list[ProposedPair]) -> None:
    """Let no membership end between the count and the pairs, as the verb that ends one locks its organisation."""
    named = {pk for line in lines for pk in (line.mentor_id, line.candidate_id)}
    list(Organisation.objects.select_for_update(no_key=True).filter(pk__in=named).order_by("pk"))


def _certified_candidates(lines: list[ProposedPair], day: date) -> set[int]:
    """The candidates of a list that hold a QMS certificate in force on the day (A-4.11)."""
    rows = certified_on(day).filter(organisation__in={line.candidate_id for line in lines})
    return set(rows.values_list("organisation", flat=True))


def _begin(line: ProposedPair, basis: Basis, by: User, at: datetime) -> Pair:
    verdict = rules.is_approved.judge(decided_on=basis.dated_on, starts_on=basis.dated_on)
    if not verdict:
        raise Refused(verdict)
    pair = Pair.objects.create(
        pair_list_id=line.pair_list_id, mentor=line.mentor, candidate=line.candidate, ground=line.ground,
        reason=line.reason, starts_on=basis.dated_on, basis=basis,
    )  # fmt: skip
    record("pair.begin", pair, by=by, at=at, mentor=line.mentor_id, candidate=line.candidate_id, on=basis.dated_on,
           ground=line.ground)  # fmt: skip
    return pair


def _settle(pair_list: PairList, basis: Basis, balance: Balance, left_out: list[dict]) -> None:
    """Write down what the decision was counted from; the balance stands as of this day (A-3.16d)."""
    pair_list.basis, pair_list.counted_on = basis, basis.dated_on
    pair_list.mentors, pair_list.candidates = balance.mentors, balance.candidates
    pair_list.facts = {**pair_list.facts, "left_out": left_out}
    pair_list.save(update_fields=["basis", "counted_on", "mentors", "candidates", "facts"])


@transaction.atomic
def draw_list(pair_list: PairList, *, by: User, at: datetime) -> Paper:
    """Draw the list as an annex to the minutes (D22): a draft until they have their number, then for good."""
    drawn: dict[str, Paper] = {}
    number = pair_list.basis.number
    for language in LANGUAGES if number else LANGUAGES[:1]:
        facts = pairs_facts(
            list(register_on(pair_list.approved.all(), pair_list.basis.dated_on)), on=pair_list.basis.dated_on,
            pair_list=pair_list, language=language, by=None, at=at,
        )  # fmt: skip
        drawn[language] = papers.draw(
            D22, pair_list, facts=facts, by=by, at=at, language=language, draft=not number, number=number,
            dated_on=pair_list.basis.dated_on,
        )  # fmt: skip
    PairList.objects.filter(pk=pair_list.pk).update(paper=drawn["ru"])
    pair_list.paper = drawn["ru"]
    return drawn["ru"]


@transaction.atomic
def release(pair_list: PairList, *, on: date, by: User, at: datetime) -> Paper:
    """Release what a decision on pairs brings when its minutes are signed: D22 for good, D04 to candidates, letters."""
    access.require(by, "release_papers", at=at)
    locked = PairList.objects.select_for_update().get(pk=pair_list.pk)
    basis = Basis.objects.get(pk=locked.basis_id) if locked.basis_id else None
    if locked.state != PairList.State.APPROVED or basis is None or not basis.number:
        raise Refused(denial("A-3.16c", _("The papers on pairs go out when the minutes are signed.")))
    if locked.paper and not locked.paper.is_draft:
        raise Refused(denial("A-3.16c", _("The papers on these pairs went out already.")))
    paper = draw_list(locked, by=by, at=at)
    papers.release([paper], by=by, at=at)
    pairs = list(register_on(locked.approved.all(), basis.dated_on))
    by_candidate: dict[int, list[Pair]] = {}
    for pair in pairs:
        by_candidate.setdefault(pair.candidate_id, []).append(pair)
    for rows in by_candidate.values():
        _tell_candidate(rows, on, by, at)
    for pair in pairs:
        outbox.send(notices.PAIR_APPROVED, pair, to=access.account_holders(pair.mentor, "keep_help"), at=at,
                    basis=basis, of_mentor=True)  # fmt: skip
    record("pairlist.release", locked, by=by, at=at, paper=paper.pk, pairs=len(pairs))
    return paper


def _tell_candidate(pairs: list[Pair], on: date, by: User, at: datetime) -> None:
    """Send a candidate the notice of its status with its mentors in it (D04), and a letter to who acts for it."""
    candidate = pairs[0].candidate
    status = Membership.objects.on(pairs[0].starts_on).filter(organisation=candidate).select_related("basis").first()
    if status is not None:
        entry = register.enter(
            RegisterEntry.Series.OUTGOING, pairs[0], index=LETTER_INDEX, on=on, at=at, by=by,
            correspondent=candidate.title, heading=str(D04.name), organisation=candidate,
        )  # fmt: skip
        paper = papers.draw(
            D04, pairs[0], facts=status_facts(status, pairs, entry=entry, on=on), by=by, at=at, draft=False,
            dated_on=on, number=f"{entry.index}/{entry.number}", organisation=candidate,
        )  # fmt: skip
        papers.release([paper], by=by, at=at)
    for pair in pairs:
        outbox.send(notices.PAIR_APPROVED, pair, to=access.account_holders(candidate, "keep_help"), at=at,
                    basis=pair.basis, of_mentor=False)  # fmt: skip


@transaction.atomic
def print_register(*, rows: list[Pair], on: date, by: User, at: datetime) -> Paper:
    """Order the register of pairs as of a day for print (D22)."""
    access.require(by, "view_pairs", at=at)
    if not rows:
        raise Refused(denial("A-3.16c", _("There is nothing to print: no pair answers these choices.")))
    if len(rows) > MOST:
        message = _("A print holds at most %(most)s pairs: narrow the list, or take the file for Excel.")
        raise Refused(denial("A-3.16c", message, most=MOST))
    facts = pairs_facts(rows, on=on, pair_list=None, language="ru", by=by, at=at)
    return papers.draw(D22, Association.current(), facts=facts, by=by, at=at, draft=False, dated_on=on)
