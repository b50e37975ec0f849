"""Offices of the association, asked for by floors below the one that keeps them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from association.models import Person

Source = Callable[[str, date], Person | None]
_SOURCES: list[Source] = []


def register_source(source: Source) -> Source:
    """Let the app that keeps the offices answer for them."""
    if source not in _SOURCES:
        _SOURCES.append(source)
    return source


def holder(kind: str, day: date) -> Person | None:
    """Return who holds an office (`chair`, `deputy`, `secretary`) on a day, or None."""
    for source in _SOURCES:
        person = source(kind, day)
        if person is not None:
            return person
    return None
