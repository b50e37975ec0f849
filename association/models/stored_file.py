"""Files kept outside the database, named by their digest."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """Файл, файл: a checked file as somebody gave it; the bytes lie in FILES_DIR under their SHA-256."""

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        ODT = "odt", "ODT"
        ZIP = "zip", "ZIP"
        CSV = "csv", "CSV"

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(_("file name"), max_length=200)
    mime = models.CharField(max_length=100)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="files"
    )
    uploaded_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    # The bytes were written off by an act (A-4.10d); the digest and the row stay.
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey("association.WriteOffAct", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "organisation"

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.name

    @property
    def access_root(self):
        return self.organisation

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.FILES_DIR) / self.sha256[:2] / self.sha256
