"""Places an organisation belongs to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel


class District(DatedModel):
    """Район или город, район же шаар: a territory with its type and validity."""

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        OKRUG = "okrug", _("municipal okrug")
        OBLAST = "oblast", _("oblast")

    country = models.CharField(max_length=2, default="RU")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    name_ky = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)

    class Meta(DatedModel.Meta):
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name
