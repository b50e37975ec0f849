"""Compliance by clause, the budget, and the dialogue with the ministry."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from association.models import DatedModel
from qa_system.models.system import InSystem, QaSystem


class Declaration(InSystem, DatedModel):
    """Заявление о соответствии, шайкештик тууралуу билдирүү: declared with evidence, or an own arrangement."""

    class Kind(models.TextChoices):
        DECLARED = "declared", _("declared, with evidence")
        OWN = "own", _("own arrangement, with a reason")

    clause = models.CharField(max_length=10)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text_ru = models.TextField(_("in words, in Russian"), max_length=2000)
    text_ky = models.TextField(_("in words, in Kyrgyz"), blank=True, max_length=2000)
    rating = models.PositiveIntegerField(_("own rating, 1 to 5"), null=True, blank=True)
    evidence = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        default_related_name = "declarations"
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["system", "clause"], condition=models.Q(ends_on__isnull=True), name="qa_system_one_declaration"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clause}: {self.get_kind_display()}"


class BudgetLine(InSystem):
    """Строка бюджета, бюджеттин сабы (K-20): a procedure, what it needs, what is planned and spent in a year."""

    class Source(models.TextChoices):
        OWN = "own", _("own funds")
        OTHER = "other", _("other funds")

    year = models.PositiveIntegerField(_("year"))
    procedure_ru = models.CharField(_("procedure, in Russian"), max_length=300)
    procedure_ky = models.CharField(_("procedure, in Kyrgyz"), max_length=300, blank=True)
    is_mandatory = models.BooleanField(_("mandatory procedure"), default=True)
    needed = models.DecimalField(_("needed, som"), max_digits=14, decimal_places=2)
    planned = models.DecimalField(_("planned, som"), max_digits=14, decimal_places=2)
    spent = models.DecimalField(_("spent, som"), max_digits=14, decimal_places=2, default=0)
    source = models.CharField(_("source"), max_length=6, choices=Source.choices, default=Source.OWN)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "budget_lines"
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed__gte=0, planned__gte=0, spent__gte=0), name="qa_system_budget_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.procedure_ru


class Jurisdiction(DatedModel):
    """Подведомственность, караштуулук: which level, in which oblast, an official of the ministry reads (K-O4)."""

    user = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="jurisdictions")
    level = models.CharField(_("level"), max_length=10)
    oblast = models.ForeignKey("association.District", on_delete=models.PROTECT, null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user}: {self.level}"


class MinistryRemark(models.Model):
    """Замечание министерства, министрликтин эскертүүсү, and the answer of the organisation; append only."""

    system = models.ForeignKey(QaSystem, on_delete=models.PROTECT, related_name="remarks")
    about_type = models.CharField(max_length=60)
    about_id = models.CharField(max_length=40)
    answer_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="answers")
    text = models.TextField(_("text"), max_length=3000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    access_path = "system__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def access_root(self):
        return self.system.organisation
