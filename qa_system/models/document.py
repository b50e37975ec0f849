"""The documented system: documents with their versions in both languages (K-19)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import rules, states
from qa_system.models.system import InSystem


class QaDocument(InSystem):
    """Документ ВСОК, СКИСтин документи: the ru and ky texts are one document (K-13.2, K-19a)."""

    class Kind(models.TextChoices):
        POLICY = rules.POLICY, _("quality policy")
        MANUAL = rules.MANUAL, _("quality manual")
        REGULATION = "regulation", _("regulation")
        PROCEDURE = "procedure", _("procedure")
        INSTRUCTION = "instruction", _("instruction")
        JOB_DESCRIPTION = "job", _("job description")
        STRATEGIC_PLAN = "strategic_plan", _("strategic plan")

    class Approver(models.TextChoices):
        COUNCIL = rules.COUNCIL, _("the council's decision")
        HEAD = rules.HEAD, _("the head's order")

    kind = models.CharField(_("type"), max_length=14, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=20)
    title_ru = models.CharField(_("title, in Russian"), max_length=300)
    title_ky = models.CharField(_("title, in Kyrgyz"), max_length=300, blank=True)
    approver = models.CharField(_("approved by"), max_length=8, choices=Approver.choices)
    process = models.ForeignKey(
        "qa_system.Process", on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "documents"
        ordering = ["kind", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "code"], condition=models.Q(dropped_on=None), name="qa_system_one_document_of_code"
            )
        ]

    def __str__(self) -> str:
        return self.title_ru

    def get_absolute_url(self) -> str:
        return reverse("qa_document", args=[self.pk])


class DocumentVersion(models.Model):
    """Версия документа, документтин версиясы: one draft at a time; an approved one is never changed (K-19b)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("version", "draft")
        SUBMITTED = states.SUBMITTED, pgettext_lazy("version", "before the council")
        APPROVED = states.APPROVED, pgettext_lazy("version", "approved")
        REPLACED = states.REPLACED, pgettext_lazy("version", "replaced")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("version", "withdrawn")

    STEPS = states.VERSION_STEPS

    document = models.ForeignKey(QaDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    body_ru = models.TextField(_("text, in Russian"), blank=True, max_length=100_000)
    body_ky = models.TextField(_("text, in Kyrgyz"), blank=True, max_length=100_000)
    file_ru = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_ky = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    change_ru = models.CharField(_("what changed, in Russian"), max_length=500, blank=True)
    change_ky = models.CharField(_("what changed, in Kyrgyz"), max_length=500, blank=True)
    act_name = models.CharField(_("normative act it follows"), max_length=300, blank=True)
    act_url = models.URLField(_("address of the act"), blank=True)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    review_due = models.DateField(_("to be reviewed by"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        "qa_system.CouncilDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="versions"
    )
    order_number = models.CharField(_("number of the order"), max_length=60, blank=True)
    ordered_on = models.DateField(_("date of the order"), null=True, blank=True)
    paper_ru = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper_ky = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    edit = models.PositiveIntegerField(default=1)

    access_path = "document__system__organisation"

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="qa_system_one_version_of_number"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state__in=["draft", "submitted"]), name="qa_system_one_draft"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="approved"), name="qa_system_one_version_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.title_ru}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("qa_version", args=[self.pk])

    @property
    def access_root(self):
        return self.document.system.organisation


class Acknowledgement(models.Model):
    """Ознакомление, таанышуу: who has read a version, by the own click or on a signed list."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "version__document__system__organisation"

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="qa_system_one_acknowledgement")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def access_root(self):
        return self.version.document.system.organisation
