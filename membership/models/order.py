"""Orders of the authority on the composition, and their lines."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from membership import rules, states
from membership.models.application import Application
from membership.models.membership import Membership


class Order(models.Model):
    """Приказ об утверждении состава, курамды бекитүү жөнүндө буйрук: the authority's order (A-3.3)."""

    class State(models.TextChoices):
        DRAFT = states.ORDER_DRAFT, pgettext_lazy("order", "draft")
        ENTERED = states.ORDER_ENTERED, pgettext_lazy("order", "entered")
        VOID = states.ORDER_VOID, pgettext_lazy("order", "void")

    STEPS = states.ORDER_STEPS

    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    number = models.CharField(_("number of the order"), max_length=60, blank=True)
    dated_on = models.DateField(_("date of the order"), null=True, blank=True)
    scan = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, blank=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    void_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        if self.number:
            return str(_("Order No. %(number)s") % {"number": self.number})
        return str(_("Draft of an order"))

    def get_absolute_url(self) -> str:
        return reverse("order", args=[self.pk])


class OrderLine(models.Model):
    """Строка приказа, буйруктун сабы: an organisation that an order includes or removes.

    A line without an order waits for the next draft. A line that no longer stands belongs to a voided order, and a
    copy of it stands in the order that replaces that one; without an order it was of an application that lapsed.
    """

    class Kind(models.TextChoices):
        INCLUDE = "include", _("include")
        REMOVE = "remove", _("remove")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.INCLUDE)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, blank=True, related_name="order_lines"
    )
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="order_lines"
    )
    reason = models.CharField(max_length=30, choices=Membership.EndReason.choices, blank=True)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stands = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="include", application__isnull=False) | Q(kind="remove", membership__isnull=False),
                name="membership_order_line_whole",
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(stands=True), name="membership_one_order_line_each"
            ),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(stands=True, kind="remove"), name="membership_one_removal_each"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def organisation(self):
        """The organisation the line is about."""
        return self.application.organisation if self.application else self.membership.organisation

    @property
    def decision(self):
        """The paper the line stands on: the decision, or the exit; None in the organisational period."""
        return self.application.basis if self.application else self.basis

    @property
    def is_exclusion(self) -> bool:
        """Whether the order itself ends the membership; other removals have taken effect before it (A-3.14)."""
        return self.reason == Membership.EndReason.EXCLUSION

    @property
    def clause(self) -> str:
        """The clause of the ground for joining, or of the end."""
        return self.application.clause if self.application else rules.END_CLAUSES[self.reason]
