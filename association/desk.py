"""What a person finds on the desk and in the side navigation: registered by the apps in their panels.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association import access
from association.models import User


@dataclass(frozen=True)
class Duty:
    """One thing to do: what, why and until when, by which clause, and the button that leads there."""

    title: str
    text: str
    url: str
    button: str
    clause: str = ""
    due_on: date | None = None
    overdue_days: int = 0


@dataclass(frozen=True)
class Entry:
    """One line of the side navigation; it is shown to those who hold the right, "" to everybody.

    `count` gives the rows that wait there, `address` the person's own address of a page that needs an object: none
    hides the line.
    """

    group: str
    label: Any
    route: str
    icon: str
    right: str
    order: int = 50
    count: Callable[[User], QuerySet] | None = None
    needs: bool = False
    also: tuple[str, ...] = ()
    address: Callable[[User], str] | None = None


GROUPS: dict[str, Any] = {
    "": "",
    "association": _("Association"),
    "activity": _("Activity"),
    "office": pgettext_lazy("side navigation", "Office"),
    "year": _("Yearly cycle"),
    "system": _("Quality system"),
    "ministry": _("Ministry"),
}
ENTRIES: list[Entry] = []
DUTIES: list[Callable[[User, datetime], Iterable[Duty]]] = []
ASIDES: list[tuple[tuple[str, ...], str, Callable[[User, datetime], dict[str, Any]]]] = []


def entry(row: Entry) -> None:
    """Add a line to the side navigation."""
    ENTRIES.append(row)


def duties(source: Callable[[User, datetime], Iterable[Duty]]) -> Callable[[User, datetime], Iterable[Duty]]:
    """Register a source of things to do."""
    DUTIES.append(source)
    return source


def aside(right: str | tuple[str, ...], template: str) -> Callable:
    """Register a panel beside the list of duties: a template and the function that gives its context.

    Of several rights one is enough; the panel is shown once.
    """
    rights = (right,) if isinstance(right, str) else right

    def register(source: Callable[[User, datetime], dict[str, Any]]) -> Callable:
        ASIDES.append((rights, template, source))
        return source

    return register


def duties_of(user: User, at: datetime) -> list[Duty]:
    """List what a person has to do: overdue first, then by due day."""
    rows = [duty for source in DUTIES for duty in source(user, at)]
    return sorted(rows, key=lambda duty: (-duty.overdue_days, duty.due_on or date.max))


def asides_of(user: User, at: datetime) -> list[dict[str, Any]]:
    """List the panels beside, each with its template and context."""
    return [
        {"template": template, **source(user, at)}
        for rights, template, source in ASIDES
        if any(access.holds(user, right) for right in rights)
    ]


def _counts(user: User, entries: list[Entry]) -> dict[str, int]:
    """How many rows wait behind each line, in one query for all lines."""
    asked = [
        row.count(user)
        .order_by()
        .values(line=Value(row.route))
        .annotate(n=Count("pk"))
        for row in entries
        if row.count
    ]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return {row["line"]: row["n"] for row in rows}


def navigation(user: User, current: str) -> list[dict[str, Any]]:
    """Build the side navigation of a person; `current` is the name of the route shown."""
    shown = sorted(
        (row for row in ENTRIES if not row.right or access.holds(user, row.right)), key=lambda row: row.order
    )
    counts = _counts(user, shown)
    groups = []
    for key, label in GROUPS.items():
        items = [
            {
                "url": url,
                "label": row.label,
                "icon": row.icon,
                "current": current == row.route or current in row.also,
                "count": counts.get(row.route, 0) if row.count else 0,
                "needs": row.needs,
            }
            for row in shown
            if row.group == key and (url := row.address(user) if row.address else reverse(row.route))
        ]
        if items:
            groups.append({"heading": label, "items": items})
    return groups
