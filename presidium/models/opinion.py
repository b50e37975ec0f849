"""Opinions that those with a voice hand in on the questions of a meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """Мнение, пикир: what a person with a voice says on a question in their own words (A-4.2b.2); only added."""

    item = models.ForeignKey("presidium.AgendaItem", on_delete=models.PROTECT, related_name="opinions")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="opinions")
    text = models.TextField(_("opinion"), max_length=2000)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["item__number", "pk"]

    def __str__(self) -> str:
        return f"{self.participant}: {self.item_id}"
