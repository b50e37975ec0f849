"""The Education Quality Council: where the chair sits with a consultative voice, and what was dealt with (A-5.1.4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CouncilSitting(models.Model):
    """Участие в Совете по качеству, Сапат кеңешине катышуу: a sitting, its matter, who took part (A-5.1.4, A-6.2b).

    The chair of the day sits by office; otherwise a representative does, named with the post. Written once; an entry
    made in error is voided with the reason.
    """

    class Who(models.TextChoices):
        CHAIR = "chair", pgettext_lazy("took part in the council", "the chair")
        REPRESENTATIVE = "envoy", pgettext_lazy("took part in the council", "a representative")
        NOBODY = "nobody", pgettext_lazy("took part in the council", "nobody")

    held_on = models.DateField(_("date of the sitting"))
    number = models.CharField(_("number of its minutes"), max_length=60, blank=True)
    matter = models.TextField(_("what was dealt with"), max_length=2000)
    outcome = models.TextField(_("what was decided"), max_length=2000, blank=True)
    who = models.CharField(_("who took part"), max_length=8, choices=Who.choices)
    person = models.ForeignKey(
        "association.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="council_sittings"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    post = models.CharField(_("post"), max_length=300, blank=True)
    plan = models.ForeignKey(
        "association.AnnualPlan", on_delete=models.PROTECT, null=True, blank=True, related_name="sittings"
    )
    file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(who="nobody") | ~Q(name=""), name="association_council_named"),
        ]

    def __str__(self) -> str:
        return str(_("Sitting of the Quality Council of %(day)s") % {"day": self.held_on})

    def get_absolute_url(self) -> str:
        return reverse("council")

    @property
    def access_root(self) -> None:
        return None
