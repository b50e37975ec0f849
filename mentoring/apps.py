"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MentoringConfig(AppConfig):
    """The app "mentoring"."""

    name = "mentoring"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import APPEND, ONCE, protect

        end = ("ends_on", "end_reason", "end_basis")
        protect("mentoring.pair", ONCE, end, sooner=end)
        protect("mentoring.processduty", ONCE, ("ends_on", "end_reason"), sooner=("ends_on", "end_reason"))
        protect("mentoring.mentorterms", ONCE, ("ends_on",))
        protect("mentoring.pairremark", ONCE, ("answer", "answered_at", "answered_by"))
        protect("mentoring.helpfile", APPEND)
        protect("mentoring.silenceletter", APPEND)
        protect("mentoring.dutyoutput", APPEND)
