"""What the Presidium is asked to decide on a pair that works: whether it ends before its time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring import states
from mentoring.models.pair import Pair


class PairEnding(models.Model):
    """Прекращение пары, жуптун токтотулушу: proposed by the chair with a reason, decided at a meeting (A-3.16c)."""

    class State(models.TextChoices):
        ASKED = states.ASKED, pgettext_lazy("end of a pair", "waits for a meeting")
        LISTED = states.LISTED, pgettext_lazy("end of a pair", "on the agenda of a meeting")
        APPROVED = states.APPROVED, pgettext_lazy("end of a pair", "decided")
        REJECTED = states.REJECTED, pgettext_lazy("end of a pair", "not adopted")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("end of a pair", "taken back")

    STEPS = states.PAIR_ENDING_STEPS
    OPEN = (State.ASKED, State.LISTED)

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="endings")
    reason = models.CharField(_("reason"), max_length=500)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair"], condition=Q(state__in=["asked", "listed"]), name="mentoring_one_open_ending"
            )
        ]

    def __str__(self) -> str:
        return str(self.pair)

    def get_absolute_url(self) -> str:
        return reverse("pair_ending", args=[self.pair_id])

    @property
    def access_root(self) -> None:
        return None
