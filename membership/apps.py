"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """The app "membership"."""

    name = "membership"
    default_auto_field = "django.db.models.BigAutoField"
