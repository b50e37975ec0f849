"""Certificates of membership (Appendix B)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from membership import rules
from membership.models.membership import Membership

# Why a certificate was annulled or replaced, as anybody may read it; another text stays inside the portal.
REASONS = {
    "renaming": _("the organisation has a new name"),
    "new_address": _("the organisation has a new address"),
    "withdrawal": _("the organisation left the Association"),
    "reorganisation": _("the organisation was reorganised"),
    "liquidation": _("the organisation was closed"),
    "exclusion": _("the membership ended"),
}

NOT_YET = "not yet"


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
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(annulled_on__isnull=True), name="membership_one_certificate"
            )
        ]

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

    @property
    def reason_shown(self) -> str:
        """Why it was annulled, in the reader's language where the reason is one of the known."""
        return str(REASONS.get(self.annul_reason, self.annul_reason))

    @property
    def public_reason(self) -> str:
        """Why it was annulled, in words that tell strangers no more than the register of members does."""
        known = REASONS.get(self.annul_reason) or REASONS.get(self.membership.end_reason)
        if known is None:
            known = _("the certificate was withdrawn") if self.membership.ends_on is None else REASONS["exclusion"]
        return str(known)

    def status_on(self, day: date) -> str:
        """Say `valid`, `annulled`, `replaced` or `not yet` as of a day; computed, never stored (A-B.7)."""
        if day < self.issued_on:
            return NOT_YET
        ended = self.annulled_on
        if ended is not None and hasattr(self, "replaced_by"):
            return rules.certificate_state(on=day, member_until=None, replaced_on=ended)
        return rules.certificate_state(on=day, member_until=ended, replaced_on=None)


class CertificateDuplicate(models.Model):
    """Дубликат сертификата, сертификаттын дубликаты: another copy under the same number after a loss (A-B.7)."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="duplicates")
    code = models.CharField(max_length=12, unique=True)
    issued_on = models.DateField()
    issued_to = models.CharField(_("issued to"), max_length=250)
    reason = models.CharField(_("what happened"), max_length=300)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "certificate__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(_("Duplicate of certificate %(number)s") % {"number": self.certificate})

    @property
    def access_root(self):
        return self.certificate.organisation
