"""Addresses of the public register, organisations, certificates, the check page and the search."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from membership.views import (
    certificate_acts,
    certificate_batches,
    certificates,
    check,
    member,
    organisations,
    public,
    register,
    search,
)

urlpatterns = [
    route("", public.home, name="home", allow=PUBLIC),
    route("join/", public.join, name="join", allow=PUBLIC),
    route("members/", register.members, name="members", allow=PUBLIC),
    route("members/<int:pk>/", member.member, name="member", allow=PUBLIC),
    route("members/<int:pk>/badge.svg", member.badge, name="member_badge", allow=PUBLIC),
    route("members.csv", register.members_csv, name="members_csv", allow=PUBLIC),
    route("members.json", register.members_json, name="members_json", allow=PUBLIC),
    route("register/", register.register, name="register", allow="view_registers"),
    route("register/paper/", register.register_paper, name="register_paper", allow="view_registers"),
    route("register/bound/<int:pk>/", register.register_file, name="register_file", allow="view_registers"),
    route("register.xlsx", register.register_xlsx, name="register_xlsx", allow="view_registers"),
    route("organisations/<int:pk>/", organisations.organisation, name="organisation", allow=SIGNED_IN),
    route("certificates/", certificates.certificates, name="certificates", allow="view_records"),
    route("certificates/<int:pk>/", certificates.certificate, name="certificate", allow=SIGNED_IN),
    route("certificates.xlsx", certificates.certificates_xlsx, name="certificates_xlsx", allow="view_records"),
    route("certificates/paper/", certificates.register_paper, name="certificates_paper", allow="issue_certificate"),
    route("certificates/batches/", certificate_batches.batches, name="certificate_batches", allow="issue_certificate"),
    route(
        "certificates/batches/new/",
        certificate_batches.batch_new,
        name="certificate_batch_new",
        allow="issue_certificate",
    ),
    route(
        "certificates/batches/<int:pk>/", certificate_batches.batch, name="certificate_batch", allow="issue_certificate"
    ),
    route(
        "certificates/batches/<int:pk>/files/",
        certificate_batches.batch_files,
        name="certificate_batch_files",
        allow="issue_certificate",
    ),
    route(
        "certificates/batches/<int:pk>/<str:form>/",
        certificate_batches.batch_file,
        name="certificate_batch_file",
        allow="issue_certificate",
    ),
    route("certificates/<int:pk>/handover/", certificate_acts.handover, name="handover", allow="issue_certificate"),
    route(
        "certificates/<int:pk>/renewal/",
        certificate_acts.renewal,
        name="certificate_renewal",
        allow="issue_certificate",
    ),
    route(
        "certificates/<int:pk>/duplicate/",
        certificate_acts.duplicate,
        name="certificate_duplicate",
        allow="issue_certificate",
    ),
    route(
        "certificates/<int:pk>/translation/",
        certificate_acts.translation,
        name="certificate_translation",
        allow="issue_certificate",
    ),
    route(
        "memberships/<int:pk>/certificate/", certificate_acts.issue, name="certificate_issue", allow="issue_certificate"
    ),
    route("c/", check.check_search, name="check_search", allow=PUBLIC),
    route("c/<str:code>/", check.check, name="check", allow=PUBLIC),
    route("c/<str:code>/comparison/", check.comparison, name="comparison", allow=PUBLIC),
    route("search/", search.search, name="search", allow=SIGNED_IN),
]
