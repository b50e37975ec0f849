"""The journal of what was done: one row for every act, never changed."""

from __future__ import annotations

import json

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """Запись журнала действий, аракеттер журналынын жазуусу: who did what to which row, and when.

    Holds no names and no texts, only ids and digests: what may have to be erased one day stands in AuditPayload.
    """

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("act"), max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.CharField(max_length=40, blank=True)
    facts_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["subject_type", "subject_id", "at"], name="association_audit_subject")]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}".strip()

    @property
    def by_name(self) -> str:
        """The name the person had at that moment; empty once the payload is erased."""
        return self._content.get("by_name", "")

    @property
    def facts(self) -> dict:
        """What was told about the act; empty once the payload is erased."""
        return self._content.get("facts", {})

    @property
    def _content(self) -> dict:
        payload = getattr(self, "payload", None)
        return json.loads(payload.text) if payload and payload.text else {}


class AuditPayload(models.Model):
    """The erasable half of a journal entry: canonical JSON and the salt of its digest, or both empty."""

    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.text

    @property
    def is_erased(self) -> bool:
        return not self.salt and not self.text
