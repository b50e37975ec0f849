"""Happenings: what a floor announces and the floors above answer, within the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

HANDLERS: dict[str, list[Callable[..., None]]] = {}
FORETELLERS: dict[str, list[Callable[..., Iterable[Consequence]]]] = {}


@dataclass(frozen=True)
class Consequence:
    """What a happening would bring, as a sentence under its clause."""

    text: str
    clause: str = ""


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


def foretells(name: str) -> Callable[[Callable[..., Iterable[Consequence]]], Callable[..., Iterable[Consequence]]]:
    """Register what a floor would do at a happening, for the page that asks before it is recorded."""

    def register(teller: Callable[..., Iterable[Consequence]]) -> Callable[..., Iterable[Consequence]]:
        FORETELLERS.setdefault(name, []).append(teller)
        return teller

    return register


def forecast(name: str, **facts) -> list[Consequence]:
    """List what a happening would bring, floor by floor."""
    return [one for teller in FORETELLERS.get(name, ()) for one in teller(**facts)]
