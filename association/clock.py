"""The only reader of the time."""

from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The present moment, aware, in UTC; a test server's CLOCK_FILE holds seconds to add."""
    moment = datetime.now(UTC)
    if settings.CLOCK_FILE:
        moment += timedelta(seconds=float(Path(settings.CLOCK_FILE).read_text() or 0))
    return moment


def today(tz: tzinfo | None = None) -> date:
    """The date in `tz`, by default in the current time zone."""
    return now().astimezone(tz or timezone.get_current_timezone()).date()
