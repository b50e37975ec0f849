"""Letters that tell a decision, and the editions of their text."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from membership.models.application import Application


class DecisionLetter(models.Model):
    """Письмо о решении, чечим жөнүндө кат: D04 or D05, drafted at the decision, released once (A-3.13b, A-3.2.4)."""

    class Kind(models.TextChoices):
        ADMIT = "admit", pgettext_lazy("letter", "admission")
        CANDIDATE = "candidate", pgettext_lazy("letter", "status of candidate")
        REFUSE = "refuse", pgettext_lazy("letter", "refusal")
        RETURN = "return", pgettext_lazy("letter", "return for completion")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "application__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(_("Letter: %(kind)s") % {"kind": self.get_kind_display()})

    def get_absolute_url(self) -> str:
        return reverse("letter", args=[self.pk])

    @property
    def access_root(self):
        return self.application.organisation

    @property
    def text(self) -> LetterText:
        """The text in force: the last edition."""
        return self.texts.select_related("draft__file", "draft__job", "written_by__person").last()


class LetterText(models.Model):
    """Редакция письма, каттын редакциясы: what a person wrote into a letter before its release; written once."""

    letter = models.ForeignKey(DecisionLetter, on_delete=models.PROTECT, related_name="texts")
    reasons = models.TextField(_("Reasons, one in a line"), blank=True, max_length=4000)
    next_step = models.TextField(_("What follows"), blank=True, max_length=2000)
    contact_name = models.CharField(_("Whom to ask: name"), blank=True, max_length=200)
    contact_phone = models.CharField(_("Whom to ask: telephone"), blank=True, max_length=40)
    contact_email = models.EmailField(_("Whom to ask: e-mail"), blank=True)
    draft = models.ForeignKey("association.Paper", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.letter} ({self.pk})"

    @property
    def lines(self) -> list[str]:
        """The reasons, one by one, without the full stop that the paper sets itself."""
        return [line.strip().rstrip(".;") for line in self.reasons.splitlines() if line.strip(" .;")]
