"""Acts of write-off: what is destroyed, by which commission, approved by whom, and the rows it lets be emptied."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association import states


class WriteOffAct(models.Model):
    """Акт о выделении к уничтожению, жок кылууга бөлүү жөнүндө акт: the only way to a write-off (A-4.10d, D24)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("act", "being drawn up")
        OFFERED = states.OFFERED, pgettext_lazy("act", "awaiting the signature of the commission")
        SIGNED = states.SIGNED, pgettext_lazy("act", "awaiting approval")
        APPROVED = states.APPROVED, pgettext_lazy("act", "approved, being carried out")
        WRITTEN_OFF = states.WRITTEN_OFF, pgettext_lazy("act", "carried out")
        CANCELLED = states.CANCELLED, pgettext_lazy("act", "cancelled")

    STEPS = states.WRITE_OFF_STEPS
    OPEN = (State.DRAFT, State.OFFERED, State.SIGNED, State.APPROVED)

    number = models.PositiveIntegerField(null=True, blank=True)
    on = models.DateField(_("date of the act"))
    grounds = models.CharField(_("basis"), max_length=300, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        if self.number:
            return str(_("Act No. %(number)s on write-off") % {"number": self.cited})
        return str(_("Act on write-off, not numbered yet"))

    def get_absolute_url(self) -> str:
        return reverse("write_off", args=[self.pk])

    @property
    def cited(self) -> str:
        """Its number as papers cite it: the index of the file and the year."""
        return f"{self.number}/{self.on.year}" if self.number else ""

    @property
    def chair(self) -> CommissionMember | None:
        """Who leads the commission and signs for it."""
        return next((one for one in self.commission.all() if one.is_chair), None)

    def is_assigned_to(self, user, right: str) -> bool:
        """The chair of the commission signs, whatever their office is."""
        chair = self.chair
        return right == "sign_write_off" and chair is not None and chair.person_id == user.person_id

    @classmethod
    def assigned_to(cls, user, right: str) -> Q:
        """Those of the commission read the act they answer for."""
        if right == "sign_write_off" and user.person_id:
            return Q(commission__person=user.person_id)
        return Q(pk__in=[])


class CommissionMember(models.Model):
    """Член комиссии, комиссиянын мүчөсү: one person of the commission that selects files for destruction (A-4.10d)."""

    act = models.ForeignKey(WriteOffAct, on_delete=models.PROTECT, related_name="commission")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=300)
    is_chair = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_chair", "person__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["act", "person"], name="association_commission_once"),
            models.UniqueConstraint(
                fields=["act"], condition=Q(is_chair=True), name="association_one_chair_of_commission"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


class WriteOffLine(models.Model):
    """Позиция акта, актынын позициясы: one document of an act; number, title, days and digests stay for good."""

    class State(models.TextChoices):
        LISTED = states.LISTED, pgettext_lazy("document of an act", "in the act")
        WRITTEN_OFF = states.WRITTEN_OFF, pgettext_lazy("document of an act", "written off")
        LEFT = states.LEFT, pgettext_lazy("document of an act", "left out, is kept")

    STEPS = states.WRITE_OFF_LINE_STEPS

    act = models.ForeignKey(WriteOffAct, on_delete=models.PROTECT, related_name="lines")
    kind = models.ForeignKey("association.FileKind", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField()
    closed_on = models.DateField()
    free_from = models.DateField()
    pieces = models.PositiveIntegerField(default=1)
    digests = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=State.choices, default=State.LISTED)
    left_reason = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind__index", "dated_on", "pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="association_line_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"], condition=Q(state__in=[states.LISTED, states.WRITTEN_OFF]),
                name="association_written_off_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class ErasedRow(models.Model):
    """Очищенная запись, тазаланган жазуу: lets the triggers empty one protected row, by one line of an act.

    Only written by the execution of an approved act, in the transaction that empties the row.
    """

    line = models.ForeignKey(WriteOffLine, on_delete=models.PROTECT, related_name="erased")
    label = models.CharField(max_length=60)
    row = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["label", "row"], name="association_erased_once")]

    def __str__(self) -> str:
        return f"{self.label}:{self.row}"
