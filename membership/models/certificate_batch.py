"""Certificates issued together, as one work (Appendix B)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from association.statute import Verdict
from membership.models.certificate import Certificate
from membership.models.membership import Membership


class CertificateBatch(models.Model):
    """Выдача сертификатов списком, сертификаттарды тизме менен берүү: the members chosen for one work."""

    on = models.DateField()
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey("association.Job", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Issue of certificates No. %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("certificate_batch", args=[self.pk])


class CertificateBatchLine(models.Model):
    """Строка выдачи, берүүнүн сабы: one member of a batch, and the certificate it got or why it got none."""

    batch = models.ForeignKey(CertificateBatch, on_delete=models.PROTECT, related_name="lines")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.JSONField(default=list)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "membership"], name="membership_one_line_of_batch"),
        ]

    def __str__(self) -> str:
        return str(self.certificate or self.membership)

    @property
    def verdicts(self) -> list[Verdict]:
        """Why no certificate was issued, to be said in the reader's language."""
        return [Verdict.from_dict(one) for one in self.refusal]
