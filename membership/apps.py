"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """The app "membership"."""

    name = "membership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import ONCE, protect

        once = ("paper", "replaces", "handed_on", "handed_to", "annulled_on", "annul_reason")
        protect("membership.certificate", ONCE, once)
        protect("membership.membership", ONCE, ("ends_on", "end_reason"))
