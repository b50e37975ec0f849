"""Applications of organisations to leave the Association."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from membership import states
from membership.models.membership import Membership


class Withdrawal(models.Model):
    """Заявление о выходе, чыгуу жөнүндө арыз: the head's own application to leave; nobody decides on it (A-3.15.2)."""

    class State(models.TextChoices):
        DRAFT = states.EXIT_DRAFT, pgettext_lazy("exit", "draft")
        SUBMITTED = states.EXIT_SUBMITTED, pgettext_lazy("exit", "submitted")
        REGISTERED = states.EXIT_REGISTERED, pgettext_lazy("exit", "registered")
        LAPSED = states.EXIT_LAPSED, pgettext_lazy("exit", "of no effect")
        TAKEN_BACK = states.EXIT_TAKEN_BACK, pgettext_lazy("exit", "taken back")

    STEPS = states.ENDING_STEPS
    OPEN = (State.DRAFT, State.SUBMITTED)
    access_path = "organisation"

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="withdrawals")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="withdrawals")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    stated_on = models.DateField(_("first day without membership"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True, max_length=1000)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scan = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, blank=True)
    signed_on = models.DateField(_("date on the application"), null=True, blank=True)
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, blank=True)
    leaves_on = models.DateField(null=True, blank=True)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    consent = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    letter = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(state__in=[states.EXIT_DRAFT, states.EXIT_SUBMITTED]),
                name="membership_one_open_withdrawal",
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=models.Q(state=states.EXIT_REGISTERED),
                name="membership_one_registered_withdrawal",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Application to leave the Association"))

    def get_absolute_url(self) -> str:
        return reverse("ending", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def came_on_paper(self) -> bool:
        """Whether the secretary entered what was brought on paper."""
        return self.scan_id is not None
