"""Numbers and the journals they are given in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """Счётчик, эсептегич: the last number given in a series, by year or endless (year 0)."""

    series = models.CharField(max_length=40)
    year = models.PositiveIntegerField(default=0)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="association_one_counter")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.value}"


class RegisterEntry(models.Model):
    """Запись журнала регистрации, каттоо журналынын жазуусу: one incoming or outgoing document (A-7.2.2)."""

    class Series(models.TextChoices):
        INCOMING = "incoming", _("incoming")
        OUTGOING = "outgoing", _("outgoing")

    series = models.CharField(max_length=10, choices=Series.choices)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    index = models.CharField(max_length=30)
    registered_at = models.DateTimeField()
    registered_on = models.DateField()
    registered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    correspondent = models.CharField(max_length=300)
    heading = models.CharField(max_length=300)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    sheets = models.PositiveIntegerField(default=1)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="association_one_register_number"),
            models.UniqueConstraint(
                fields=["series", "subject_type", "subject_id"],
                condition=models.Q(voided_at__isnull=True),
                name="association_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.index}/{self.number}"
