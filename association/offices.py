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


@dataclass(frozen=True)
class Term:
    """One term in an office, [starts_on, ends_on): what an office held by virtue of it is linked to (A-6.2b)."""

    person: Person
    starts_on: date
    ends_on: date | None


TermSource = Callable[[str], list[Term]]
_TERMS: list[TermSource] = []


def register_terms(source: TermSource) -> TermSource:
    """Let the app that keeps the offices tell their terms."""
    if source not in _TERMS:
        _TERMS.append(source)
    return source


def terms(kind: str) -> list[Term]:
    """All terms in an office, the latest first."""
    return sorted((row for source in _TERMS for row in source(kind)), key=lambda row: row.starts_on, reverse=True)


def leader(day: date) -> Leader:
    """Return who leads on a day: the deputy while acting for the chair, otherwise the chair (A-3.9)."""
    acting = holder(ACTING, day)
    return Leader(acting, True) if acting else Leader(holder(CHAIR, day))
