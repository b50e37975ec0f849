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


# Retention: the file plan of a year, the act of write-off and its lines (A-4.10d).
DRAFT, OFFERED, SIGNED, APPROVED, CANCELLED = "draft", "offered", "signed", "approved", "cancelled"
LISTED, WRITTEN_OFF, LEFT = "listed", "written_off", "left"

FILE_PLAN_STEPS: Steps = {
    "offer": step(DRAFT, to=OFFERED, right="keep_files"),
    "reopen": step(OFFERED, to=DRAFT, right="keep_files"),
    "approve": step(OFFERED, to=APPROVED, right="approve_write_off"),
    "file_scan": step(OFFERED, to=APPROVED, right="keep_files"),
}
WRITE_OFF_STEPS: Steps = {
    "offer": step(DRAFT, to=OFFERED, right="keep_files"),
    "reopen": step(OFFERED, to=DRAFT, right="keep_files"),
    "sign": step(OFFERED, to=SIGNED, right="sign_write_off"),
    "file_scan": step(OFFERED, to=SIGNED, right="keep_files"),
    "approve": step(SIGNED, to=APPROVED, right="approve_write_off"),
    "cancel": step(DRAFT, OFFERED, SIGNED, to=CANCELLED, right="keep_files"),
    "finish": step(APPROVED, to=WRITTEN_OFF, right=None),
}
WRITE_OFF_LINE_STEPS: Steps = {
    "write_off": step(LISTED, to=WRITTEN_OFF, right=None),
    "leave": step(LISTED, to=LEFT, right=None),
}
