"""Addresses of the work of a pair: its page, its plan, its journal of help, the people who keep it."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from mentoring.views import help as journal
from mentoring.views import help_plan, pair, pair_contacts

KEEP, NAMES = "keep_help", "name_contacts"

urlpatterns = [
    route("pairs/<int:pk>/", pair.pair, name="pair", allow=SIGNED_IN),
    route("pairs/<int:pk>/plan/", help_plan.plan, name="pair_plan", allow=KEEP),
    route("pairs/<int:pk>/plan/new/", help_plan.line_new, name="pair_line_new", allow=KEEP),
    route("pairs/plan/<int:pk>/", help_plan.line, name="pair_line", allow=KEEP),
    route("pairs/plan/<int:pk>/state/", help_plan.line_step, name="pair_line_step", allow=KEEP),
    route("pairs/<int:pk>/help/", journal.help_new, name="help_new", allow=KEEP),
    route("pairs/help/<int:pk>/", journal.help_entry, name="help_entry", allow=KEEP),
    route("pairs/help/<int:pk>/confirmation/", journal.confirmation, name="help_confirmation", allow=KEEP),
    route("pairs/help/<int:pk>/dispute/", journal.dispute, name="help_dispute", allow=KEEP),
    route("pairs/help/<int:pk>/striking/", journal.striking, name="help_striking", allow=KEEP),
    route("pairs/files/<int:pk>/", journal.file, name="help_file", allow=SIGNED_IN),
    route("organisations/<int:pk>/pair-contacts/", pair_contacts.contacts, name="pair_contacts", allow=NAMES),
    route("pair-contacts/<int:pk>/end/", pair_contacts.contact_end, name="pair_contact_end", allow=NAMES),
    route("pair-contacts/invitations/<int:pk>/end/", pair_contacts.invitation_end, name="pair_invitation_end",
          allow=NAMES),
]  # fmt: skip
