"""Extracts from signed minutes, and whom they were sent to."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Extract(models.Model):
    """Выписка из протокола, көчүрмө: one question of signed minutes under its own number (A-4.4e, D15)."""

    item = models.OneToOneField("presidium.AgendaItem", on_delete=models.PROTECT, related_name="extract")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Extract, question %(number)s") % {"number": self.item.number})

    def get_absolute_url(self) -> str:
        return reverse("extract", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None


class Delivery(models.Model):
    """Доведение до исполнителя, аткаруучуга жеткирүү: an extract sent, and when its reader acknowledged it (A-4.4e)."""

    extract = models.ForeignKey(Extract, on_delete=models.PROTECT, related_name="deliveries")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["extract", "person"], condition=Q(person__isnull=False), name="presidium_one_copy_a_person"
            ),
            models.UniqueConstraint(
                fields=["extract", "organisation"], condition=Q(organisation__isnull=False),
                name="presidium_one_copy_a_school",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=True, organisation__isnull=False)
                | Q(person__isnull=False, organisation__isnull=True),
                name="presidium_copy_for_one",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.addressee

    @property
    def addressee(self) -> str:
        """To whom the copy was sent."""
        return str(self.person.surname_first if self.person else self.organisation.title)
