"""Reads of findings and the measures that mend them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from association.models import AuditEntry
from qa_system.models import Finding, ImprovementAction, QaSystem

UNDERWAY = (Finding.State.OPEN, Finding.State.ACCEPTED)
CHOICES: dict[str, Q] = {
    "open": Q(state__in=UNDERWAY),
    "overdue": Q(state__in=UNDERWAY, is_overdue=True),
    "closed": Q(state=Finding.State.CLOSED),
    "rejected": Q(state=Finding.State.REJECTED),
    "all": Q(),
}


def tally(systems: Iterable[Any]) -> dict[int, tuple[int, int]]:
    """How many findings of each system were not rejected, and how many of them are closed with proof (K-7.5)."""
    rows = Finding.objects.filter(system__in=list(systems)).exclude(state=Finding.State.REJECTED).order_by()
    closed = Count("pk", filter=Q(state=Finding.State.CLOSED))
    return {key: (count, done) for key, count, done in rows.values_list("system").annotate(Count("pk"), done=closed)}


def late(day: date) -> QuerySet[ImprovementAction]:
    """Measures still being carried out after their day."""
    return ImprovementAction.objects.filter(state=ImprovementAction.State.OPEN, due_on__lt=day)


def registered(system: QaSystem, day: date) -> QuerySet[Finding]:
    """The register, newest first: each with `is_overdue` and its measures that were not given up as `measures`."""
    measures = ImprovementAction.objects.exclude(state=ImprovementAction.State.DROPPED).select_related("owner")
    overdue = Exists(late(day).filter(finding=OuterRef("pk")))
    rows = system.findings.annotate(is_overdue=overdue).select_related("process")
    return rows.prefetch_related(Prefetch("actions", measures, "measures"))


def counts_of(system: QaSystem, day: date) -> dict[str, int]:
    """How many findings stand under each choice of the register, in one query."""
    rows = system.findings.annotate(is_overdue=Exists(late(day).filter(finding=OuterRef("pk"))))
    return rows.order_by().aggregate(**{name: Count("pk", filter=wanted) for name, wanted in CHOICES.items() if wanted},
                                     all=Count("pk"))  # fmt: skip


def acts_of(finding: Finding, measures: Iterable[ImprovementAction]) -> QuerySet[AuditEntry]:
    """What the journal tells of a finding and its measures, newest first (K-12.3)."""
    own = Q(subject_type=Finding._meta.label_lower, subject_id=str(finding.pk))
    keys = [str(row.pk) for row in measures]
    theirs = Q(subject_type=ImprovementAction._meta.label_lower, subject_id__in=keys)
    return AuditEntry.objects.filter(own | theirs).select_related("payload").order_by("-pk")
