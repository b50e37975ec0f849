"""Matters: what a meeting may decide, registered once by the app that owns it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Matter:
    """One kind of agenda item: how it is worded, which rule judges it, what follows from the result.

    `heading` and `draft` take the subject and give Russian or Kyrgyz text in the language active at the call;
    the three hooks take `subject, basis, by, at` and run in the transaction that closes the item.
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


MATTERS: dict[str, Matter] = {}


def register(matter: Matter) -> Matter:
    """Register a matter under its key; a second one with the same key is an error."""
    if matter.key in MATTERS:
        raise ValueError(f"matter registered twice: {matter.key}")
    MATTERS[matter.key] = matter
    return matter
