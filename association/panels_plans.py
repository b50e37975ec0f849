"""Plan, proposals and council on the desk and in the navigation; what a person may open because of them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from association import access, desk
from association import matters_plans as matters_plans  # registers what meetings decide on plans
from association.calendar import ONE_DAY
from association.models import AnnualPlan, Association, PlanItem, Proposal, User
from association.queries_plans import (
    Line,
    agreed_by,
    approval_verdict,
    due_items,
    given_agreements,
    in_force,
    local_day,
    year_of,
)
from association.rules import plans as rules

SHOWN = 5


def _new_proposals(user: User) -> QuerySet:
    """What waits for an answer, for those who answer."""
    rows = Proposal.objects.filter(state=rules.NEW)
    return rows if access.can(user, "read_proposals") else rows.none()


desk.entry(desk.Entry("office", lazy("Annual plan"), "plans", "calendar", "view_registers", 10, also=(
    "plan", "plan_new", "plan_item", "plan_item_new", "plan_item_facts", "plan_word", "plan_agreements",
    "plan_approval", "council", "council_new", "council_voiding",
)))  # fmt: skip


def _inbox_address(user: User) -> str:
    """The inbox, for those who answer or propose."""
    is_asked = access.holds(user, "read_proposals") or access.holds(user, "propose_plan")
    return reverse("proposals") if is_asked else ""


desk.entry(desk.Entry("office", lazy("Proposals"), "proposals", "inbox", "", 15, count=_new_proposals, needs=True,
                      also=("proposal", "proposal_new"), address=_inbox_address))  # fmt: skip


@desk.duties
def planning(user: User, at: datetime) -> Iterable[desk.Duty]:
    """The plan of a year that has begun, or begins within three months, and is not approved (A-4.1a, A-5.3.1)."""
    if not (access.can(user, "keep_plan") or access.can(user, "approve_plan")) or Association.known() is None:
        return
    day = local_day(at)
    this = year_of(day)
    for span in (this, year_of(this.last + ONE_DAY)):
        if (span.first - day).days > rules.REMIND_DAYS or in_force(span.first) is not None:
            continue
        verdict = rules.is_planned_in_time.judge(first=span.first, is_approved=False, on=day)
        title = _("Bring the annual plan for %(year)s to its approval") % {"year": span}
        yield desk.Duty(
            title, str(verdict.sentence), reverse("plans"), _("To the plans"), "A-5.3.1", span.first,
            verdict.needed or 0,
        )  # fmt: skip


@desk.duties
def agreeing(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Plans that wait for the official's word (A-4.1b)."""
    if not access.can(user, "agree_plan"):
        return
    for plan in AnnualPlan.objects.filter(state=rules.DISCUSSED):
        said = given_agreements(plan)
        if rules.HEAD in agreed_by(said) or (said and said[-1].given_by_id == user.pk):
            continue
        text = _("The Presidium discussed it; it waits for your agreement or remarks.")
        yield desk.Duty(
            _("Agree the plan: %(plan)s") % {"plan": plan}, text, reverse("plan_word", args=[plan.pk]), _("Read it"),
            "A-4.1b", plan.starts_on, max((local_day(at) - plan.starts_on).days, 0),
        )  # fmt: skip


@desk.duties
def approving(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Plans that are agreed, with all dates, and wait for the chair (A-4.1b)."""
    if not access.can(user, "approve_plan"):
        return
    day = local_day(at) if Association.known() else None
    for plan in AnnualPlan.objects.filter(state=rules.AGREED, paper__isnull=False).select_related("discussed"):
        if day is None or not (verdict := approval_verdict(plan, day)):
            continue
        yield desk.Duty(
            _("Approve the plan: %(plan)s") % {"plan": plan}, str(verdict.sentence),
            reverse("plan_approval", args=[plan.pk]), _("Read and sign"), "A-4.1b", plan.starts_on,
            max((day - plan.starts_on).days, 0),
        )  # fmt: skip


@desk.duties
def due(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Activities that are overdue or due this month: for who keeps the plan, and for who answers for them (A-7.2.6)."""
    if not AnnualPlan.objects.filter(state=rules.APPROVED).exists():
        return
    keeps, day = access.can(user, "keep_plan"), local_day(at)
    own = set() if keeps else set(access.organisations(user, "propose_plan").values_list("pk", flat=True))
    if not keeps and not own and user.person_id is None:
        return
    lines = due_items(day, day.replace(day=monthrange(day.year, day.month)[1]))
    mine = [line for line in lines if keeps or _is_own(line.item, user, own)]
    for line in mine[:SHOWN]:
        yield _due(line, day, keeps=keeps)
    if keeps and len(mine) > SHOWN:
        more = len(mine) - SHOWN
        text = ngettext("%(n)s more activity is due.", "%(n)s more activities are due.", more) % {"n": more}
        url = f"{mine[0].item.plan.get_absolute_url()}?standing={mine[SHOWN].standing}"
        yield desk.Duty(_("Look at the rest of the plan"), text, url, _("Open"), "A-7.2.6", mine[SHOWN].item.ends_on)


def _is_own(item: PlanItem, user: User, own: set[int]) -> bool:
    return (item.person_id is not None and item.person_id == user.person_id) or item.organisation_id in own


def _due(line: Line, day: date, *, keeps: bool) -> desk.Duty:
    item = line.item
    url = reverse("plan_item_facts", args=[item.pk]) if keeps else f"{reverse('plan_public')}#item-{item.pk}"
    title = _("By the plan: %(activity)s") % {"activity": item.called(get_language() or "ru")}
    return desk.Duty(
        title, item.who, url, _("Note what became of it") if keeps else _("Open"),
        "A-7.2.6", item.ends_on, max((day - item.ends_on).days, 0),
    )  # fmt: skip


@desk.duties
def inbox(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Proposals that wait for an answer (A-5.4.5)."""
    if count := _new_proposals(user).count():
        text = ngettext("%(n)s proposal waits.", "%(n)s proposals wait.", count) % {"n": count}
        yield desk.Duty(_("Answer the proposals for plan and agenda"), text, reverse("proposals"), _("Read"), "A-5.4.5")
