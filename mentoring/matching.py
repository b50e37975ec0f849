"""The proposal of pairs as an optimal assignment: most pairs, then the most even loads, then the best fit.

Numbers only. numpy and scipy are imported inside, so that the web process never loads them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentoring.rules import Bounds
from mentoring.rules.scoring import BEFORE, BEST, ONE_SECTOR, Field, load_points

LIMIT = 2**53  # up to here floating point keeps whole numbers exactly
NEXT_BEST = 2
Two = tuple[int, int]


@dataclass(frozen=True)
class Line:
    """One pair with its score, and the next best mentors of the candidate with theirs."""

    mentor: int
    candidate: int
    score: int
    others: tuple[Two, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """The pairs in the order of candidates, without the locked ones.

    `lonely` are candidates that fit nobody, `barred` those that fit only mentors the chair has forbidden.
    """

    lines: tuple[Line, ...]
    lonely: frozenset[int] = frozenset()
    barred: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return sum(line.score for line in self.lines)

    @property
    def digest(self) -> str:
        """The name of the result: equal for equal pairs and scores."""
        text = ";".join(f"{line.mentor}-{line.candidate}:{line.score}" for line in self.lines)
        return hashlib.sha256(text.encode()).hexdigest()


def propose(
    field: Field, bounds: Bounds, *, locked: Collection[Two] = (), forbidden: Collection[Two] = ()
) -> Proposal:  # fmt: skip
    """Pair mentors and candidates within the balance; locked pairs stay and count, forbidden ones are left out."""
    mentors, candidates = sorted(field.mentors), sorted(field.candidates)
    row_of, col_of = ({key: place for place, key in enumerate(keys)} for keys in (mentors, candidates))
    held = {(row_of[one], col_of[other]) for one, other in locked}
    scores = scores_of(field, mentors, candidates)
    if not scores.size:
        return Proposal((), frozenset(candidates))
    lonely = _fit_nobody(scores, candidates)
    for one, other in forbidden:
        if one in row_of and other in col_of:
            scores[row_of[one], col_of[other]] = 0
    barred = _fit_nobody(scores, candidates) - lonely
    per_mentor, per_candidate = _rooms(field, bounds, mentors, candidates, locked)
    free = scores.copy()
    for place in held:
        free[place] = 0
    if bounds.per_candidate == 1:
        found = [(row, col) for col, row in assign(free.T, per_candidate, per_mentor)]
    else:
        found = assign(free, per_mentor, per_candidate)
    nearest = _next_best(scores, held | set(found), [col for _row, col in found])
    lines = (
        Line(
            mentors[row], candidates[col], int(scores[row, col]),
            tuple((mentors[one], int(scores[one, col])) for one in nearest[col]),
        )
        for row, col in sorted(found, key=lambda two: (two[1], two[0]))
    )  # fmt: skip
    return Proposal(tuple(lines), lonely, barred)


def _fit_nobody(scores: Any, candidates: Sequence[int]) -> frozenset[int]:
    return frozenset(key for key, fits in zip(candidates, scores.any(axis=0), strict=True) if not fits)


def scores_of(field: Field, mentors: Sequence[int], candidates: Sequence[int]) -> Any:
    """The score of every mentor with every candidate; 0 where there is no ground (A-3.16c)."""
    import numpy as np

    ones, others = ([side[key] for key in keys] for side, keys in
                    ((field.mentors, mentors), (field.candidates, candidates)))  # fmt: skip
    rows, cols = ({place: n for n, place in enumerate(dict.fromkeys(one.place for one in side))}
                  for side in (ones, others))  # fmt: skip
    near = np.array([[field.territory(a, b)[0] for b in cols] for a in rows], dtype=np.int32).reshape(
        len(rows), len(cols)
    )
    territory = near[np.ix_([rows[one.place] for one in ones], [cols[one.place] for one in others])]
    names = {name: n for n, name in enumerate(dict.fromkeys(one.sector for one in (*ones, *others) if one.sector), 1)}
    left = np.array([names.get(one.sector, 0) for one in ones], dtype=np.int32)[:, None]
    right = np.array([names.get(one.sector, -1) for one in others], dtype=np.int32)[None, :]
    sector = (left == right) * np.int32(ONE_SECTOR)
    scores = territory + sector
    before = np.zeros_like(scores)
    row_of, col_of = ({key: n for n, key in enumerate(keys)} for keys in (mentors, candidates))
    for one, other in field.before:
        if one in row_of and other in col_of:
            before[row_of[one], col_of[other]] = BEFORE
    loads = np.array([load_points(one.load) for one in ones], dtype=np.int32)[:, None]
    return np.where(scores > 0, scores + loads + before, 0)


@dataclass(frozen=True)
class Room:
    """How many pairs one organisation has with the locked ones, and how many it may have; None: no bound."""

    load: int
    most: int | None


def _rooms(
    field: Field, bounds: Bounds, mentors: Sequence[int], candidates: Sequence[int], locked: Collection[Two]
) -> tuple[list[Room], list[Room]]:
    def rooms(keys: Sequence[int], sides: Mapping[int, Any], which: int, bound: int | None) -> list[Room]:
        taken = dict.fromkeys(keys, 0)
        for two in locked:
            taken[two[which]] += 1
        limits = [[one for one in (bound, sides[key].capacity or None) if one is not None] for key in keys]
        return [Room(sides[key].load + taken[key], min(most) if most else None)
                for key, most in zip(keys, limits, strict=True)]  # fmt: skip

    return (
        rooms(mentors, field.mentors, 0, bounds.per_mentor),
        rooms(candidates, field.candidates, 1, bounds.per_candidate),
    )


def assign(scores: Any, rows: Sequence[Room], columns: Sequence[Room]) -> list[Two]:
    """Give rows, one pair each at most, to the slots of columns; the pairs as places of rows and columns."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    free = np.array([n for n, room in enumerate(rows) if room.load < (1 if room.most is None else min(room.most, 1))])
    open_columns = [n for n, room in enumerate(columns) if room.most is None or room.load < room.most]
    if not free.size or not open_columns:
        return []
    part = scores[np.ix_(free, open_columns)]
    costs, owner = costs_of(part, slots_of(part, [columns[n] for n in open_columns]))
    chosen, slots = linear_sum_assignment(costs)
    pairs = ((int(row), int(owner[slot])) for row, slot in zip(chosen, slots, strict=True) if slot < len(owner))
    return [(int(free[row]), open_columns[col]) for row, col in pairs if part[row, col] > 0]


def slots_of(part: Any, columns: Sequence[Room]) -> list[range]:
    """The loads that the next pairs of each column would bring it to, up to its bound."""
    bounds = [room.most for room in columns]
    if None in bounds:
        level = _least_level(part, columns)
        bounds = [level if most is None else min(most, level) for most in bounds]
    return [range(room.load, max(int(most or 0), room.load)) for room, most in zip(columns, bounds, strict=True)]


def _least_level(part: Any, columns: Sequence[Room]) -> int:
    """The least load of the fullest column that still leaves as many pairs as no bound at all: found by flows.

    The most even of all largest assignments keeps to it, because largest assignments have a least majorised one.
    """
    most = len(part) + max(room.load for room in columns)
    target, low, high = _flow(part, columns, most), 0, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _flow(part, columns, middle) == target else (middle + 1, high)
    return low


def _flow(part: Any, columns: Sequence[Room], level: int) -> int:
    import numpy as np
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_flow

    rows, width = part.shape
    ends = [min(level, level if room.most is None else room.most) - room.load for room in columns]
    graph = np.zeros((rows + width + 2, rows + width + 2), dtype=np.int32)
    graph[0, 1 : rows + 1] = 1
    graph[1 : rows + 1, rows + 1 : rows + width + 1] = part > 0
    graph[rows + 1 : rows + width + 1, -1] = np.maximum(ends, 0)
    return int(maximum_flow(csr_array(graph), 0, rows + width + 1).flow_value)


def costs_of(part: Any, slots: Sequence[range]) -> tuple[Any, Any]:
    """Whole-number costs in which one pair more outweighs every load, and one load every score.

    A place without a ground costs as much as no pair; columns are added until every row has a place.
    """
    import numpy as np

    count = len(part)
    base = min((one.start for one in slots if one), default=0)
    owner = np.repeat(np.arange(len(slots)), [len(one) for one in slots])
    loads = np.array([load - base for one in slots for load in one], dtype=np.int64)
    even = count * BEST + 1
    alone = count * (even * int(loads.max(initial=0)) + BEST) + 1
    if alone * count >= LIMIT:
        raise OverflowError("the costs of this many pairs are no exact numbers")
    fits = np.where(part > 0, BEST - part, alone).astype(np.float64)
    costs = np.full((count, max(len(owner), count)), alone, dtype=np.float64)
    inner = costs[:, : len(owner)]
    inner[...] = fits[:, owner]
    inner += even * loads
    np.minimum(inner, alone, out=inner)
    return costs, owner


def _next_best(scores: Any, held: Collection[Two], columns: Collection[int]) -> dict[int, list[int]]:
    """For each column the rows with the best scores among those it is not paired with, the first ones on a tie."""
    import numpy as np

    if not columns:
        return {}
    wanted = sorted(set(columns))
    rest = scores[:, wanted].astype(np.int64)
    place = {col: n for n, col in enumerate(wanted)}
    for row, col in held:
        if col in place:
            rest[row, place[col]] = 0
    keyed = rest * len(rest) - np.arange(len(rest))[:, None]
    count = min(NEXT_BEST, len(rest))
    best = np.argpartition(-keyed, count - 1, axis=0)[:count]
    found = {}
    for col, n in place.items():
        rows = sorted((int(row) for row in best[:, n] if rest[row, n] > 0), key=lambda row: -keyed[row, n])
        found[col] = rows
    return found
