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
