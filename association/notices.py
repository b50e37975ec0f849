"""Letters of the ground floor, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

INVITATION = Notice("invitation", _("Invitation to the portal of the Association"), "letters/invitation.txt")
