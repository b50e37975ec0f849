"""The annual report on the evaluation of the organisation (K-17b, K-17c, Q10)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import states
from qa_system.models.system import InSystem


class AnnualReport(InSystem):
    """Ежегодный отчёт об оценке, баалоо жөнүндө жылдык отчет: results of the evaluation and plans (K-17c)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("annual report", "draft")
        SUBMITTED = states.SUBMITTED, pgettext_lazy("annual report", "before the council")
        APPROVED = states.APPROVED, pgettext_lazy("annual report", "approved")

    STEPS = states.ANNUAL_STEPS

    year = models.PositiveIntegerField(_("academic year that begins in"))
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    results_ru = models.TextField(_("results of the internal evaluation, in Russian"), blank=True, max_length=20_000)
    results_ky = models.TextField(_("results of the internal evaluation, in Kyrgyz"), blank=True, max_length=20_000)
    plans_ru = models.TextField(_("plans for raising quality, in Russian"), blank=True, max_length=20_000)
    plans_ky = models.TextField(_("plans for raising quality, in Kyrgyz"), blank=True, max_length=20_000)
    evaluation_ru = models.TextField(_("evaluation report in words, in Russian"), blank=True, max_length=20_000)
    evaluation_ky = models.TextField(_("evaluation report in words, in Kyrgyz"), blank=True, max_length=20_000)
    evaluation_file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    conclusion_ru = models.TextField(_("conclusion of the commission, in Russian"), blank=True, max_length=10_000)
    conclusion_ky = models.TextField(_("conclusion of the commission, in Kyrgyz"), blank=True, max_length=10_000)
    conclusion_file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    without_conclusion_ru = models.CharField(
        _("why there is no conclusion, in Russian"), blank=True, max_length=500
    )  # fmt: skip
    without_conclusion_ky = models.CharField(
        _("why there is no conclusion, in Kyrgyz"), blank=True, max_length=500
    )  # fmt: skip
    contents = models.JSONField(default=dict)
    decision = models.ForeignKey(
        "qa_system.CouncilDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    paper_ru = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper_ky = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "reports"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["system", "year"], name="qa_system_one_report_a_year")]

    def __str__(self) -> str:
        return f"{self.year}/{self.year + 1}"

    def get_absolute_url(self) -> str:
        return reverse("qa_report", args=[self.pk])


class ReportedFinding(models.Model):
    """Ответ отчёта на недостаток, отчеттун кемчиликке жообу: what is planned for an open finding, or why nothing is."""

    report = models.ForeignKey(AnnualReport, on_delete=models.PROTECT, related_name="answers")
    finding = models.ForeignKey("qa_system.Finding", on_delete=models.PROTECT, related_name="answers")
    item = models.ForeignKey(
        "qa_system.WorkPlanItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("activity of the plan of work"),
    )  # fmt: skip
    reason_ru = models.CharField(_("why nothing is planned, in Russian"), max_length=500, blank=True)
    reason_ky = models.CharField(_("why nothing is planned, in Kyrgyz"), max_length=500, blank=True)

    access_path = "report__system__organisation"

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "finding"], name="qa_system_one_answer_of_a_report")]

    def __str__(self) -> str:
        return f"{self.report}, {self.finding}"

    @property
    def access_root(self):
        return self.report.system.organisation
