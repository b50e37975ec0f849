"""The plan of work for an academic year (Q15)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.fmt import clause_number
from association.papers import iso
from qa_system.models import QualityBody, WorkPlan
from qa_system.papers.kinds import bilingual
from qa_system.papers.letterhead import head_of, leader_of, letterhead
from qa_system.papers.words import both, told

Q15 = bilingual("Q15", _("Plan of work for an academic year"), "plan")


def plan_facts(plan: WorkPlan, *, on: date) -> dict[str, Any]:
    """Facts of Q15: activities with their days, who answers, the goal and the clause; the head's approval (K-11e)."""
    system = plan.system
    body = system.bodies.exclude(state=QualityBody.State.CLOSED).first()
    return {
        "letterhead": letterhead(system, on),
        "body": both(body, "name") if body else None,
        "year": plan.year,
        "next": plan.year + 1,
        "edition": plan.version,
        "approved_on": iso(plan.approved_on),
        "head": head_of(system, plan.approved_on or on),
        "rows": [
            {
                "number": number,
                "text": told(row, "text"),
                "since": iso(row.starts_on),
                "until": iso(row.ends_on),
                "responsible": row.responsible.surname_first if row.responsible else "–",
                "goal": str(row.goal.number) if row.goal else "–",
                "clause": clause_number(row.clause) if row.clause else "–",
            }
            for number, row in enumerate(plan.items.select_related("responsible", "goal"), start=1)
        ],
        "signer": leader_of(system, on),
    }
