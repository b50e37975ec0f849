"""Verbs on the plan of work for an academic year (K-11e, Q15)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from association.workflow import advance
from qa_system.models import QaSystem, WorkPlan, WorkPlanItem


@transaction.atomic
def begin(system: QaSystem, *, year: int, by: User, at: datetime) -> WorkPlan:
    """Open the plan of an academic year; there is one a year."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    if existing := system.plans.filter(year=year).first():
        return existing
    plan = WorkPlan.objects.create(system=system, year=year)
    record("qa.plan.begin", plan, by=by, at=at, year=year)
    return plan


def _open(plan: WorkPlan, by: User, at: datetime) -> WorkPlan:
    locked = WorkPlan.objects.select_for_update().get(pk=plan.pk)
    access.require(by, "keep_qa", locked, at=at)
    if locked.state != WorkPlan.State.DRAFT:
        raise Refused(denial("K-11e", _("The plan is approved; open it for an amendment first.")))
    return locked


def _inside(plan: WorkPlan, starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise Refused(denial("K-11e", _("The last day lies before the first one.")))
    if not date(plan.year, 9, 1) <= starts_on <= ends_on <= date(plan.year + 1, 8, 31):
        raise Refused(denial("K-11e", _("The days lie outside of the academic year of the plan.")))


@transaction.atomic
def add_item(plan: WorkPlan, *, starts_on: date, ends_on: date, by: User, at: datetime, **fields: Any) -> WorkPlanItem:
    """Add an activity under the next number."""
    locked = _open(plan, by, at)
    _inside(locked, starts_on, ends_on)
    last = locked.items.aggregate(last=Max("number"))["last"] or 0
    item = WorkPlanItem.objects.create(plan=locked, number=last + 1, starts_on=starts_on, ends_on=ends_on, **fields)
    record("qa.plan.item", locked, by=by, at=at, item=item.pk, text=item.text_ru)
    return item


@transaction.atomic
def change_item(item: WorkPlanItem, *, starts_on: date, ends_on: date, by: User, at: datetime, **fields: Any) -> None:
    """Change an activity of a plan that is not approved."""
    locked = _open(item.plan, by, at)
    _inside(locked, starts_on, ends_on)
    WorkPlanItem.objects.filter(pk=item.pk).update(starts_on=starts_on, ends_on=ends_on, **fields)
    record("qa.plan.item_change", locked, by=by, at=at, item=item.pk)


@transaction.atomic
def remove_item(item: WorkPlanItem, *, by: User, at: datetime) -> None:
    """Take an activity out of a plan that is not approved; the journal keeps its words."""
    locked = _open(item.plan, by, at)
    record("qa.plan.item_remove", locked, by=by, at=at, text=item.text_ru)
    item.delete()


@transaction.atomic
def approve(plan: WorkPlan, *, on: date, by: User, at: datetime) -> None:
    """The head approves the plan (K-11e)."""

    def is_filled(locked: WorkPlan) -> None:
        if not locked.items.exists():
            raise Refused(denial("K-11e", _("There is nothing in the plan yet.")))

    advance(plan, "approve", by=by, at=at, checks=[is_filled], on=on)
    WorkPlan.objects.filter(pk=plan.pk).update(approved_on=on, approved_by=by)


@transaction.atomic
def amend(plan: WorkPlan, *, by: User, at: datetime) -> None:
    """Open an approved plan for an amendment; it is approved anew."""
    advance(plan, "amend", by=by, at=at, version=plan.version + 1)
    WorkPlan.objects.filter(pk=plan.pk).update(approved_on=None, approved_by=None, version=plan.version + 1)
