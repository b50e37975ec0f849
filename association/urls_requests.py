"""Addresses of requests of information: the office's, and those of the organisations asked."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from association.views import request_answers, request_board, requests

READS, KEEPS, SENDS, ANSWERS = "view_records", "keep_requests", "send_requests", "answer_requests"

urlpatterns = [
    route("requests/", requests.requests, name="requests", allow=READS),
    route("requests/new/", requests.request_new, name="request_new", allow=KEEPS),
    route("requests/asked/", request_answers.requests_asked, name="requests_asked", allow=ANSWERS),
    route("requests/asked/<int:pk>/", request_answers.request_asked, name="request_asked", allow=ANSWERS),
    route(
        "requests/asked/<int:pk>/files/<int:file>/", request_board.request_file, name="request_file", allow=SIGNED_IN
    ),
    route("requests/<int:pk>/", requests.request_page, name="request", allow=READS),
    route("requests/<int:pk>/words/", requests.request_words, name="request_words", allow=KEEPS),
    route("requests/<int:pk>/fields/", requests.request_field_new, name="request_field_new", allow=KEEPS),
    route("requests/fields/<int:pk>/", requests.request_field, name="request_field", allow=KEEPS),
    route(
        "requests/fields/<int:pk>/removal/", requests.request_field_removal, name="request_field_removal", allow=KEEPS
    ),
    route("requests/<int:pk>/addressees/", requests.request_addressees, name="request_addressees", allow=KEEPS),
    route("requests/<int:pk>/step/", requests.request_step, name="request_step", allow=KEEPS),
    route("requests/<int:pk>/signature/", requests.request_signature, name="request_signature", allow=SENDS),
    route("requests/<int:pk>/reminders/", request_board.request_reminders, name="request_reminders", allow=KEEPS),
    route("requests/<int:pk>/answers/", request_board.request_table, name="request_table", allow=READS),
    route("requests/<int:pk>/answers.xlsx", request_board.request_xlsx, name="request_xlsx", allow=READS),
    route("requests/<int:pk>/files/", request_board.request_files, name="request_files", allow=KEEPS),
    route("requests/<int:pk>/files.zip", request_board.request_archive, name="request_archive", allow=KEEPS),
    route("requests/answers/<int:pk>/", request_board.request_reply, name="request_reply", allow=READS),
]
