"""The association itself and the versions of its rules."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel


class Association(models.Model):
    """Ассоциация, ассоциация: the one association this portal serves (singleton)."""

    class Phase(models.TextChoices):
        ORGANISATIONAL = "organisational", _("organisational period")
        WORKING = "working", _("working period")

    name = models.CharField(_("full name"), max_length=300)
    name_genitive = models.CharField(max_length=300, blank=True)
    short_name = models.CharField(_("name in the page header"), max_length=120)
    name_ky = models.CharField(max_length=300, blank=True)
    short_name_ky = models.CharField(max_length=120, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    place = models.CharField(_("place"), max_length=120, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    country = models.CharField(max_length=2, default="RU")
    time_zone = models.CharField(max_length=40, default="Asia/Barnaul")
    phase = models.CharField(max_length=16, choices=Phase.choices, default=Phase.ORGANISATIONAL)
    authority = models.ForeignKey("association.Authority", on_delete=models.PROTECT, null=True, related_name="+")
    statute_version = models.CharField(max_length=60, default="1")
    statute_from = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.short_name

    @classmethod
    def current(cls) -> Association:
        """Return the one row."""
        return cls.objects.select_related("authority").get()

    def heading(self, language: str) -> str:
        """Return the name for the page header in a language; Russian where there is no other."""
        return {"ky": self.short_name_ky, "en": self.name_en}.get(language) or self.short_name


class RuleSet(DatedModel):
    """Редакция правил, эрежелердин редакциясы: the values of the settings that the statute leaves open."""

    version = models.PositiveIntegerField(unique=True)
    values = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"v{self.version}"

    @classmethod
    def on_day(cls, day: date) -> RuleSet:
        """Return the rule set in force on a day."""
        return cls.objects.on(day).latest("version")
