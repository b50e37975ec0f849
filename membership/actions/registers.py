"""The verb that prints a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.models import Association, Paper, User
from association.statute import Refused, denial
from membership.papers import D09, MOST_ROWS, members_facts


@transaction.atomic
def print_members(
    rows: Sequence[Mapping[str, Any]],
    *,
    on: date,
    is_of_left: bool,
    asked: Sequence[tuple[str, str]],
    by: User,
    at: datetime,
) -> Paper:
    """Order the rows of the register of members and candidates as a sheet (D09); openness asks for it (A-1.4)."""
    access.require(by, "view_registers", at=at)
    if not rows:
        raise Refused(denial("A-1.4", _("There is nothing to print: no organisation answers these choices.")))
    if len(rows) > MOST_ROWS:
        message = _("One sheet holds at most %(most)s rows: narrow the list, or take the file for Excel.")
        raise Refused(denial("A-1.4", message, most=MOST_ROWS))
    facts = members_facts(rows, on=on, is_of_left=is_of_left, asked=asked, by=by, at=at)
    return papers.draw(D09, Association.current(), facts=facts, by=by, at=at, draft=False, dated_on=on)
