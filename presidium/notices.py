"""Letters of the Presidium, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

MEETING_INVITATION = Notice(
    "meeting_invitation", _("Invitation to a meeting of the Presidium"), "letters/meeting_invitation.txt"
)
AGENDA = Notice("agenda", _("Agenda of a meeting of the Presidium"), "letters/agenda.txt")
MINUTES_TO_SIGN = Notice("minutes_to_sign", _("Minutes await your signature"), "letters/minutes_to_sign.txt")
MINUTES_DUE = Notice("minutes_due", _("Minutes are due"), "letters/minutes_due.txt")
MINUTES_SHOWN = Notice("minutes_shown", _("Draft minutes await your reading"), "letters/minutes_shown.txt")
ASSIGNMENT_GIVEN = Notice("assignment_given", _("An assignment of the Presidium"), "letters/assignment_given.txt")
ASSIGNMENT_OF_CHAIR = Notice(
    "assignment_of_chair", _("An assignment of the chair of the Presidium"), "letters/assignment_given.txt"
)
HANDOVER_BEGUN = Notice("handover_begun", _("The chair's affairs are to be handed over"), "letters/handover_begun.txt")
ASSIGNMENT_SOON = Notice("assignment_soon", _("An assignment is due soon"), "letters/assignment_due.txt")
ASSIGNMENT_TODAY = Notice("assignment_today", _("An assignment is due today"), "letters/assignment_due.txt")
ASSIGNMENT_LATE = Notice("assignment_late", _("An assignment is overdue"), "letters/assignment_due.txt")
ASSIGNMENT_REPORTED = Notice(
    "assignment_reported", _("A report awaits your verification"), "letters/assignment_reported.txt"
)
ASSIGNMENT_RETURNED = Notice("assignment_returned", _("Your report came back"), "letters/assignment_returned.txt")
EXTRACT_SENT = Notice("extract_sent", _("Extract from the minutes of the Presidium"), "letters/extract_sent.txt")
MEMBER_LEFT = Notice("member_left", _("An organisation leaves the Association"), "letters/member_left.txt")
EXCLUSION_FILED = Notice(
    "exclusion_filed", _("A motion to exclude a member was handed in"), "letters/exclusion_filed.txt"
)
EXCLUSION_REGISTERED = Notice(
    "exclusion_registered", _("Your motion was registered"), "letters/exclusion_registered.txt"
)
EXCLUSION_OPENED = Notice(
    "exclusion_opened", _("A case on the exclusion of your organisation is open"), "letters/exclusion_opened.txt"
)
EXCLUSION_SHEET = Notice("exclusion_sheet", _("Your consent to an exclusion is asked"), "letters/exclusion_sheet.txt")
EXCLUSION_ENDED = Notice("exclusion_ended", _("An exclusion case is decided"), "letters/exclusion_ended.txt")
EXCLUSION_IN_FORCE = Notice(
    "exclusion_in_force", _("Your organisation is excluded from the Association"), "letters/exclusion_in_force.txt"
)
PREPARER = Notice("preparer", _("You prepare a question of a meeting"), "letters/preparer.txt")
PREPARATION_DUE = Notice(
    "preparation_due", _("A question of a meeting is to be prepared"), "letters/preparation_due.txt"
)
MATERIAL_ADDED = Notice("material_added", _("A material of a meeting was added"), "letters/material_added.txt")
GENERAL_INVITATION = Notice(
    "general_invitation", _("Invitation to a general meeting"), "letters/meeting_invitation.txt"
)
GENERAL_AGENDA = Notice("general_agenda", _("Agenda of a general meeting"), "letters/agenda.txt")
TERM_ENDS = Notice("term_ends", _("A term of office ends soon"), "letters/term_ends.txt")
