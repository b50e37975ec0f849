"""Letters of the Association: written, signed by the chair, then registered and sent to each addressee."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models.register_entry import RegisterEntry
from association.rules import letters as rules


class OutgoingLetter(models.Model):
    """Исходящее письмо, чыгуучу кат: one text to one or many, with one signature of the chair (A-5.2.4, A-5.2.5).

    `outside` = [{name, kind, post_dative, name_dative}]; `sheet` is the paper that the chair reads and signs, and
    `addressees` those to whom it goes, as they were when it was offered.
    """

    class Kind(models.TextChoices):
        LETTER = rules.LETTER, pgettext_lazy("kind of document", "letter")
        RECOMMENDATION = rules.RECOMMENDATION, pgettext_lazy("kind of document", "recommendations")
        PROPOSAL = rules.PROPOSAL, pgettext_lazy("kind of document", "proposals")
        CONFERENCE = rules.CONFERENCE, pgettext_lazy("kind of document", "proposals to a conference's draft decision")
        APPEAL = rules.APPEAL, pgettext_lazy("kind of document", "appeal")
        NOTE = rules.NOTE, pgettext_lazy("kind of document", "analytical note")

    class State(models.TextChoices):
        DRAFT = rules.DRAFT, pgettext_lazy("outgoing letter", "being written")
        OFFERED = rules.OFFERED, pgettext_lazy("outgoing letter", "awaits the signature")
        SENT = rules.SENT, pgettext_lazy("outgoing letter", "signed and registered")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("outgoing letter", "not sent")
        VOIDED = rules.VOIDED, pgettext_lazy("outgoing letter", "void")

    STEPS = rules.STEPS

    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices, default=Kind.LETTER)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    heading = models.CharField(_("heading"), max_length=200)
    salutation = models.CharField(_("salutation"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=20000)
    conclusions = models.TextField(_("conclusions"), max_length=8000, blank=True)
    index = models.CharField(_("index by the file plan"), max_length=30)
    reply_to = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="letters")
    audience = models.CharField(_("circle of addressees"), max_length=30, blank=True)
    organisations = models.ManyToManyField("association.Organisation", related_name="+", blank=True)
    to_authority = models.BooleanField(_("to the authority"), default=False)
    outside = models.JSONField(default=list, blank=True)
    addressees = models.JSONField(default=list, blank=True)
    executor_name = models.CharField(_("executor"), max_length=200, blank=True)
    executor_phone = models.CharField(_("telephone"), max_length=60, blank=True)
    sheet = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    remark = models.CharField(_("remark of the chair"), max_length=500, blank=True)
    end_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return reverse("outgoing_letter", args=[self.pk])


class LetterFile(models.Model):
    """Приложение к письму, каттын тиркемеси: a file that goes with an outgoing letter."""

    letter = models.ForeignKey(OutgoingLetter, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=200)
    sheets = models.PositiveIntegerField(_("sheets"), null=True, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class LetterCopy(models.Model):
    """Экземпляр письма, каттын нускасы: one addressee of a signed letter, with its number and its paper."""

    letter = models.ForeignKey(OutgoingLetter, on_delete=models.PROTECT, related_name="copies")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=RegisterEntry.Correspondent.choices)
    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, null=True, related_name="copies")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter}: {self.name}"

    def get_absolute_url(self) -> str:
        return self.letter.get_absolute_url()
