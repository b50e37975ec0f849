"""Addresses of outgoing letters."""

from __future__ import annotations

from association.policy import route
from association.views import letters

WRITES, SIGNS, READS = "register_documents", "sign_letters", "view_records"

urlpatterns = [
    route("letters-out/", letters.outgoing_letters, name="outgoing_letters", allow=READS),
    route("letters-out/new/", letters.outgoing_letter_new, name="outgoing_letter_new", allow=WRITES),
    route("letters-out/<int:pk>/", letters.outgoing_letter, name="outgoing_letter", allow=READS),
    route("letters-out/<int:pk>/text/", letters.outgoing_letter_edit, name="outgoing_letter_edit", allow=WRITES),
    route("letters-out/<int:pk>/files/", letters.outgoing_letter_files, name="outgoing_letter_files", allow=WRITES),
    route("letter-files/<int:pk>/removal/", letters.outgoing_letter_file, name="outgoing_letter_file", allow=WRITES),
    route("letters-out/<int:pk>/offer/", letters.outgoing_letter_offer, name="outgoing_letter_offer", allow=WRITES),
    route(
        "letters-out/<int:pk>/taking-back/",
        letters.outgoing_letter_taking_back,
        name="outgoing_letter_taking_back",
        allow=WRITES,
    ),
    route("letters-out/<int:pk>/remark/", letters.outgoing_letter_remark, name="outgoing_letter_remark", allow=SIGNS),
    route(
        "letters-out/<int:pk>/signature/",
        letters.outgoing_letter_signature,
        name="outgoing_letter_signature",
        allow=SIGNS,
    ),
    route("letters-out/<int:pk>/end/", letters.outgoing_letter_end, name="outgoing_letter_end", allow=WRITES),
]
