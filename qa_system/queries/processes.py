"""Reads of processes and their indicators."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from association.statute import Verdict
from qa_system import rules
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


def lacks_of(process: Any) -> list[Verdict]:
    """What the card of a process read by `described` lacks, clause by clause (K-10, K-13.1)."""
    found = [
        rules.is_process_described.judge(
            classification=process.classification, area=process.area, stage=process.stage,
            purpose=process.purpose_ru or process.purpose_ky, steps=len(process.steps.all()),
            inputs=len(process.taken), outputs=len(process.given),
        ),
        rules.has_owner.judge(owners=sum(row.kind == "owner" for row in process.people)),
        rules.are_resources_enough.judge(needs=[(row.need, row.have) for row in process.resources.all()]),
    ]  # fmt: skip
    return [verdict for verdict in found if not verdict]
