"""Addresses of partners, agreements and legal bases; the last are open to everybody."""

from __future__ import annotations

from association.policy import PUBLIC, route
from association.views import agreements, partners

READS, KEEPS = "view_records", "keep_partners"

urlpatterns = [
    route("partners/", partners.partners, name="partners", allow=READS),
    route("partners/new/", partners.partner_new, name="partner_new", allow=KEEPS),
    route("partners/<int:pk>/", partners.partner, name="partner", allow=READS),
    route("partners/<int:pk>/details/", partners.partner_details, name="partner_details", allow=KEEPS),
    route("partners/<int:pk>/end/", partners.partner_end, name="partner_end", allow=KEEPS),
    route("agreements/", agreements.agreements, name="agreements", allow=READS),
    route("agreements/new/", agreements.agreement_new, name="agreement_new", allow=KEEPS),
    route("agreements/<int:pk>/", agreements.agreement, name="agreement", allow=READS),
    route(
        "agreements/<int:pk>/obligations/", agreements.agreement_obligations, name="agreement_obligations", allow=KEEPS
    ),
    route("agreements/<int:pk>/end/", agreements.agreement_end, name="agreement_end", allow=KEEPS),
    route("agreements/obligations/<int:pk>/", agreements.obligation, name="obligation", allow=KEEPS),
    route("bases/", partners.legal_base_list, name="legal_bases", allow=PUBLIC),
    route("bases/preset/", partners.legal_base_preset, name="legal_base_preset", allow=KEEPS),
    route("bases/new/", partners.legal_base_new, name="legal_base_new", allow=KEEPS),
    route("bases/<int:pk>/", partners.legal_base, name="legal_base", allow=KEEPS),
]
