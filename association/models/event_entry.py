"""Participants of events: their entries, their consent, what they answered afterwards."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.fmt import initials_first
from association.models.event import Event
from association.rules import events as rules


class EventEntry(models.Model):
    """Участник мероприятия, иш-чаранын катышуучусу: one person entered for an event, by oneself or by a director.

    `token` is the secret of the personal page; it stands in the letters to the person alone. A year after the event
    the names and addresses are emptied, and what is counted stays.
    """

    class State(models.TextChoices):
        ASKED = rules.ASKED, pgettext_lazy("entry", "not confirmed yet")
        ENTERED = rules.ENTERED, pgettext_lazy("entry", "entered")
        WAITING = rules.WAITING, pgettext_lazy("entry", "on the waiting list")
        GONE = rules.GONE, pgettext_lazy("entry", "cancelled")

    STEPS = rules.ENTRY_STEPS
    access_path = "organisation"

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="entries")
    surname = models.CharField(_("surname"), max_length=80, blank=True)
    given = models.CharField(_("given name"), max_length=80, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=80, blank=True)
    post = models.CharField(_("post"), max_length=200, blank=True)
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="event_entries"
    )
    workplace = models.CharField(_("place of work or study"), max_length=300, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=2, default="ru")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    token = models.CharField(max_length=43, unique=True)
    asked_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    attended = models.BooleanField(_("was there"), default=False)
    has_answered = models.BooleanField(default=False)

    class Meta:
        ordering = ["surname", "given", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "email"], condition=~Q(email="") & ~Q(state=rules.GONE),
                name="association_entered_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.full_name or str(_("participant"))

    def get_absolute_url(self) -> str:
        return reverse("event_entry", args=[self.token])

    @property
    def access_root(self):
        return self.organisation

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.surname, self.given, self.patronymic) if part)

    @property
    def initials_first(self) -> str:
        return initials_first(self.surname, self.given, self.patronymic)

    @property
    def works_at(self) -> str:
        """The organisation of the portal, or the place of work as it was typed."""
        return self.organisation.title if self.organisation else self.workplace

    @property
    def is_live(self) -> bool:
        return self.state in (self.State.ENTERED, self.State.WAITING)


class EventConsent(models.Model):
    """Согласие на обработку персональных данных, жеке маалыматтарды иштетүүгө макулдук: a document of its own.

    It is given on a page of its own and kept with the text that was shown, its language and its moment.
    """

    entry = models.OneToOneField(EventEntry, on_delete=models.PROTECT, related_name="consent")
    language = models.CharField(max_length=2)
    text = models.TextField()
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.language}"


class EventFeedback(models.Model):
    """Отзыв участника, катышуучунун пикири: scores and a comment without a name (A-5.3.5).

    It points to the event alone, has no moment, and its key is drawn at random, so that nobody finds out whose it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="answers")
    scores = models.JSONField()
    comment = models.TextField(_("comment"), max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
