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
    watchers: int
    acts: int


FULL = Size(organisations=10_000, rounds=40, papers=60, voters=(10, 60), watchers=200, acts=40)
TINY = Size(organisations=60, rounds=2, papers=2, voters=(3, 6), watchers=4, acts=2)
WARM_UP = 3
BLOCK, STRIDE = 150, 11  # calls that fill a block of frames (16 KB), and how far one round starts from the last


def spent(*jobs: Callable[[], object], rounds: int) -> list[list[float]]:
    """Processor times of each job, round by round; they run by turns, so that a busy machine slows all of them.

    Each round begins at another depth of the stack. Python keeps its frames in blocks, and a loop whose calls cross the
    edge of a block pays up to half more for every call: that is chance, which must not fall on one job alone.
    """
    times: list[list[float]] = [[] for _job in jobs]
    for number in range(rounds + WARM_UP):
        for which, job in enumerate(jobs):
            gc.collect()
            before = time.process_time()
            _deeper(number * STRIDE % BLOCK, job)
            if number >= WARM_UP:
                times[which].append(time.process_time() - before)
    return times


def _deeper(frames: int, job: Callable[[], object]) -> object:
    return _deeper(frames - 1, job) if frames else job()


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the rounds' ratios: both runs of one round met the same neighbours."""
    return statistics.median(one / other for one, other in zip(ours, theirs, strict=True))


def most(name: str, figure: float, target: float, unit: str = "x") -> dict:
    """A row whose figure must not be above its target."""
    return {"name": name, "ratio": round(figure, 3), "target": target, "unit": unit, "ok": figure <= target}


def least(name: str, figure: float, target: float, unit: str = "x") -> dict:
    """A row whose figure must not be below its target."""
    return {"name": name, "ratio": round(figure, 3), "target": target, "unit": unit, "ok": figure >= target}
