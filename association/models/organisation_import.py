"""Organisations taken over from a table: what was read, what it would change, what it did, and the way back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.states import Steps, step

READING, READY, REFUSED, DROPPED = "reading", "ready", "refused", "dropped"
APPLYING, APPLIED, UNDOING, UNDONE = "applying", "applied", "undoing", "undone"

IMPORT_STEPS: Steps = {
    "present": step(READING, to=READY, right=None),
    "refuse": step(READING, to=REFUSED, right=None),
    "reread": step(READY, to=READING, right="manage_organisations"),
    "drop": step(READY, REFUSED, to=DROPPED, right="manage_organisations"),
    "confirm": step(READY, to=APPLYING, right="manage_organisations"),
    "finish": step(APPLYING, to=APPLIED, right=None),
    "undo": step(APPLIED, to=UNDOING, right="manage_organisations"),
    "settle": step(UNDOING, to=UNDONE, right=None),
}


class OrganisationImport(models.Model):
    """Импорт организаций, уюмдарды импорттоо: one table of organisations from its upload to the end, or back again."""

    class State(models.TextChoices):
        READING = READING, pgettext_lazy("import", "being read")
        READY = READY, pgettext_lazy("import", "awaits confirmation")
        REFUSED = REFUSED, pgettext_lazy("import", "could not be read")
        DROPPED = DROPPED, pgettext_lazy("import", "given up")
        APPLYING = APPLYING, pgettext_lazy("import", "being recorded")
        APPLIED = APPLIED, pgettext_lazy("import", "recorded")
        UNDOING = UNDOING, pgettext_lazy("import", "being undone")
        UNDONE = UNDONE, pgettext_lazy("import", "undone")

    STEPS = IMPORT_STEPS

    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State.choices, default=State.READING)
    columns = models.JSONField(default=list)  # [{"heading", "field"}] in the order of the file; empty until it is read
    totals = models.JSONField(default=list)  # numbers of lines that are no records
    refusal = models.JSONField(null=True)
    total = models.PositiveIntegerField(_("records"), default=0)
    with_faults = models.BooleanField(_("records with a wrong cell too, without that cell"), default=True)
    starts_on = models.DateField(_("day from which the new facts hold"), null=True)
    places = models.JSONField(default=list)  # territories that this import added to the reference table
    uploaded_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    job = models.ForeignKey("association.Job", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file.name

    def get_absolute_url(self) -> str:
        return reverse("organisation_import", args=[self.pk])

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has something to do for it."""
        return self.state in (READING, APPLYING, UNDOING)

    @property
    def is_moving(self) -> bool:
        """Whether the worker is at it, or will be: its job has not stopped for good."""
        return self.is_at_work and (self.job is None or self.job.state != "failed")

    def progress(self) -> tuple[int, int]:
        """How many records the work of the moment has done, and of how many."""
        if self.state == READING:
            return self.rows.count(), self.total
        if self.state == APPLYING:
            return self.outcomes.count(), self.to_apply().count()
        acted = self.outcomes.exclude(act=ImportOutcome.Act.LEFT)
        return acted.exclude(undone="").count(), acted.count()

    @property
    def fields(self) -> list[str]:
        """The columns that have a meaning, in the order of the file."""
        return [column["field"] for column in self.columns if column["field"]]

    def to_apply(self) -> models.QuerySet[ImportRow]:
        """The records that a confirmation is about."""
        rows = self.rows.filter(kind__in=[ImportRow.Kind.NEW, ImportRow.Kind.CHANGED])
        return rows if self.with_faults else rows.filter(faults=0)


class ImportRow(models.Model):
    """Строка импорта, импорттун сабы: one record of a table, judged against what the portal knows.

    `cells` maps a column to {"s": state, "v": value, "o": former value, "why": phrase}; former value and phrase only
    where there are any.
    """

    class Kind(models.TextChoices):
        NEW = "new", pgettext_lazy("record", "new")
        CHANGED = "changed", pgettext_lazy("record", "changes something")
        SAME = "same", pgettext_lazy("record", "same as known")
        ERROR = "error", pgettext_lazy("record", "wrong")
        DOUBLE = "double", pgettext_lazy("record", "double")

    class Cell(models.TextChoices):
        NEW = "new", pgettext_lazy("cell", "new")
        CHANGED = "changed", pgettext_lazy("cell", "changed")
        SAME = "same", pgettext_lazy("cell", "same")
        ERROR = "error", pgettext_lazy("cell", "wrong")
        IGNORED = "ignored", pgettext_lazy("cell", "not recorded")

    source = models.ForeignKey(OrganisationImport, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("line of the file"))
    kind = models.CharField(max_length=8, choices=Kind.choices)
    faults = models.PositiveIntegerField(default=0)
    cells = models.JSONField(default=dict)
    reason = models.JSONField(null=True)
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.SET_NULL, null=True, related_name="import_rows"
    )

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="association_one_import_row")]
        indexes = [models.Index(fields=["source", "kind", "number"], name="association_import_kinds")]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.number}"

    def values(self) -> dict[str, str]:
        """The clean values by column, without wrong cells and those that are not recorded."""
        return {key: cell["v"] for key, cell in self.cells.items() if cell["s"] not in ("error", "ignored")}


class ImportOutcome(models.Model):
    """Итог строки импорта, импорт сабынын жыйынтыгы: what confirming one record did, and what its undoing did."""

    class Act(models.TextChoices):
        MADE = "made", pgettext_lazy("outcome", "organisation added")
        CHANGED = "changed", pgettext_lazy("outcome", "organisation changed")
        LEFT = "left", pgettext_lazy("outcome", "left out")

    class Undone(models.TextChoices):
        REMOVED = "removed", pgettext_lazy("outcome", "removed")
        RESTORED = "restored", pgettext_lazy("outcome", "restored")
        KEPT = "kept", pgettext_lazy("outcome", "kept")

    source = models.ForeignKey(OrganisationImport, on_delete=models.CASCADE, related_name="outcomes")
    row = models.OneToOneField(ImportRow, on_delete=models.CASCADE, related_name="outcome")
    act = models.CharField(max_length=8, choices=Act.choices)
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.SET_NULL, null=True, related_name="import_outcomes"
    )
    # before, after: columns as they were and as the import left them; facts: dated rows {"name": [made, ended], …};
    # links: how many rows of which table pointed to the organisation; roles: grants taken from a former head.
    traces = models.JSONField(default=dict)
    reason = models.JSONField(null=True)
    undone = models.CharField(max_length=8, choices=Undone.choices, blank=True)
    undone_reason = models.JSONField(null=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["source", "act", "undone"], name="association_import_acts")]

    def __str__(self) -> str:
        return f"{self.act} {self.row_id}"

    def trace(self, word: str) -> dict[str, Any]:
        """One of the traces, which may then be filled."""
        return self.traces.setdefault(word, {})
