"""Addresses of internal quality assurance."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("qa_system.urls_bodies")),
    path("", include("qa_system.urls_documents")),
    path("", include("qa_system.urls_findings")),
    path("", include("qa_system.urls_ministry")),
    path("", include("qa_system.urls_monitoring")),
    path("", include("qa_system.urls_papers")),
    path("", include("qa_system.urls_processes")),
    path("", include("qa_system.urls_public")),
    path("", include("qa_system.urls_workspace")),
]
