"""Builders of monitoring: a process, its indicators and their figures, made by the verbs."""

from datetime import date
from decimal import Decimal

from association import clock
from association.models import User
from qa_system import rules
from qa_system.actions import indicators, monitoring, processes
from qa_system.models import Indicator, IndicatorFact, Process, QaSystem
from tests.factories import association as ground

AT = ground.AT
ON = date(2026, 11, 5)
SEPTEMBER, OCTOBER = (rules.period_named(f"month-2026-{month}") for month in ("09", "10"))


def process(system: QaSystem, officer: User, code: str = "П-1", **fields) -> Process:
    """A process of one organisation."""
    values = {"name_ru": f"Процесс {code}", "classification": "core", "area": "educational"} | fields
    return processes.add(system, code=code, on=ground.DAY, by=officer, at=AT, **values)


def indicator(
    row: Process, officer: User, code: str = "И-1", *, target: str | None = "80", year: int = 2026,
    on: date = SEPTEMBER.starts_on, **fields,
) -> Indicator:  # fmt: skip
    """An indicator measured every month, with a baseline of 70 and a target."""
    values = {"name_ru": f"Показатель {code}", "direction": "higher", "unit": "%", "frequency": "month",
              "baseline": Decimal(70)} | fields  # fmt: skip
    made = indicators.add(row, code=code, on=on, by=officer, at=AT, **values)
    if target is not None:
        indicators.aim(made, year=year, value=Decimal(target), low=None, high=None, by=officer, at=AT)
    return Indicator.objects.get(pk=made.pk)


def enter(row: Indicator, value: str | None, by: User, period: rules.Period = OCTOBER, **fields) -> IndicatorFact:
    """The figure of a period, on a day when October is over."""
    given = {"value": None if value is None else Decimal(value), "on": ON, "by": by, "at": AT} | fields
    return monitoring.enter(row, **({"period": period} | given))


def months() -> list[rules.Period]:
    """The months that are over today, of this academic year and the one before."""
    today = clock.today()
    years = (rules.academic_year(today) - 1, rules.academic_year(today))
    every = [one for year in years for one in rules.periods_of(frequency=rules.MONTH, year=year)]
    return [one for one in every if one.ends_on <= today]
