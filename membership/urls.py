"""Addresses of membership."""

from __future__ import annotations

from django.urls import include, path

from association.policy import SIGNED_IN, route
from membership.views import answers, applications, considerations

urlpatterns = [
    route("applications/new/", applications.beginning, name="application_new", allow="edit_application"),
    route("applications/<int:pk>/", applications.application, name="application", allow=SIGNED_IN),
    route("applications/<int:pk>/organisation/", answers.organisation, name="answer_organisation", allow="edit_application"),
    route("applications/<int:pk>/ground/", answers.ground, name="answer_ground", allow="edit_application"),
    route("applications/<int:pk>/recommendation/", answers.recommendation, name="answer_recommendation", allow="edit_application"),
    route("applications/<int:pk>/acquaintance/", answers.acquaintance, name="answer_acquaintance", allow="edit_application"),
    route("applications/<int:pk>/papers/<str:kind>/", answers.paper, name="answer_paper", allow="edit_application"),
    route("applications/<int:pk>/answers/", applications.answers, name="application_answers", allow="edit_application"),
    route("applications/<int:pk>/form/", applications.form_paper, name="application_form", allow="edit_application"),
    route("applications/<int:pk>/signature/", applications.signature, name="application_signature", allow="submit_application"),
    route("applications/<int:pk>/scan/", applications.scan, name="application_scan", allow="submit_application"),
    route("applications/<int:pk>/submission/", applications.submission, name="application_submission", allow="submit_application"),
    route("applications/<int:pk>/registration/", considerations.registration, name="application_registration", allow="register_documents"),
    route("applications/<int:pk>/return/", considerations.giving_back, name="application_return", allow="check_applications"),
    route("applications/<int:pk>/admission/", considerations.admission, name="application_admission", allow="enter_order"),
    route("application-papers/<int:pk>/check/", considerations.paper_check, name="application_paper_check", allow="check_applications"),
    path("", include("membership.urls_endings")),
    path("", include("membership.urls_experts")),
    path("", include("membership.urls_considerations")),
    path("", include("membership.urls_public")),
]  # fmt: skip
