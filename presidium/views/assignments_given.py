"""What stands beside an item in the room and in the minutes: its assignments and the form of a new one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from presidium.forms_assignments import STATE_LOOKS, AssignmentForm
from presidium.models import AgendaItem, Assignment

USUAL = timedelta(days=14)  # the due day that stands in the form


def given_on(items: Iterable[AgendaItem]) -> dict[int, list[dict[str, Any]]]:
    """The assignments of some items, in one query."""
    found: dict[int, list[dict[str, Any]]] = {item.pk: [] for item in items}
    rows = Assignment.objects.filter(item__in=list(found)).exclude(state=Assignment.State.STRUCK)
    for row in rows.select_related("person", "organisation", "item"):
        found[row.item_id].append({"row": row, "look": STATE_LOOKS[row.state]})
    return found


def new_form(item: AgendaItem) -> AssignmentForm:
    """An empty form beside an item; the executor is looked for when it comes back."""
    return AssignmentForm(item=item, executors=(), initial={"due_on": item.meeting.held_on + USUAL})
