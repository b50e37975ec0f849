"""Addresses of the exclusion case."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from presidium.views import exclusion_consents as consents
from presidium.views import exclusions as cases

urlpatterns = [
    route("exclusions/", cases.exclusions, name="exclusions", allow=SIGNED_IN),
    route("exclusions/new/", cases.motion, name="exclusion_new", allow="move_exclusion"),
    route("exclusions/<int:pk>/", cases.exclusion, name="exclusion", allow=SIGNED_IN),
    route("exclusions/<int:pk>/signature/", cases.signature, name="exclusion_signature", allow="move_exclusion"),
    route("exclusions/<int:pk>/scan/", cases.scan, name="exclusion_scan", allow="move_exclusion"),
    route("exclusions/<int:pk>/retraction/", cases.retraction, name="exclusion_retraction", allow="move_exclusion"),
    route(
        "exclusions/<int:pk>/registration/", cases.registration, name="exclusion_registration",
        allow="register_documents",
    ),
    route("exclusions/<int:pk>/explanation/", cases.explanation, name="exclusion_explanation", allow="move_exclusion"),
    route("exclusions/<int:pk>/consents/", consents.consent, name="exclusion_consents", allow="cast_ballot"),
    route("exclusions/<int:pk>/sheets/", consents.sheet_scan, name="exclusion_sheets", allow="register_documents"),
    route(
        "exclusions/<int:pk>/confirmation/", consents.confirmation, name="exclusion_confirmation",
        allow="register_documents",
    ),
    route("exclusions/<int:pk>/closing/", cases.closing, name="exclusion_closing", allow="approve_agenda"),
]  # fmt: skip
