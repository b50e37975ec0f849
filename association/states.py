"""Tables of life cycles, written as data: sources, target and the right each step needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step of a life cycle: from which states, to which, and the right that lets a person take it."""

    sources: tuple[str, ...]
    to: str
    right: str | None


Steps = dict[str, Step]


def step(*sources: str, to: str, right: str | None) -> Step:
    """Write one row of a life-cycle table; `right=None` marks a step only the portal itself takes."""
    return Step(sources=tuple(str(source) for source in sources), to=str(to), right=right)


def open_steps(table: Steps, state: str) -> list[str]:
    """Name the steps that lead out of a state, in the order of the table."""
    return [name for name, row in table.items() if state in row.sources]
