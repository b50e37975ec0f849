"""Verbs on the budget of mandatory procedures (K-20)."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from qa_system.actions.editing import locked_edition
from qa_system.models import BudgetLine, QaSystem

SUMS = ("needed", "planned", "spent")


def _not_negative(fields: dict[str, Any]) -> None:
    if any(fields.get(name, Decimal(0)) < 0 for name in SUMS):
        raise Refused(denial("K-20b", _("A sum is not below zero.")))


@transaction.atomic
def add(system: QaSystem, *, by: User, at: datetime, **fields: Any) -> BudgetLine:
    """Add a procedure with what it needs, what is planned and spent in a year (K-20a)."""
    access.require(by, "keep_qa", system, at=at)
    _not_negative(fields)
    row = BudgetLine.objects.create(system=system, **fields)
    record("qa.budget.add", row, by=by, at=at, year=row.year, **{name: str(getattr(row, name)) for name in SUMS})
    return row


@transaction.atomic
def change(row: BudgetLine, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Change a line; the journal keeps the sums before."""
    access.require(by, "keep_qa", row, at=at)
    fresh = locked_edition(row, seen)
    _not_negative(fields)
    BudgetLine.objects.filter(pk=row.pk).update(version=seen + 1, **fields)
    record("qa.budget.change", row, by=by, at=at, was={name: str(getattr(fresh, name)) for name in SUMS})


@transaction.atomic
def remove(row: BudgetLine, *, by: User, at: datetime) -> None:
    """Take a line out of the budget; the journal keeps it."""
    access.require(by, "keep_qa", row, at=at)
    record("qa.budget.remove", row.system, by=by, at=at, year=row.year, procedure=row.procedure_ru)
    BudgetLine.objects.filter(pk=row.pk).delete()
