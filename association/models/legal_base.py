"""The acts that the Association works by (A-1.2, A-7.1)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models.information_request import in_language
from association.rules import groups as rules


class LegalBase(models.Model):
    """Правовое основание, укуктук негиз: an act of clause 1.2 with the days between which it is in force.

    `key` marks the acts that the statute itself names; a mistake in an act is put right by a correction that is kept
    in the journal.
    """

    key = models.CharField(max_length=20, unique=True, null=True, blank=True)
    title = models.CharField(_("act"), max_length=400)
    title_ky = models.CharField(_("act in Kyrgyz"), max_length=400, blank=True)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    starts_on = models.DateField(_("in force from"), null=True, blank=True)
    ends_on = models.DateField(_("in force until (not included)"), null=True, blank=True)
    place = models.PositiveSmallIntegerField(_("place in the list"), default=50)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True) | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gt=models.F("starts_on")),
                name="association_legal_base_period",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def called(self) -> str:
        """The title in the language of the reader."""
        return in_language(self.title, self.title_ky)

    def is_on(self, day: date) -> bool:
        """Whether the act is in force on a day."""
        return bool(rules.is_in_force.judge(since=self.starts_on, until=self.ends_on, on=day))
