"""Elections, the candidates of each, early release, and who leads a meeting when no chair is there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from presidium import states
from presidium.rules.offices import RELEASE_REASONS


class Representation(DatedModel):
    """Уполномочие представителя, өкүлдүн ыйгарым укугу: who votes for an organisation, by a dated paper (A-5.6.5)."""

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="representations")

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation}"


class PresidingChoice(models.Model):
    """Избрание председательствующего, төрагалык кылуучуну шайлоо: by those present, while both offices are empty."""

    meeting = models.ForeignKey("presidium.Meeting", on_delete=models.PROTECT, related_name="presiding_choices")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="+")
    votes_for = models.PositiveIntegerField(_("votes for"))
    present = models.PositiveIntegerField()
    chosen_at = models.DateTimeField()
    noted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.participant)


class Election(models.Model):
    """Выборы, шайлоо: to seats or of the chair at a general meeting, of the deputy in the Presidium (A-3.6, A-3.8)."""

    class Kind(models.TextChoices):
        SEATS = "seats", _("to the Presidium")
        CHAIR = "chair", _("of the chair")
        DEPUTY = "deputy", _("of the deputy chair")

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("election", "nominations are open")
        LISTED = states.LISTED, pgettext_lazy("election", "on the agenda of a meeting")
        ELECTED = states.ELECTED, pgettext_lazy("election", "held")
        UNDECIDED = states.UNDECIDED, pgettext_lazy("election", "nobody was elected")

    STEPS = states.ELECTION_STEPS

    kind = models.CharField(_("election"), max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(state__in=[states.OPEN, states.LISTED]), name="presidium_one_open_election"
            )
        ]

    def __str__(self) -> str:
        return str(_("Election %(kind)s") % {"kind": self.get_kind_display()})

    def get_absolute_url(self) -> str:
        return reverse("election", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.OPEN, self.State.LISTED)


class Candidacy(models.Model):
    """Кандидатура, талапкерлик: one name put to the vote, by whom, and how the vote on it ended."""

    class Outcome(models.TextChoices):
        ELECTED = "elected", pgettext_lazy("candidate", "elected")
        NOT = "not", pgettext_lazy("candidate", "not elected")

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="candidacies")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="candidacies")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    proposed_by = models.CharField(_("proposed by"), max_length=300)
    nominated_at = models.DateTimeField()
    nominated_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    vote = models.ForeignKey("presidium.Vote", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name_plural = "candidacies"
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "person"], condition=Q(taken_back_at__isnull=True), name="presidium_named_once"
            ),
            models.UniqueConstraint(fields=["election", "number"], name="presidium_one_candidate_number"),
        ]

    def __str__(self) -> str:
        return str(self.person)


class Release(models.Model):
    """Досрочное освобождение, мөөнөтүнөн мурда бошотуу: of an office, on one of three grounds by its paper (A-3.7)."""

    class Reason(models.TextChoices):
        DISMISSED = "dismissed", _("dismissed from the member organisation")
        ORGANISATION_LEFT = "organisation_left", _("the organisation has left the Association")
        OWN_WISH = "own_wish", _("own application")
        GROSS_VIOLATION = "gross_violation", _("gross violation or acts against the Association")

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("release", "waits for a meeting")
        LISTED = states.LISTED, pgettext_lazy("release", "on the agenda of a meeting")
        GRANTED = states.GRANTED, pgettext_lazy("release", "released")
        REFUSED = states.REFUSED, pgettext_lazy("release", "not released")

    STEPS = states.RELEASE_STEPS

    office = models.ForeignKey("presidium.Office", on_delete=models.PROTECT, related_name="releases")
    reason = models.CharField(_("ground"), max_length=20, choices=Reason.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    note = models.TextField(_("what happened"), max_length=2000, blank=True)
    paper = models.ForeignKey("association.Basis", on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    presided_by = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office"], condition=Q(state__in=[states.OPEN, states.LISTED]), name="presidium_one_release"
            )
        ]

    def __str__(self) -> str:
        return str(_("Early release: %(name)s") % {"name": self.office.person})

    @property
    def clause(self) -> str:
        """The clause of its ground."""
        return RELEASE_REASONS[self.reason]
