"""Seats and offices of the Presidium, as dated facts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models import DatedModel


class Seat(DatedModel):
    """Место в Президиуме, Президиумдагы орун: a person with a member organisation; one vote (A-3.4b, A-5.4.2)."""

    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="seats")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="seats")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="presidium_one_seat_each"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(ends_on__isnull=True), name="presidium_one_seat_a_person"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Office(DatedModel):
    """Должность, кызмат орду: chair, deputy or secretary from a day on (A-3.6, A-3.8, A-4.4a)."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("chair of the Presidium")
        DEPUTY = "deputy", _("deputy chair")
        SECRETARY = "secretary", _("secretary of the Presidium")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="offices")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(ends_on__isnull=True), name="presidium_one_office_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"
