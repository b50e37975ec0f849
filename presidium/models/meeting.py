"""Meetings, their agenda, those who take part and when they came and left."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.fmt import date_text, moment_text
from presidium import states


class Meeting(models.Model):
    """Заседание, отурум: one sitting of the Presidium (A-4.2) or of the general meeting (A-3.6)."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", pgettext_lazy("meeting", "ordinary")
        EXTRAORDINARY = "extraordinary", pgettext_lazy("meeting", "extraordinary")
        GENERAL = "general", pgettext_lazy("meeting", "general")

    class State(models.TextChoices):
        PLANNED = states.PLANNED, pgettext_lazy("meeting", "being prepared")
        CALLED = states.CALLED, pgettext_lazy("meeting", "agenda approved")
        OPEN = states.OPEN, pgettext_lazy("meeting", "in session")
        HELD = states.HELD, pgettext_lazy("meeting", "held")
        FAILED = states.FAILED, pgettext_lazy("meeting", "not held for want of a quorum")

    STEPS = states.MEETING_STEPS

    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.ORDINARY)
    starts_at = models.DateTimeField(_("date and time"))
    held_on = models.DateField(_("date"))
    place = models.CharField(_("place"), max_length=300)
    host = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason for an extraordinary meeting"), max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    rule_set = models.ForeignKey("association.RuleSet", on_delete=models.PROTECT, related_name="+")
    presiding = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")
    secretary = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")
    roster = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    agenda_paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    pack = models.ForeignKey("association.Bundle", on_delete=models.PROTECT, null=True, related_name="+")
    materials_reason = models.CharField(_("reason for the missing materials"), max_length=300, blank=True)
    event = models.ForeignKey(
        "association.Event", on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    conference = models.CharField(_("yearly conference"), max_length=300, blank=True)
    conference_from = models.DateField(_("first day of the conference"), null=True, blank=True)
    conference_until = models.DateField(_("last day of the conference"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body_name}, {date_text(self.held_on, 'ru', 'short')}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def is_general(self) -> bool:
        """Whether the member organisations meet, and not the Presidium."""
        return self.kind == self.Kind.GENERAL

    @property
    def body_name(self) -> str:
        """The body that meets, for headings."""
        return str(_("General meeting") if self.is_general else _("Meeting of the Presidium"))

    @classmethod
    def assigned_to(cls, user, right: str) -> models.Q:
        """Those invited see the agenda of their meeting."""
        if right in ("view_agenda", "cast_ballot") and user.person_id:
            return models.Q(participants__person=user.person_id)
        return models.Q(pk__in=[])

    def touch(self) -> None:
        """Bump the version that live screens ask for, in the transaction of the change."""
        type(self).objects.filter(pk=self.pk).update(version=models.F("version") + 1)


class Participant(models.Model):
    """Участник заседания, отурумдун катышуучусу: a person asked to a meeting, with the voice held there (A-4.2b)."""

    class Voice(models.TextChoices):
        DECISIVE = "decisive", _("decisive vote")
        CONSULTATIVE = "consultative", _("consultative voice")
        NONE = "none", _("no voice")

    class Reply(models.TextChoices):
        YES = "yes", _("will come")
        NO = "no", _("will not come")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(_("voice"), max_length=14, choices=Voice.choices)
    seat = models.ForeignKey("presidium.Seat", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    representation = models.ForeignKey(
        "presidium.Representation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    post = models.CharField(_("post"), max_length=300, blank=True)
    absence_reason = models.CharField(max_length=120, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    invitation = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    reply = models.CharField(_("answer"), max_length=3, choices=Reply.choices, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["person__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="presidium_invited_once"),
            models.UniqueConstraint(fields=["meeting", "organisation"], name="presidium_one_vote_an_organisation"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def holds_vote(self) -> bool:
        """Whether a seat, or at a general meeting a member organisation, stands behind the vote (A-5.4.2, A-5.6.5)."""
        return self.seat_id is not None or self.organisation_id is not None


class PresenceEvent(models.Model):
    """Приход или уход, келүү же кетүү: a line of the log of presence; lines are only added."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="presence")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="presence")
    arrived = models.BooleanField()
    at = models.DateTimeField()
    noted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    # Only of a line that was not noted at once: when it was entered, and why so late.
    entered_at = models.DateTimeField(null=True, blank=True)
    late_reason = models.CharField(_("reason for the delay"), max_length=300, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.participant} {'+' if self.arrived else '-'} {moment_text(self.at, 'ru', 'time')}"


class AgendaItem(models.Model):
    """Вопрос повестки дня, күн тартибинин маселеси: a matter before a meeting, with its draft decision."""

    class Form(models.TextChoices):
        CONCLUSION = "conclusion", _("conclusion")
        PROPOSAL = "proposal", _("proposal")
        APPEAL = "appeal", _("appeal")
        INTERNAL = "internal", _("internal decision")

    class State(models.TextChoices):
        WAITING = states.WAITING, pgettext_lazy("item", "to be heard")
        VOTING = states.VOTING, pgettext_lazy("item", "vote open")
        CARRIED = states.CARRIED, pgettext_lazy("item", "adopted")
        LOST = states.LOST, pgettext_lazy("item", "not adopted")
        MOVED = states.MOVED, pgettext_lazy("item", "moved to the next meeting")

    STEPS = states.ITEM_STEPS

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    matter = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40, blank=True)
    title = models.CharField(_("question"), max_length=500)
    title_ky = models.CharField(_("question in Kyrgyz"), max_length=500, blank=True)
    decision = models.TextField(_("draft decision"), max_length=4000)
    decision_ky = models.TextField(_("draft decision in Kyrgyz"), max_length=4000, blank=True)
    form = models.CharField(_("form of the decision"), max_length=12, choices=Form.choices, default=Form.INTERNAL)
    rapporteur = models.CharField(_("rapporteur"), max_length=250, blank=True)
    preparer = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")
    ready_by = models.DateField(_("to be ready by"), null=True, blank=True)
    ready_at = models.DateTimeField(null=True, blank=True)
    reminded = models.CharField(max_length=5, blank=True)
    amendment = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="amends")
    heard = models.TextField(_("heard"), blank=True, max_length=8000)
    spoke = models.TextField(_("spoke"), blank=True, max_length=8000)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="presidium_one_item_number"),
            models.UniqueConstraint(
                fields=["matter", "subject_id"],
                condition=models.Q(state__in=["waiting", "voting"]) & ~models.Q(subject_id=""),
                name="presidium_subject_listed_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("room", args=[self.meeting_id]) + f"?item={self.number}"

    @property
    def access_root(self) -> None:
        return None
