"""The association itself and the versions of its rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel

# What a request has read so far; None outside of one, so that workers and commands always read.
_KEPT: ContextVar[list[Association | None] | None] = ContextVar("association_kept", default=None)


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

    def save(self, *args, **kwargs) -> None:
        self.forget()
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> Association:
        """Return the one row; raises DoesNotExist on a portal that is not set up."""
        if (row := cls.known()) is None:
            raise cls.DoesNotExist
        return row

    @classmethod
    def known(cls) -> Association | None:
        """Return the one row, or None on a portal that is not set up; read once in a request."""
        kept = _KEPT.get()
        if kept:
            return kept[0]
        row = cls.objects.select_related("authority").order_by("pk").first()
        if kept is not None:
            kept.append(row)
        return row

    @classmethod
    def forget(cls) -> None:
        """Let the next reader see what was just written."""
        if kept := _KEPT.get():
            kept.clear()

    @classmethod
    @contextmanager
    def read_once(cls) -> Iterator[None]:
        """Keep the row for the length of a request."""
        token = _KEPT.set([])
        try:
            yield
        finally:
            _KEPT.reset(token)

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
