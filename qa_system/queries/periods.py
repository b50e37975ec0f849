"""Periods as people name them, in the language of the moment."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association.fmt import month_brief, month_text
from qa_system import rules


def year_name(year: int) -> str:
    """An academic year in signs: 2026/2027."""
    return f"{year}/{year + 1}"


def name_of(period: rules.Period) -> str:
    """A period in words: October 2026, quarter 1 of 2026/2027."""
    if period.frequency == rules.MONTH:
        return month_text(period.starts_on.year, period.starts_on.month, _language())
    facts = {"number": period.number, "year": year_name(period.year)}
    if period.frequency == rules.QUARTER:
        return _("quarter %(number)s of %(year)s") % facts
    if period.frequency == rules.TERM:
        return _("half-year %(number)s of %(year)s") % facts
    return _("academic year %(year)s") % facts


def short_name(period: rules.Period) -> str:
    """A period above a column: oct, sep–nov, 2026/2027."""
    if period.frequency == rules.YEAR:
        return year_name(period.year)
    first, last = (month_brief(day.month, _language()) for day in (period.starts_on, period.last_day))
    return first if first == last else f"{first}–{last}"


def _language() -> str:
    return (get_language() or "ru").split("-")[0]
