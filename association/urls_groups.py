"""Addresses of working groups; the list is open to everybody."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from association.views import groups

KEEPS, LEADS, JOINS = "keep_groups", "lead_group", "join_group"

urlpatterns = [
    route("groups/", groups.groups, name="groups", allow=PUBLIC),
    route("groups/preset/", groups.group_preset, name="group_preset", allow=KEEPS),
    route("groups/new/", groups.group_new, name="group_new", allow=KEEPS),
    route("groups/<int:pk>/", groups.group, name="group", allow=SIGNED_IN),
    route("groups/<int:pk>/words/", groups.group_words, name="group_words", allow=LEADS),
    route("groups/<int:pk>/end/", groups.group_end, name="group_end", allow=KEEPS),
    route("groups/<int:pk>/people/", groups.group_seat_new, name="group_seat_new", allow=LEADS),
    route("groups/people/<int:pk>/end/", groups.group_seat_end, name="group_seat_end", allow=LEADS),
    route("groups/<int:pk>/proposals/", groups.group_proposal_new, name="group_proposal_new", allow=JOINS),
    route(
        "groups/proposals/<int:pk>/acceptance/", groups.group_proposal_acceptance, name="group_proposal_acceptance",
        allow=LEADS,
    ),
    route(
        "groups/proposals/<int:pk>/refusal/", groups.group_proposal_refusal, name="group_proposal_refusal", allow=LEADS
    ),
    route("groups/<int:pk>/tasks/", groups.group_tasks, name="group_tasks", allow=LEADS),
    route("groups/tasks/<int:pk>/", groups.group_task, name="group_task", allow=LEADS),
    route("groups/<int:pk>/notes/", groups.group_notes, name="group_notes", allow=LEADS),
    route("groups/<int:pk>/files/<int:file>/", groups.group_file, name="group_file", allow=SIGNED_IN),
]  # fmt: skip
