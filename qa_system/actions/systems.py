"""Verbs on the workspace of an organisation."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from association import access
from association.journal import record
from association.models import Organisation, User
from association.statute import Refused
from qa_system import rules
from qa_system.actions.editing import locked_edition
from qa_system.models import QaSystem


@transaction.atomic
def open_system(
    organisation: Organisation, *, levels: Collection[str], on: date, by: User | None, at: datetime
) -> QaSystem:
    """Open the workspace of an organisation; there is one (K-1)."""
    if by is not None and not access.can(by, "keep_qa", organisation, at=at):
        access.require(by, "manage_organisations", at=at)
    verdict = rules.is_covered.judge(levels=tuple(levels))
    if not verdict:
        raise Refused(verdict)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    existing = QaSystem.objects.filter(organisation=organisation).first()
    if existing:
        return existing
    marks = {f"is_{level}": level in levels for level in rules.LEVELS}
    system = QaSystem.objects.create(organisation=organisation, opened_on=on, **marks)
    record("qa.open", system, by=by, at=at, organisation=organisation.pk, levels=sorted(levels))
    return system


@transaction.atomic
def describe(system: QaSystem, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save mission, levels and the own site; a text of one language alone is kept as well (K-7.1)."""
    access.require(by, "keep_qa", system, at=at)
    fresh = locked_edition(system, seen)
    for name, value in fields.items():
        setattr(fresh, name, value)
    verdict = rules.is_covered.judge(levels=fresh.levels)
    if not verdict:
        raise Refused(verdict)
    QaSystem.objects.filter(pk=system.pk).update(version=seen + 1, **fields)
    record("qa.describe", system, by=by, at=at, fields=sorted(fields))
