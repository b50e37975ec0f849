"""Letters of the ground floor, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

INVITATION = Notice("invitation", _("Invitation to the portal of the Association"), "letters/invitation.txt")
PAPER_PASSED = Notice("paper_passed", _("A paper was passed to you: %(number)s"), "letters/paper_passed.txt")
LETTER_OUT = Notice("letter_out", _("Letter of the Association: %(heading)s"), "letters/letter_out.txt")
REQUEST_SENT = Notice("request_sent", _("Request of information: %(theme)s"), "letters/request_sent.txt")
REQUEST_SOON = Notice("request_soon", _("An answer to a request is due soon: %(theme)s"), "letters/request_due.txt")
REQUEST_TODAY = Notice("request_today", _("An answer to a request is due today: %(theme)s"), "letters/request_due.txt")
REQUEST_LATE = Notice("request_late", _("An answer to a request is overdue: %(theme)s"), "letters/request_due.txt")
REQUEST_NUDGE = Notice("request_nudge", _("Please answer the request: %(theme)s"), "letters/request_due.txt")
REQUEST_RETURNED = Notice(
    "request_returned", _("Your answer came back: %(theme)s"), "letters/request_returned.txt"
)  # fmt: skip
REQUEST_TO_SIGN = Notice("request_to_sign", _("A request of information to sign"), "letters/request_to_sign.txt")
GROUP_PROPOSED = Notice("group_proposed", _("A person is proposed for a working group"), "letters/group_proposed.txt")
GROUP_ANSWERED = Notice("group_answered", _("Your proposal for a working group"), "letters/group_answered.txt")
AGREEMENT_ENDS = Notice("agreement_ends", _("An agreement ends soon"), "letters/agreement_ends.txt")
PLAN_TO_AGREE = Notice("plan_to_agree", _("The annual plan waits for your agreement"), "letters/plan_to_agree.txt")
PLAN_TO_APPROVE = Notice("plan_to_approve", _("The annual plan waits for approval"), "letters/plan_to_approve.txt")
PROPOSAL_ANSWERED = Notice("proposal_answered", _("An answer to your proposal"), "letters/proposal_answered.txt")

EVENT_ORGANISER = Notice(
    "event_organiser", _("You organise an event of the Association"), "letters/event_organiser.txt"
)
EVENT_ANNOUNCED = Notice("event_announced", _("An event of the Association"), "letters/event_announced.txt")
EVENT_CLOSING = Notice("event_closing", _("Registration for an event ends"), "letters/event_closing.txt")
EVENT_CONFIRM = Notice("event_confirm", _("Confirm your entry for an event"), "letters/event_confirm.txt")
EVENT_ENTERED = Notice("event_entered", _("You are entered for an event"), "letters/event_entered.txt")
EVENT_WAITING = Notice("event_waiting", _("You are on the waiting list of an event"), "letters/event_waiting.txt")
EVENT_PLACE = Notice("event_place", _("A place at an event has become free for you"), "letters/event_place.txt")
EVENT_MOVED = Notice("event_moved", _("Days or place of an event have changed"), "letters/event_moved.txt")
EVENT_SOON = Notice("event_soon", _("An event you are entered for begins"), "letters/event_soon.txt")
EVENT_CANCELLED = Notice("event_cancelled", _("An event is cancelled"), "letters/event_cancelled.txt")
EVENT_FEEDBACK = Notice("event_feedback", _("Please judge the event"), "letters/event_feedback.txt")
EVENT_REPORT_DUE = Notice("event_report_due", _("A report on an event is due"), "letters/event_report_due.txt")
EVENT_REPORT_LATE = Notice("event_report_late", _("A report on an event is overdue"), "letters/event_report_late.txt")
EVENT_REPORTED = Notice("event_reported", _("A report on an event was signed"), "letters/event_reported.txt")
