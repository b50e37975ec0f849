"""Memberships: who belongs to the Association on a day."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from membership import rules
from membership.models.application import Application


class Membership(DatedModel):
    """Членство, мүчөлүк: an organisation is a member or a candidate from a day on (A-3.3)."""

    class Kind(models.TextChoices):
        MEMBER = "member", pgettext_lazy("membership", "member")
        CANDIDATE = "candidate", pgettext_lazy("membership", "candidate")

    class EndReason(models.TextChoices):
        BECAME_MEMBER = rules.BECAME_MEMBER, _("became a member")
        WITHDRAWAL = rules.WITHDRAWAL, _("left at its own wish")
        REORGANISATION = rules.REORGANISATION, _("reorganisation of the organisation")
        LIQUIDATION = rules.LIQUIDATION, _("liquidation of the organisation")
        EXCLUSION = rules.EXCLUSION, _("excluded by a decision")
        ORDER_VOIDED = rules.ORDER_VOIDED, _("the order was voided")

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ground = models.CharField(max_length=12, choices=Application.Ground.choices)
    end_reason = models.CharField(max_length=30, choices=EndReason.choices, blank=True)
    end_basis = models.ForeignKey(
        "association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    access_path = "organisation"

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="membership_one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"

    @property
    def access_root(self):
        return self.organisation

    @property
    def is_void(self) -> bool:
        """Whether the row counts on no day, because the order it stood on was voided."""
        return self.ends_on == self.starts_on

    @property
    def end_clause(self) -> str:
        """The clause of the end, or an empty text."""
        return rules.END_CLAUSES.get(self.end_reason, "")
