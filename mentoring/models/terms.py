"""Whether a mentor takes candidates, and how many."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models import DatedModel


class MentorTerms(DatedModel):
    """Условия наставника, насаатчынын шарттары: whether it takes candidates from a day on, and how many (A-3.16a).

    A certified member without a row takes candidates; `capacity` 0 means as many as the balance gives.
    """

    access_path = "organisation"

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="mentor_terms")
    is_available = models.BooleanField(_("takes candidates"), default=True)
    capacity = models.PositiveSmallIntegerField(_("at most so many candidates"), default=0)
    note = models.CharField(_("note"), max_length=500, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(ends_on__isnull=True), name="mentoring_one_open_terms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.capacity}"

    @property
    def access_root(self):
        return self.organisation
