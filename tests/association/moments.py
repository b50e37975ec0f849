"""Moments the tests stand at."""

from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
