"""Materials of the questions of an agenda, and the log of who was given them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Material(models.Model):
    """Материал к вопросу, маселенин материалы: a file that those asked to a meeting read before it (A-4.8)."""

    item = models.ForeignKey("presidium.AgendaItem", on_delete=models.PROTECT, related_name="materials")
    title = models.CharField(_("name of the material"), max_length=200)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item__number", "pk"]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def assigned_to(cls, user, right: str) -> Q:
        """Those asked to a meeting read its materials once it is called; who prepares a question reads its own."""
        if right != "view_agenda" or not user.person_id:
            return Q(pk__in=[])
        asked = Q(item__meeting__participants__person=user.person_id) & ~Q(item__meeting__state="planned")
        return (asked | Q(item__preparer=user.person_id)) & Q(withdrawn_at=None)


class Handing(models.Model):
    """Раздача материала, материалды таратуу: a material given to one person; when it was first opened (A-4.8)."""

    class Way(models.TextChoices):
        PORTAL = "portal", pgettext_lazy("material", "in the portal")
        PAPER = "paper", pgettext_lazy("material", "on paper")

    material = models.ForeignKey(Material, on_delete=models.PROTECT, related_name="handings")
    participant = models.ForeignKey("presidium.Participant", on_delete=models.PROTECT, related_name="handings")
    way = models.CharField(max_length=6, choices=Way.choices)
    handed_at = models.DateTimeField()
    handed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["material", "participant"], name="presidium_handed_once")]

    def __str__(self) -> str:
        return f"{self.material}: {self.participant}"
