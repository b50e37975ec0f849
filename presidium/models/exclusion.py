"""Cases of exclusion and the consents given to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.statute import Verdict
from presidium import states


class ExclusionCase(models.Model):
    """Дело об исключении, чыгаруу жөнүндө иш: a member's motion to exclude another one, up to its end (A-3.14)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("exclusion", "draft of the motion")
        FILED = states.FILED, pgettext_lazy("exclusion", "motion handed in")
        REGISTERED = states.REGISTERED, pgettext_lazy("exclusion", "waits for a meeting")
        LISTED = states.LISTED, pgettext_lazy("exclusion", "on the agenda of a meeting")
        HEARD = states.HEARD, pgettext_lazy("exclusion", "consents are being given")
        AGREED = states.AGREED, pgettext_lazy("exclusion", "waits for a confirmation")
        CARRIED = states.ENDED, pgettext_lazy("exclusion", "in the draft order")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("exclusion", "motion taken back")
        DROPPED = states.DROPPED, pgettext_lazy("exclusion", "closed without an exclusion")
        LAPSED = states.LAPSED, pgettext_lazy("exclusion", "of no effect")

    STEPS = states.EXCLUSION_STEPS
    OPEN = (State.DRAFT, State.FILED, State.REGISTERED, State.LISTED, State.HEARD, State.AGREED)
    UNSENT = (State.DRAFT, State.FILED)
    AHEAD = (State.REGISTERED, State.LISTED)
    access_path = "initiator"

    initiator = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="motions")
    target = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="exclusion_cases")
    membership = models.ForeignKey("membership.Membership", on_delete=models.PROTECT, related_name="exclusion_cases")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    grounds = models.TextField(_("grounds"), max_length=4000)
    evidence = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    filed_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    explanation = models.TextField(_("explanation of the organisation"), max_length=4000, blank=True)
    explained_at = models.DateTimeField(null=True, blank=True)
    explained_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey("presidium.AgendaItem", on_delete=models.PROTECT, null=True, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, related_name="+")
    rule_set = models.ForeignKey("association.RuleSet", on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.JSONField(null=True, blank=True)
    hindrance = models.JSONField(null=True, blank=True)
    sheet = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    dossier = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    order = models.ForeignKey("membership.Order", on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    close_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(state__in=[states.FILED, states.REGISTERED, states.LISTED, states.HEARD, states.AGREED]),
                name="presidium_one_open_case",
            ),
            models.CheckConstraint(condition=~Q(initiator=models.F("target")), name="presidium_case_of_another"),
        ]

    def __str__(self) -> str:
        return str(_("Case on the exclusion of %(school)s") % {"school": self.target.title})

    def get_absolute_url(self) -> str:
        return reverse("exclusion", args=[self.pk])

    @property
    def access_root(self):
        return self.initiator

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def judged(self) -> Verdict | None:
        """The verdict that stands, as it was frozen at the meeting or at the latest sheet."""
        return Verdict.from_dict(self.verdict) if self.verdict else None

    @property
    def hindered(self) -> Verdict | None:
        """What the agreed exclusion waits for, as the verb below said it."""
        return Verdict.from_dict(self.hindrance) if self.hindrance else None


class Consent(models.Model):
    """Согласие на исключение, чыгарууга макулдук: of one holder of a seat, once, by vote or by sheet (A-3.14)."""

    class Kind(models.TextChoices):
        VOTE = "vote", _("by vote at the meeting")
        SHEET = "sheet", _("by the consent sheet")

    case = models.ForeignKey(ExclusionCase, on_delete=models.PROTECT, related_name="consents")
    seat = models.ForeignKey("presidium.Seat", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=Kind.choices)
    ballot = models.ForeignKey("presidium.Ballot", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    signature = models.ForeignKey(
        "association.Signature", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat__person__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["case", "seat"], name="presidium_one_consent_each"),
            models.CheckConstraint(
                condition=Q(kind="vote", signature__isnull=True) | Q(kind="sheet", signature__isnull=False),
                name="presidium_consent_has_its_proof",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_kind_display()}"
