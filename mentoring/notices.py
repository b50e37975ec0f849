"""Letters of mentoring, declared as data."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from association.outbox import Notice

PAIR_SILENT = Notice("pair_silent", _("No help was recorded for your pair"), "letters/pair_silent.txt")
PAIR_APPROVED = Notice("pair_approved", _("Your pair of mentor and candidate is approved"), "letters/pair_approved.txt")
PAIR_ENDED = Notice("pair_ended", _("Your pair of mentor and candidate has ended"), "letters/pair_ended.txt")
PAIRS_IN_DOUBT = Notice(
    "pairs_in_doubt", _("A certificate that had ended pairs was entered by mistake"), "letters/pairs_in_doubt.txt"
)
PAIRS_OFFERED = Notice("pairs_offered", _("A list of pairs awaits your remarks"), "letters/pairs_offered.txt")
PAIRS_REMARKED = Notice("pairs_remarked", _("A remark on the list of pairs"), "letters/pairs_remarked.txt")
PAIR_REMARK_ANSWERED = Notice(
    "pair_remark_answered", _("Your remark on the list of pairs was answered"), "letters/pair_remark_answered.txt"
)
