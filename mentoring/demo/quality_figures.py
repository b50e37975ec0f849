"""The college measures: figures of the last three months, one corrected, one missing, one month reviewed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from mentoring.demo import quality_cast as cast
from qa_system import rules
from qa_system.actions import indicators, monitoring
from qa_system.models import Indicator

if TYPE_CHECKING:
    from mentoring.demo.quality import Setting


def last_months(day: date) -> list[rules.Period]:
    """The three months before that of a day, in their order."""
    months = [one for year in (-1, 0) for one in rules.periods_of(frequency=rules.MONTH,
              year=rules.academic_year(day) + year)]  # fmt: skip
    return [one for one in months if one.ends_on <= day][-3:]


def measure(one: Setting) -> None:
    """Enter the figures by who answers for them, correct one, review the first month."""
    months, teacher = last_months(one.stage.day), one.accounts["process_owner"]
    for number, figures in cast.MONTHLY[one.row.number].items():
        row = Indicator.objects.get(process__system=one.system, code=f"И-{number + 1}")
        indicators.describe(row, seen=1, responsible=one.people["process_owner"], **one.facts())
        _aim_before(one, row, months[0].year)
        for period, text in zip(months, figures, strict=True):
            if text:
                is_number = text[0].isdigit()
                monitoring.enter(
                    row, period=period, value=Decimal(text) if is_number else None,
                    why_none="" if is_number else text, on=one.stage.day, by=teacher, at=one.stage.tick(),
                )  # fmt: skip
    monitoring.enter(
        Indicator.objects.get(process__system=one.system, code="И-3"), period=months[1], value=Decimal("7.4"), seen=1,
        why_changed="Учтены приказы последней недели", on=one.stage.day, **one.facts(),
    )  # fmt: skip
    monitoring.review(one.system, period=months[0], on=one.stage.day, **one.facts())


def _aim_before(one: Setting, row: Indicator, year: int) -> None:
    """The months may begin in the academic year before: its target is that of this one."""
    now = row.targets.get()
    if now.year != year:
        indicators.aim(row, year=year, value=now.value, low=now.low, high=now.high, **one.facts())
