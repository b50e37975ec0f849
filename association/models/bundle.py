"""Issued papers put together for printing or keeping."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

ARCHIVE_DAYS = 30


class Bundle(models.Model):
    """Подборка документов, документтердин топтому: issued papers as one file, made of their bytes.

    An archive is kept for ARCHIVE_DAYS; the papers themselves stay, and it is made of them again when it is asked for.
    A PDF of `parts` has bookmarks and may hold files that people brought: {paper or file: key, title, level}.
    """

    class Form(models.TextChoices):
        ZIP = "zip", _("all files in one archive (ZIP)")
        PDF = "pdf", _("one PDF for printing")

    form = models.CharField(max_length=3, choices=Form.choices)
    name = models.CharField(max_length=120)
    papers = models.JSONField(default=list)
    parts = models.JSONField(default=list)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey("association.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    removed_at = models.DateTimeField(null=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="association_bundle_subject")]

    def __str__(self) -> str:
        return self.name
