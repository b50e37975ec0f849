"""The end of organisations by reorganisation or liquidation, and who came after them."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReorganisationQuerySet(models.QuerySet):
    """Reorganisations that can be asked for as of a day."""

    def ceasing(self, day: date) -> ReorganisationQuerySet:
        """Keep those by which an organisation has ceased to exist by a day."""
        return self.filter(on__lte=day).exclude(kind=Reorganisation.Kind.SEPARATION)


class Reorganisation(models.Model):
    """Реорганизация или ликвидация, кайра уюштуруу же жоюу: entered in the state register on a day (A-3.15.1)."""

    class Kind(models.TextChoices):
        MERGER = "merger", _("merger")
        ACCESSION = "accession", _("accession to another organisation")
        DIVISION = "division", _("division")
        SEPARATION = "separation", _("separation")
        TRANSFORMATION = "transformation", _("transformation")
        LIQUIDATION = "liquidation", _("liquidation")

    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, related_name="reorganisations"
    )
    kind = models.CharField(_("what happened"), max_length=14, choices=Kind.choices)
    on = models.DateField(_("day of the entry in the state register"))
    entry_number = models.CharField(_("number of the entry"), max_length=40)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    successors = models.ManyToManyField(
        "association.Organisation", through="Succession", related_name="comes_from", blank=True
    )

    objects = ReorganisationQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "on"], name="association_one_reorganisation_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"

    @property
    def is_liquidation(self) -> bool:
        """Whether nobody comes after."""
        return self.kind == self.Kind.LIQUIDATION

    @property
    def event(self) -> str:
        """What the floors above are told: reorganisation or liquidation."""
        return "liquidation" if self.is_liquidation else "reorganisation"


class Succession(models.Model):
    """Правопреемство, укук мураскордук: an organisation that came after a reorganised one."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.PROTECT, related_name="successions")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="successions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "organisation"], name="association_one_succession")
        ]

    def __str__(self) -> str:
        return f"{self.reorganisation} → {self.organisation}"
