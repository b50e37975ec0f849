"""The rounds of an application: what was handed in each time, and the remarks that went back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from membership.models.application import Application, ApplicationPaper


class Submission(models.Model):
    """Подача заявления, арыз тапшыруу: one round of an application as it was handed in; written once (A-A.9)."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField()
    snapshot = models.JSONField(default=dict)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)

    access_path = "application__organisation"

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="membership_one_round_of_number")]

    def __str__(self) -> str:
        return str(_("Submission %(number)s") % {"number": self.number})

    def get_absolute_url(self) -> str:
        return reverse("submission", args=[self.application_id, self.number])

    @property
    def access_root(self):
        return self.application.organisation


class Remark(models.Model):
    """Замечание, эскертүү: what has to be completed, pinned to a paper, a field or the whole application.

    It is written while the papers are read, goes out with the return, and is settled by a change or by a person.
    """

    class Field(models.TextChoices):
        WHOLE = "", pgettext_lazy("remark", "the whole application")
        GROUND = "ground", _("ground")
        NOTE = "note", _("ground in own words")
        RECOMMENDATION = "recommendation", _("recommendation to the Presidium")
        CONTACTS = "contacts", _("organisation and contacts")
        ACQUAINTANCE = "acquaintance", _("acquaintance with the statute")

    class How(models.TextChoices):
        CHANGE = "change", _("by the change itself")
        PERSON = "person", _("by the secretary")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="remarks")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="remarks")
    target = models.CharField(max_length=20, blank=True)
    text = models.TextField(_("What has to be completed"), max_length=2000)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    settled_how = models.CharField(max_length=8, choices=How.choices, blank=True)

    access_path = "application__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.target_name)

    def get_absolute_url(self) -> str:
        return reverse("application_remarks", args=[self.application_id])

    @property
    def access_root(self):
        return self.application.organisation

    @property
    def target_name(self) -> Any:
        """What the remark is pinned to, in words."""
        return target_names().get(self.target, self.target)

    @property
    def is_open(self) -> bool:
        """Whether the applicant has it before them: sent and not settled."""
        return self.sent_at is not None and self.settled_at is None


def target_names() -> dict[str, Any]:
    """Everything a remark may be pinned to: the whole, a field of the answers, a kind of paper."""
    return {**dict(Remark.Field.choices), **dict(ApplicationPaper.Kind.choices)}


class RemarkAnswer(models.Model):
    """Ответ на замечание, эскертүүгө жооп: what the applicant says to a remark; written once."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="answers")
    text = models.TextField(_("Your answer"), max_length=2000)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    access_path = "remark__application__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def access_root(self):
        return self.remark.application.organisation
