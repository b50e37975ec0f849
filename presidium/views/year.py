"""The year of meetings as a strip of quarters (A-4.2a.1)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association.calendar import Span, add_months, quarter_of, year_of_quarters
from association.fmt import date_text, month_brief
from association.rule_options import value_of
from association.statute import Verdict
from association.templatetags.ui import quarter_place
from presidium import rules
from presidium.models import Meeting, Minutes
from presidium.queries_preparation import judge_quarter

ROMAN = ("I", "II", "III", "IV")
LOOKS = {"held": "ok", "open": "run"}


def starts_of(values: dict[str, Any]) -> int:
    """The month in which the first quarter begins by a version of the rules."""
    return int(value_of(values, "quarter_starts"))


def year_of(day: date, starts: int) -> int:
    """The year of quarters a day lies in, named by the calendar year it begins in."""
    return day.year if day.month >= starts else day.year - 1


def year_name(year: int, starts: int) -> str:
    """A calendar year by its number, an academic one as 2025/26."""
    return str(year) if starts == 1 else f"{year}/{(year + 1) % 100:02d}"


def years_of(seen: QuerySet[Meeting], year: int, starts: int = 1) -> list[dict[str, Any]]:
    """The years that have meetings, as tabs."""
    years = {year_of(day, starts) for day in seen.order_by().dates("held_on", "month")} | {year}
    return [
        {"label": year_name(one, starts), "url": f"?year={one}", "current": one == year}
        for one in sorted(years, reverse=True)
    ]


def quarters_of(rows: list[Meeting], year: int, today: date, values: dict[str, Any]) -> list[dict[str, Any]]:
    """The four quarters of a year with their meetings, each judged by the rule of A-4.2a.1."""
    first = year_of_quarters(year, starts_of(values)).first
    return [_quarter(rows, number, add_months(first, 3 * number), today, values) for number in range(4)]


def _quarter(rows: list[Meeting], number: int, first: date, today: date, values: dict[str, Any]) -> dict[str, Any]:
    starts = starts_of(values)
    quarter = quarter_of(first, starts)
    own = sorted((row for row in rows if row.held_on in quarter), key=lambda row: row.starts_at)
    this = today in quarter
    look, word = _state(own, quarter, today, judge_quarter(own, quarter, today, values))
    language = (get_language() or "ru")[:2]
    return {
        "name": _("%(number)s quarter") % {"number": ROMAN[number]}, "this": this,
        "months": [month_brief(add_months(first, place).month, language) for place in range(3)],
        "today": quarter_place(today, starts) if this else "",
        "marks": [{"x": quarter_place(row.held_on, starts), "kind": _kind(row)} for row in own],
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


def conference_of(rows: list[Meeting], year: int, values: dict[str, Any]) -> dict[str, Any]:
    """The meeting of the Association within the conference of a year, and the verdict on it (A-6.3b)."""
    own = [row for row in rows if row.conference and row.state != Meeting.State.FAILED]
    span = year_of_quarters(year, starts_of(values))
    verdict = rules.has_conference_meeting.judge(year=span, days=[row.held_on for row in own])
    row = min(own, key=lambda one: one.held_on) if verdict else None
    return {"verdict": verdict, "row": row, "look": LOOKS.get(row.state, "calm") if row else "need"}
