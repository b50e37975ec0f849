"""Stewards: the member organisations that answer for the methodical support of processes (A-3.17)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from mentoring import rules, states


class DutyList(models.Model):
    """Распределение процессов, процесстерди бөлүштүрүү: who is to answer for what, decided at a meeting (A-3.17c)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("distribution of processes", "in preparation")
        LISTED = states.LISTED, pgettext_lazy("distribution of processes", "on the agenda of a meeting")
        APPROVED = states.APPROVED, pgettext_lazy("distribution of processes", "decided")
        REJECTED = states.REJECTED, pgettext_lazy("distribution of processes", "not adopted")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("distribution of processes", "taken back")

    STEPS = states.DUTY_LIST_STEPS

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    edit = models.PositiveIntegerField(default=0)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Distribution of processes No. %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("duty_list", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None


class DutyLine(models.Model):
    """Строка распределения, бөлүштүрүүнүн сабы: one process for one organisation, until a day or for good.

    `ends` names the duty that the line takes back; otherwise it gives one.
    """

    duty_list = models.ForeignKey(DutyList, on_delete=models.CASCADE, related_name="lines")
    process = models.ForeignKey("association.QmsProcess", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    until = models.DateField(_("until (not included)"), null=True, blank=True)
    ends = models.ForeignKey("mentoring.ProcessDuty", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["process__sort_key", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["duty_list", "process", "organisation"], name="mentoring_one_duty_line"),
        ]

    def __str__(self) -> str:
        return f"{self.process}: {self.organisation}"


class ProcessDuty(DatedModel):
    """Ответственность за процесс, процесс үчүн жоопкерчилик: an organisation answers for its support (A-3.17a).

    `basis` is the item of the minutes and is never empty (A-3.17c).
    """

    class EndReason(models.TextChoices):
        TERM = "term", pgettext_lazy("end of a duty", "its term ended")
        LEFT = "left", pgettext_lazy("end of a duty", "the organisation left the Association")
        DECISION = "decision", pgettext_lazy("end of a duty", "by a decision of a meeting")

    process = models.ForeignKey("association.QmsProcess", on_delete=models.PROTECT, related_name="duties")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="duties")
    end_reason = models.CharField(max_length=10, choices=EndReason.choices, blank=True)

    access_path = "organisation"

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(basis__isnull=False), name="mentoring_duty_by_a_decision"),
            models.UniqueConstraint(
                fields=["process", "organisation"], condition=Q(ends_on__isnull=True), name="mentoring_one_open_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process}: {self.organisation}"

    @property
    def access_root(self):
        return self.organisation


class DutyOutput(models.Model):
    """Результат сопровождения процесса, процессти колдоонун натыйжасы: what a steward gave (A-3.17b).

    The text itself lies in the library of methodical materials (A-7.2.9).
    """

    duty = models.ForeignKey(ProcessDuty, on_delete=models.PROTECT, related_name="outputs")
    kind = models.CharField(_("kind"), max_length=12, choices=list(rules.OUTPUTS.items()))
    material = models.OneToOneField("association.LibraryItem", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.material)
