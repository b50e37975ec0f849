"""Verbs on the annual plan as a whole: begun, amended, put before a meeting, discussed, taken back (A-4.1, A-7.2.6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import plan_approvals
from association.calendar import ONE_DAY, Span, add_years
from association.journal import record
from association.models import AnnualPlan, Association, Basis, PlanItem, User
from association.notices import PLAN_TO_AGREE
from association.queries_plans import COMPARED, in_force, standing_versions
from association.rules import plans as rules
from association.statute import Refused, denial
from association.workflow import advance


@transaction.atomic
def begin(span: Span, *, carry: Iterable[PlanItem] = (), by: User, at: datetime) -> AnnualPlan:
    """Begin the plan of an academic year, with what is carried over from the plan of another year (A-4.1a)."""
    access.require(by, "keep_plan", at=at)
    _demand(span, amends=None)
    plan = AnnualPlan.objects.create(
        starts_on=span.first, ends_on=span.last + ONE_DAY, begun_at=at, begun_by=by
    )  # fmt: skip
    carried = 0
    for order, item in enumerate(carry, start=1):
        years = span.first.year - item.plan.starts_on.year
        moved = {name: add_years(getattr(item, name), years) for name in ("starts_on", "ends_on")}
        _copy(item, plan, order, **moved)
        carried = order
    record("annualplan.begin", plan, by=by, at=at, starts_on=span.first, carried=carried)
    return plan


@transaction.atomic
def amend(plan: AnnualPlan, *, why: str, by: User, at: datetime) -> AnnualPlan:
    """Begin the next version of an approved plan; the approved one stays as it is and in force (A-4.1a)."""
    access.require(by, "keep_plan", at=at)
    _demand(plan.span, amends=plan)
    last = standing_versions(plan.starts_on).first()
    row = AnnualPlan.objects.create(
        starts_on=plan.starts_on, ends_on=plan.ends_on, version=last.version + 1, amends=plan, why=why, begun_at=at,
        begun_by=by,
    )  # fmt: skip
    for item in plan.items.all():
        _copy(item, row, item.order, thread=item.thread, proposal=item.proposal)
    record("annualplan.amend", row, by=by, at=at, amends=plan.pk, version=row.version, why=why)
    return row


def _demand(span: Span, *, amends: AnnualPlan | None) -> None:
    """Hold the year to one version at a time; the association's row is the lock."""
    Association.objects.select_for_update().get()
    stand = standing_versions(span.first)
    verdict = rules.may_begin.judge(
        is_in_work=stand.exclude(state=rules.APPROVED).exists(),
        is_approved=stand.filter(state=rules.APPROVED).exists(), amends=amends is not None,
    )  # fmt: skip
    if verdict and amends is not None and amends != in_force(span.first):
        verdict = denial("A-4.1a", _("Another version is in force; amend that one."))
    if not verdict:
        raise Refused(verdict)


def _copy(item: PlanItem, plan: AnnualPlan, order: int, **changed: object) -> PlanItem:
    facts = {name: getattr(item, name) for name in COMPARED} | changed
    return PlanItem.objects.create(plan=plan, order=order, came_from=item, **facts)


@transaction.atomic
def withdraw(plan: AnnualPlan, *, by: User, at: datetime) -> None:
    """Take a draft back."""
    advance(plan, "withdraw", by=by, at=at)


@transaction.atomic
def put_on_agenda(plan: AnnualPlan, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the plan; an empty one is nothing to discuss (A-4.1b)."""

    def is_written(locked: AnnualPlan) -> None:
        verdict = rules.may_list.judge(items=locked.items.count())
        if not verdict:
            raise Refused(verdict)

    advance(plan, "list", by=by, at=at, checks=[is_written])


@transaction.atomic
def drop_from_agenda(plan: AnnualPlan, *, by: User, at: datetime) -> None:
    """Let the plan wait for the next meeting."""
    advance(plan, "unlist", by=by, at=at)


@transaction.atomic
def note_discussed(plan: AnnualPlan, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the Presidium discussed the plan and supports it, by which item of which meeting (A-4.1b)."""
    AnnualPlan.objects.filter(pk=plan.pk).update(discussed=basis, discussed_on=basis.dated_on)
    advance(plan, "discuss", by=by, at=at, basis=basis.pk, on=basis.dated_on)
    plan.refresh_from_db()
    outbox.send(PLAN_TO_AGREE, plan, to=access.holders("agree_plan"), at=at)


@transaction.atomic
def note_lost(plan: AnnualPlan, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the Presidium did not support the plan; it is a draft again."""
    advance(plan, "return", by=by, at=at, basis=basis.pk, on=basis.dated_on)


@transaction.atomic
def revise(plan: AnnualPlan, *, why: str, by: User, at: datetime) -> None:
    """Make a draft of a plan that was discussed, as after remarks; it is discussed and agreed anew (A-4.1b)."""
    advance(plan, "revise", by=by, at=at, why=why)
    row = AnnualPlan.objects.get(pk=plan.pk)
    AnnualPlan.objects.filter(pk=plan.pk).update(turn=row.turn + 1, discussed=None, discussed_on=None, paper=None)


@transaction.atomic
def take_number(basis: Basis, *, by: User, at: datetime) -> None:
    """Draw what the chair signs once the minutes that cite a plan have their number (A-4.1b)."""
    for plan in AnnualPlan.objects.filter(discussed=basis, state=rules.AGREED):
        plan_approvals.prepare(plan, by=by, at=at)
