"""Start of the ground floor."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AssociationConfig(AppConfig):
    """Wires checks, triggers and the registrations of the apps above."""

    name = "association"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from association import access, health, policy, protect

        for label in ("association.reorganisation", "association.succession"):
            protect.protect(label, protect.APPEND)
        for label in ("association.planagreement", "association.planfact"):
            protect.protect(label, protect.APPEND)
        protect.protect("association.councilsitting", protect.ONCE, ("voided_at", "void_reason"))
        protect.protect("association.erasedrow", protect.APPEND)
        protect.protect("association.filekind", protect.ONCE, ("ends_on",))
        protect.protect("association.legalhold", protect.ONCE, ("lifted_at", "lifted_by", "lift_reason"))
        for label in ("association.eventconsent", "association.eventfeedback"):
            protect.protect(label, protect.APPEND)
        protect.protect("association.eventdocument", protect.ONCE, ("removed_at", "removed_by"))
        protect.protect("association.requestreply", protect.ONCE, ("entry",))
        protect.connect()
        post_migrate.connect(access.sync_rights, sender=self, dispatch_uid="association.sync_rights")
        checks.register(policy.check_routes)
        checks.register(health.refuse_slack_database, checks.Tags.database)
        autodiscover_modules("papers", "matters", "audiences", "holdings", "panels", "jobs")
