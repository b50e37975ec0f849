"""The report on an event (D21)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models.event import Event, organised_by
from association.rules import events as rules


class EventReport(models.Model):
    """Отчёт о мероприятии, иш-чара жөнүндө отчет: D21, obligatory after an event (A-5.3.5, A-7.2.4).

    `figures` are computed when the report is offered for signing, and stay as they were then. What everybody may read
    after the signature is `results` and the figures; nobody is named there.
    """

    class State(models.TextChoices):
        TEXT = rules.TEXT, pgettext_lazy("report on an event", "being written")
        OFFERED = rules.OFFERED, pgettext_lazy("report on an event", "awaits the signature")
        SIGNED = rules.SIGNED, pgettext_lazy("report on an event", "signed")

    STEPS = rules.REPORT_STEPS

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=8, choices=State.choices, default=State.TEXT)
    results = models.TextField(_("results"), max_length=6000, blank=True)
    results_ky = models.TextField(_("results in Kyrgyz"), max_length=6000, blank=True)
    effectiveness = models.TextField(_("effectiveness"), max_length=6000, blank=True)
    effectiveness_ky = models.TextField(_("effectiveness in Kyrgyz"), max_length=6000, blank=True)
    proposals = models.TextField(_("proposals"), max_length=6000, blank=True)
    proposals_ky = models.TextField(_("proposals in Kyrgyz"), max_length=6000, blank=True)
    figures = models.JSONField(default=dict)
    edition = models.PositiveIntegerField(default=0)
    number = models.PositiveIntegerField(default=0)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    paper_ky = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(_("Report on an event"))

    def get_absolute_url(self) -> str:
        return reverse("event_report", args=[self.event_id])

    @property
    def access_root(self) -> None:
        return None

    @property
    def is_signed(self) -> bool:
        return self.state == self.State.SIGNED

    @classmethod
    def assigned_to(cls, user, right: str) -> models.Q:
        """The reports on the events that an account organises today."""
        return models.Q(event__in=organised_by(user, right).values("event"))

    def is_assigned_to(self, user, right: str) -> bool:
        return organised_by(user, right).filter(event=self.event_id).exists()
