"""Addresses of the expert group and of the certification of quality management systems."""

from __future__ import annotations

from association.policy import SIGNED_IN, route
from membership.views import certifications, experts, packages

urlpatterns = [
    route("applications/<int:pk>/experts/", experts.expert_group, name="expert_group", allow="check_applications"),
    route("expert-assignments/<int:pk>/release/", experts.expert_release, name="expert_release", allow="check_applications"),
    route("experts/", experts.expert_invitation, name="expert_invitation", allow="invite_people"),
    route("packages/", packages.packages, name="packages", allow="review_package"),
    route("packages/<int:pk>/", packages.package, name="package", allow="review_package"),
    route("packages/<int:pk>/beginning/", packages.conclusion_begin, name="conclusion_begin", allow="review_package"),
    route("packages/<int:pk>/conclusion/", packages.conclusion, name="conclusion", allow="review_package"),
    route("packages/<int:pk>/conclusion/reopening/", packages.conclusion_reopen, name="conclusion_reopen", allow="review_package"),
    route("packages/<int:pk>/conclusion/signature/", packages.conclusion_signature, name="conclusion_signature", allow="review_package"),
    route("certifications/", certifications.certifications, name="certifications", allow="view_records"),
    route("certifications/<int:pk>/", certifications.certification, name="certification", allow=SIGNED_IN),
    route("certifications/<int:pk>/decision/", certifications.decision, name="certification_decision", allow="manage_organisations"),
    route("certifications/<int:pk>/audits/", certifications.audit, name="certification_audit", allow="manage_organisations"),
    route("certifications/<int:pk>/stops/", certifications.stop, name="certification_stop", allow="manage_organisations"),
    route("certifications/<int:pk>/resumption/", certifications.resumption, name="certification_resumption", allow="manage_organisations"),
    route("certifications/<int:pk>/ground/", certifications.ground, name="certification_ground", allow="manage_organisations"),
    route("organisations/<int:pk>/certifications/", certifications.of_organisation, name="organisation_certifications", allow=SIGNED_IN),
]  # fmt: skip
