"""Matters: what a meeting may decide, registered once by the app that owns it; what else waits for a meeting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Matter:
    """One kind of agenda item: how it is worded, which rule judges it, what follows from the result.

    `heading` and `draft` take the subject and give Russian or Kyrgyz text in the language active at the call;
    the three hooks take `subject, basis, by, at` and run in the transaction that closes the item. What `is_for_both`
    may be decided by the Presidium and by the general meeting alike. `annex` names, by language, the paper that is
    filed with the minutes when the item is decided, with {number} for the item.
    """

    key: str
    name: Any
    clause: str
    rule: str
    model: Any
    open_subjects: Callable[[], Iterable[Any]]
    heading: Callable[[Any], str]
    draft: Callable[[Any], str]
    on_listed: Callable[..., None]
    on_carried: Callable[..., None]
    on_lost: Callable[..., None]
    on_dropped: Callable[..., None]
    annex: Mapping[str, str] | None = None
    is_for_both: bool = False


MATTERS: dict[str, Matter] = {}


def register(matter: Matter) -> Matter:
    """Register a matter under its key; a second one with the same key is an error."""
    if matter.key in MATTERS:
        raise ValueError(f"matter registered twice: {matter.key}")
    MATTERS[matter.key] = matter
    return matter


@dataclass(frozen=True)
class OpenMatter:
    """Something that belongs on an agenda and is no subject of a matter: an office that falls vacant, an overdue task.

    `key` names it for good, as in "vacant:deputy", and keeps it from being listed twice; `title` and `draft` give
    Russian or Kyrgyz text in the language active at the call. It becomes a free question, unless `put` (meeting, by,
    at) puts a matter of its own on the agenda. `kinds` are the kinds of meetings that may decide it. What is taken up
    `once` is not offered again after a meeting decided on it.
    """

    key: str
    name: Any
    clause: str
    title: Callable[[], str]
    draft: Callable[[], str]
    kinds: tuple[str, ...] = ("ordinary", "extraordinary")
    put: Callable[..., Any] | None = None
    once: bool = False


OpenSource = Callable[[date], Iterable[OpenMatter]]
SOURCES: list[OpenSource] = []


def open_source(source: OpenSource) -> OpenSource:
    """Register a source of open matters as of a day."""
    SOURCES.append(source)
    return source


def open_matters(day: date) -> list[OpenMatter]:
    """What belongs on an agenda as of a day, from all sources in their order."""
    return [row for source in SOURCES for row in source(day)]
