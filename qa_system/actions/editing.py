"""Two people at one text: the second is told, and nothing of either is lost (P37)."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Outdated(Exception):
    """Raised when a row was saved by somebody else since it was opened; carries the row as it stands now."""

    def __init__(self, row: Any) -> None:
        super().__init__(f"{row._meta.label}:{row.pk}")
        self.row = row


def locked_edition(row: Row, seen: int, counter: str = "version") -> Row:
    """Lock a row and hold its edition against the one a person saw; raises Outdated when it has moved on.

    The caller writes `counter` + 1 with its change.
    """
    fresh = type(row)._base_manager.select_for_update().get(pk=row.pk)
    if getattr(fresh, counter) != seen:
        raise Outdated(fresh)
    return fresh
