"""Addresses of the ground floor; the apps above are included by name."""

from __future__ import annotations

from django.urls import include, path

from association.policy import PUBLIC, SIGNED_IN, THIRD_PARTY, route
from association.views import accounts, authority, calendar, desk, gallery, health, papers, signing

urlpatterns = [
    route("desk/", desk.desk, name="desk", allow=SIGNED_IN),
    route("authority/", authority.authority, name="authority", allow="manage_organisations"),
    route("calendar/", calendar.year, name="calendar", allow="manage_organisations"),
    route("papers/<int:pk>/", papers.paper, name="paper", allow=SIGNED_IN),
    route("papers/<int:pk>/line/", papers.line, name="paper_line", allow=SIGNED_IN),
    route("papers/<int:pk>/challenge/", signing.challenge, name="paper_challenge", allow=SIGNED_IN),
    route("files/<int:pk>/", papers.stored_file, name="file", allow=SIGNED_IN),
    route("invitations/new/", accounts.invitation_new, name="invitation_new", allow="invite_people"),
    route("invitations/person/", accounts.invitation_person, name="invitation_person", allow="invite_people"),
    route("invitations/", accounts.invitations, name="invitations", allow="invite_people"),
    route("invitation/<str:token>/", accounts.invitation, name="invitation", allow=PUBLIC),
    route("demonstration/", accounts.demo_sign_in, name="demo_sign_in", allow=THIRD_PARTY),
    route("language/", accounts.language, name="set_language", allow=THIRD_PARTY),
    route("ui/", gallery.gallery, name="gallery", allow=PUBLIC),
    route("healthz", health.alive, name="healthz", allow=PUBLIC),
    route("readyz", health.ready, name="readyz", allow=PUBLIC),
    path("", include("association.urls_events")),
    path("", include("association.urls_imports")),
    path("", include("association.urls_journal")),
    path("", include("association.urls_letters")),
    path("", include("association.urls_library")),
    path("", include("association.urls_organisations")),
    path("", include("association.urls_plans")),
    path("", include("association.urls_public")),
    path("", include("association.urls_retention")),
    path("", include("association.urls_records")),
    path("", include("association.urls_requests")),
    path("", include("association.urls_groups")),
    path("", include("association.urls_partners")),
    path("accounts/", include("allauth.urls")),
    path("", include("membership.urls")),
    path("", include("presidium.urls")),
    path("", include("mentoring.urls")),
    path("qa/", include("qa_system.urls")),
]
