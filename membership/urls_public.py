"""Addresses of the public register, organisations, certificates, the check page and the search."""

from __future__ import annotations

from association.policy import PUBLIC, SIGNED_IN, route
from membership.views import certificates, check, organisations, public, register, search

urlpatterns = [
    route("", public.home, name="home", allow=PUBLIC),
    route("join/", public.join, name="join", allow=PUBLIC),
    route("members/", register.members, name="members", allow=PUBLIC),
    route("members.csv", register.members_csv, name="members_csv", allow=PUBLIC),
    route("members.json", register.members_json, name="members_json", allow=PUBLIC),
    route("register/", register.register, name="register", allow="view_records"),
    route("register.xlsx", register.register_xlsx, name="register_xlsx", allow="view_records"),
    route("organisations/<int:pk>/", organisations.organisation, name="organisation", allow=SIGNED_IN),
    route("certificates/", certificates.certificates, name="certificates", allow="view_records"),
    route("certificates/<int:pk>/", certificates.certificate, name="certificate", allow=SIGNED_IN),
    route("certificates/<int:pk>/handover/", certificates.handover, name="handover", allow="issue_certificate"),
    route("memberships/<int:pk>/certificate/", certificates.issue, name="certificate_issue", allow="issue_certificate"),
    route("c/", check.check_search, name="check_search", allow=PUBLIC),
    route("c/<str:code>/", check.check, name="check", allow=PUBLIC),
    route("c/<str:code>/comparison/", check.comparison, name="comparison", allow=PUBLIC),
    route("search/", search.search, name="search", allow=SIGNED_IN),
]
