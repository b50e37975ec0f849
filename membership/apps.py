"""Start of the app."""

from __future__ import annotations

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    """The app "membership"."""

    name = "membership"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association.protect import APPEND, ONCE, protect

        once = ("paper", "replaces", "handed_on", "handed_to", "annulled_on", "annul_reason")
        protect("membership.certificate", ONCE, once, sooner=("annulled_on", "annul_reason"))
        protect("membership.certificateduplicate", ONCE, ("paper",))
        end = ("ends_on", "end_reason", "end_basis")  # a reorganisation ends what would have ended later
        protect("membership.membership", ONCE, end, sooner=end)
        protect("membership.expertassignment", ONCE, ("ends_on", "end_reason", "released_by"))
        protect("membership.certificationstop", ONCE, ("ends_on",))
        protect("membership.certificationaudit", APPEND)
        protect("membership.membershipground", ONCE, ("ends_on",))
        rounds = ("registered_at", "registered_on", "returned_at")
        protect("membership.submission", ONCE, rounds, erasable=("snapshot",))
        settled = ("withdrawn_at", "sent_at", "settled_at", "settled_by", "settled_how")
        protect("membership.remark", ONCE, settled, erasable=("text",))
        protect("membership.remarkanswer", APPEND, erasable=("text",))
        protect("membership.decisionletter", ONCE, ("paper", "entry", "released_at", "released_by"))
        words = ("reasons", "next_step", "contact_name", "contact_phone", "contact_email")
        protect("membership.lettertext", APPEND, erasable=words)
