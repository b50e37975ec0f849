"""Duties of the desk about certificates: to be issued, to be issued anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import access, clock, desk
from association.models import User
from membership.queries_certificates import outdated, uncertified

FEW = 3  # above that one duty names their number


@desk.duties
def certificate_duties(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Members without a certificate, and certificates that bear a former name."""
    if not access.can(user, "issue_certificate"):
        return
    today = clock.today()
    first, renamed = list(uncertified(today)), list(outdated(today))
    if len(first) > FEW:
        yield desk.Duty(
            ngettext("Issue %(n)s certificate", "Issue %(n)s certificates", len(first)) % {"n": len(first)},
            _("The organisations are members and have no certificate yet."), reverse("certificate_batch_new"),
            _("Issue together"), "A-3.13c",
        )  # fmt: skip
    else:
        for membership in first:
            yield desk.Duty(
                _("Issue the certificate of %(school)s") % {"school": membership.organisation},
                _("The organisation is a member and has no certificate yet."), reverse("certificates"), _("Issue"),
                "A-3.13c",
            )  # fmt: skip
    for row in renamed[:FEW]:
        yield desk.Duty(
            _("Issue a new certificate instead of %(number)s") % {"number": row},
            _("%(school)s has a new name.") % {"school": row.organisation},
            reverse("certificate_renewal", args=[row.pk]), _("Issue a new one"), "A-B.7",
        )  # fmt: skip
    if len(renamed) > FEW:
        rest = len(renamed) - FEW
        words = ngettext("%(n)s more certificate has a former name", "%(n)s more certificates have a former name", rest)
        yield desk.Duty(
            words % {"n": rest}, _("Renamed organisations get certificates with new numbers."),
            reverse("certificate_batch_new"), _("Issue together"), "A-B.7",
        )  # fmt: skip
