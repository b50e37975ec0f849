"""Life cycles of membership, each on one screen."""

from __future__ import annotations

from association.states import Steps, step

DRAFT, SUBMITTED, REGISTERED, LISTED = "draft", "submitted", "registered", "listed"
GRANTED, REFUSED, ENTERED, LAPSED = "granted", "refused", "entered", "lapsed"
SETTLED = (REFUSED, ENTERED, LAPSED)  # nothing follows; the organisation may apply anew

APPLICATION_STEPS: Steps = {
    "submit": step(DRAFT, to=SUBMITTED, right="submit_application"),
    "register": step(SUBMITTED, to=REGISTERED, right="register_documents"),
    "return": step(SUBMITTED, REGISTERED, to=DRAFT, right="check_applications"),
    "list": step(REGISTERED, to=LISTED, right="prepare_meeting"),
    "admit": step(REGISTERED, to=GRANTED, right="enter_order"),
    "drop": step(LISTED, to=REGISTERED, right=None),
    "grant": step(LISTED, to=GRANTED, right=None),
    "refuse": step(LISTED, to=REFUSED, right=None),
    "send_back": step(LISTED, to=DRAFT, right=None),
    "enter": step(GRANTED, to=ENTERED, right=None),
    "revert": step(ENTERED, to=GRANTED, right=None),
    "lapse": step(REGISTERED, GRANTED, to=LAPSED, right="register_documents"),
}

ORDER_DRAFT, ORDER_ENTERED, ORDER_VOID = "draft", "entered", "void"

ORDER_STEPS: Steps = {
    "enter": step(ORDER_DRAFT, to=ORDER_ENTERED, right="enter_order"),
    "void": step(ORDER_DRAFT, ORDER_ENTERED, to=ORDER_VOID, right="enter_order"),
}

# What the expert group may read: an application that is being considered.
UNDER_REVIEW = (REGISTERED, LISTED, GRANTED)
CONCLUSION_TEXT, CONCLUSION_OFFERED, CONCLUSION_SIGNED = "text", "offered", "signed"

CONCLUSION_STEPS: Steps = {
    "offer": step(CONCLUSION_TEXT, to=CONCLUSION_OFFERED, right="review_package"),
    "reopen": step(CONCLUSION_OFFERED, to=CONCLUSION_TEXT, right="review_package"),
    "finish": step(CONCLUSION_OFFERED, to=CONCLUSION_SIGNED, right=None),
    "desert": step(CONCLUSION_OFFERED, to=CONCLUSION_TEXT, right=None),
}

QMS_PROPOSED, QMS_CONFIRMED, QMS_REJECTED, QMS_VOID = "proposed", "confirmed", "rejected", "void"

CERTIFICATION_STEPS: Steps = {
    "confirm": step(QMS_PROPOSED, to=QMS_CONFIRMED, right="manage_organisations"),
    "record": step(QMS_PROPOSED, to=QMS_CONFIRMED, right=None),
    "reject": step(QMS_PROPOSED, to=QMS_REJECTED, right="manage_organisations"),
    "void": step(QMS_CONFIRMED, to=QMS_VOID, right="manage_organisations"),
}

EXIT_DRAFT, EXIT_SUBMITTED, EXIT_REGISTERED = "draft", "submitted", "registered"
EXIT_TAKEN_BACK, EXIT_LAPSED = "taken_back", "lapsed"

ENDING_STEPS: Steps = {
    "submit": step(EXIT_DRAFT, to=EXIT_SUBMITTED, right="leave_association"),
    "bring": step(EXIT_DRAFT, to=EXIT_SUBMITTED, right="register_documents"),
    "register": step(EXIT_SUBMITTED, to=EXIT_REGISTERED, right="register_documents"),
    "take_back": step(EXIT_DRAFT, EXIT_SUBMITTED, to=EXIT_TAKEN_BACK, right="leave_association"),
    "lapse": step(EXIT_DRAFT, EXIT_SUBMITTED, to=EXIT_LAPSED, right=None),
}
