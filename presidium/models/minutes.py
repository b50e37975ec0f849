"""Minutes of a meeting."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from presidium import states


class Minutes(models.Model):
    """Протокол, протокол: what was heard, said and decided; signed twice, then frozen (A-4.10)."""

    class State(models.TextChoices):
        TEXT = states.TEXT, pgettext_lazy("minutes", "being drawn up")
        OFFERED = states.OFFERED, pgettext_lazy("minutes", "awaiting the secretary's signature")
        HALF_SIGNED = states.HALF_SIGNED, pgettext_lazy("minutes", "awaiting the presiding officer's signature")
        SIGNED = states.SIGNED, pgettext_lazy("minutes", "signed")

    STEPS = states.MINUTES_STEPS

    meeting = models.OneToOneField("presidium.Meeting", on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.TEXT)
    due_on = models.DateField()
    drawn_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.CharField(_("reason for the delay"), max_length=300, blank=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "minutes"
        ordering = ["-pk"]

    def __str__(self) -> str:
        if self.number:
            return str(_("Minutes No. %(number)s") % {"number": self.number})
        return str(_("Minutes, not numbered yet"))

    def get_absolute_url(self) -> str:
        return reverse("minutes", args=[self.meeting_id])
