"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class QaSystemConfig(AppConfig):
    """The app "qa_system"."""

    name = "qa_system"
    default_auto_field = "django.db.models.BigAutoField"
