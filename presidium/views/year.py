"""The year of meetings as a strip of quarters (A-4.2a.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association.calendar import Span, quarter_of
from association.fmt import date_text, month_brief
from association.statute import Verdict
from association.templatetags.ui import quarter_place
from presidium.models import Meeting, Minutes
from presidium.queries_preparation import judge_quarter

ROMAN = ("I", "II", "III", "IV")


def years_of(seen: QuerySet[Meeting], year: int) -> list[dict[str, Any]]:
    """The years that have meetings, as tabs."""
    years = {day.year for day in seen.order_by().dates("held_on", "year")} | {year}
    return [{"label": str(one), "url": f"?year={one}", "current": one == year} for one in sorted(years, reverse=True)]


def quarters_of(rows: list[Meeting], year: int, today: date, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The four quarters of a year with their meetings, each judged by the rule of A-4.2a.1."""
    return [_quarter(rows, year, number, today, values) for number in range(4)]


def _quarter(rows: list[Meeting], year: int, number: int, today: date, values: dict[str, Any]) -> dict[str, Any]:
    months = range(3 * number + 1, 3 * number + 4)
    own = sorted((row for row in rows if row.held_on.month in months), key=lambda row: row.starts_at)
    this = today.year == year and today.month in months
    quarter = quarter_of(date(year, months[0], 1))
    look, word = _state(own, quarter, today, judge_quarter(own, quarter, today, values))
    return {
        "name": _("%(number)s quarter") % {"number": ROMAN[number]}, "this": this,
        "months": [month_brief(month, (get_language() or "ru")[:2]) for month in months],
        "today": quarter_place(today) if this else "",
        "marks": [{"x": quarter_place(row.held_on), "kind": _kind(row)} for row in own],
        "lines": [_line(row) for row in own], "look": look, "word": word,
    }  # fmt: skip


def _kind(row: Meeting) -> str:
    if row.state == Meeting.State.FAILED:
        return "failed"
    if row.state != Meeting.State.HELD:
        return "planned"
    if row.record and row.record.state != Minutes.State.SIGNED:
        return "waiting"
    return "extra" if row.kind == Meeting.Kind.EXTRAORDINARY else "held"


def _line(row: Meeting) -> dict[str, str]:
    day = date_text(row.held_on, (get_language() or "ru")[:2], "day")
    if row.state == Meeting.State.FAILED:
        return {"bold": day, "text": " " + _("there was no quorum")}
    number = row.record.number if row.record else None
    text = f"№\u00a0{number}" if number else row.get_state_display()
    return {"bold": day, "text": f", {text}"}


def _state(own: list[Meeting], quarter: Span, today: date, judged: tuple[bool, Verdict]) -> tuple[str, str]:
    """Amber from mid-quarter while nothing is booked, red after a quarter without an ordinary meeting."""
    kept, verdict = judged
    kinds = [_kind(row) for row in own]
    if not verdict:
        return ("bad", _("Not held")) if today > quarter.last else ("need", _("To be planned"))
    if "waiting" in kinds:
        return "need", _("Minutes not signed")
    if "planned" in kinds:
        return "calm", _("Appointed")
    return ("ok", _("Held")) if kept else ("calm", _("Not planned yet"))
