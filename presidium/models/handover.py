"""The hand-over of the chair's affairs, with the minutes that the chair keeps."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from presidium import states


class HandOver(models.Model):
    """Приём-передача дел председателя, төраганын иштерин өткөрүп берүү: on every change of the keeper (A-4.10c)."""

    class State(models.TextChoices):
        OFFERED = states.OFFERED, pgettext_lazy("hand-over", "awaits who hands over")
        HALF_SIGNED = states.HALF_SIGNED, pgettext_lazy("hand-over", "awaits who takes over")
        SIGNED = states.SIGNED, pgettext_lazy("hand-over", "handed over")
        SUPERSEDED = states.SUPERSEDED, pgettext_lazy("hand-over", "replaced by a later change")

    STEPS = states.HANDOVER_STEPS
    OPEN = (State.OFFERED, State.HALF_SIGNED)

    giver = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    gave_as_acting = models.BooleanField(default=False)
    taker = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    takes_as_acting = models.BooleanField(default=False)
    on = models.DateField(_("day of the change"))
    state = models.CharField(max_length=11, choices=State.choices, default=State.OFFERED)
    begun_at = models.DateTimeField()
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("taker")), name="presidium_handed_to_another"),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=states.OFFERED), name="presidium_one_offered_handover"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=states.HALF_SIGNED), name="presidium_one_half_handover"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Hand-over of the chair's affairs: %(giver)s to %(taker)s") % {
            "giver": self.giver.initials_first, "taker": self.taker.initials_first,
        })  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("chair_handover", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @classmethod
    def assigned_to(cls, user, right: str) -> Q:
        """Who hands over and who takes over see it also without an office."""
        if right == "sign_as_presiding" and user.person_id:
            return Q(giver=user.person_id) | Q(taker=user.person_id)
        return Q(pk__in=[])

    def is_assigned_to(self, user, right: str) -> bool:
        """The two sign, whatever their offices are by then."""
        return (
            right == "sign_as_presiding" and user.person_id is not None
            and user.person_id in (self.giver_id, self.taker_id)
        )  # fmt: skip
