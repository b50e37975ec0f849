"""Conflicts of interest: checks that the apps register, asked before somebody judges an organisation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from association.models import Organisation, User
from association.statute import Phrase

Check = Callable[[User, Organisation, date], Phrase | None]
_CHECKS: list[Check] = []


def register_check(check: Check) -> Check:
    """Let an app name a conflict of an account with an organisation on a day; None where there is none."""
    if check not in _CHECKS:
        _CHECKS.append(check)
    return check


def conflicts_of(user: User, organisation: Organisation, day: date) -> list[Phrase]:
    """Every conflict found, in the order of the floors."""
    found = [check(user, organisation, day) for check in _CHECKS]
    return [phrase for phrase in found if phrase]
