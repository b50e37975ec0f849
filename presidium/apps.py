"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class PresidiumConfig(AppConfig):
    """The app "presidium"."""

    name = "presidium"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import APPEND, ONCE, UNTIL, protect
        from presidium import roles  # noqa: F401  # registers the computed roles

        protect("presidium.presenceevent", APPEND)
        protect("presidium.ballot", APPEND)
        protect("presidium.consent", APPEND)
        protect("presidium.opinion", APPEND, erasable=("text",))
        protect("presidium.presidingchoice", APPEND)
        protect("presidium.representation", APPEND)
        protect("presidium.termwarning", APPEND)
        protect("presidium.candidacy", ONCE, ("taken_back_at", "outcome", "vote"))
        protect("presidium.extract", APPEND)
        protect("presidium.delivery", ONCE, ("acknowledged_at", "acknowledged_by"))
        protect("presidium.minutesreading", APPEND)
        answered = ("answer", "reply", "answered_at", "answered_by")
        protect("presidium.minutesremark", ONCE, answered, erasable=("text", "reply"))
        protect("presidium.handing", ONCE, ("opened_at",))
        protect("presidium.vote", ONCE, ("closed_at", "closed_by", "cancelled", "verdict"))
        protect("presidium.voterroll", UNTIL, ("counted", "recused"), until="vote.closed_at")
