"""Life cycles of lists of pairs, entries of help and lists of stewards, each on one screen."""

from __future__ import annotations

from association.states import Steps, step

DRAFT, OFFERED, AGREED, LISTED = "draft", "offered", "agreed", "listed"
APPROVED, REJECTED, WITHDRAWN = "approved", "rejected", "withdrawn"

PAIR_LIST_STEPS: Steps = {
    "offer": step(DRAFT, to=OFFERED, right="form_pairs"),
    "resume": step(OFFERED, AGREED, to=DRAFT, right="form_pairs"),
    "agree": step(OFFERED, to=AGREED, right="form_pairs"),
    "list": step(AGREED, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=AGREED, right="run_meeting"),
    "approve": step(LISTED, to=APPROVED, right=None),
    "reject": step(LISTED, to=REJECTED, right=None),
    "withdraw": step(DRAFT, OFFERED, AGREED, to=WITHDRAWN, right="form_pairs"),
}

WRITTEN, CONFIRMED, DISPUTED, STRUCK = "written", "confirmed", "disputed", "struck"

HELP_STEPS: Steps = {
    "confirm": step(WRITTEN, DISPUTED, to=CONFIRMED, right=None),
    "dispute": step(WRITTEN, to=DISPUTED, right=None),
    "amend": step(WRITTEN, DISPUTED, to=WRITTEN, right=None),
    "strike": step(WRITTEN, DISPUTED, to=STRUCK, right=None),
}

DUTY_LIST_STEPS: Steps = {
    "list": step(DRAFT, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=DRAFT, right="run_meeting"),
    "approve": step(LISTED, to=APPROVED, right=None),
    "reject": step(LISTED, to=REJECTED, right=None),
    "withdraw": step(DRAFT, to=WITHDRAWN, right="prepare_meeting"),
}

ASKED = "asked"

PAIR_ENDING_STEPS: Steps = {
    "list": step(ASKED, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=ASKED, right="run_meeting"),
    "approve": step(LISTED, to=APPROVED, right=None),
    "reject": step(LISTED, to=REJECTED, right=None),
    "withdraw": step(ASKED, to=WITHDRAWN, right="form_pairs"),
}
