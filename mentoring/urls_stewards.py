"""Addresses of the stewards of processes."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from mentoring.views import duty_lists, stewards

PREPARES = "prepare_meeting"

urlpatterns = [
    route("stewards/", stewards.matrix, name="stewards", allow=SIGNED_IN),
    route("stewards/stewards.xlsx", stewards.matrix_xlsx, name="stewards_xlsx", allow=SIGNED_IN),
    route("stewards/paper/", stewards.paper, name="stewards_paper", allow="view_records"),
    route("stewards/lists/new/", duty_lists.beginning, name="duty_list_new", allow=PREPARES),
    route("stewards/lists/<int:pk>/", duty_lists.duty_list, name="duty_list", allow="view_records"),
    route("stewards/lists/<int:pk>/lines/", duty_lists.lines, name="duty_lines", allow=PREPARES),
    route("stewards/lists/<int:pk>/releases/", duty_lists.releases, name="duty_releases", allow=PREPARES),
    route("stewards/lines/<int:pk>/removal/", duty_lists.removal, name="duty_line_removal", allow=PREPARES),
    route("stewards/lists/<int:pk>/withdrawal/", duty_lists.withdrawal, name="duty_list_withdrawal", allow=PREPARES),
    route("stewards/duties/<int:pk>/", stewards.duty, name="process_duty", allow="give_material"),
]
