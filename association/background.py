"""Background work that writes: registered by the apps in their jobs.py, done by the worker batch by batch.

A batch calls a verb with `by=` the person who ordered the work, in one transaction, and says how far it got. It may be
run twice: it looks at the rows that are left, never at a number kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from association.models import Job

BATCH = 200


@dataclass(frozen=True)
class Progress:
    """How far a work has come: rows done, rows in all; it is over when nothing is left."""

    done: int
    total: int

    @property
    def is_over(self) -> bool:
        return self.done >= self.total


@dataclass(frozen=True)
class Work:
    """One kind of work: its key on the job, its name for people, the function that does one batch of it."""

    key: str
    name: Any
    step: Callable[[Job, datetime], Progress]


WORKS: dict[str, Work] = {}
DAILY: list[str] = []  # works that the scheduler orders every night


def register(work: Work, *, daily: bool = False) -> Work:
    """Register a work under its key; a second one with the same key is an error. A daily one is ordered every night."""
    if work.key in WORKS:
        raise ValueError(f"work registered twice: {work.key}")
    WORKS[work.key] = work
    if daily:
        DAILY.append(work.key)
    return work
