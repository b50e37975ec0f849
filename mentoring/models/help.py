"""The work of a pair: its plan by area and its journal of help."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mentoring import rules, states
from mentoring.models.pair import Pair

AREAS = list(rules.AREAS.items())


class HelpPlanLine(models.Model):
    """Строка плана пары, жуптун планынын сабы: what is done in one of the four areas, until when (A-3.16b)."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="plan")
    area = models.CharField(_("area of help"), max_length=10, choices=AREAS)
    text = models.CharField(_("what is to be done"), max_length=500)
    due_on = models.DateField(_("due day"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    edit = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class HelpEntry(models.Model):
    """Запись журнала помощи, жардам журналынын жазуусу: what was done on a day; the candidate confirms (A-3.16b)."""

    class State(models.TextChoices):
        WRITTEN = states.WRITTEN, pgettext_lazy("entry of help", "waits for the candidate")
        CONFIRMED = states.CONFIRMED, pgettext_lazy("entry of help", "confirmed")
        DISPUTED = states.DISPUTED, pgettext_lazy("entry of help", "not confirmed")
        STRUCK = states.STRUCK, pgettext_lazy("entry of help", "struck")

    STEPS = states.HELP_STEPS

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="entries")
    line = models.ForeignKey(HelpPlanLine, on_delete=models.PROTECT, null=True, blank=True, related_name="entries")
    area = models.CharField(_("area of help"), max_length=10, choices=AREAS)
    on = models.DateField(_("day"))
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=2)
    text = models.TextField(_("what was done"), max_length=2000)
    result = models.TextField(_("result"), max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WRITTEN)
    is_by_mentor = models.BooleanField(default=True)
    edit = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return f"{self.pair.get_absolute_url()}#entry-{self.pk}"

    @property
    def access_root(self) -> None:
        return None

    @property
    def side(self) -> str:
        """Which side wrote it."""
        return "mentor" if self.is_by_mentor else "candidate"


class HelpFile(models.Model):
    """Файл записи помощи, жардам жазуусунун файлы: a file of the work of a pair."""

    entry = models.ForeignKey(HelpEntry, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class SilenceLetter(models.Model):
    """Напоминание о молчании пары, жуптун унчукпагандыгы жөнүндө эскертүү: one letter for one silence (A-3.16b)."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="silences")
    since = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "since"], name="mentoring_one_letter_of_a_silence")]

    def __str__(self) -> str:
        return f"{self.pair}: {self.since}"
