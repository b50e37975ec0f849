"""Lines of the side navigation: the register of members and the certificates."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.desk import Entry, entry

entry(
    Entry(
        "association",
        pgettext_lazy("navigation", "Register of members"),
        "register",
        "school",
        "view_registers",
        30,
        also=("organisation", "register_xlsx"),
    )
)
entry(
    Entry(
        "association", _("Certificates"), "certificates", "award", "view_records", 60,
        also=("certificate", "certificate_renewal", "certificate_duplicate", "certificate_issue", "certificate_batches",
              "certificate_batch", "certificate_batch_new"),
    )
)  # fmt: skip
