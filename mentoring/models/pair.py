"""Pairs that work, by a decision of the Presidium."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from mentoring import rules
from mentoring.models.pair_list import PairList, ProposedPair


class Pair(DatedModel):
    """Пара «наставник – кандидат», «насаатчы – талапкер» жубу: approved by a decision, active in its period (A-3.16).

    `basis` is the item of the minutes and is never empty: no pair works without a decision (A-3.16c). `ends_on` is the
    first day without the pair (A-4.11).
    """

    class EndReason(models.TextChoices):
        CERTIFIED = rules.CERTIFIED, _("the candidate received its QMS certificate")
        MENTOR_LEFT = rules.MENTOR_LEFT, _("the mentor left the Association")
        CANDIDATE_LEFT = rules.CANDIDATE_LEFT, _("the candidate left the Association")
        JOINED = rules.JOINED, _("the candidate became a member")
        DECISION = rules.DECISION, _("by a decision of the Presidium")

    pair_list = models.ForeignKey(PairList, on_delete=models.PROTECT, related_name="approved")
    mentor = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="mentored")
    candidate = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="mentors")
    ground = models.CharField(max_length=10, choices=ProposedPair.Ground.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    end_reason = models.CharField(max_length=16, choices=EndReason.choices, blank=True)
    end_basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(basis__isnull=False), name="mentoring_pair_by_a_decision"),
            models.CheckConstraint(condition=~Q(mentor=F("candidate")), name="mentoring_pair_of_two"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, end_reason="") | Q(ends_on__isnull=False) & ~Q(end_reason=""),
                name="mentoring_pair_ends_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["mentor", "candidate"], condition=Q(ends_on__isnull=True), name="mentoring_one_open_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.candidate}"

    def get_absolute_url(self) -> str:
        return reverse("pair", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None

    @property
    def end_clause(self) -> str:
        """The clause of the end, or an empty text."""
        return rules.END_CLAUSES.get(self.end_reason, "")

    def state_on(self, day) -> str:
        """Say `approved` (begins later), `active` or `ended` on a day, in the words of the active language."""
        if day < self.starts_on:
            return str(pgettext_lazy("pair", "approved"))
        return str(pgettext_lazy("pair", "active") if self.is_on(day) else pgettext_lazy("pair", "ended"))
