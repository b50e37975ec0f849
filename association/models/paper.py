"""Papers and the signatures on them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """Документ, документ: one edition of a paper; once frozen its bytes are never rendered again."""

    kind = models.CharField(max_length=8)
    language = models.CharField(max_length=2, default="ru")
    title = models.CharField(max_length=300)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    facts = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    is_draft = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    job = models.ForeignKey("association.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, blank=True)
    pages = models.PositiveIntegerField(default=0)
    waits_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="waiting")
    released_at = models.DateTimeField(null=True, blank=True)

    access_path = "organisation"

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "kind"], name="association_paper_subject")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("paper", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None

    @property
    def sha256(self) -> str:
        return self.file.sha256 if self.file else ""


class Signature(models.Model):
    """Подпись, кол тамга: who signed which bytes, in what capacity and how.

    A passkey leaves the nonce it used up, which no other signature may use, and the evidence to check it again.
    """

    class Method(models.TextChoices):
        PASSWORD = "password", _("simple electronic signature, by password")
        PASSKEY = "passkey", _("simple electronic signature, by passkey")
        SCAN = "scan", _("signed on paper, scan kept")

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="signatures")
    capacity = models.CharField(max_length=30)
    user = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    post = models.CharField(max_length=300, blank=True)
    method = models.CharField(max_length=10, choices=Method.choices)
    sha256 = models.CharField(max_length=64)
    scan = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, blank=True)
    signed_at = models.DateTimeField()
    nonce = models.CharField(max_length=32, unique=True, null=True, blank=True)
    evidence = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "capacity"], name="association_one_signature")]

    def __str__(self) -> str:
        return f"{self.name} ({self.capacity})"
