"""Reads of monitoring: the year as a grid with what is missing, and the history of one indicator (K-13.3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q

from qa_system import rules
from qa_system.models import Indicator, IndicatorFact, PeriodReview, Process, QaSystem, Target
from qa_system.queries.monitoring_figures import owed
from qa_system.queries.periods import name_of, short_name


@dataclass(frozen=True)
class Reading:
    """One figure as the rules read it: attainment, band, trend."""

    fact: IndicatorFact | None
    attained: Fraction | None
    band: str
    trend: str | None

    @property
    def percent(self) -> Decimal | None:
        """The attainment for the eye."""
        return None if self.attained is None else rules.shown(self.attained)


@dataclass(frozen=True)
class Cell:
    """One indicator in one period; `owed` when the period is over and the indicator was in force."""

    indicator: Indicator
    period: rules.Period
    reading: Reading
    owed: bool
    reviewed: bool
    late: int

    @property
    def name(self) -> str:
        """The period in words."""
        return name_of(self.period)

    @property
    def missing(self) -> bool:
        """Whether nobody has said anything of a period that is over."""
        return self.owed and self.reading.fact is None


@dataclass(frozen=True)
class Column:
    """One period above its cells."""

    period: rules.Period
    review: PeriodReview | None
    over: bool
    known: int
    owed: int

    @property
    def name(self) -> str:
        """The period in words."""
        return name_of(self.period)

    @property
    def short(self) -> str:
        """The period above a narrow column."""
        return short_name(self.period)

    @property
    def reviewed(self) -> bool:
        """Whether it takes no figures now."""
        return self.review is not None and self.review.state == PeriodReview.State.REVIEWED


@dataclass(frozen=True)
class Row:
    """One indicator in its year: the target, a cell for each period, the newest figure."""

    indicator: Indicator
    target: Target | None
    cells: list[Cell]
    newest: Reading


@dataclass(frozen=True)
class Table:
    """The indicators that are measured equally often."""

    frequency: str
    columns: list[Column]
    rows: list[Row]


@dataclass(frozen=True)
class Score:
    """How a process does by its indicators, and of how many of them there are data."""

    process: Process
    exact: Fraction | None
    known: int
    total: int

    @property
    def percent(self) -> Decimal | None:
        """The score for the eye."""
        return None if self.exact is None else rules.shown(self.exact)


@dataclass(frozen=True)
class Sheet:
    """One academic year of an organisation's monitoring."""

    year: int
    tables: list[Table]
    scores: list[Score]
    missing: list[Cell]
    known: int
    owed: int
    without_frequency: list[Indicator] = field(default_factory=list)


def read(indicator: Indicator, fact: IndicatorFact | None, target: Target | None) -> Reading:
    """Read one figure by the rules; the target is that of its academic year."""
    value = fact.value if fact else None
    low, high = (target.low, target.high) if target else (None, None)
    attained = rules.attainment(
        direction=indicator.direction, fact=value, target=target.value if target else None, low=low, high=high
    )
    band = rules.band(
        has_fact=value is not None, attained=attained, met_from=indicator.met_from, near_from=indicator.near_from
    )
    trend = rules.trend(
        direction=indicator.direction, fact=value, baseline=indicator.baseline, low=low, high=high
    )  # fmt: skip
    return Reading(fact, attained, band, trend)


def _latest(facts: Iterable[IndicatorFact]) -> dict[tuple[int, str, date], IndicatorFact]:
    """The last version of each period; the facts come in the order of their versions."""
    return {(one.indicator_id, one.frequency, one.starts_on): one for one in facts}


def year_sheet(system: QaSystem, year: int, on: date) -> Sheet:
    """Everything the page of a year shows, in four queries."""
    first, last = date(year, rules.FIRST_MONTH, 1), date(year + 1, rules.FIRST_MONTH, 1)
    indicators = list(
        Indicator.objects.filter(process__system=system, added_on__lt=last)
        .filter(Q(dropped_on=None) | Q(dropped_on__gt=first))
        .select_related("process", "responsible")
    )
    facts = _latest(IndicatorFact.objects.filter(indicator__in=indicators, starts_on__gte=first, starts_on__lt=last))
    targets = {one.indicator_id: one for one in Target.objects.filter(indicator__in=indicators, year=year)}
    reviews = {
        (one.frequency, one.starts_on): one
        for one in PeriodReview.objects.filter(system=system, starts_on__gte=first, starts_on__lt=last)
    }
    tables = []
    for frequency in Indicator.Frequency.values:
        own = [one for one in indicators if one.frequency == frequency]
        if own:
            tables.append(_table(frequency, own, year, on, facts, targets, reviews))
    rows = [row for table in tables for row in table.rows]
    asked = [cell for row in rows for cell in row.cells if cell.owed]
    return Sheet(
        year, tables, _scores(rows), sorted((one for one in asked if one.missing), key=lambda one: -one.late),
        *rules.coverage(known=[cell.reading.band != rules.NO_DATA for cell in asked]),
        [one for one in indicators if not one.frequency],
    )  # fmt: skip


def _table(
    frequency: str,
    own: list[Indicator],
    year: int,
    on: date,
    facts: dict[tuple[int, str, date], IndicatorFact],
    targets: dict[int, Target],
    reviews: dict[tuple[str, date], PeriodReview],
) -> Table:
    periods = rules.periods_of(frequency=frequency, year=year)
    rows = []
    for indicator in own:
        target = targets.get(indicator.pk)
        periods_owed = set(owed(indicator, year, on))
        cells = [
            _cell(indicator, one, facts.get((indicator.pk, frequency, one.starts_on)), target, one in periods_owed, on,
                  reviews.get((frequency, one.starts_on)))
            for one in periods
        ]  # fmt: skip
        told = [cell.reading for cell in cells if cell.reading.band != rules.NO_DATA]
        rows.append(Row(indicator, target, cells, told[-1] if told else read(indicator, None, target)))
    columns = []
    for place, period in enumerate(periods):
        known = [row.cells[place].reading.band != rules.NO_DATA for row in rows if row.cells[place].owed]
        review = reviews.get((frequency, period.starts_on))
        columns.append(Column(period, review, period.ends_on <= on, *rules.coverage(known=known)))
    return Table(frequency, columns, rows)


def _cell(
    indicator: Indicator,
    period: rules.Period,
    fact: IndicatorFact | None,
    target: Target | None,
    owed: bool,
    on: date,
    review: PeriodReview | None,
) -> Cell:
    reviewed = review is not None and review.state == PeriodReview.State.REVIEWED
    late = max(0, (on - period.due_on).days)
    return Cell(indicator, period, read(indicator, fact, target), owed, reviewed, late)


def _scores(rows: list[Row]) -> list[Score]:
    """Each process by the newest figures of its indicators; indicators without data only lower the coverage."""
    by_process: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        by_process[row.indicator.process_id].append(row)
    found = []
    for own in by_process.values():
        exact = rules.score(parts=[(row.indicator.weight, row.newest.attained) for row in own])
        known, total = rules.coverage(known=[row.newest.attained is not None for row in own])
        found.append(Score(own[0].indicator.process, exact, known, total))
    return sorted(found, key=lambda one: (one.process.classification, one.process.code))


def history_of(indicator: Indicator) -> list[tuple[Reading, int]]:
    """Every period with a fact, the newest first: how it reads now, and how often it was corrected."""
    targets = {one.year: one for one in indicator.targets.all()}
    facts = indicator.facts.select_related("entered_by__person", "file")
    found = [
        (read(indicator, one, targets.get(one.period.year)), one.version - 1) for one in _latest(facts).values()
    ]  # fmt: skip
    return sorted(found, key=lambda one: one[0].fact.ends_on, reverse=True)  # type: ignore[union-attr]
