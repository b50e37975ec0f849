"""Memberships, the orders they stand on, and certificates."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from membership import states
from membership.models.application import Application


class Membership(DatedModel):
    """Членство, мүчөлүк: an organisation is a member or a candidate from a day on (A-3.3)."""

    class Kind(models.TextChoices):
        MEMBER = "member", pgettext_lazy("membership", "member")
        CANDIDATE = "candidate", pgettext_lazy("membership", "candidate")

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="memberships")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    ground = models.CharField(max_length=12, choices=Application.Ground.choices)
    end_reason = models.CharField(max_length=30, blank=True)

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="membership_one_open_membership"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"


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

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        if self.number:
            return str(_("Order No. %(number)s") % {"number": self.number})
        return str(_("Draft of an order"))

    def get_absolute_url(self) -> str:
        return reverse("order", args=[self.pk])


class OrderLine(models.Model):
    """Строка приказа, буйруктун саптары: one organisation that an order includes."""

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="order_line")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.application.organisation)


class Certificate(models.Model):
    """Сертификат члена Ассоциации, мүчө сертификаты: Appendix B; its number is given once and never again."""

    number = models.PositiveIntegerField(unique=True)
    code = models.CharField(max_length=12, unique=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="certificates")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=300)
    address = models.CharField(max_length=300)
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by")
    handed_on = models.DateField(null=True, blank=True)
    handed_to = models.CharField(_("handed to"), max_length=250, blank=True)
    annulled_on = models.DateField(null=True, blank=True)
    annul_reason = models.CharField(max_length=300, blank=True)

    access_path = "organisation"

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"№\u00a0{self.number:03d}"

    def get_absolute_url(self) -> str:
        return reverse("certificate", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @property
    def shown_code(self) -> str:
        """The code as printed: two groups of four."""
        return f"{self.code[:4]}-{self.code[4:]}"

    def status_on(self, day: date) -> str:
        """Say `valid`, `annulled`, `replaced` or `not yet` as of a day; computed, never stored (A-B.7)."""
        if day < self.issued_on:
            return "not yet"
        if self.annulled_on is None or day < self.annulled_on:
            return "valid"
        return "replaced" if hasattr(self, "replaced_by") else "annulled"
