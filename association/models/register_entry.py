"""Numbers and the journals they are given in."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Counter(models.Model):
    """Счётчик, эсептегич: the last number given in a series, by year or endless (year 0)."""

    series = models.CharField(max_length=40)
    year = models.PositiveIntegerField(default=0)
    value = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="association_one_counter")]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.value}"


class RegisterEntry(models.Model):
    """Запись журнала регистрации, каттоо журналынын жазуусу: one incoming or outgoing document (A-7.2.2).

    A paper from outside keeps who sent it, under which number, when it came and until when it is to be answered.
    """

    class Series(models.TextChoices):
        INCOMING = "incoming", _("incoming")
        OUTGOING = "outgoing", _("outgoing")

    class Kind(models.TextChoices):
        LETTER = "letter", pgettext_lazy("kind of document", "letter")
        REQUEST = "request", pgettext_lazy("kind of document", "request")
        ORDER = "order_external", pgettext_lazy("kind of document", "order of the authority")
        APPLICATION = "application", pgettext_lazy("kind of document", "application")
        RECOMMENDATION = "recommendation", pgettext_lazy("kind of document", "recommendations")
        PROPOSAL = "proposal", pgettext_lazy("kind of document", "proposals")
        APPEAL = "appeal", pgettext_lazy("kind of document", "appeal")
        NOTE = "note", pgettext_lazy("kind of document", "analytical note")
        OTHER = "other", pgettext_lazy("kind of document", "other document")

    class Correspondent(models.TextChoices):
        AUTHORITY = "authority", pgettext_lazy("correspondent", "authority")
        MEMBER = "member", pgettext_lazy("correspondent", "member of the Association")
        SCHOOL = "school", pgettext_lazy("correspondent", "other educational organisation")
        REGION = "region", pgettext_lazy("correspondent", "organisation of another region")
        PARTNER = "partner", pgettext_lazy("correspondent", "partner")
        PERSON = "person", pgettext_lazy("correspondent", "private person")
        OTHER = "other", pgettext_lazy("correspondent", "other correspondent")

    class How(models.TextChoices):
        PORTAL = "portal", pgettext_lazy("way of a paper", "in the portal")
        EMAIL = "email", pgettext_lazy("way of a paper", "by e-mail")
        POST = "post", pgettext_lazy("way of a paper", "by post")
        HAND = "hand", pgettext_lazy("way of a paper", "by hand")

    series = models.CharField(max_length=10, choices=Series.choices)
    year = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    index = models.CharField(max_length=30)
    registered_at = models.DateTimeField()
    registered_on = models.DateField()
    registered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    correspondent = models.CharField(max_length=300)
    heading = models.CharField(max_length=300)
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, null=True, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    sheets = models.PositiveIntegerField(default=1)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies")
    kind = models.CharField(max_length=16, choices=Kind.choices, default=Kind.LETTER)
    correspondent_kind = models.CharField(max_length=10, choices=Correspondent.choices, blank=True)
    their_number = models.CharField(max_length=60, blank=True)
    their_date = models.DateField(null=True, blank=True)
    came_on = models.DateField(null=True, blank=True)
    late_reason = models.CharField(max_length=300, blank=True)
    how = models.CharField(max_length=6, choices=How.choices, default=How.PORTAL)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_word = models.CharField(max_length=300, blank=True)
    search = models.TextField(editable=False, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    void_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "year", "number"], name="association_one_register_number"),
            models.UniqueConstraint(
                fields=["series", "subject_type", "subject_id"],
                condition=models.Q(voided_at__isnull=True),
                name="association_registered_once",
            ),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.index}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.pk])

    @staticmethod
    def assigned_to(user, right: str) -> models.Q:
        """Those to whom a paper was passed read it, whatever else they may see."""
        if right != "view_records":
            return models.Q(pk__in=[])
        return models.Q(pk__in=Routing.objects.filter(to=user, taken_back_at=None).values("entry"))

    def is_assigned_to(self, user, right: str) -> bool:
        return right == "view_records" and self.routings.filter(to=user, taken_back_at=None).exists()

    @property
    def is_incoming(self) -> bool:
        return self.series == self.Series.INCOMING

    @property
    def is_late(self) -> bool:
        """Whether it was entered later than on the day it came (A-7.2.2)."""
        return self.came_on is not None and self.came_on < self.registered_on

    @property
    def is_open(self) -> bool:
        """Whether somebody still owes an answer or a deed."""
        return self.due_on is not None and self.done_on is None and self.voided_at is None


class RecordFile(models.Model):
    """Файл документа, документтин файлы: a scan or a file of a registered paper; added, never taken away."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class Routing(models.Model):
    """Резолюция, резолюция: an incoming paper passed to a person, with what is to be done until when (A-7.2.2)."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="routings")
    to = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="routings")
    text = models.CharField(_("what is to be done"), max_length=500)
    due_on = models.DateField(_("until"), null=True, blank=True)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    done_word = models.CharField(_("what was done"), max_length=500, blank=True)
    reply = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_why = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "to"],
                condition=models.Q(done_at__isnull=True, taken_back_at__isnull=True),
                name="association_routed_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} → {self.to}"

    def get_absolute_url(self) -> str:
        return self.entry.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.done_at is None and self.taken_back_at is None


class Dispatch(models.Model):
    """Отметка об отправке, жөнөтүү жөнүндө белги: how and when an outgoing paper really left; each way is a row."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="dispatches")
    how = models.CharField(max_length=6, choices=RegisterEntry.How.choices)
    on = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry}: {self.get_how_display()}"
