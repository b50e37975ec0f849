"""Panels beside the history of an organisation, registered by the apps above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, QuerySet

from association.models import Organisation
from membership.panels_organisation.dossier import Dossier


@dataclass(frozen=True)
class Aside:
    """One panel: its template and what it shows."""

    template: str
    facts: dict[str, Any]


Source = Callable[[Dossier], Aside | None]
ASIDES: dict[Source, QuerySet] = {}


def aside(rows: QuerySet) -> Callable[[Source], Source]:
    """Register a panel that is asked only when there is a row; `rows` refers to the organisation as OuterRef("pk")."""

    def register(function: Source) -> Source:
        ASIDES[function] = rows
        return function

    return register


def _mark(function: Source) -> str:
    return f"shows_{function.__module__.replace('.', '_')}_{function.__name__}"


def with_asides(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Let the query that finds the organisation also say which panels have something to show."""
    return rows.annotate(**{_mark(function): Exists(probe) for function, probe in ASIDES.items()})


def asides_of(dossier: Dossier) -> list[Aside]:
    """The panels of one organisation, in the order of the floors."""
    asked = (function(dossier) for function in ASIDES if getattr(dossier.organisation, _mark(function), True))
    return [one for one in asked if one is not None]
