"""Addresses of the annual plan, of the inbox of proposals and of the Quality Council."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from association.views import council, plan_approvals, plan_items, plan_public, plans, proposals

READS, KEEPS, AGREES = "view_registers", "keep_plan", "agree_plan"
ONE, ITEM = "plans/<int:pk>/", "plans/items/<int:pk>/"

urlpatterns = [
    route("plan/", plan_public.plan, name="plan_public", allow=PUBLIC),
    route("plan/plan.xlsx", plan_public.xlsx, name="plan_public_xlsx", allow=PUBLIC),
    route("plan/paper/", plan_public.paper, name="plan_public_paper", allow=PUBLIC),
    route("plans/", plans.plans, name="plans", allow=READS),
    route("plans/new/", plans.plan_new, name="plan_new", allow=KEEPS),
    route(ONE, plans.plan, name="plan", allow=READS),
    route(f"{ONE}plan.xlsx", plans.xlsx, name="plan_xlsx", allow=READS),
    route(f"{ONE}paper/", plans.paper, name="plan_paper", allow=KEEPS),
    route(f"{ONE}amendments/", plans.amendment, name="plan_amendments", allow=KEEPS),
    route(f"{ONE}revision/", plans.revision, name="plan_revision", allow=KEEPS),
    route(f"{ONE}withdrawal/", plans.withdrawal, name="plan_withdrawal", allow=KEEPS),
    route(f"{ONE}items/new/", plan_items.new, name="plan_item_new", allow=KEEPS),
    route(f"{ONE}word/", plan_approvals.own_word, name="plan_word", allow=AGREES),
    route(f"{ONE}agreements/", plan_approvals.agreement, name="plan_agreements", allow=KEEPS),
    route(f"{ONE}approval/", plan_approvals.approval, name="plan_approval", allow=READS),
    route(f"{ONE}scan/", plan_approvals.scan, name="plan_scan", allow=KEEPS),
    route(ITEM, plan_items.item, name="plan_item", allow=KEEPS),
    route(f"{ITEM}removal/", plan_items.removal, name="plan_item_removal", allow=KEEPS),
    route(f"{ITEM}place/", plan_items.place, name="plan_item_place", allow=KEEPS),
    route(f"{ITEM}facts/", plan_items.fact, name="plan_item_facts", allow=KEEPS),
    route("proposals/", proposals.proposals, name="proposals", allow=SIGNED_IN),
    route("proposals/new/", proposals.new, name="proposal_new", allow="propose_plan"),
    route("proposals/<int:pk>/", proposals.proposal, name="proposal", allow=SIGNED_IN),
    route("proposals/<int:pk>/acceptance/", proposals.acceptance, name="proposal_acceptance", allow="read_proposals"),
    route("proposals/<int:pk>/refusal/", proposals.refusal, name="proposal_refusal", allow="read_proposals"),
    route("proposals/<int:pk>/withdrawal/", proposals.withdrawal, name="proposal_withdrawal", allow="propose_plan"),
    route("council/", council.council, name="council", allow=READS),
    route("council/sittings/new/", council.sitting_new, name="council_new", allow=KEEPS),
    route("council/sittings/<int:pk>/voiding/", council.voiding, name="council_voiding", allow=KEEPS),
]
