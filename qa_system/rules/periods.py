"""The periods an indicator is measured in, and until when a figure is entered (K-13.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from django.utils.translation import gettext_lazy as _

from association.statute import Verdict, kyrgyz, say
from qa_system.rules.words import MONTH, QUARTER, TERM, YEAR

FIRST_MONTH: Final = 9  # an academic year begins on 1 September (glossary: окуу жылы)
ENTRY_DAYS: Final = 10  # own: the text names no day
# How many months the periods of one academic year have, in their order.
LENGTHS: Final[dict[str, tuple[int, ...]]] = {
    MONTH: (1,) * 12, QUARTER: (3,) * 4, TERM: (5, 7), YEAR: (12,),
}  # fmt: skip


class Period(NamedTuple):
    """One period of an academic year; `ends_on` is the first day after it."""

    frequency: str
    starts_on: date
    ends_on: date

    @property
    def key(self) -> str:
        """The period in an address: month-2026-10."""
        return f"{self.frequency}-{self.starts_on.year:04d}-{self.starts_on.month:02d}"

    @property
    def year(self) -> int:
        """The academic year, by the year in which it begins."""
        return academic_year(self.starts_on)

    @property
    def number(self) -> int:
        """Which period of its year it is, from 1."""
        return periods_of(frequency=self.frequency, year=self.year).index(self) + 1

    @property
    def last_day(self) -> date:
        """The last day of the period itself."""
        return self.ends_on - timedelta(days=1)

    @property
    def due_on(self) -> date:
        """The last day for entering its figures."""
        return entry_due(ends_on=self.ends_on)


def academic_year(day: date) -> int:
    """The year in which the academic year of a day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def _month(year: int, after: int) -> date:
    """The first day of the month that comes so many months after the beginning of an academic year."""
    years, month = divmod(FIRST_MONTH - 1 + after, 12)
    return date(year + years, month + 1, 1)


@kyrgyz("13.3", _("The text gives no period: each indicator says how often it is measured."))
def periods_of(*, frequency: str, year: int) -> tuple[Period, ...]:
    """The periods of one academic year in their order; none for an indicator that does not say how often."""
    ends = list(accumulate(LENGTHS.get(frequency, ()), initial=0))
    return tuple(Period(frequency, _month(year, a), _month(year, b)) for a, b in pairwise(ends))


def period_named(key: str) -> Period | None:
    """The period of an address, or None when there is no such one."""
    frequency, _dash, month = key.partition("-")
    try:
        day = date.fromisoformat(f"{month}-01")
    except ValueError:
        return None
    if not 2000 <= day.year <= 2100:
        return None
    found = (one for one in periods_of(frequency=frequency, year=academic_year(day)) if one.starts_on == day)
    return next(found, None)


def expected(*, frequency: str, added_on: date, dropped_on: date | None, first_year: int, on: date) -> Iterator[Period]:
    """Periods that are over and for which an indicator owes a figure, from an academic year on."""
    for year in range(first_year, academic_year(on) + 1):
        for one in periods_of(frequency=frequency, year=year):
            if one.ends_on <= on and one.ends_on > added_on and (dropped_on is None or one.last_day < dropped_on):
                yield one


@kyrgyz("13.3", _("A figure is entered within ten days after its period."))
def entry_due(*, ends_on: date, days: int = ENTRY_DAYS) -> date:
    """The last day for entering; day 1 is the day after the period."""
    return ends_on + timedelta(days=days - 1)


@kyrgyz("13.3", _("The figure of a period is known when the period is over."))
def is_period_over(*, ends_on: date, on: date) -> Verdict:
    """Whether the period has ended."""
    return Verdict(ends_on <= on, sentence=say(_("The period is not over yet.")))


@kyrgyz("13.3", _("A reviewed period is closed until it is opened again with a reason."))
def is_period_open(*, is_reviewed: bool) -> Verdict:
    """Whether figures of the period may be written."""
    return Verdict(
        not is_reviewed, sentence=say(_("The period is reviewed; the quality officer opens it again with a reason."))
    )


@kyrgyz("13.3", _("Opening a reviewed period again needs a reason."))
def may_reopen(*, why: str) -> Verdict:
    """Whether the reason is given."""
    return Verdict(bool(why.strip()), sentence=say(_("Say why the reviewed period is opened again.")))
