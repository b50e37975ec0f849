"""The file plan: which kinds of records the association keeps and how long, and its approval for each year."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from association import states
from association.models.dated import DatedModel, DatedQuerySet
from association.rules import retention as rules


class FileKindQuerySet(DatedQuerySet):
    """Kinds that can be asked for as of a day."""

    def in_use(self, day: date) -> Self:
        """The kinds in force on a day, in the order of their indexes."""
        return self.on(day).order_by("index")


class FileKind(DatedModel):
    """Статья номенклатуры дел, иштердин номенклатурасынын беренеси: one kind of records, with its term (A-7.2).

    What is not said by a clause of the statute is the association's own term; a change is a new row.
    """

    class Term(models.TextChoices):
        PERMANENT = rules.PERMANENT, pgettext_lazy("term of keeping", "permanently")
        YEARS = rules.YEARS, pgettext_lazy("term of keeping", "years")
        NEEDED = rules.NEEDED, pgettext_lazy("term of keeping", "until no longer needed")
        HOLD = rules.HOLD, pgettext_lazy("term of keeping", "not written off until the archive decides")

    index = models.CharField(_("index of the file"), max_length=10)
    title = models.CharField(_("title of the file"), max_length=200)
    title_ky = models.CharField(_("title of the file in Kyrgyz"), max_length=200, blank=True)
    term = models.CharField(_("term"), max_length=10, choices=Term.choices)
    years = models.PositiveSmallIntegerField(_("years"), null=True, blank=True)
    clause = models.CharField(_("clause"), max_length=12, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = FileKindQuerySet.as_manager()

    class Meta(DatedModel.Meta):
        ordering = ["index", "starts_on"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["index"], condition=Q(ends_on__isnull=True), name="association_one_open_file_kind"
            ),
            models.CheckConstraint(
                condition=Q(term=rules.YEARS, years__gte=1) | (~Q(term=rules.YEARS) & Q(years__isnull=True)),
                name="association_file_kind_years",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.index} {self.title}"

    def called(self, language: str) -> str:
        """Index and title as a reader of the language is told them; the Russian title where there is no other."""
        return f"{self.index} {self.title_ky}" if language[:2] == "ky" and self.title_ky else str(self)

    @property
    def term_words(self) -> str:
        """The term in words, as lists and papers name it."""
        if self.term == self.Term.YEARS and self.years:
            return ngettext("%(n)d year", "%(n)d years", self.years) % {"n": self.years}
        return str(self.get_term_display())


class FilePlan(models.Model):
    """Номенклатура дел на год, жылдык иштердин номенклатурасы: the kinds as approved for one year (D25)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("file plan", "being drawn up")
        OFFERED = states.OFFERED, pgettext_lazy("file plan", "awaiting the chair's approval")
        APPROVED = states.APPROVED, pgettext_lazy("file plan", "approved")

    STEPS = states.FILE_PLAN_STEPS

    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField()
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "version"], name="association_one_file_plan"),
            models.UniqueConstraint(
                fields=["year"], condition=~Q(state=states.APPROVED), name="association_one_open_file_plan"
            ),
        ]

    def __str__(self) -> str:
        return str(_("File plan for %(year)s") % {"year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("file_plan", args=[self.pk])


class LegalHold(models.Model):
    """Запрет на уничтожение, жок кылууга тыюу: stops the write-off of one document until it is lifted (A-4.10d)."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(_("document"), max_length=300)
    reason = models.CharField(_("reason"), max_length=300)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    lift_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="association_hold_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(lifted_at__isnull=True),
                name="association_one_open_hold",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
