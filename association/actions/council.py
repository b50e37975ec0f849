"""Verbs on the part the Association takes in the Education Quality Council (A-5.1.4, A-6.2b)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access, files, offices
from association.doors import Checked
from association.journal import record
from association.models import AnnualPlan, CouncilSitting, User
from association.queries_plans import local_day
from association.rules import plans as rules
from association.statute import Refused


@transaction.atomic
def note_sitting(
    *, held_on: date, number: str = "", matter: str, outcome: str = "", who: str, name: str = "", post: str = "",
    plan: AnnualPlan | None = None, proof: Checked | None = None, by: User, at: datetime,
) -> CouncilSitting:  # fmt: skip
    """Enter a sitting of the council: its matter, and whether the chair or a representative took part (A-5.1.4)."""
    access.require(by, "keep_plan", at=at)
    chair = offices.holder(offices.CHAIR, held_on)
    verdict = rules.took_part.judge(
        who=who, has_chair=chair is not None, is_named=bool(name.strip() and post.strip()), held_on=held_on,
        on=local_day(at),
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)
    is_chair = who == CouncilSitting.Who.CHAIR
    stored = files.keep(proof, organisation=None, by=by, at=at) if proof else None
    row = CouncilSitting.objects.create(
        held_on=held_on, number=number, matter=matter, outcome=outcome, who=who, person=chair if is_chair else None,
        name=chair.full_name if is_chair and chair else name, post="" if is_chair else post, plan=plan, file=stored,
        entered_at=at, entered_by=by,
    )  # fmt: skip
    facts = {"held_on": held_on, "who": who, "name": row.name, "number": number, "plan": plan and plan.pk}
    record("councilsitting.note", row, by=by, at=at, **facts)
    return row


@transaction.atomic
def void_sitting(sitting: CouncilSitting, *, reason: str, by: User, at: datetime) -> None:
    """Strike an entry made in error through, with the reason; it stays on record."""
    access.require(by, "keep_plan", at=at)
    done = CouncilSitting.objects.filter(pk=sitting.pk, voided_at=None).update(voided_at=at, void_reason=reason)
    if done:
        record("councilsitting.void", sitting, by=by, at=at, reason=reason)
