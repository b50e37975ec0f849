"""Navigation and duties of partners and agreements (A-5.3.3, A-6.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from association import access, clock, desk
from association.models import User
from association.queries_partners import ending_soon, owed_until

AHEAD = timedelta(days=7)  # how long before its day an obligation stands on the desk

desk.entry(desk.Entry(
    "office", gettext_lazy("Partners and agreements"), "partners", "pair", "view_records", 55,
    also=("partner", "partner_new", "partner_details", "partner_end", "agreements", "agreement", "agreement_new",
          "obligation"),
))  # fmt: skip


@desk.duties
def agreements_watched(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Agreements that end soon and what is owed by agreements (A-5.3.3)."""
    if not access.can(user, "keep_partners"):
        return
    today = clock.today()
    for row in ending_soon(today):
        yield desk.Duty(
            _("An agreement ends soon: %(text)s") % {"text": row.subject[:120]},
            _("Prolong it, or let it end."), row.get_absolute_url(), _("Open"), "A-5.3.3", row.ends_on,
        )  # fmt: skip
    for owed in owed_until(today + AHEAD):
        yield desk.Duty(
            _("By an agreement: %(text)s") % {"text": owed.text[:120]},
            f"{owed.agreement.subject}. {owed.party or ''}".strip(), f"{owed.agreement.get_absolute_url()}#owed",
            _("Open"), "A-5.3.3", owed.due_on, max((today - owed.due_on).days, 0),
        )  # fmt: skip
