"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class QaSystemConfig(AppConfig):
    """The app "qa_system"."""

    name = "qa_system"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import APPEND, ONCE, protect

        protect("qa_system.ministryremark", APPEND)
        protect("qa_system.indicatorfact", APPEND)
        protect("qa_system.councildecision", ONCE, ("extract_ru", "extract_ky"))
        protect(
            "qa_system.publication",
            ONCE,
            ("site_address", "site_on", "site_proof", "withdrawn_on", "withdrawn_why"),
        )
