"""Addresses of what grows from minutes: assignments, extracts, sheets, remarks, the register of decisions."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from presidium.views import assignments, assignments_chair, decisions, extracts, minutes_remarks

# Pages open to every signed-in person show only what this person carries out or may read.
urlpatterns = [
    route("items/<int:pk>/assignments/", assignments.item_assignments, name="item_assignments", allow="keep_minutes"),
    route("items/<int:pk>/extract/", extracts.item_extract, name="item_extract", allow="keep_minutes"),
    route("items/<int:pk>/remarks/", minutes_remarks.item_remarks, name="item_remarks", allow="view_records"),
    route("assignments/", assignments.assignments, name="assignments", allow=SIGNED_IN),
    route(
        "assignments/members/", assignments_chair.assignment_members, name="assignment_members", allow="view_records"
    ),
    route("assignments/new/", assignments_chair.assignment_new, name="assignment_new", allow="distribute_assignments"),
    route(
        "assignments/<int:pk>/parts/", assignments_chair.assignment_parts, name="assignment_parts",
        allow="distribute_assignments",
    ),
    route(
        "assignments/<int:pk>/entered/", assignments.entered_report, name="assignment_entered", allow="keep_minutes"
    ),
    route("assignments/<int:pk>/", assignments.assignment, name="assignment", allow=SIGNED_IN),
    route("assignments/<int:pk>/striking/", assignments.striking, name="assignment_striking", allow="keep_minutes"),
    route("assignments/<int:pk>/taking/", assignments.taking, name="assignment_taking", allow=SIGNED_IN),
    route("assignments/<int:pk>/report/", assignments.report, name="assignment_report", allow=SIGNED_IN),
    route("assignments/<int:pk>/verdict/", assignments.verdict, name="assignment_verdict", allow="verify_assignment"),
    route("extracts/<int:pk>/", extracts.extract, name="extract", allow=SIGNED_IN),
    route("extracts/copies/<int:pk>/", extracts.receipt, name="extract_receipt", allow=SIGNED_IN),
    route("meetings/<int:pk>/sheets/", extracts.sheets, name="meeting_sheets", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/showing/", minutes_remarks.showing, name="minutes_showing", allow="keep_minutes"),
    route("meetings/<int:pk>/minutes/reading/", minutes_remarks.reading, name="minutes_reading", allow="view_records"),
    route("remarks/minutes/<int:pk>/", minutes_remarks.remark_answer, name="remark_answer", allow="keep_minutes"),
    route("decisions/", decisions.decisions, name="decisions", allow=SIGNED_IN),
    route("decisions/excel/", decisions.decisions_xlsx, name="decisions_xlsx", allow=SIGNED_IN),
    route("decisions/paper/", decisions.decisions_paper, name="decisions_paper", allow="keep_minutes"),
]  # fmt: skip
