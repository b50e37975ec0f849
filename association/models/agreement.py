"""Agreements between members and with partners, and what the parties owe by them (A-5.3.3)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.models.dated import DatedModel


class Agreement(DatedModel):
    """Соглашение, макулдашуу: what members agreed between them or with a partner; `ends_on` is not included."""

    subject = models.CharField(_("subject"), max_length=300)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated_on = models.DateField(_("date"))
    with_association = models.BooleanField(_("the Association is a party"), default=False)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    reminded_on = models.DateField(null=True)

    class Meta(DatedModel.Meta):
        ordering = ["-dated_on", "-pk"]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("agreement", args=[self.pk])


class AgreementParty(models.Model):
    """Сторона соглашения, макулдашуунун тарабы: a member organisation or a partner."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, related_name="agreements"
    )
    partner = models.ForeignKey("association.Partner", on_delete=models.PROTECT, null=True, related_name="agreements")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) ^ models.Q(partner__isnull=True),
                name="association_party_is_one",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.partner)


class Obligation(models.Model):
    """Обязательство, милдеттенме: what a party of an agreement does until a day."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="obligations")
    text = models.CharField(_("what is to be done"), max_length=500)
    party = models.ForeignKey(AgreementParty, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(_("due day"))
    done_on = models.DateField(_("done on"), null=True)
    word = models.CharField(_("how it was done"), max_length=500, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text
