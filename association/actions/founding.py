"""Verbs that set a portal up."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from association.actions.retention import lay_kinds
from association.journal import record
from association.models import Association, Authority, RuleSet, User
from association.rule_options import DEFAULTS

DEFAULT_RULES = dict(DEFAULTS)


@transaction.atomic
def found(
    *, name: str, short_name: str, on: date, authority: Authority | None, by: User | None, at: datetime, **fields: Any
) -> Association:
    """Set up the one association and the first version of its rules (A-3.10)."""
    association = Association.objects.create(
        name=name, short_name=short_name, authority=authority, statute_from=on, **fields
    )
    RuleSet.objects.create(version=1, values=DEFAULT_RULES, starts_on=on)
    lay_kinds(on=on, by=by, at=at)
    record("association.found", association, by=by, at=at, name=name)
    return association


@transaction.atomic
def begin_working(association: Association, *, by: User | None, at: datetime) -> None:
    """Turn the phase from organisational to working, once and for good (A-3.13a)."""
    Association.objects.filter(pk=association.pk).update(phase=Association.Phase.WORKING)
    association.phase = Association.Phase.WORKING
    Association.forget()
    record("association.begin_working", association, by=by, at=at)
