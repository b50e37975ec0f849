"""What the apps keep in files: registered by them in their holdings.py, so that one page and one verb write it off.

A document is what the file plan counts: one set of minutes, the file of one application. Its contents are what goes
when it is written off; its row, number, title, days and digests stay.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from association.fmt import date_text
from association.rules import retention as rules
from association.statute import Verdict


@dataclass(frozen=True)
class Term:
    """How long a kind of records is kept, as the file plan says on a day."""

    index: str
    term: str
    years: int | None

    def free_from(self, closed_on: date | None) -> date | None:
        """First day on which a document closed on a day may be written off (A-4.10d)."""
        return rules.free_from.function(closed_on=closed_on, term=self.term, years=self.years)


@dataclass(frozen=True)
class Document:
    """One document as lists and acts name it; `free_from` is None while its term does not run."""

    source: str
    subject_type: str
    subject_id: str
    index: str
    title: str
    dated_on: date
    closed_on: date | None
    free_from: date | None
    number: str = ""
    pieces: int = 1
    url: str = ""

    @property
    def key(self) -> str:
        """How forms name it."""
        return f"{self.source}:{self.subject_id}"

    @property
    def cited(self) -> str:
        """The title with the number, where there is one, and the date: «Протокол … № 4, 19.08.2026»."""
        number = f" № {self.number}" if self.number else ""
        return f"{self.title}{number}, {date_text(self.dated_on, 'ru', 'short')}"


@dataclass(frozen=True)
class Contents:
    """What goes: papers, uploaded files, and texts as {model label: (columns, keys)}; `owners` of files by label.

    A file stays when something else than these papers and owners points at it too.
    """

    papers: Collection[int] = ()
    files: Collection[int] = ()
    texts: dict[str, tuple[tuple[str, ...], Collection[int]]] = field(default_factory=dict)
    owners: dict[str, Collection[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Source:
    """Where documents of some kinds come from.

    `documents(term, until=, keys=)` gives those whose term ends on `until` at the latest, or those of the keys
    whatever their term; `blockers(keys, on)` says in words, with the clause, why each of them may not go yet.
    """

    key: str
    name: Any
    indexes: tuple[str, ...]
    documents: Callable[..., Iterable[Document]]
    blockers: Callable[[Collection[str], date], dict[str, list[Verdict]]]
    contents: Callable[[str], Contents]


SOURCES: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Register a source under its key; a second one with the same key is an error."""
    if source.key in SOURCES:
        raise ValueError(f"holdings registered twice: {source.key}")
    SOURCES[source.key] = source
    return source
