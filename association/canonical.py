"""One text and one digest for the same facts, on every machine and in every language; pure."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum

from django.db.models import Model
from django.utils import translation
from django.utils.functional import Promise

EMPTY_DIGEST = "0" * 64


def canonical(value: object) -> str:
    """Write facts as JSON with sorted keys: moments in UTC, decimals as text, rows as label:pk, no spaces.

    Raises TypeError for what has no stable form (bytes, naive moments, floats that are not numbers).
    """
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(*texts: str) -> str:
    """SHA-256 in hex over texts, each preceded by its length, so that no two lists give the same bytes."""
    total = hashlib.sha256()
    for text in texts:
        data = text.encode()
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


def moment(at: datetime) -> str:
    """Write an aware moment in UTC to the microsecond."""
    if at.tzinfo is None:
        raise TypeError("a moment without a time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def label(row: Model) -> str:
    """Name a row as app.model:pk."""
    return f"{row._meta.label_lower}:{row.pk}"


def _plain(value: object) -> object:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case float():
            if value != value or value in (float("inf"), float("-inf")):
                raise TypeError("not a number")
            return value
        case Decimal() | uuid.UUID():
            return str(value)
        case datetime():
            return moment(value)
        case date() | time():
            return value.isoformat()
        case Promise():
            with translation.override("en"):
                return str(value)
        case Model():
            return label(value)
        case Mapping():
            return {str(_plain(key)): _plain(item) for key, item in value.items()}
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=canonical)
    if callable(as_dict := getattr(value, "as_dict", None)):
        return _plain(as_dict())
    if isinstance(value, Iterable) and not isinstance(value, bytes | bytearray | memoryview):
        return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form")
