"""Verbs on the inbox of proposals: made, taken into the plan or onto an agenda, declined, taken back (A-5.4.5)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import plan_items
from association.journal import record
from association.models import AnnualPlan, Organisation, PlanItem, Proposal, User
from association.notices import PROPOSAL_ANSWERED
from association.queries_plans import is_own_proposal
from association.rules import plans as rules
from association.statute import Refused, denial
from association.workflow import advance


@transaction.atomic
def propose(
    *, kind: str, title: str, why: str = "", month: date | None = None, organisation: Organisation | None = None,
    by: User, at: datetime,
) -> Proposal:  # fmt: skip
    """Propose something for the plan or for an agenda, by an own seat or for an organisation (A-5.4.5)."""
    has_seat = access.can(by, "propose_plan", at=at)
    acts = organisation is not None and access.can(by, "propose_plan", organisation, at=at)
    verdict = rules.may_propose.judge(has_seat=has_seat, acts_for_organisation=acts)
    if not verdict:
        raise Refused(verdict)
    row = Proposal.objects.create(
        kind=kind, title=title, why=why, month=month, organisation=organisation, made_at=at, made_by=by
    )
    record("proposal.make", row, by=by, at=at, kind=kind, title=title, organisation=organisation and organisation.pk)
    return row


def _answer(proposal: Proposal, step: str, answer: str, by: User, at: datetime) -> None:
    Proposal.objects.filter(pk=proposal.pk, state=rules.NEW).update(answer=answer, answered_at=at, answered_by=by)
    advance(proposal, step, by=by, at=at, answer=answer)
    proposal.refresh_from_db()
    if proposal.made_by.is_active:
        outbox.send(PROPOSAL_ANSWERED, proposal, to=proposal.made_by, at=at)


@transaction.atomic
def take_into_plan(
    proposal: Proposal, plan: AnnualPlan, *, answer: str = "", by: User, at: datetime, **facts: Any
) -> PlanItem:
    """Make an activity of a draft plan from a proposal; the proposer is told (A-5.4.5)."""
    if proposal.kind != Proposal.Kind.PLAN:
        raise Refused(denial("A-5.4.5", _("This proposal is for an agenda.")))
    item = plan_items.add(plan, proposal=proposal, by=by, at=at, **facts)
    _answer(proposal, "accept", answer, by, at)
    return item


@transaction.atomic
def take_to_agenda(proposal: Proposal, *, answer: str = "", by: User, at: datetime) -> None:
    """Let a proposal wait among the open matters for the next agenda; the proposer is told (A-5.4.5)."""
    if proposal.kind != Proposal.Kind.AGENDA:
        raise Refused(denial("A-5.4.5", _("This proposal is for the plan.")))
    _answer(proposal, "accept", answer, by, at)


@transaction.atomic
def decline(proposal: Proposal, *, answer: str, by: User, at: datetime) -> None:
    """Decline a proposal with the reason; the proposer is told (A-5.4.5)."""
    if not answer.strip():
        raise Refused(denial("A-5.4.5", _("Write the reason; the proposer reads it.")))
    _answer(proposal, "decline", answer, by, at)


@transaction.atomic
def withdraw(proposal: Proposal, *, by: User, at: datetime) -> None:
    """Take an own proposal back while it waits for an answer."""
    if not is_own_proposal(proposal, by):
        raise PermissionDenied("propose_plan")
    advance(proposal, "withdraw", by=by, at=at)
