"""Assignments: what a meeting or the chair gives somebody to do, until somebody else has verified the report."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from presidium import states

PRESIDIUM = "Президиум"  # the executor of what is given to the Presidium as a whole, as papers name it


class Assignment(models.Model):
    """Поручение, тапшырма: to a person, an organisation or the Presidium, with its day; verified by somebody else.

    A meeting gives it beside an item (A-3.5, A-5.7.4), or the chair to a member of the Presidium outside of a meeting
    (A-5.2.2): anew, or as a part of what was given to the Presidium as a whole or to the chair (`source`).
    """

    class State(models.TextChoices):
        NOTED = states.NOTED, pgettext_lazy("assignment", "in the draft minutes")
        GIVEN = states.GIVEN, pgettext_lazy("assignment", "given")
        TAKEN = states.TAKEN, pgettext_lazy("assignment", "being carried out")
        REPORTED = states.REPORTED, pgettext_lazy("assignment", "reported, to be verified")
        DONE = states.DONE, pgettext_lazy("assignment", "done")
        STRUCK = states.STRUCK, pgettext_lazy("assignment", "struck from the minutes")

    class Stage(models.TextChoices):
        SOON = "soon", pgettext_lazy("reminder", "three days before")
        TODAY = "today", pgettext_lazy("reminder", "on the day")
        LATE = "late", pgettext_lazy("reminder", "overdue")

    class GaveAs(models.TextChoices):
        CHAIR = "chair", _("chair")
        ACTING = "acting", _("acting chair")

    class Way(models.TextChoices):
        PAPER = "paper", pgettext_lazy("report", "on paper")
        MAIL = "mail", pgettext_lazy("report", "by e-mail")

    STEPS = states.ASSIGNMENT_STEPS
    OPEN = (State.GIVEN, State.TAKEN, State.REPORTED)
    DUE = (State.GIVEN, State.TAKEN)

    access_path = "organisation"

    item = models.ForeignKey(
        "presidium.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    giver = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    gave_as = models.CharField(max_length=6, choices=GaveAs.choices, blank=True)
    given_on = models.DateField(null=True, blank=True)
    grounds = models.CharField(_("basis"), max_length=300, blank=True)
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    number = models.PositiveIntegerField()
    text = models.CharField(_("what is to be done"), max_length=1000)
    person = models.ForeignKey(
        "association.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="assignments"
    )
    whole = models.BooleanField(_("given to the Presidium as a whole"), default=False)
    due_on = models.DateField(_("due day"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.NOTED)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    reminded = models.CharField(max_length=5, choices=Stage.choices, blank=True)
    report = models.TextField(_("report"), max_length=4000, blank=True)
    proof = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    reported_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    came_by = models.CharField(max_length=5, choices=Way.choices, blank=True)
    came_on = models.DateField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    remark = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        ordering = ["item", "number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="presidium_one_assignment_number"),
            models.UniqueConstraint(
                fields=["number"], condition=Q(item__isnull=True), name="presidium_one_number_of_the_chair"
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, giver__isnull=True, given_on__isnull=True, source__isnull=True)
                | Q(item__isnull=True, giver__isnull=False, given_on__isnull=False, person__isnull=False),
                name="presidium_assignment_of_a_meeting_or_the_chair",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False, whole=False)
                | Q(person__isnull=False, organisation__isnull=True, whole=False)
                | Q(person__isnull=True, organisation__isnull=True, whole=True),
                name="presidium_assignment_of_one_executor",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("assignment", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @property
    def executor(self) -> str:
        """Who carries it out, as lists name them."""
        if self.whole:
            return PRESIDIUM
        return str(self.person.surname_first if self.person else self.organisation.title)

    @property
    def cited(self) -> str:
        """Its number in the minutes, as 1.2 under the first question after its decision 1.1; or among the chair's."""
        return f"{self.item.number}.{self.number + 1}" if self.item else f"№\u00a0{self.number}"

    @property
    def from_day(self) -> date:
        """The day of the meeting that gave it, or the day on which the chair did."""
        return self.item.meeting.held_on if self.item else self.given_on

    @classmethod
    def assigned_to(cls, user, right: str) -> Q:
        """A person sees and carries out what is given to them."""
        if right == "carry_assignment" and user.person_id:
            return Q(person=user.person_id)
        return Q(pk__in=[])

    def is_assigned_to(self, user, right: str) -> bool:
        """Whether this account is the executor in person."""
        return right == "carry_assignment" and user.person_id is not None and user.person_id == self.person_id
