"""Life cycles of meetings, agenda items, minutes, assignments, hand-overs and exclusion cases, each on one screen."""

from __future__ import annotations

from association.states import Steps, step

PLANNED, CALLED, OPEN, HELD, FAILED = "planned", "called", "open", "held", "failed"

MEETING_STEPS: Steps = {
    "approve": step(PLANNED, to=CALLED, right="approve_agenda"),
    "call": step(PLANNED, to=CALLED, right="prepare_meeting"),
    "open": step(CALLED, to=OPEN, right="run_meeting"),
    "fail": step(CALLED, to=FAILED, right="run_meeting"),
    "close": step(OPEN, to=HELD, right="run_meeting"),
}

WAITING, VOTING, CARRIED, LOST, MOVED = "waiting", "voting", "carried", "lost", "moved"

ITEM_STEPS: Steps = {
    "open_vote": step(WAITING, to=VOTING, right="run_meeting"),
    "cancel_vote": step(VOTING, to=WAITING, right="run_meeting"),
    "carry": step(VOTING, to=CARRIED, right="run_meeting"),
    "lose": step(VOTING, to=LOST, right="run_meeting"),
    "vote_again": step(VOTING, to=WAITING, right="run_meeting"),
    "move": step(WAITING, to=MOVED, right="run_meeting"),
}

TEXT, OFFERED, HALF_SIGNED, SIGNED = "text", "offered", "half_signed", "signed"

MINUTES_STEPS: Steps = {
    "offer": step(TEXT, to=OFFERED, right="keep_minutes"),
    "reopen": step(OFFERED, to=TEXT, right="keep_minutes"),
    "sign_as_secretary": step(OFFERED, to=HALF_SIGNED, right="sign_as_secretary"),
    "file_scan": step(OFFERED, to=SIGNED, right="keep_minutes"),
    "sign_as_presiding": step(HALF_SIGNED, to=SIGNED, right="sign_as_presiding"),
}

DRAFT, FILED, REGISTERED, LISTED, HEARD = "draft", "filed", "registered", "listed", "heard"
AGREED, ENDED, WITHDRAWN, DROPPED, LAPSED = "agreed", "carried", "withdrawn", "dropped", "lapsed"

EXCLUSION_STEPS: Steps = {
    "file": step(DRAFT, to=FILED, right="move_exclusion"),
    "register": step(FILED, to=REGISTERED, right="register_documents"),
    "list": step(REGISTERED, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=REGISTERED, right="run_meeting"),
    "hear": step(LISTED, to=HEARD, right="run_meeting"),
    "agree": step(HEARD, to=AGREED, right=None),
    "carry": step(AGREED, to=ENDED, right=None),
    "confirm": step(AGREED, to=ENDED, right="register_documents"),
    "withdraw": step(DRAFT, FILED, REGISTERED, HEARD, to=WITHDRAWN, right="move_exclusion"),
    "close": step(REGISTERED, HEARD, AGREED, to=DROPPED, right="approve_agenda"),
    "lapse": step(DRAFT, FILED, REGISTERED, LISTED, HEARD, AGREED, to=LAPSED, right=None),
}

NOTED, GIVEN, TAKEN, REPORTED, DONE, STRUCK = "noted", "given", "taken", "reported", "done", "struck"

ASSIGNMENT_STEPS: Steps = {
    "give": step(NOTED, to=GIVEN, right=None),
    "strike": step(NOTED, to=STRUCK, right="keep_minutes"),
    "take": step(GIVEN, to=TAKEN, right="carry_assignment"),
    "report": step(GIVEN, TAKEN, to=REPORTED, right="carry_assignment"),
    "enter": step(GIVEN, TAKEN, to=REPORTED, right="keep_minutes"),
    "gather": step(GIVEN, TAKEN, to=REPORTED, right=None),
    "verify": step(REPORTED, to=DONE, right="verify_assignment"),
    "return": step(REPORTED, to=TAKEN, right="verify_assignment"),
}

SUPERSEDED = "superseded"

HANDOVER_STEPS: Steps = {
    "sign_as_giver": step(OFFERED, to=HALF_SIGNED, right="sign_as_presiding"),
    "sign_as_taker": step(HALF_SIGNED, to=SIGNED, right="sign_as_presiding"),
    "file_scan": step(OFFERED, HALF_SIGNED, to=SIGNED, right="keep_minutes"),
    "supersede": step(OFFERED, HALF_SIGNED, to=SUPERSEDED, right=None),
}

PROPOSED, IN_FORCE, REJECTED = "proposed", "in_force", "rejected"

RULE_CHANGE_STEPS: Steps = {
    "list": step(PROPOSED, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=PROPOSED, right="run_meeting"),
    "adopt": step(LISTED, to=IN_FORCE, right=None),
    "reject": step(LISTED, to=REJECTED, right=None),
    "withdraw": step(PROPOSED, to=WITHDRAWN, right="prepare_meeting"),
}

ELECTED, UNDECIDED, GRANTED, REFUSED = "elected", "undecided", "granted", "refused"

ELECTION_STEPS: Steps = {
    "list": step(OPEN, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=OPEN, right="run_meeting"),
    "elect": step(LISTED, to=ELECTED, right="run_meeting"),
    "fail": step(LISTED, to=UNDECIDED, right="run_meeting"),
}

RELEASE_STEPS: Steps = {
    "list": step(OPEN, to=LISTED, right="prepare_meeting"),
    "unlist": step(LISTED, to=OPEN, right="run_meeting"),
    "grant": step(LISTED, to=GRANTED, right="run_meeting"),
    "refuse": step(LISTED, to=REFUSED, right="run_meeting"),
}
