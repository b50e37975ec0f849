"""Places an organisation belongs to."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel


class District(DatedModel):
    """Район или город, район же шаар: a territory under one name, with its type and validity.

    A new name or a merger ends the row; `followed_by` says which row holds from that day on.
    """

    class Kind(models.TextChoices):
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        OKRUG = "okrug", _("municipal okrug")
        OBLAST = "oblast", _("oblast")

    country = models.CharField(max_length=2, default="RU")
    kind = models.CharField(_("kind of territory"), max_length=10, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=120, blank=True)
    followed_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="came_from")
    # Of its centre, in degrees; empty where nobody has entered them.
    latitude = models.DecimalField(_("latitude of the centre"), max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(_("longitude of the centre"), max_digits=7, decimal_places=4, null=True, blank=True)
    neighbours = models.ManyToManyField("self", blank=True)
    sort_key = models.CharField(max_length=400, db_index=True, editable=False)

    class Meta(DatedModel.Meta):
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("district", args=[self.pk])
