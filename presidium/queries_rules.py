"""Reads of the rules: the version in force, the versions there were, what a change would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from association.models import RuleSet
from association.rule_options import OPTIONS, Option, value_of
from presidium.models import RuleChange

MATTER = "rule_change"


@dataclass(frozen=True)
class Line:
    """One option that differs between two versions, in the words of the active language."""

    option: Option
    before: str
    after: str


def waiting_changes() -> QuerySet[RuleChange]:
    """Proposed changes that no agenda lists yet."""
    return RuleChange.objects.filter(state=RuleChange.State.PROPOSED)


def lines_of(change: RuleChange) -> list[Line]:
    """What a change would make of the version it meets, or has made of the one before its own."""
    versions = RuleSet.objects.order_by("-version")
    before = versions.filter(version__lt=change.rule_set.version).first() if change.rule_set else versions.first()
    return compare(before.values if before else {}, change.values)


def compare(before: dict[str, Any], values: dict[str, Any]) -> list[Line]:
    """The options of `values` that say something else than before, in the order of the table."""
    return [
        Line(option, option.said(value_of(before, key)), option.said(values[key]))
        for key, option in OPTIONS.items()
        if key in values and value_of(before, key) != values[key]
    ]


@dataclass(frozen=True)
class Version:
    """One version of the rules with what it changed."""

    row: RuleSet
    lines: list[Line]


def versions() -> list[Version]:
    """All versions, the newest first, each against the one before; those that held on no day are told too."""
    rows = list(RuleSet.objects.select_related("basis__paper").order_by("version"))
    before: dict[str, Any] = {}
    found = []
    for row in rows:
        found.append(Version(row, compare(before, row.values) if before else []))
        before = row.values
    return found[::-1]
