"""What was measured: facts of indicators by period, and the review of a period."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import rules, states
from qa_system.models.process import Indicator
from qa_system.models.system import InSystem


class IndicatorFact(models.Model):
    """Фактическое значение показателя, көрсөткүчтүн иш жүзүндөгү мааниси (K-13.3); a correction is a new version."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="facts")
    frequency = models.CharField(max_length=8, choices=Indicator.Frequency.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    value = models.DecimalField(_("fact"), max_digits=12, decimal_places=3, null=True, blank=True)
    why_none = models.CharField(_("why there is no figure"), max_length=500, blank=True)
    comment = models.CharField(_("comment"), max_length=500, blank=True)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    why_changed = models.CharField(_("why it is corrected"), max_length=500, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    access_path = "indicator__process__system__organisation"

    class Meta:
        ordering = ["starts_on", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "frequency", "starts_on", "version"], name="qa_system_one_fact_a_period"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=False, why_none="")
                | (models.Q(value__isnull=True) & ~models.Q(why_none="")),
                name="qa_system_fact_or_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(why_changed=""), name="qa_system_correction_has_reason"
            ),
            models.CheckConstraint(condition=models.Q(ends_on__gt=models.F("starts_on")), name="qa_system_fact_period"),
        ]

    def __str__(self) -> str:
        return f"{self.period.key}: {self.value if self.value is not None else self.why_none}"

    def get_absolute_url(self) -> str:
        return reverse("qa_fact", args=[self.indicator_id, self.period.key])

    @property
    def access_root(self):
        return self.indicator.process.system.organisation

    @property
    def period(self) -> rules.Period:
        """The period it was measured in."""
        return rules.Period(self.frequency, self.starts_on, self.ends_on)

    @property
    def figure(self) -> Decimal | None:
        """The value without zeros that say nothing."""
        return None if self.value is None else Decimal(f"{self.value.normalize():f}")


class PeriodReview(InSystem):
    """Рассмотрение периода, мезгилди карап чыгуу: a reviewed period takes no figures until it is opened again."""

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("period", "open")
        REVIEWED = states.REVIEWED, pgettext_lazy("period", "reviewed")

    STEPS = states.REVIEW_STEPS

    frequency = models.CharField(max_length=8, choices=Indicator.Frequency.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reviewed_on = models.DateField(null=True, blank=True)
    reviewed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    why_reopened = models.CharField(_("why it is opened again"), max_length=500, blank=True)

    class Meta:
        default_related_name = "reviews"
        ordering = ["starts_on", "frequency"]
        constraints = [
            models.UniqueConstraint(fields=["system", "frequency", "starts_on"], name="qa_system_one_review_a_period")
        ]

    def __str__(self) -> str:
        return self.period.key

    def get_absolute_url(self) -> str:
        return f"{reverse('qa_monitoring', args=[self.system_id])}?year={self.period.year}"

    @property
    def period(self) -> rules.Period:
        """The period that is reviewed."""
        return rules.Period(self.frequency, self.starts_on, self.ends_on)
