"""Verbs on indicators and their targets (K-13.1c)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from qa_system import rules
from qa_system.actions.editing import locked_edition
from qa_system.models import Indicator, Process, Target


@transaction.atomic
def add(process: Process, *, code: str, on: date, by: User, at: datetime, **fields: Any) -> Indicator:
    """Add an indicator to a process; what it lacks is shown, not refused."""
    access.require(by, "keep_qa", process, at=at)
    Process.objects.select_for_update().get(pk=process.pk)
    _is_free(process, code, None)
    row = Indicator.objects.create(process=process, code=code, added_on=on, **fields)
    record("qa.indicator.add", row, by=by, at=at, code=code, name=row.name_ru)
    return row


def _is_free(process: Process, code: str, own: int | None) -> None:
    others = Indicator.objects.filter(process__system=process.system_id, code=code, dropped_on=None).exclude(pk=own)
    if others.exists():
        raise Refused(denial("K-13.1c", _("An indicator of this code is there already.")))


@transaction.atomic
def describe(row: Indicator, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save the passport of an indicator."""
    access.require(by, "keep_qa", row, at=at)
    fresh = locked_edition(row, seen)
    _is_free(fresh.process, fields.get("code", fresh.code), fresh.pk)
    met, near = fields.get("met_from", fresh.met_from), fields.get("near_from", fresh.near_from)
    if near > met:
        raise Refused(denial("K-13.1c", _("“Near” begins below “reached”.")))
    Indicator.objects.filter(pk=row.pk).update(version=seen + 1, **fields)
    record("qa.indicator.describe", row, by=by, at=at, fields=sorted(fields))


@transaction.atomic
def aim(
    row: Indicator,
    *,
    year: int,
    value: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    by: User,
    at: datetime,
) -> Target:
    """Set the target of a year; a change is journalled with what it was."""
    access.require(by, "keep_qa", row, at=at)
    Indicator.objects.select_for_update().get(pk=row.pk)
    verdict = rules.is_target_sound.judge(direction=row.direction, value=value, low=low, high=high)
    if not verdict:
        raise Refused(verdict)
    was = row.targets.filter(year=year).values_list("value", "low", "high").first()
    ends = {"value": value, "low": low, "high": high}
    target, _created = Target.objects.update_or_create(indicator=row, year=year, defaults=ends)
    record("qa.indicator.aim", row, by=by, at=at, year=year, was=str(was), now=str((value, low, high)))
    return target


@transaction.atomic
def drop(row: Indicator, *, on: date, by: User, at: datetime) -> None:
    """Take an indicator out of force; its facts stay."""
    access.require(by, "keep_qa", row, at=at)
    if Indicator.objects.filter(pk=row.pk, dropped_on=None).update(dropped_on=on):
        record("qa.indicator.drop", row, by=by, at=at, on=on)
