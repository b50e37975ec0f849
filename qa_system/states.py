"""Life cycles of internal quality assurance, each on one screen."""

from __future__ import annotations

from association.states import Steps, step

DRAFT, SUBMITTED, DECIDED, APPROVED = "draft", "submitted", "decided", "approved"
ACTIVE, CLOSED, REPLACED, WITHDRAWN = "active", "closed", "replaced", "withdrawn"
WAITING, TAKEN_BACK = "waiting", "taken_back"
OPEN, ACCEPTED, REJECTED, DONE, DROPPED = "open", "accepted", "rejected", "done", "dropped"
REVIEWED = "reviewed"

BODY_STEPS: Steps = {
    "decide": step(DRAFT, to=DECIDED, right=None),
    "order": step(DECIDED, to=ACTIVE, right="approve_qa"),
    "close": step(DRAFT, DECIDED, ACTIVE, to=CLOSED, right="approve_qa"),
}
PLAN_STEPS: Steps = {
    "approve": step(DRAFT, to=APPROVED, right="approve_qa"),
    "amend": step(APPROVED, to=DRAFT, right="keep_qa"),
}
VERSION_STEPS: Steps = {
    "submit": step(DRAFT, to=SUBMITTED, right="keep_qa"),
    "take_back": step(SUBMITTED, to=DRAFT, right="keep_qa"),
    "approve": step(SUBMITTED, to=APPROVED, right=None),
    "return": step(SUBMITTED, to=DRAFT, right=None),
    "order": step(DRAFT, to=APPROVED, right="approve_qa"),
    "replace": step(APPROVED, to=REPLACED, right=None),
    "withdraw": step(APPROVED, to=WITHDRAWN, right="approve_qa"),
}
SUBMISSION_STEPS: Steps = {
    "decide": step(WAITING, to=DECIDED, right="enter_council_decision"),
    "take_back": step(WAITING, to=TAKEN_BACK, right="keep_qa"),
}
FINDING_STEPS: Steps = {
    "accept": step(OPEN, to=ACCEPTED, right="approve_qa"),
    "reject": step(OPEN, to=REJECTED, right="approve_qa"),
    "close": step(ACCEPTED, to=CLOSED, right="keep_qa"),
}
IMPROVEMENT_STEPS: Steps = {
    "finish": step(OPEN, to=DONE, right=None),
    "close": step(DONE, to=CLOSED, right="keep_qa"),
    "return": step(DONE, to=OPEN, right="keep_qa"),
    "drop": step(OPEN, to=DROPPED, right="keep_qa"),
}
ANNUAL_STEPS: Steps = {
    "submit": step(DRAFT, to=SUBMITTED, right="keep_qa"),
    "take_back": step(SUBMITTED, to=DRAFT, right="keep_qa"),
    "approve": step(SUBMITTED, to=APPROVED, right=None),
    "return": step(SUBMITTED, to=DRAFT, right=None),
}
REVIEW_STEPS: Steps = {
    "review": step(OPEN, to=REVIEWED, right="keep_qa"),
    "reopen": step(REVIEWED, to=OPEN, right="keep_qa"),
}
