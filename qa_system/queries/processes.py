"""Reads of processes and their indicators."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from qa_system.models import Indicator, Process, ProcessLink, QaRole, QaSystem, Target
from qa_system.queries.facts import academic_year


def described(system: QaSystem, day: date) -> QuerySet[Process]:
    """Processes in force with their owner of the day, indicators and links, in a fixed number of queries."""
    roles = QaRole.objects.on(day).select_related("person")
    links = ProcessLink.objects.filter(dropped_on=None).select_related("supplier", "customer", "outside")
    return system.processes.filter(dropped_on=None).prefetch_related(
        Prefetch("roles", roles, to_attr="people"),
        Prefetch("indicators", Indicator.objects.filter(dropped_on=None), to_attr="measures"),
        Prefetch("outputs", links, to_attr="given"),
        Prefetch("inputs", links, to_attr="taken"),
    )


def indicators_of(system: QaSystem, day: date) -> QuerySet[Indicator]:
    """Indicators in force, each with its target of the academic year and what it lacks."""
    targets = Target.objects.filter(year=academic_year(day))
    return (
        Indicator.objects.filter(process__system=system, dropped_on=None)
        .select_related("process", "responsible")
        .prefetch_related(Prefetch("targets", targets, to_attr="aims"))
        .annotate(aimed=Count("targets", filter=Q(targets__year=academic_year(day))))
    )


def given_of(row: Indicator, *, aimed: bool) -> dict[str, bool]:
    """Which parts of an indicator's passport are filled, as the rule of K-13.1c asks."""
    return {
        "formula": bool(row.formula_ru or row.formula_ky),
        "unit": bool(row.unit),
        "direction": bool(row.direction),
        "baseline": row.baseline is not None,
        "target": aimed,
        "frequency": bool(row.frequency),
        "source": bool(row.source_ru or row.source_ky),
        "responsible": row.responsible_id is not None,
    }
