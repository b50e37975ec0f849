"""Requests of information to member organisations, their form, their addressees and the answers (A-5.2.1, A-5.7.5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association.rules import requests as rules


def in_language(text: str, text_ky: str) -> str:
    """A text kept in two languages as the reader is told it; the Russian one where there is no other."""
    return text_ky if text_ky and (get_language() or "ru").startswith("ky") else text


class InformationRequest(models.Model):
    """Запрос информации, маалымат суроо: what the chair asks member organisations until a day, D18 (A-5.2.1)."""

    class State(models.TextChoices):
        DRAFT = rules.DRAFT, pgettext_lazy("request of information", "draft")
        OFFERED = rules.OFFERED, pgettext_lazy("request of information", "awaits the chair's signature")
        SENT = rules.SENT, pgettext_lazy("request of information", "sent")
        CLOSED = rules.CLOSED, pgettext_lazy("request of information", "closed")
        DROPPED = rules.DROPPED, pgettext_lazy("request of information", "dropped")

    STEPS = rules.REQUEST_STEPS

    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    subject = models.CharField(_("subject"), max_length=200)
    subject_ky = models.CharField(_("subject in Kyrgyz"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=4000)
    text_ky = models.TextField(_("text in Kyrgyz"), max_length=4000, blank=True)
    due_on = models.DateField(_("due day"))
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("request", args=[self.pk])

    @property
    def called(self) -> str:
        """The subject in the language of the reader."""
        return in_language(self.subject, self.subject_ky)

    @property
    def said(self) -> str:
        """The text in the language of the reader."""
        return in_language(self.text, self.text_ky)


class RequestField(models.Model):
    """Поле запроса, суроонун талаасы: one thing that a request asks for."""

    class Kind(models.TextChoices):
        TEXT = "text", pgettext_lazy("kind of answer", "text")
        NUMBER = "number", pgettext_lazy("kind of answer", "number")
        DATE = "date", pgettext_lazy("kind of answer", "date")
        YES_NO = "yes_no", pgettext_lazy("kind of answer", "yes or no")
        CHOICE = "choice", pgettext_lazy("kind of answer", "one of several")
        FILE = "file", pgettext_lazy("kind of answer", "file")

    request = models.ForeignKey(InformationRequest, on_delete=models.CASCADE, related_name="fields")
    number = models.PositiveSmallIntegerField(_("number"))
    kind = models.CharField(_("kind of answer"), max_length=8, choices=Kind.choices)
    label = models.CharField(_("what is asked"), max_length=200)
    label_ky = models.CharField(_("what is asked, in Kyrgyz"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    options = models.TextField(_("answers to choose from"), max_length=2000, blank=True)
    is_required = models.BooleanField(_("obligatory"), default=True)

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def called(self) -> str:
        """What is asked, in the language of the reader."""
        return in_language(self.label, self.label_ky)

    @property
    def choices(self) -> list[str]:
        """The answers to choose from, one to a line."""
        return [line.strip() for line in self.options.splitlines() if line.strip()]


class RequestAddressee(models.Model):
    """Адресат запроса, суроонун алуучусу: a member organisation that a request was put to, and how it answered."""

    class State(models.TextChoices):
        AWAITED = rules.AWAITED, pgettext_lazy("answer to a request", "awaited")
        ANSWERED = rules.ANSWERED, pgettext_lazy("answer to a request", "received")
        RETURNED = rules.RETURNED, pgettext_lazy("answer to a request", "sent back")
        RELEASED = rules.RELEASED, pgettext_lazy("answer to a request", "no answer needed")

    STEPS = rules.REPLY_STEPS
    access_path = "organisation"

    request = models.ForeignKey(InformationRequest, on_delete=models.PROTECT, related_name="addressees")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=8, choices=State.choices, default=State.AWAITED)
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    reminded = models.CharField(max_length=5, blank=True)
    reminded_at = models.DateTimeField(null=True)
    answered_on = models.DateField(null=True)
    returned_at = models.DateTimeField(null=True)
    return_word = models.CharField(max_length=500, blank=True)
    released_on = models.DateField(null=True)

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "organisation"], name="association_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("request_asked", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @property
    def is_open(self) -> bool:
        return self.state in rules.OPEN and self.request.state == InformationRequest.State.SENT

    def days_late(self, day: date) -> int:
        """How many days after the due day the answer came, or is missing on a day; 0 in time."""
        if self.state == self.State.RELEASED:
            return 0
        judged = self.answered_on or (day if self.state in rules.OPEN else None)
        return max((judged - self.request.due_on).days, 0) if judged else 0


class RequestAnswer(models.Model):
    """Черновик ответа, жооптун долбоору: what an organisation has filled into one field so far."""

    addressee = models.ForeignKey(RequestAddressee, on_delete=models.PROTECT, related_name="answers")
    field = models.ForeignKey(RequestField, on_delete=models.PROTECT, related_name="+")
    value = models.TextField(blank=True)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["addressee", "field"], name="association_one_answer")]

    def __str__(self) -> str:
        return self.value


class RequestReply(models.Model):
    """Ответ на запрос, суроого жооп: what an organisation submitted, as it was then, under its incoming number.

    `values` = [{field, label, label_ky, kind, unit, value, file, name}]; a reply sent back is followed by the next one.
    """

    addressee = models.ForeignKey(RequestAddressee, on_delete=models.PROTECT, related_name="replies")
    number = models.PositiveSmallIntegerField()
    values: Any = models.JSONField(default=list)
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["addressee", "number"], name="association_reply_number")]

    def __str__(self) -> str:
        return f"{self.addressee} ({self.number})"
