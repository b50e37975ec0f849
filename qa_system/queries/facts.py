"""What the records of one organisation say on a day: counted once, judged by many clauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from qa_system.models import (
    BodyMember,
    BudgetLine,
    Commission,
    DocumentVersion,
    Indicator,
    Process,
    Publication,
    QaSystem,
    QualityBody,
    Requirement,
    Resource,
    WorkPlan,
)
from qa_system.queries.findings import tally
from qa_system.queries.monitoring_trends import Monitoring, monitoring_of
from qa_system.rules import academic_year


@dataclass(frozen=True)
class Facts:
    """Counts of one system as of a day; nothing here judges."""

    day: date
    goals: int
    bodies: list[QualityBody]
    leader_is_head: bool
    stakeholder_types: int
    requirements: int
    requirements_answered: int
    processes: list[Process]
    without_owner: int
    indicators: int
    incomplete_indicators: int
    linked: int
    resources: list[tuple[Decimal, Decimal]]
    versions: list[DocumentVersion]
    commission: Commission | None
    sides: list[str]
    has_year_plan: bool
    published: list[str]
    findings: tuple[int, int]
    monitoring: Monitoring
    needed: Decimal
    planned: Decimal

    @property
    def kinds_in_force(self) -> set[str]:
        """Types of documents that have a version in force."""
        return {row.document.kind for row in self.versions}

    @property
    def classes(self) -> set[str]:
        """Classes of the processes that are described."""
        return {row.classification for row in self.processes}

    @property
    def past_review(self) -> int:
        """Documents whose day of review has come."""
        return sum(row.review_due is not None and row.review_due <= self.day for row in self.versions)


def _processes(system: QaSystem, day: date) -> list[Process]:
    owner = Q(roles__kind="owner", roles__starts_on__lte=day) & (Q(roles__ends_on=None) | Q(roles__ends_on__gt=day))
    return list(
        system.processes.filter(dropped_on=None).annotate(
            owners=Count("roles", filter=owner, distinct=True),
            measured=Count("indicators", filter=Q(indicators__dropped_on=None), distinct=True),
            given=Count("outputs", filter=Q(outputs__dropped_on=None), distinct=True),
            taken=Count("inputs", filter=Q(inputs__dropped_on=None), distinct=True),
        )
    )


def _incomplete(system: QaSystem, year: int) -> tuple[int, int]:
    rows = Indicator.objects.filter(process__system=system, dropped_on=None)
    whole = rows.exclude(
        Q(formula_ru="", formula_ky="") | Q(unit="") | Q(direction="") | Q(baseline=None) | Q(frequency="")
        | Q(source_ru="", source_ky="") | Q(responsible=None)
    ).filter(targets__year=year)  # fmt: skip
    count = rows.count()
    return count, count - whole.distinct().count()


def _in_force(system: QaSystem, day: date) -> list[DocumentVersion]:
    rows = DocumentVersion.objects.filter(document__system=system, document__dropped_on=None, state="approved")
    return list(rows.filter(effective_on__lte=day).select_related("document"))


def _published(system: QaSystem, day: date) -> list[str]:
    year = academic_year(day)
    rows = Publication.objects.filter(system=system, withdrawn_on=None, published_on__lte=day)
    return list(rows.filter(Q(kind="policy") | Q(year__in=[year, year - 1])).values_list("kind", flat=True).distinct())


def _budget(system: QaSystem, year: int) -> tuple[Decimal, Decimal]:
    rows = BudgetLine.objects.filter(system=system, year=year, is_mandatory=True)
    sums = rows.aggregate(needed=Sum("needed"), planned=Sum("planned"))
    return sums["needed"] or Decimal(0), sums["planned"] or Decimal(0)


def facts_of(system: QaSystem, day: date) -> Facts:
    """Count everything the clauses ask about, in a fixed number of queries."""
    year = academic_year(day)
    head = system.organisation.head_on(day)
    bodies = list(system.bodies.filter(state="active").select_related("decision"))
    leads = BodyMember.objects.on(day).filter(body__in=bodies, is_head=True)
    requirements = Requirement.objects.filter(stakeholder__system=system, dropped_on=None)
    answered = requirements.filter(Q(processes__isnull=False) | Q(indicators__isnull=False)).distinct()
    processes = _processes(system, day)
    indicators, incomplete = _incomplete(system, year)
    commission = system.commissions.filter(starts_on__lte=day).filter(Q(ends_on=None) | Q(ends_on__gt=day)).first()
    needed, planned = _budget(system, day.year)
    return Facts(
        day=day,
        goals=system.goals.filter(dropped_on=None, ends_in__gte=day.year).count(),
        bodies=bodies,
        leader_is_head=bool(head and leads.filter(person=head.person_id).exists()),
        stakeholder_types=system.stakeholders.filter(dropped_on=None).values("kind").distinct().count(),
        requirements=requirements.count(),
        requirements_answered=answered.count(),
        processes=processes,
        without_owner=sum(row.owners != 1 for row in processes),
        indicators=indicators,
        incomplete_indicators=incomplete,
        linked=sum(bool(row.given or row.taken) for row in processes),
        resources=list(Resource.objects.filter(process__in=processes).values_list("need", "have")),
        versions=_in_force(system, day),
        commission=commission,
        sides=list(commission.members.on(day).values_list("side", flat=True)) if commission else [],
        has_year_plan=WorkPlan.objects.filter(system=system, year=year, state="approved").exists(),
        published=_published(system, day),
        findings=tally([system.pk]).get(system.pk, (0, 0)),
        monitoring=monitoring_of([system], day)[system.pk],
        needed=needed,
        planned=planned,
    )
