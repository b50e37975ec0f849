"""Dated facts: a row says from when to when, and by which paper."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class DatedQuerySet(models.QuerySet):
    """Rows that can be asked for as of a day."""

    def on(self, day: date) -> Self:
        """Keep the rows in force on a day; periods are half-open, [from, to)."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=day))

    def open(self) -> Self:
        """Keep the rows without an end."""
        return self.filter(ends_on__isnull=True)

    def whole(self) -> Self:
        """Keep the rows that hold on some day, in their order; a row that was taken back holds on none."""
        kept = models.Q(ends_on__isnull=True) | models.Q(ends_on__gt=models.F("starts_on"))
        return self.filter(kept).order_by("starts_on", "pk")


class DatedModel(models.Model):
    """A fact with a period; it never changes person, place or kind: a change is a new row."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (not included)"), null=True, blank=True)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="%(app_label)s_%(class)s_period",
            )
        ]

    def is_on(self, day: date) -> bool:
        """Say whether the fact holds on a day."""
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)
