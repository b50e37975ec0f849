"""Happenings: what a floor announces and the floors above answer, within the same transaction."""

from __future__ import annotations

from collections.abc import Callable

HANDLERS: dict[str, list[Callable[..., None]]] = {}


def on(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a handler of a happening; handlers run in the order of the floors."""

    def register(handler: Callable[..., None]) -> Callable[..., None]:
        HANDLERS.setdefault(name, []).append(handler)
        return handler

    return register


def announce(name: str, **facts) -> None:
    """Tell all handlers; an error in one of them rolls everything back."""
    for handler in HANDLERS.get(name, ()):
        handler(**facts)
