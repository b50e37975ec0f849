"""Reads of one list of pairs: its lines with their reasons, the load of each mentor, who is left and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from association.models import Organisation
from association.statute import Phrase, Verdict, denial
from mentoring import rules
from mentoring.models import PairList, ProposedPair
from mentoring.queries_pairs import Balance, balance_on, candidate_loads_on, candidates_on, loads_on, mentors_on

SHOWN = 100  # mentors and candidates listed by name


@dataclass(frozen=True)
class Line:
    """One pair of a list as the page shows it."""

    row: ProposedPair
    reasons: list[dict[str, Any]]
    others: list[dict[str, Any]]


def lines_of(rows: Iterable[ProposedPair]) -> list[Line]:
    """The lines with their reasons in words and the next best mentors by name, in one more query."""
    rows = list(rows)
    names = Organisation.objects.in_bulk({one["mentor"] for row in rows for one in row.others})
    return [Line(row, reasons_of(row), _others(row, names)) for row in rows]


def reasons_of(row: ProposedPair) -> list[dict[str, Any]]:
    """Why the two are proposed together, with the points of each reason."""
    return [{"points": one["points"], "phrase": Phrase.from_dict(one)} for one in row.reasons]


def others_of(row: ProposedPair) -> list[dict[str, Any]]:
    """The next best mentors for the candidate of a line, by name."""
    return _others(row, Organisation.objects.in_bulk([one["mentor"] for one in row.others]))


def _others(row: ProposedPair, names: dict[int, Organisation]) -> list[dict[str, Any]]:
    found = [{**one, "organisation": names[one["mentor"]]} for one in row.others if one["mentor"] in names]
    return [{**one, "more": f"{one['more']:+d}".replace("-", "−")} for one in found]


@dataclass(frozen=True)
class Left:
    """A candidate without a mentor, and why."""

    organisation: Organisation
    why: Verdict


@dataclass(frozen=True)
class Survey:
    """Both sides of a list on a day: the balance, the mentors with their loads, the candidates that are left."""

    balance: Balance
    mentors: Sequence[tuple[Organisation, int]]
    counts: Sequence[tuple[int, int]]
    left: Sequence[Left]
    left_count: int
    warnings: Sequence[Verdict]


def survey_of(pair_list: PairList, day: date) -> Survey:
    """What the lines of a list and the pairs that work give together on a day (A-3.16d, A-3.16e)."""
    balance = balance_on(day)
    lines = list(pair_list.pairs.order_by().values_list("mentor", "candidate"))
    loads = Counter(loads_on(day)) + Counter(mentor for mentor, _candidate in lines)
    held = Counter(candidate_loads_on(day)) + Counter(candidate for _mentor, candidate in lines)
    mentors = list(mentors_on(day).select_related("district").order_by("sort_key", "pk"))
    of_mentors = {row.pk: loads[row.pk] for row in mentors}
    of_candidates = {pk: held[pk] for pk in candidates_on(day).order_by().values_list("pk", flat=True)}
    alone = [pk for pk, load in of_candidates.items() if not load]
    return Survey(
        balance, sorted(((row, loads[row.pk]) for row in mentors), key=lambda one: -one[1])[:SHOWN],
        sorted(Counter(of_mentors.values()).items(), reverse=True), _left(pair_list, alone, bool(mentors)), len(alone),
        _warnings(balance, of_mentors, of_candidates),
    )  # fmt: skip


def _warnings(balance: Balance, mentors: dict[int, int], candidates: dict[int, int]) -> list[Verdict]:
    found = [rules.is_even.judge(mentors=mentors, candidates=candidates)] if mentors and candidates else []
    if not balance.mentors or not balance.candidates:
        found.append(balance.verdict(of_mentor=0, of_candidate=0))
    return [one for one in found if not one]


ALONE = _("No mentor shares its territory or its sector; the chair may add one with a reason.")
BARRED = _("Only mentors that the chair has forbidden would fit.")
TAKEN = _("The mentors that would fit have as many candidates as the balance or their own terms allow.")
NOBODY = _("There is no mentor on this day.")


def _left(pair_list: PairList, alone: Sequence[int], has_mentors: bool) -> list[Left]:
    lonely, barred = (set(pair_list.facts.get(key, ())) for key in ("lonely", "barred"))
    rows = Organisation.objects.filter(pk__in=sorted(alone)[:SHOWN]).select_related("district")

    def why(key: int) -> Verdict:
        if not has_mentors:
            return denial("A-3.16a", NOBODY)
        if key in lonely:
            return denial("A-3.16c", ALONE)
        return denial("A-3.16c", BARRED) if key in barred else denial("A-3.16e", TAKEN)

    return [Left(row, why(row.pk)) for row in rows.order_by("sort_key", "pk")]


@dataclass(frozen=True)
class Dropped:
    """A locked line that a calculation could not keep, and why."""

    mentor: Organisation
    candidate: Organisation
    why: Verdict


def dropped_of(pair_list: PairList) -> list[Dropped]:
    """Locked lines that the last calculation had to leave out."""
    kept = pair_list.facts.get("dropped", [])
    names = Organisation.objects.in_bulk({one[side] for one in kept for side in ("mentor", "candidate")})
    return [
        Dropped(names[one["mentor"]], names[one["candidate"]], Verdict.from_dict(one["verdict"])) for one in kept
    ]  # fmt: skip


def lines_shown(pair_list: PairList) -> QuerySet[ProposedPair]:
    """The lines of a list in the order of candidates."""
    rows = pair_list.pairs.select_related("mentor__district", "candidate__district")
    return rows.order_by("candidate__sort_key", "mentor__sort_key", "pk")
