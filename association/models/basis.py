"""The paper a dated fact stands on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.fmt import date_text


class Basis(models.Model):
    """Основание, негиз: the decision, order or other paper that a fact, an order or a letter points to."""

    class Kind(models.TextChoices):
        DECISION = "decision", _("decision")
        ORDER = "order", _("order")
        APPLICATION = "application", _("application")
        FOUNDING = "founding", _("founding document")
        RESOLUTION = "resolution", _("resolution of the administration")
        REGISTER = "register", _("entry in the state register")
        OTHER = "other", _("other document")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    body = models.CharField(_("body that issued it"), max_length=300)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField()
    item = models.CharField(_("item"), max_length=20, blank=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} ({date_text(self.dated_on, 'ru', 'short')})"
