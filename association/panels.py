"""Lines of the ground floor in the side navigation, and the duty that stopped work brings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from association import (  # noqa: F401
    access,
    desk,
    panels_events,
    panels_groups,
    panels_letters,
    panels_partners,
    panels_plans,
    panels_records,
    panels_requests,
    panels_retention,
)
from association.chronicle import identity  # noqa: F401  # registers the ground's part of an organisation's history
from association.models import Job, User

desk.entry(desk.Entry("", _("Desk"), "desk", "desk", "", 0))
desk.entry(desk.Entry("", _("Journal"), "journal", "inbox", "view_records", 10, also=(
    "record", "record_new", "record_routing", "record_closing", "record_dispatch", "journal_print", "journal_voiding",
)))  # fmt: skip
desk.entry(desk.Entry("association", _("Organisations"), "organisations", "school", "manage_organisations", 75, also=(
    "organisation_new", "organisation_record", "organisation_details", "organisation_name", "organisation_address",
    "organisation_head", "organisation_wording", "organisation_reorganisation", "districts", "district_new", "district",
    "district_name", "district_merger", "district_closing", "district_wording",
)))  # fmt: skip
desk.entry(desk.Entry("association", _("Authority"), "authority", "book", "manage_organisations", 80, also=(
    "authority_name", "authority_wording", "official_new", "official_wording", "official_end",
)))  # fmt: skip
desk.entry(desk.Entry("association", _("Calendar"), "calendar", "calendar", "manage_organisations", 90))
desk.entry(
    desk.Entry(
        "association", _("Import"), "imports", "upload", "manage_organisations", 85,
        also=("import_new", "organisation_import", "import_reversal"),
    )
)  # fmt: skip
desk.entry(desk.Entry("activity", _("Background work"), "jobs", "gear", "see_jobs", 95))


@desk.duties
def stopped_jobs(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Jobs that failed three times and wait for a person."""
    if not access.can(user, "see_jobs"):
        return
    if count := Job.objects.filter(state=Job.State.FAILED).count():
        text = ngettext("%(count)d job failed three times.", "%(count)d jobs failed three times.", count)
        title = str(_("Look at the work that stopped"))
        yield desk.Duty(title, text % {"count": count}, reverse("jobs"), str(_("Look")))
