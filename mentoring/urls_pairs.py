"""Addresses of lists of pairs, their lines and remarks, and of the terms of a mentor."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from mentoring.views import pair_lines, pair_lists, terms

SEES, FORMS, REMARKS = "view_pairs", "form_pairs", "remark_pairs"

urlpatterns = [
    route("pairs/lists/", pair_lists.pair_lists, name="pair_lists", allow=SEES),
    route("pairs/lists/new/", pair_lists.begin, name="pair_list_new", allow=FORMS),
    route("pairs/lists/<int:pk>/", pair_lists.pair_list, name="pair_list", allow=SEES),
    route("pairs/lists/<int:pk>/calculation/", pair_lists.calculation, name="pair_list_calculation", allow=FORMS),
    route("pairs/lists/<int:pk>/step/", pair_lists.step, name="pair_list_step", allow=FORMS),
    route("pairs/lists/<int:pk>/remarks/", pair_lists.remarks, name="pair_list_remarks", allow=REMARKS),
    route("pairs/remarks/<int:pk>/", pair_lists.remark_answer, name="pair_remark_answer", allow=FORMS),
    route("pairs/lists/<int:pk>/add/", pair_lines.line_new, name="pair_list_add", allow=FORMS),
    route("pairs/lines/<int:pk>/", pair_lines.line, name="pair_list_line", allow=FORMS),
    route("pairs/lines/<int:pk>/lock/", pair_lines.lock, name="pair_list_lock", allow=FORMS),
    route("pairs/lines/<int:pk>/removal/", pair_lines.removal, name="pair_list_removal", allow=FORMS),
    route("pairs/lines/<int:pk>/ban/", pair_lines.ban, name="pair_list_ban", allow=FORMS),
    route("pairs/bans/<int:pk>/end/", pair_lines.ban_end, name="pair_list_ban_end", allow=FORMS),
    route("organisations/<int:pk>/mentoring/", terms.terms, name="mentor_terms", allow=SIGNED_IN),
]
