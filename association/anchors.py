"""Heads of the journal written down apart from it, by which outsiders notice a rewritten or shortened journal."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from association import journal
from association.canonical import moment


@dataclass(frozen=True)
class Anchor:
    """The number and digest of a seal, and when it was written down."""

    number: int
    digest: str
    at: datetime | None = None

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}" + (f" {moment(self.at)}" if self.at else "")

    @classmethod
    def read(cls, line: str) -> Anchor:
        """Read NUMBER:DIGEST with or without the moment; raises ValueError for anything else."""
        place, _space, at = line.strip().partition(" ")
        number, _colon, digest = place.partition(":")
        if not number.isdecimal() or len(digest) != 64:
            raise ValueError(line)
        return cls(int(number), digest.lower(), datetime.fromisoformat(at) if at else None)


def book() -> Path:
    """Where the anchors of this portal are kept."""
    return Path(settings.DATA_DIR) / "anchors"


def drop(*, at: datetime) -> Anchor:
    """Seal what waits and write the head of the journal into the book."""
    while journal.seal(at):
        pass
    anchor = Anchor(*journal.head(), at)
    with open(os.open(book(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o640), "a", encoding="utf-8") as lines:
        lines.write(f"{anchor}\n")
        lines.flush()
        os.fsync(lines.fileno())
    return anchor


def read(path: Path) -> list[Anchor]:
    """Read a file of anchors; raises ValueError on a line that is none."""
    return [Anchor.read(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def last() -> Anchor | None:
    """The last anchor of this portal."""
    kept = read(book()) if book().is_file() else []
    return kept[-1] if kept else None
