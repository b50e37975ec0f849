"""Lines of the side navigation and duties of internal quality assurance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, desk
from association.models import User
from qa_system import (  # noqa: F401  # they register their own entries
    panels_findings,
    panels_ministry,
    panels_monitoring,
    panels_work,
)
from qa_system.queries import facts_of, systems_of


def at_home(route: str) -> Callable[[User], str]:
    """The address of a page in the person's own system; nothing for those who have none."""

    def address(user: User) -> str:
        systems = systems_of(user)
        return reverse(route, args=[systems[0].pk]) if systems else ""

    return address


def line(group: str, label: Any, route: str, icon: str, order: int, *also: str, right: str = "view_qa") -> None:
    """Add a page of the person's own system to the side navigation."""
    desk.entry(desk.Entry(group, label, route, icon, right, order, also=also, address=at_home(route)))


line("system", gettext_lazy("Overview"), "qa_home", "cycle", 10)
line("system", gettext_lazy("Mission and goals"), "qa_goals", "flag", 20, "qa_mission", "qa_goal")
line("system", gettext_lazy("Stakeholders"), "qa_stakeholders", "users", 30, "qa_stakeholder", "qa_requirement")
line("system", gettext_lazy("Quality unit or officer"), "qa_body", "user", 35, "qa_body_order", "qa_staff")
line("system", gettext_lazy("Quality commission"), "qa_commission", "users", 36, "qa_commission_new")
line("year", gettext_lazy("Plans of work"), "qa_plans", "calendar", 10, "qa_plan")
line(
    "system",
    gettext_lazy("Processes"),
    "qa_processes",
    "list",
    40,
    "qa_process",
    "qa_process_new",
    "qa_process_edit",
    "qa_links",
)
line("system", gettext_lazy("Indicators"), "qa_indicators", "chart", 50, "qa_indicator", "qa_indicator_new")
line("year", gettext_lazy("Monitoring"), "qa_monitoring", "chart", 20, "qa_fact", "qa_reopening")
line("year", gettext_lazy("My figures"), "qa_figures", "edit", 21, right="enter_figures")
line("system", gettext_lazy("Documents"), "qa_documents", "book", 60, "qa_document", "qa_version", "qa_version_edit")
line("system", gettext_lazy("Council"), "qa_council", "inbox", 70, "qa_decision", "qa_decision_new")
line(
    "year", gettext_lazy("Findings and measures"), "qa_findings", "flag", 25, "qa_finding", "qa_finding_new",
    "qa_finding_edit", "qa_finding_answer", "qa_improvement_new", "qa_improvement_edit", "qa_improvement_proof",
    "qa_improvement_check", "qa_improvement_end",
)  # fmt: skip
line(
    "year", gettext_lazy("Annual report"), "qa_reports", "book", 30, "qa_report", "qa_report_edit", "qa_report_finding"
)
line("year", gettext_lazy("Publication"), "qa_publications", "globe", 40, "qa_publication_new", "qa_publication_site")
line("system", gettext_lazy("Budget"), "qa_budget", "scale", 80, "qa_budget_line")
line("system", gettext_lazy("Compliance"), "qa_compliance", "check", 90, "qa_declaration")
line("system", gettext_lazy("Remarks of the ministry"), "qa_remarks", "mail", 95)


@desk.duties
def missing_ground(user: User, at: datetime) -> Iterable[desk.Duty]:
    """What a system lacks before it can work: goals, a quality body, the required documents (K-7.1, K-11a, K-19a)."""
    if not access.holds(user, "keep_qa"):
        return
    for system in systems_of(user):
        facts = facts_of(system, at.date())
        if not (system.mission_ru or system.mission_ky):
            yield desk.Duty(
                _("Write down the mission"), _("The mission comes before goals and policy."),
                reverse("qa_mission", args=[system.pk]), _("Write"), "K-7.1",
            )  # fmt: skip
        if not facts.goals:
            yield desk.Duty(
                _("Set the strategic goals"), _("No goal is in force."), reverse("qa_goals", args=[system.pk]),
                _("Open"), "K-7.1",
            )  # fmt: skip
