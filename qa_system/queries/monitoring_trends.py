"""What the results K-7.4, K-7.8 and K-7.9 rest on, counted for one organisation or for many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from association.statute import Verdict
from qa_system import rules
from qa_system.models import Indicator, IndicatorFact, QaSystem, Target
from qa_system.queries.monitoring_figures import owed


@dataclass
class Monitoring:
    """What the results of K-7 rest on: indicators measured, how many are behind, rises and falls."""

    indicators: int = 0
    behind: int = 0
    areas: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    resources: Counter[str] = field(default_factory=Counter)

    @property
    def verdicts(self) -> dict[str, Verdict | None]:
        """The three results; None where nothing can be said yet."""
        return {
            "K-7.4": rules.is_monitoring_kept.judge(indicators=self.indicators, overdue=self.behind),
            "K-7.8": rules.is_work_improved(
                areas={area: (trends[rules.BETTER], trends[rules.WORSE]) for area, trends in self.areas.items()}
            ),
            "K-7.9": rules.are_resources_improved(
                better=self.resources[rules.BETTER], worse=self.resources[rules.WORSE], same=self.resources[rules.SAME]
            ),
        }  # fmt: skip


def monitoring_of(systems: Iterable[QaSystem], on: date) -> dict[int, Monitoring]:
    """Count it for many organisations in one query: one line for each indicator in force."""
    found = {system.pk: Monitoring() for system in systems}
    for row in _measured(list(found), on):
        own = found[row.process.system_id]
        own.indicators += 1
        late = [one for one in owed(row, rules.academic_year(on) - 1, on) if one.due_on < on]
        own.behind += len(late) - row.told > 1
        trend = rules.trend(
            direction=row.direction, fact=row.newest, baseline=row.baseline, low=row.low, high=row.high
        )  # fmt: skip
        if trend is not None:
            own.areas[row.process.area][trend] += 1
            if row.is_resource:
                own.resources[trend] += 1
    return found


def _measured(systems: list[int], on: date) -> QuerySet[Indicator]:
    """Indicators with `told`, periods past their last day that were answered, and with the newest figure."""
    first = date(rules.academic_year(on) - 1, rules.FIRST_MONTH, 1)
    later = IndicatorFact.objects.filter(
        indicator=OuterRef("indicator"), frequency=OuterRef("frequency"), starts_on=OuterRef("starts_on"),
        version__gt=OuterRef("version"),
    )  # fmt: skip
    figures = IndicatorFact.objects.filter(indicator=OuterRef("pk"), value__isnull=False, ends_on__lte=on)
    newest = figures.filter(~Exists(later)).order_by("-ends_on", "-starts_on")
    target = Target.objects.filter(indicator=OuterRef("pk"), year__lte=rules.academic_year(on)).order_by("-year")
    counted = Q(
        facts__frequency=F("frequency"), facts__starts_on__gte=first, facts__ends_on__gt=F("added_on"),
        facts__ends_on__lte=on - timedelta(days=rules.ENTRY_DAYS),
    )  # fmt: skip
    return (
        Indicator.objects.filter(process__system__in=systems, dropped_on=None)
        .exclude(frequency="")
        .select_related("process")
        .order_by()
        .annotate(
            told=Count("facts__starts_on", filter=counted, distinct=True),
            newest=Subquery(newest.values("value")[:1]),
            low=Subquery(target.values("low")[:1]), high=Subquery(target.values("high")[:1]),
        )
    )  # fmt: skip
