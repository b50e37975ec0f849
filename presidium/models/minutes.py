"""Minutes of a meeting."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.rule_options import value_of
from presidium import states
from presidium.rules import kept_until


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
    shown_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
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

    @property
    def write_off_from(self) -> date:
        """First day on which they may be written off, by the rules their meeting was held under (A-4.10c)."""
        mode = value_of(self.meeting.rule_set.values, "retention_mode")
        return kept_until(minutes_on=self.meeting.held_on, retention_mode=mode)

    def is_assigned_to(self, user, right: str) -> bool:
        """Who presided signs, also when chosen for this meeting alone (A-4.6, A-4.10b)."""
        return (
            right == "sign_as_presiding" and user.person_id is not None
            and user.person_id == self.meeting.presiding_id
        )  # fmt: skip


class MinutesRemark(models.Model):
    """Замечание к протоколу, протокол боюнча эскертүү: of a participant on the shown draft, and its answer."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", pgettext_lazy("remark", "accepted")
        REJECTED = "rejected", pgettext_lazy("remark", "not accepted")

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="remarks")
    item = models.ForeignKey("presidium.AgendaItem", on_delete=models.PROTECT, related_name="remarks")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("remark"), max_length=1000)
    made_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    reply = models.CharField(_("reply"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["item", "pk"]

    def __str__(self) -> str:
        return self.text


class MinutesReading(models.Model):
    """Ознакомление без замечаний, эскертүүсүз таанышуу: a participant has read the draft and has no remarks."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="readings")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["minutes", "participant"], name="presidium_read_once")]

    def __str__(self) -> str:
        return str(self.participant)
