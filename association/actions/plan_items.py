"""Verbs on the activities of a plan: written, changed, ordered, removed; what became of them (A-4.1a, A-7.2.6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access, files
from association.doors import Checked
from association.journal import record
from association.models import AnnualPlan, PlanFact, PlanItem, User
from association.queries_plans import COMPARED, in_force, local_day
from association.rules import plans as rules
from association.statute import Refused, denial


def _draft(plan: AnnualPlan, *, by: User, at: datetime) -> AnnualPlan:
    """Lock a plan that may be written; an approved one is never edited."""
    access.require(by, "keep_plan", at=at)
    locked = AnnualPlan.objects.select_for_update().get(pk=plan.pk)
    if locked.state == rules.APPROVED:
        raise Refused(denial("A-4.1a", _("An approved plan is not edited; begin an amendment of it.")))
    if locked.state != rules.DRAFT:
        raise Refused(denial("A-4.1b", _("The plan is being discussed or agreed; it is not changed now.")))
    return locked


def _in_year(plan: AnnualPlan, starts_on: date, ends_on: date) -> None:
    span = plan.span
    verdict = rules.is_in_year.judge(starts_on=starts_on, ends_on=ends_on, first=span.first, last=span.last)
    if not verdict:
        raise Refused(verdict)


@transaction.atomic
def add(plan: AnnualPlan, *, by: User, at: datetime, **facts: Any) -> PlanItem:
    """Write an activity at the end of a draft, by hand or from a proposal (A-4.1a)."""
    locked = _draft(plan, by=by, at=at)
    _in_year(locked, facts["starts_on"], facts["ends_on"])
    last = locked.items.aggregate(last=Max("order"))["last"] or 0
    row = PlanItem.objects.create(plan=locked, order=last + 1, **facts)
    record("planitem.add", row, by=by, at=at, plan=locked.pk, activity=row.activity)
    return row


@transaction.atomic
def change(item: PlanItem, *, by: User, at: datetime, **facts: Any) -> PlanItem:
    """Change an activity of a draft; the journal keeps what it said before."""
    locked = _draft(item.plan, by=by, at=at)
    _in_year(locked, facts["starts_on"], facts["ends_on"])
    row = PlanItem.objects.select_for_update().get(pk=item.pk)
    was = {name: getattr(row, name) for name in COMPARED}
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=list(facts))
    changed = [name for name in COMPARED if getattr(row, name) != was[name]]
    told = {name: str(was[name]) for name in changed}
    record("planitem.change", row, by=by, at=at, plan=locked.pk, changed=changed, was=told)
    return row


@transaction.atomic
def remove(item: PlanItem, *, by: User, at: datetime) -> None:
    """Take an activity out of a draft."""
    locked = _draft(item.plan, by=by, at=at)
    if item.events.exists():
        raise Refused(denial("A-4.1a", _("An event is linked to this activity; unlink it first.")))
    record("planitem.remove", locked, by=by, at=at, activity=item.activity, thread=str(item.thread))
    item.delete()
    _number(list(locked.items.all()))


@transaction.atomic
def place(item: PlanItem, *, to: int, by: User, at: datetime) -> None:
    """Put an activity of a draft at another place, counted from 1."""
    locked = _draft(item.plan, by=by, at=at)
    rows = [row for row in locked.items.all() if row.pk != item.pk]
    to = max(1, min(to, len(rows) + 1))
    rows.insert(to - 1, item)
    _number(rows)
    record("planitem.place", item, by=by, at=at, plan=locked.pk, to=to)


def _number(rows: list[PlanItem]) -> None:
    for order, row in enumerate(rows, start=1):
        row.order = order
    PlanItem.objects.bulk_update(rows, ["order"])


@transaction.atomic
def note_fact(
    item: PlanItem, *, kind: str, on: date, note: str = "", proof: Checked | None = None, by: User, at: datetime
) -> PlanFact:
    """Enter what became of an activity of the plan in force: done, moved to another day, or not done (A-7.2.6).

    Raises Unacceptable when the file cannot be kept.
    """
    access.require(by, "keep_plan", at=at)
    plan = AnnualPlan.objects.select_for_update().get(pk=item.plan_id)
    today = local_day(at)
    if plan.state != rules.APPROVED or plan != in_force(plan.starts_on):
        raise Refused(denial("A-7.2.6", _("Only the plan in force is held against what was done.")))
    if kind == rules.DONE and on > today:
        raise Refused(denial("A-7.2.6", _("This day has not come yet.")))
    if kind == rules.MOVED and on <= today:
        raise Refused(denial("A-7.2.6", _("An activity is moved to a day ahead.")))
    if kind in (rules.MOVED, rules.NOT_DONE) and not note.strip():
        raise Refused(denial("A-7.2.6", _("Say why in the note.")))
    stored = files.keep(proof, organisation=None, by=by, at=at) if proof else None
    row = PlanFact.objects.create(
        item=item, thread=item.thread, kind=kind, on=on, note=note, file=stored, entered_at=at, entered_by=by
    )
    facts = {"plan": plan.pk, "thread": str(item.thread), "kind": kind, "on": on, "note": note}
    record("planfact.note", row, by=by, at=at, sha256=stored.sha256 if stored else "", **facts)
    return row
