"""Days and terms: working days, due days by mode, quarters, academic years, years to the day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

ONE_DAY: Final = timedelta(days=1)
SATURDAY: Final = 5
ROLLOVER, CALENDAR, WORKING = "rollover", "calendar", "working"
DUE_MODES: Final = (ROLLOVER, CALENDAR, WORKING)
MONTHS_IN_QUARTER: Final = 3
SCHOOL_STARTS: Final = (9, 1)


@dataclass(frozen=True)
class Calendar:
    """The days off and the moved working days of one country, for the years somebody has entered."""

    country: str
    days_off: frozenset[date] = frozenset()
    working_days: frozenset[date] = frozenset()
    years: frozenset[int] = field(default_factory=frozenset)

    def knows(self, year: int) -> bool:
        """Whether the year has rows; an unknown year counts Saturdays and Sundays alone."""
        return year in self.years

    def unknown_years(self, first: date, last: date) -> list[int]:
        """Years of a span that have no rows, to be said openly beside a computed day."""
        return [year for year in range(first.year, last.year + 1) if not self.knows(year)]

    def as_fact(self) -> dict[str, object]:
        """What a frozen verdict keeps of the calendar."""
        return {"country": self.country, "years": tuple(sorted(self.years))}


@dataclass(frozen=True, order=True)
class Span:
    """Days from first to last, both counted."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        return iter([self.first, self.last])

    def __str__(self) -> str:
        years = (self.first.year, self.last.year)
        return "/".join(str(year) for year in dict.fromkeys(years))


def is_working(day: date, calendar: Calendar) -> bool:
    """Whether people work on this day."""
    return day in calendar.working_days or (day.weekday() < SATURDAY and day not in calendar.days_off)


def next_working(day: date, calendar: Calendar) -> date:
    """The day itself when it is a working day, else the first working day after it."""
    while not is_working(day, calendar):
        day += ONE_DAY
    return day


def add_calendar_days(day: date, days: int) -> date:
    """Count calendar days; the day after the event is day 1."""
    return day + timedelta(days=days)


def add_working_days(day: date, days: int, calendar: Calendar) -> date:
    """Count working days; the first working day after the event is day 1."""
    for _ in range(days):
        day = next_working(day + ONE_DAY, calendar)
    return day


def due(day: date, days: int, calendar: Calendar, mode: str = ROLLOVER) -> date:
    """Last day of a term of so many days; rollover moves a day off to the next working day (Civil Code 191, 193)."""
    if mode not in DUE_MODES:
        raise ValueError(f"unknown way to count days: {mode}")
    if mode == WORKING:
        return add_working_days(day, days, calendar)
    last = add_calendar_days(day, days)
    return next_working(last, calendar) if mode == ROLLOVER else last


def add_years(day: date, years: int) -> date:
    """The same day and month so many years later; 29 February becomes the 28th in a common year."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def add_months(day: date, months: int) -> date:
    """The first day of the month so many months after the day's month."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def academic_year(day: date, starts: tuple[int, int] = SCHOOL_STARTS) -> Span:
    """The academic year a day lies in, 1 September to 31 August by default (A-4.1a)."""
    first = date(day.year, *starts)
    if day < first:
        first = date(day.year - 1, *starts)
    return Span(first, add_years(first, 1) - ONE_DAY)


def quarter_of(day: date, starts: int = 1) -> Span:
    """The quarter a day lies in; `starts` is the month the first quarter begins (1 calendar, 9 academic; A-4.2a.1)."""
    into = (day.month - starts) % MONTHS_IN_QUARTER
    first = add_months(day, -into)
    return Span(first, add_months(first, MONTHS_IN_QUARTER) - ONE_DAY)


def year_of_quarters(year: int, starts: int = 1) -> Span:
    """The four quarters that begin in a year with the month `starts`: the calendar or the academic year."""
    first = date(year, starts, 1)
    return Span(first, add_years(first, 1) - ONE_DAY)


def middle_of(quarter: Span) -> date:
    """The 15th of the quarter's second month, when reminders go out."""
    return add_months(quarter.first, 1).replace(day=15)


def next_quarter(quarter: Span) -> Span:
    """The three months after a quarter."""
    first = quarter.last + ONE_DAY
    return Span(first, add_months(first, MONTHS_IN_QUARTER) - ONE_DAY)


def archived_until(day: date, years: int) -> date:
    """The first day a paper may be written off: full years are counted from 1 January after its year [S11]."""
    return date(day.year + years + 1, 1, 1)


def calendar_from(country: str, rows: Iterable[tuple[date, bool]]) -> Calendar:
    """A calendar from rows of day and whether it is a working day; a year is known when it has a row."""
    rows = list(rows)
    return Calendar(
        country=country,
        days_off=frozenset(day for day, works in rows if not works),
        working_days=frozenset(day for day, works in rows if works),
        years=frozenset(day.year for day, _ in rows),
    )
