"""Addresses of mentoring."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("mentoring.urls_register")),
    path("", include("mentoring.urls_pairs")),
    path("", include("mentoring.urls_help")),
    path("", include("mentoring.urls_stewards")),
]
