"""A change of the rules that the Presidium is asked to decide on."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from presidium import states


class RuleChange(models.Model):
    """Изменение правил, эрежелерди өзгөртүү: settings proposed anew; carried, they become a version (A-3.10)."""

    class State(models.TextChoices):
        PROPOSED = states.PROPOSED, pgettext_lazy("change of the rules", "waits for a meeting")
        LISTED = states.LISTED, pgettext_lazy("change of the rules", "on the agenda of a meeting")
        IN_FORCE = states.IN_FORCE, pgettext_lazy("change of the rules", "decided")
        REJECTED = states.REJECTED, pgettext_lazy("change of the rules", "not adopted")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("change of the rules", "taken back")

    STEPS = states.RULE_CHANGE_STEPS

    values = models.JSONField(default=dict)
    reason = models.TextField(_("why"), max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    rule_set = models.ForeignKey("association.RuleSet", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Change of the rules No. %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("rule_change", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None
