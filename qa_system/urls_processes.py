"""Addresses of processes and indicators."""

from __future__ import annotations

from association.policy import route
from qa_system.views import indicators, process_lines, processes

urlpatterns = [
    route("<int:pk>/processes/", processes.processes, name="qa_processes", allow="view_qa"),
    route("<int:pk>/processes/new/", processes.process_new, name="qa_process_new", allow="keep_qa"),
    route("<int:pk>/links/", process_lines.links, name="qa_links", allow="view_qa"),
    route("links/<int:pk>/end/", process_lines.link_end, name="qa_link_end", allow="keep_qa"),
    route("processes/<int:pk>/", processes.process, name="qa_process", allow="view_qa"),
    route("processes/<int:pk>/description/", processes.process_edit, name="qa_process_edit", allow="view_qa"),
    route("processes/<int:pk>/roles/", processes.process_role, name="qa_process_role", allow="keep_qa"),
    route("processes/<int:pk>/end/", processes.process_end, name="qa_process_end", allow="keep_qa"),
    route(
        "processes/<int:pk>/lines/<str:what>/", process_lines.process_lines, name="qa_process_lines", allow="view_qa"
    ),
    route("process-roles/<int:pk>/end/", processes.process_role_end, name="qa_process_role_end", allow="keep_qa"),
    route("<int:pk>/indicators/", indicators.indicators, name="qa_indicators", allow="view_qa"),
    route("processes/<int:pk>/indicators/new/", indicators.indicator_new, name="qa_indicator_new", allow="keep_qa"),
    route("indicators/<int:pk>/", indicators.indicator, name="qa_indicator", allow="view_qa"),
    route("indicators/<int:pk>/passport/", indicators.indicator_edit, name="qa_indicator_edit", allow="keep_qa"),
    route("indicators/<int:pk>/end/", indicators.indicator_end, name="qa_indicator_end", allow="keep_qa"),
]
