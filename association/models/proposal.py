"""The inbox of proposals for the plan and for agendas (A-5.4.5)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.rules import plans as rules


class Proposal(models.Model):
    """Предложение, сунуш: what a seat holder or a director wants in the plan or on an agenda, and the answer."""

    class Kind(models.TextChoices):
        PLAN = "plan", pgettext_lazy("proposal", "for the annual plan")
        AGENDA = "agenda", pgettext_lazy("proposal", "for the agenda of a meeting")

    class State(models.TextChoices):
        NEW = rules.NEW, pgettext_lazy("proposal", "waits for an answer")
        ACCEPTED = rules.ACCEPTED, pgettext_lazy("proposal", "accepted")
        DECLINED = rules.DECLINED, pgettext_lazy("proposal", "declined")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("proposal", "taken back")

    STEPS = rules.PROPOSAL_STEPS

    access_path = "organisation"

    kind = models.CharField(_("what it is for"), max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    title = models.CharField(_("what is proposed"), max_length=300)
    why = models.TextField(_("why, and who would do it"), max_length=2000, blank=True)
    month = models.DateField(_("when"), null=True, blank=True)
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="proposals")
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "association.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=rules.DECLINED) | ~Q(answer=""), name="association_proposal_declined_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation
