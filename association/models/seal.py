"""Numbered seals that chain the journal."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """Печать журнала, журналдын мөөрү: a numbered link of the chain over the entries committed since the last one."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    count = models.PositiveIntegerField(_("entries"))
    at = models.DateTimeField(_("when"))

    class Meta:
        default_permissions = ()
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.digest}"


class SealedEntry(models.Model):
    """The place of one journal entry in its seal."""

    entry = models.OneToOneField(
        "association.AuditEntry", on_delete=models.PROTECT, primary_key=True, related_name="sealed"
    )
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="sealed")
    position = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["seal", "position"], name="association_one_place_in_seal")]

    def __str__(self) -> str:
        return f"{self.seal_id}/{self.position}"
