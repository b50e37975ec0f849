"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class PresidiumConfig(AppConfig):
    """The app "presidium"."""

    name = "presidium"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import APPEND, protect
        from presidium import roles  # noqa: F401  # registers the computed roles

        protect("presidium.presenceevent", APPEND)
        protect("presidium.ballot", APPEND)
