"""The register of partners (A-6.1, A-5.2.3)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel
from association.search import fold


class Partner(DatedModel):
    """Партнёр, өнөктөш: an organisation that the Association works with, from a day to a day."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("unit of the education authority")
        INSTITUTE = "institute", _("institute of education staff")
        CENTRE = "centre", _("centre of education analysis")
        COUNCIL = "council", _("Quality Council")
        EXPERTS = "experts", _("group of experts")
        MUNICIPAL = "municipal", _("municipal education body")
        INNOVATIVE = "innovative", _("school of the innovation network")
        VOCATIONAL = "vocational", _("vocational organisation")
        OTHER = "other", _("other partner")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=300)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=300, blank=True)
    region = models.CharField(_("region"), max_length=120, blank=True)
    contact = models.CharField(_("contact person"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    search = models.TextField(editable=False)

    class Meta(DatedModel.Meta):
        ordering = ["kind", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partner", args=[self.pk])

    def refold(self) -> None:
        """Fill the column that the search rests on."""
        self.search = " ".join(fold(text) for text in (self.name, self.name_ky, self.region, self.contact) if text)
