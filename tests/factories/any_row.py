"""A row of any model, as plain as its fields allow: for tests that ask the database, not the verbs."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from django.db import models

from association.models import Basis, Organisation, Person
from presidium.models import AgendaItem

MOMENT = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
# What the constraints of a table ask for beyond the kinds of its fields.
GIVEN: dict[str, dict[str, Any]] = {
    "association.annualplan": {"ends_on": date(2026, 9, 1)},
    "association.planfact": {"thread": uuid4},
    "membership.certification": {"valid_until": date(2028, 9, 1)},
    # By a decision; of two organisations.
    "mentoring.pair": {
        "basis": lambda: any_row(Basis),
        "candidate": lambda: any_row(Organisation),
        "end_reason": "",
    },
    "mentoring.processduty": {"basis": lambda: any_row(Basis)},
    "presidium.assignment": {"organisation": lambda: any_row(Organisation), "item": lambda: any_row(AgendaItem)},
    "presidium.delivery": {"organisation": lambda: any_row(Organisation)},
    "presidium.exclusioncase": {"target": lambda: any_row(Organisation)},  # another one than the initiator
    "presidium.handover": {"taker": lambda: any_row(Person)},  # another one than who hands over
    "qa_system.indicatorfact": {"ends_on": date(2025, 10, 1)},
    "qa_system.qasystem": {"is_secondary": True},
}


def value_of(field: models.Field) -> Any:
    """A value a field takes: its default, its first choice, or the plainest of its kind."""
    if field.has_default():
        return field.get_default()
    if field.null:
        return None
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.ForeignKey):
        return field.related_model._base_manager.order_by("pk").first() or any_row(field.related_model)
    if isinstance(field, models.DateTimeField):
        return MOMENT
    if isinstance(field, models.DateField):
        return date(2025, 9, 1)
    if isinstance(field, models.BooleanField):
        return True
    if isinstance(field, models.IntegerField):
        return 2026
    if isinstance(field, models.DecimalField):
        return 20
    if isinstance(field, models.JSONField):
        return {}
    return "а"


def any_row(model: type[models.Model], **given: Any) -> models.Model:
    """Write one row, and the rows it points to when there are none."""
    given = GIVEN.get(model._meta.label_lower, {}) | given
    given = {name: value() if callable(value) else value for name, value in given.items()}
    fields = [field for field in model._meta.concrete_fields if not field.auto_created and field.name not in given]
    return model._base_manager.create(**{field.name: value_of(field) for field in fields}, **given)
