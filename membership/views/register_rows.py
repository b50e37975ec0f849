"""Rows of the register as its table shows them; what many rows have in common is made once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from association import access
from association.fmt import NO_BREAK_HYPHEN, surname_first
from association.templatetags.ui import clause, day, tag
from membership import rules
from membership.filters import Selection


def lines(rows: list[dict[str, Any]], request: HttpRequest, chosen: Selection) -> list[dict[str, Any]]:
    """The rows of one page: names, chips and tags, and where the name leads for this reader."""
    chips = {ground: clause(number, bare=True) for ground, number in rules.GROUNDS.items()}
    status = {"member": tag("ok", _("Member")), "candidate": tag("run", _("Candidate"))}
    if chosen.is_of_left:
        chips = {reason: clause(number, bare=True) for reason, number in rules.END_CLAUSES.items()}
        status = {"member": tag("calm", _("Was a member")), "candidate": tag("calm", _("Was a candidate"))}
    reason = "end_reason" if chosen.is_of_left else "ground_then"
    before, after = _address(request, chosen)
    days = _days(rows)
    none = format_html('<span class="quiet">{}</span>', _("none"))
    found = []
    for row in rows:
        number = row["certificate_number"]
        found.append({
            "name": (row["name_then"] or row["organisation__title"]).replace("№ ", "№\u00a0"),
            "url": f"{before}{row['organisation_id']}{after}",
            "place": (row["organisation__district__name"] or "").replace("-", NO_BREAK_HYPHEN) or none,
            "head": (_head(row) or none) if "head_surname" in row else "",
            "ground": chips.get(row[reason], ""),
            "since": days[row["starts_on"]],
            "until": days[row["ends_on"]] if chosen.is_of_left else "",
            "number": f"№\u00a0{number:03d}" if number else none,
            "look": "num" if number else "num wide",
            "status": status[row["kind"]],
        })  # fmt: skip
    return found


def _days(rows: list[dict[str, Any]]) -> dict[Any, str]:
    """Days in figures; many rows share one."""
    return {one: day(one, "short") for row in rows for one in (row["starts_on"], row["ends_on"])}


def _address(request: HttpRequest, chosen: Selection) -> tuple[str, str]:
    """Where a name leads: the page for work, or the public page as of the day that was asked for."""
    if access.holds(request.user, "view_records"):
        before, after = reverse("organisation", args=[0]).split("0")
        return before, after
    before, after = reverse("member", args=[0]).split("0")
    return before, f"{after}?on={chosen.day.isoformat()}" if request.GET.get("on") else after


def _head(row: dict[str, Any]) -> str:
    return surname_first(row["head_surname"] or "", row["head_given"] or "", row["head_patronymic"] or "")
