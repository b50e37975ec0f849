"""Addresses of the workspace."""

from __future__ import annotations

from association.policy import route
from qa_system.views import compliance, stakeholders, workspace

urlpatterns = [
    route("", workspace.mine, name="qa", allow="view_qa"),
    route("<int:pk>/", workspace.home, name="qa_home", allow="view_qa"),
    route("<int:pk>/mission/", workspace.mission, name="qa_mission", allow="keep_qa"),
    route("<int:pk>/goals/", workspace.goals, name="qa_goals", allow="view_qa"),
    route("goals/<int:pk>/", workspace.goal, name="qa_goal", allow="keep_qa"),
    route("goals/<int:pk>/end/", workspace.goal_end, name="qa_goal_end", allow="keep_qa"),
    route("<int:pk>/stakeholders/", stakeholders.stakeholders, name="qa_stakeholders", allow="view_qa"),
    route("stakeholders/<int:pk>/", stakeholders.stakeholder, name="qa_stakeholder", allow="keep_qa"),
    route("stakeholders/<int:pk>/end/", stakeholders.stakeholder_end, name="qa_stakeholder_end", allow="keep_qa"),
    route(
        "stakeholders/<int:pk>/requirements/", stakeholders.requirement_new, name="qa_requirement_new", allow="keep_qa"
    ),
    route("requirements/<int:pk>/", stakeholders.requirement, name="qa_requirement", allow="keep_qa"),
    route("requirements/<int:pk>/end/", stakeholders.requirement_end, name="qa_requirement_end", allow="keep_qa"),
    route("<int:pk>/compliance/", compliance.compliance, name="qa_compliance", allow="view_qa"),
    route("<int:pk>/compliance/<str:clause>/", compliance.declaration, name="qa_declaration", allow="keep_qa"),
    route("declarations/<int:pk>/end/", compliance.declaration_end, name="qa_declaration_end", allow="keep_qa"),
]
