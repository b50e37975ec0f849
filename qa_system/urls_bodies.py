"""Addresses of the quality body, the people, the commission and the plans of work."""

from __future__ import annotations

from association.policy import route
from qa_system.views import bodies, commissions, plans

urlpatterns = [
    route("<int:pk>/body/", bodies.body, name="qa_body", allow="view_qa"),
    route("bodies/<int:pk>/submission/", bodies.body_submission, name="qa_body_submission", allow="keep_qa"),
    route("bodies/<int:pk>/order/", bodies.body_order, name="qa_body_order", allow="approve_qa"),
    route("bodies/<int:pk>/end/", bodies.body_end, name="qa_body_end", allow="approve_qa"),
    route("bodies/<int:pk>/members/", bodies.body_member, name="qa_body_member", allow="keep_qa"),
    route("body-members/<int:pk>/end/", bodies.body_member_end, name="qa_body_member_end", allow="keep_qa"),
    route("bodies/<int:pk>/functions/", bodies.body_function, name="qa_body_function", allow="keep_qa"),
    route("body-functions/<int:pk>/end/", bodies.body_function_end, name="qa_body_function_end", allow="keep_qa"),
    route("<int:pk>/people/", bodies.staff, name="qa_staff", allow="view_qa"),
    route("people/<int:pk>/end/", bodies.staff_end, name="qa_staff_end", allow="keep_qa"),
    route("<int:pk>/commission/", commissions.commission, name="qa_commission", allow="view_qa"),
    route("<int:pk>/commission/new/", commissions.commission_new, name="qa_commission_new", allow="keep_qa"),
    route("commissions/<int:pk>/", commissions.commission_edit, name="qa_commission_edit", allow="keep_qa"),
    route("commissions/<int:pk>/members/", commissions.commission_member, name="qa_commission_member", allow="keep_qa"),
    route("commissions/<int:pk>/end/", commissions.commission_end, name="qa_commission_end", allow="keep_qa"),
    route(
        "commission-members/<int:pk>/end/",
        commissions.commission_member_end,
        name="qa_commission_member_end",
        allow="keep_qa",
    ),
    route("<int:pk>/plans/", plans.plans, name="qa_plans", allow="view_qa"),
    route("plans/<int:pk>/", plans.plan, name="qa_plan", allow="view_qa"),
    route("plans/<int:pk>/approval/", plans.plan_approval, name="qa_plan_approval", allow="approve_qa"),
    route("plans/<int:pk>/amendment/", plans.plan_amendment, name="qa_plan_amendment", allow="keep_qa"),
    route("plan-items/<int:pk>/end/", plans.plan_item_end, name="qa_plan_item_end", allow="keep_qa"),
]
