"""Days off and moved working days of a country, as rows that a person may edit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.calendar import Calendar, calendar_from
from association.fmt import date_text


class CalendarDayQuerySet(models.QuerySet):
    """Rows of the working-day calendars."""

    def calendar(self, country: str) -> Calendar:
        """The calendar of a country as a value for the rules; years without rows are unknown to it."""
        rows = self.filter(country=country).values_list("day", "kind")
        return calendar_from(country, [(day, kind == CalendarDay.Kind.WORKING) for day, kind in rows])


class CalendarDay(models.Model):
    """A day that differs from the plain week (производственный календарь, өндүрүш календары)."""

    class Country(models.TextChoices):
        RU = "RU", _("Russia")
        KG = "KG", _("Kyrgyzstan")

    class Kind(models.TextChoices):
        NON_WORKING = "non_working", _("day off")
        WORKING = "working", _("working day")

    country = models.CharField(_("country"), max_length=2, choices=Country)
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    note = models.CharField(_("note"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        ordering = ["country", "day"]
        constraints = [
            models.UniqueConstraint(fields=["country", "day"], name="association_calendarday_once"),
            models.CheckConstraint(
                condition=models.Q(country__in=["RU", "KG"]), name="association_calendarday_country"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["non_working", "working"]), name="association_calendarday_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {date_text(self.day, 'ru', 'short')} {self.get_kind_display()}"
