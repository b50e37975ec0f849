"""The verb that prints a register."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import bundles, papers
from association.models import Association, Bundle, Paper, User
from association.statute import Refused, denial
from membership.papers import D09, MOST_PARTS, MOST_ROWS, in_parts, members_facts, part_title

BOUND = "members"  # how the files joined of these sheets are called


@transaction.atomic
def print_members(
    rows: Sequence[Mapping[str, Any]],
    *,
    on: date,
    is_of_left: bool,
    asked: Sequence[tuple[str, str]],
    by: User,
    at: datetime,
) -> Paper | Bundle:
    """Order the rows of the register of members and candidates for print (D09); openness asks for it (A-1.4).

    A list that one sheet does not hold is printed in parts, which the worker joins into one file.
    """
    access.require(by, "view_registers", at=at)
    if not rows:
        raise Refused(denial("A-1.4", _("There is nothing to print: no organisation answers these choices.")))
    if len(rows) > MOST_ROWS * MOST_PARTS:
        message = _("A print holds at most %(most)s rows: narrow the list, or take the file for Excel.")
        raise Refused(denial("A-1.4", message, most=MOST_ROWS * MOST_PARTS))
    subject, parts = Association.current(), len(in_parts(rows))
    sheets = [
        papers.draw(
            D09, subject, by=by, at=at, draft=False, dated_on=on, title=part_title(part, parts),
            facts=members_facts(rows, on=on, is_of_left=is_of_left, asked=asked, by=by, at=at, part=part),
        )
        for part in range(1, parts + 1)
    ]  # fmt: skip
    if parts == 1:
        return sheets[0]
    return bundles.bind(sheets, subject, form=Bundle.Form.PDF, name=f"{BOUND}-{on.isoformat()}", by=by, at=at)
