"""Addresses of the rules that the statute leaves open, and of facts entered late."""

from __future__ import annotations

from association.policy import PUBLIC, route
from presidium.views import late_facts
from presidium.views import rule_changes as changes

urlpatterns = [
    route("rules/", changes.rules, name="rules", allow=PUBLIC),
    route("rules/changes/new/", changes.proposal, name="rule_change_new", allow="prepare_meeting"),
    route("rules/changes/<int:pk>/", changes.change, name="rule_change", allow="view_records"),
    route(
        "rules/changes/<int:pk>/withdrawal/", changes.withdrawal, name="rule_change_withdrawal",
        allow="prepare_meeting",
    ),
    route("meetings/<int:pk>/presence/late/", late_facts.late_fact, name="meeting_late_fact", allow="run_meeting"),
]  # fmt: skip
