"""Letters of the Presidium, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

MEETING_INVITATION = Notice(
    "meeting_invitation", _("Invitation to a meeting of the Presidium"), "letters/meeting_invitation.txt"
)
AGENDA = Notice("agenda", _("Agenda of a meeting of the Presidium"), "letters/agenda.txt")
MINUTES_TO_SIGN = Notice("minutes_to_sign", _("Minutes await your signature"), "letters/minutes_to_sign.txt")
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
