"""The paper of the annual plan (D19): stamps of approval and agreement, one line for each activity."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.models import AnnualPlan, Association, Function, PlanAgreement, PlanItem, Task
from association.offices import Leader
from association.papers.declared import PaperKind, association_facts, declare, iso, leader_signer
from association.queries_plans import given_agreements, when_text
from association.rules import plans as rules

D19 = declare(
    PaperKind(
        "D19", _("Annual plan of work"), "plan", ("ru", "ky"), ("chair",), retention="permanent, A-7.2.6"
    )
)  # fmt: skip


def plan_facts(
    plan: AnnualPlan, *, leader: Leader, language: str = "ru", signed_at: str | None = None
) -> dict[str, Any]:
    """Facts of D19: who approves and agreed, with dates and numbers, and the activities in their order (A-4.1)."""
    span, discussed = plan.span, plan.discussed
    items = plan.items.select_related("person", "organisation")
    with translation.override(language):
        rows = [_row(number, item, language) for number, item in enumerate(items, start=1)]
    return {
        "association": association_facts(Association.current(), language),
        "year": {"from": span.first.year, "to": span.last.year, "first": iso(span.first), "last": iso(span.last)},
        "version": plan.version,
        "why": plan.why,
        "approval": {**leader_signer(leader, language), "on": iso(plan.approved_on), "signed_at": signed_at},
        "agreements": [_agreement(row) for row in given_agreements(plan) if row.outcome == "agreed"],
        "discussed": {"on": iso(plan.discussed_on), "number": discussed.number, "item": discussed.item}
        if discussed else None,
        "rows": rows,
        "in_department": rules.in_department_plan(marks=tuple(row["department"] for row in rows)),
    }  # fmt: skip


def _agreement(row: PlanAgreement) -> dict[str, Any]:
    return {
        "party": row.party, "name": row.name, "post": row.post, "on": iso(row.dated_on), "number": row.number,
        "by_own_hand": row.by_own_hand,
    }  # fmt: skip


def _row(number: int, item: PlanItem, language: str) -> dict[str, Any]:
    tags = [(kind(value), value) for kind, value in ((Task, item.task), (Function, item.function)) if value]
    return {
        "number": number,
        "activity": item.called(language),
        "tags": [{"clause": value, "word": str(tag.label)} for tag, value in tags],
        "when": when_text(item, language),
        "responsible": item.who or "–",
        "venue": item.held_at(language),
        "department": item.in_department_plan,
    }
