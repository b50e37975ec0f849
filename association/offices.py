"""Offices of the association, asked for by floors below the one that keeps them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from association.models import Person

Source = Callable[[str, date], Person | None]
_SOURCES: list[Source] = []
CHAIR, ACTING = "chair", "acting"


@dataclass(frozen=True)
class Leader:
    """Who leads the association, and whether as acting chair: whom papers name and address (A-3.9)."""

    person: Person | None = None
    is_acting: bool = False


def register_source(source: Source) -> Source:
    """Let the app that keeps the offices answer for them."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def holder(kind: str, day: date) -> Person | None:
    """Return who holds an office (`chair`, `deputy`, `secretary`), or is `acting` for the chair, on a day; or None."""
    for source in _SOURCES:
        person = source(kind, day)
        if person is not None:
            return person
    return None


def leader(day: date) -> Leader:
    """Return who leads on a day: the deputy while acting for the chair, otherwise the chair (A-3.9)."""
    acting = holder(ACTING, day)
    return Leader(acting, True) if acting else Leader(holder(CHAIR, day))
