"""The library of methodical materials and the processes of the QMS they belong to."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.search import fold


class QmsProcess(models.Model):
    """Процесс СМК, СМС процесси: one process of the quality management system, as the Association names them."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    name = models.CharField(_("name"), max_length=200)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=200, blank=True)
    is_core = models.BooleanField(_("core process"), default=True)
    closed_on = models.DateField(_("not used since"), null=True, blank=True)
    sort_key = models.CharField(max_length=60, db_index=True, editable=False)

    class Meta:
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def called(self, language: str) -> str:
        """Code and name as a reader of the language is told them; the Russian name where there is no other."""
        return f"{self.code} {self.name_ky}" if language[:2] == "ky" and self.name_ky else str(self)


class LibraryItem(models.Model):
    """Методическая разработка, методикалык иштелме: a text of a member organisation kept for the others (A-7.2.9)."""

    class Kind(models.TextChoices):
        PROCEDURE = "procedure", pgettext_lazy("methodical material", "documented procedure")
        INSTRUCTION = "instruction", pgettext_lazy("methodical material", "methodological instruction")
        AUDIT = "audit", pgettext_lazy("methodical material", "report of an internal audit")
        OTHER = "other", pgettext_lazy("methodical material", "other methodical material")

    class Audience(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("readers of a material", "everybody")
        MEMBERS = "members", pgettext_lazy("readers of a material", "members and candidates")
        PRESIDIUM = "presidium", pgettext_lazy("readers of a material", "the Presidium")

    class Licence(models.TextChoices):
        ASSOCIATION = "association", pgettext_lazy("licence", "for use within the Association")
        FREE = "free", pgettext_lazy("licence", "free use with the name of the author")
        ASK = "ask", pgettext_lazy("licence", "with the consent of the author")

    access_path = "organisation"

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=300)
    title_ky = models.CharField(_("title in Kyrgyz"), max_length=300, blank=True)
    note = models.TextField(_("what it is for"), max_length=2000, blank=True)
    note_ky = models.TextField(_("what it is for, in Kyrgyz"), max_length=2000, blank=True)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="materials")
    authors = models.CharField(_("authors"), max_length=300, blank=True)
    process = models.ForeignKey(QmsProcess, on_delete=models.PROTECT, null=True, blank=True, related_name="materials")
    licence = models.CharField(_("licence"), max_length=12, choices=Licence.choices, default=Licence.ASSOCIATION)
    audience = models.CharField(_("who may read it"), max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_on = models.DateField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.CharField(_("reason"), max_length=300, blank=True)
    search = models.TextField(editable=False)

    class Meta:
        ordering = ["-added_on", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library_item", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    def called(self, language: str) -> str:
        """The title as a reader of the language is told it; the Russian one where there is no other."""
        return self.title_ky if language[:2] == "ky" and self.title_ky else self.title

    def described(self, language: str) -> str:
        """What it is for, likewise."""
        return self.note_ky if language[:2] == "ky" and self.note_ky else self.note

    def refold(self) -> None:
        """Fill the column that the search rests on; the name of the organisation is looked for in its own."""
        process = f"{self.process.name} {self.process.name_ky}" if self.process else ""
        texts = (self.title, self.title_ky, self.note, self.note_ky, self.authors, process)
        self.search = " ".join(fold(text) for text in texts if text)
