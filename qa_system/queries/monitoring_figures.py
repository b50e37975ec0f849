"""Which figures are owed, by whom and until when (K-13.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from qa_system import rules
from qa_system.models import Indicator, IndicatorFact, PeriodReview, QaRole, QaSystem
from qa_system.queries.periods import name_of


@dataclass(frozen=True)
class Due:
    """A figure that somebody owes: the indicator, the period, the last day, the days after it."""

    indicator: Indicator
    period: rules.Period
    late: int

    @property
    def name(self) -> str:
        """The period in words."""
        return name_of(self.period)

    @property
    def key(self) -> str:
        """The row in a form."""
        return f"{self.indicator.pk}-{self.period.key}"


def answers_for(person_id: int | None, on: date) -> Q:
    """Indicators a person answers for: named in the passport, or as owner of the process where nobody is."""
    owned = QaRole.objects.on(on).filter(kind=QaRole.Kind.OWNER, person=person_id).values("process")
    return Q(responsible=person_id) | Q(responsible=None, process__in=owned)


def owed_by(system: QaSystem, on: date, whose: Q | None = None) -> list[Due]:
    """Figures that are owed since the academic year before, by everybody or by whom `whose` names; in three queries.

    A reviewed period asks for nothing any more.
    """
    first_year = rules.academic_year(on) - 1
    rows = Indicator.objects.filter(process__system=system, dropped_on=None).exclude(frequency="")
    indicators = list((rows.filter(whose) if whose is not None else rows).select_related("process", "responsible"))
    told = set(
        IndicatorFact.objects.filter(indicator__in=indicators, starts_on__gte=date(first_year, rules.FIRST_MONTH, 1))
        .values_list("indicator", "frequency", "starts_on")
    )  # fmt: skip
    closed = set(
        system.reviews.filter(state=PeriodReview.State.REVIEWED).values_list("frequency", "starts_on")
    )  # fmt: skip
    found = [
        Due(indicator, period, max(0, (on - period.due_on).days))
        for indicator in indicators
        for period in owed(indicator, first_year, on)
        if (indicator.pk, period.frequency, period.starts_on) not in told
        and (period.frequency, period.starts_on) not in closed
    ]
    return sorted(found, key=lambda one: (one.period.due_on, one.indicator.code))


def told_meanwhile(system: QaSystem, due: list[Due], names: Iterable[str], on: date) -> list[Due]:
    """Rows of a posted list that are owed no more: somebody else has answered them, or their period was closed."""
    known = {one.key for one in due}
    keys = {name.removesuffix("-value") for name in names if name.endswith("-value")} - known
    asked = [(pk, period) for key in sorted(keys) if (pk := key.partition("-")[0]).isdecimal() and len(pk) <= 18
             and (period := rules.period_named(key.partition("-")[2]))]  # fmt: skip
    rows = Indicator.objects.filter(process__system=system, pk__in=[int(pk) for pk, _period in asked])
    found = {one.pk: one for one in rows.select_related("process", "responsible")} if asked else {}
    return [
        Due(found[int(pk)], period, max(0, (on - period.due_on).days)) for pk, period in asked if int(pk) in found
    ]  # fmt: skip


def owed(indicator: Indicator, first_year: int, on: date) -> Iterator[rules.Period]:
    """Periods of an indicator that are over, from an academic year on."""
    return rules.expected(
        frequency=indicator.frequency, added_on=indicator.added_on, dropped_on=indicator.dropped_on,
        first_year=first_year, on=on,
    )  # fmt: skip
