"""The readable table of roles: in which scope each is held, how it is called, which rights it gives."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PORTAL, ORGANISATION, COMPUTED, ASSIGNED = "portal", "organisation", "computed", "assigned"

CLERICAL = {
    "view_records", "view_registers", "invite_people", "manage_organisations", "register_documents",
    "check_applications", "prepare_meeting", "run_meeting", "record_ballots", "keep_minutes", "enter_order",
    "issue_certificate", "release_papers", "see_jobs", "keep_composition", "verify_assignment", "view_pairs",
    "keep_processes", "keep_library", "give_material", "keep_files", "keep_plan", "keep_events", "keep_groups",
    "keep_partners", "keep_requests", "keep_reports", "keep_site", "read_proposals", "organise_event",
    "lead_group",
}  # fmt: skip

PRESIDING = {
    "approve_agenda", "preside_meeting", "sign_as_presiding", "verify_assignment", "view_records", "view_registers",
    "distribute_assignments", "view_pairs", "form_pairs", "approve_plan", "send_requests", "approve_write_off",
    "sign_reports", "read_proposals", "sign_letters",
}  # fmt: skip

# role -> (scope, name, rights); chair, deputy and Presidium member are computed at the moment of acting. The rights of
# an assigned role hold on what a dated row assigns to the account: the model answers `assigned_to` and
# `is_assigned_to`.
ROLES: dict[str, tuple[str, object, set[str]]] = {
    "secretary": (PORTAL, _("secretary"), CLERICAL | {"sign_as_secretary"}),
    "operator": (PORTAL, _("operator"), CLERICAL),
    "department_reviewer": (
        PORTAL, _("department official"),
        {"view_registers", "enter_order", "view_extracts", "view_pairs", "agree_plan", "read_reports", "ask_questions"},
    ),
    "administrator": (PORTAL, _("administrator"), {"configure_portal", "see_jobs"}),
    "chair": (COMPUTED, _("chair"), PRESIDING),
    "acting_chair": (COMPUTED, _("acting chair"), PRESIDING),
    "deputy": (COMPUTED, _("deputy chair"), {"sign_as_presiding", "view_records", "view_registers", "view_pairs"}),
    "presidium_member": (
        COMPUTED, _("member of the Presidium"),
        {"view_records", "view_registers", "cast_ballot", "view_pairs", "remark_pairs", "propose_plan"},
    ),
    "director": (
        ORGANISATION, _("director"),
        {"view_organisation", "edit_application", "submit_application", "view_agenda", "leave_association",
         "move_exclusion", "carry_assignment", "keep_help", "name_contacts", "offer_mentoring", "give_material",
         "answer_requests", "enter_event", "join_group", "propose_plan"},
    ),
    "pair_contact": (ORGANISATION, _("contact of a pair"), {"view_organisation", "keep_help"}),
    "expert": (ASSIGNED, _("expert"), {"review_package"}),
    "group_leader": (ASSIGNED, _("leader of a working group"), {"lead_group"}),
    "commission_chair": (ASSIGNED, _("chair of a write-off commission"), {"sign_write_off"}),
    "event_organiser": (ASSIGNED, _("organiser of an event"), {"organise_event"}),
    "qa_officer": (ORGANISATION, _("quality officer"), {"view_qa", "keep_qa", "publish_qa", "enter_figures"}),
    "qa_head": (
        ORGANISATION, _("head of a vocational organisation"), {"view_qa", "keep_qa", "approve_qa", "enter_figures"},
    ),
    "council_secretary": (
        ORGANISATION,
        _("secretary of the council"),
        {"view_qa", "enter_council_decision", "enter_figures"},
    ),
    "process_owner": (ORGANISATION, _("owner of a process"), {"view_qa", "fill_process", "enter_figures"}),
    "commission_member": (
        ORGANISATION,
        _("member of the quality commission"),
        {"view_qa", "write_conclusion", "enter_figures"},
    ),
    "consultant": (ORGANISATION, _("consultant"), {"view_qa"}),
    "ministry_reviewer": (ASSIGNED, _("official of the ministry"), {"review_qa"}),
}  # fmt: skip
