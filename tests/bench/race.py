"""How jobs are compared: processor time, by turns, medians of one run; never seconds, because machines differ."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Size(NamedTuple):
    """How much data a run makes and how often it repeats."""

    organisations: int
    rounds: int
    papers: int
    voters: tuple[int, int]


FULL = Size(organisations=10_000, rounds=40, papers=60, voters=(10, 60))
TINY = Size(organisations=60, rounds=2, papers=2, voters=(3, 6))
WARM_UP = 3


def spent(*jobs: Callable[[], object], rounds: int) -> list[list[float]]:
    """Processor times of each job, round by round; they run by turns, so that a busy machine slows all of them."""
    times: list[list[float]] = [[] for _job in jobs]
    for number in range(rounds + WARM_UP):
        for which, job in enumerate(jobs):
            gc.collect()
            before = time.process_time()
            job()
            if number >= WARM_UP:
                times[which].append(time.process_time() - before)
    return times


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios: both runs of one round met the same neighbours."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def most(name: str, figure: float, target: float, unit: str = "x") -> dict:
    """A row whose figure must not be above its target."""
    return {"name": name, "ratio": round(figure, 3), "target": target, "unit": unit, "ok": figure <= target}


def least(name: str, figure: float, target: float, unit: str = "x") -> dict:
    """A row whose figure must not be below its target."""
    return {"name": name, "ratio": round(figure, 3), "target": target, "unit": unit, "ok": figure >= target}
