"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """The app "mentoring"."""

    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"
