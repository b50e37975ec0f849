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
    last_day = models.DateField(_("last day of the term"), null=True, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(ends_on__isnull=True), name="presidium_one_office_holder"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"


class TermWarning(models.Model):
    """Напоминание об окончании срока, мөөнөттүн бүтөрү жөнүндө эскертүү: sent once for each of 90, 30 and 7 days."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="warnings")
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        ordering = ["office", "-days"]
        constraints = [models.UniqueConstraint(fields=["office", "days"], name="presidium_warned_once")]

    def __str__(self) -> str:
        return f"{self.office}: {self.days}"


class ActingPeriod(DatedModel):
    """Исполнение обязанностей, милдетин аткаруу: the deputy leads while the chair is away or there is none (A-3.9)."""

    class Reason(models.TextChoices):
        VACANCY = "vacancy", _("until the election of a chair")
        ABSENCE = "absence", _("absence of the chair")

    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    note = models.CharField(_("why the chair is away"), max_length=300, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["reason"], condition=models.Q(ends_on__isnull=True), name="presidium_one_acting"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)
