"""How an option of the statute is described: its clause, its choices or bounds, and the value taken first; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Value = str | int | bool


@dataclass(frozen=True)
class Choice:
    """One way to settle an option: its value, its name, and what follows from it."""

    value: Value
    name: Any
    meaning: Any = ""


@dataclass(frozen=True)
class Option:
    """One thing the statute leaves open; an option without choices is a number between two bounds."""

    key: str
    clause: str
    name: Any
    default: Value
    choices: tuple[Choice, ...] = ()
    meaning: Any = ""
    least: int = 0
    most: int = 0

    def choice(self, value: Any) -> Choice | None:
        """The choice of a value, None for numbers and for what is no choice of this option."""
        # True == 1, and an option never mixes the two.
        return next((one for one in self.choices if one.value == value and type(one.value) is type(value)), None)

    def allows(self, value: Any) -> bool:
        """Whether the option may have this value."""
        if self.choices:
            return self.choice(value) is not None
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most

    def said(self, value: Any) -> str:
        """The value in the words of the active language."""
        chosen = self.choice(value)
        return str(chosen.name) if chosen else str(value)


@dataclass(frozen=True)
class Section:
    """Options that belong together."""

    name: Any
    options: tuple[Option, ...]
