"""Life cycles of membership, each on one screen."""

from __future__ import annotations

from association.states import Steps, step

DRAFT, SUBMITTED, REGISTERED, LISTED = "draft", "submitted", "registered", "listed"
GRANTED, REFUSED, ENTERED = "granted", "refused", "entered"

APPLICATION_STEPS: Steps = {
    "submit": step(DRAFT, to=SUBMITTED, right="submit_application"),
    "register": step(SUBMITTED, to=REGISTERED, right="register_documents"),
    "return": step(SUBMITTED, REGISTERED, to=DRAFT, right="check_applications"),
    "list": step(REGISTERED, to=LISTED, right="prepare_meeting"),
    "admit": step(REGISTERED, to=GRANTED, right="enter_order"),
    "drop": step(LISTED, to=REGISTERED, right=None),
    "grant": step(LISTED, to=GRANTED, right=None),
    "refuse": step(LISTED, to=REFUSED, right=None),
    "enter": step(GRANTED, to=ENTERED, right=None),
}

ORDER_DRAFT, ORDER_ENTERED, ORDER_VOID = "draft", "entered", "void"

ORDER_STEPS: Steps = {
    "enter": step(ORDER_DRAFT, to=ORDER_ENTERED, right="enter_order"),
    "void": step(ORDER_DRAFT, to=ORDER_VOID, right="enter_order"),
}
