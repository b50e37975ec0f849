"""What was found lacking, what was answered to it, and the measures that mend it (K-7.5, K-12.3, K-13.4, K-15b)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import states
from qa_system.models.system import InSystem


class Finding(InSystem):
    """Недостаток, кемчилик: with its recommendation and the head's answer (K-15b)."""

    class Source(models.TextChoices):
        MONITORING = "monitoring", _("deviation in monitoring")
        EVALUATION = "evaluation", _("internal evaluation")
        SURVEY = "survey", _("survey of stakeholders")
        COMMISSION = "commission", _("quality commission")
        COUNCIL = "council", pgettext_lazy("source of a finding", "council")
        EXTERNAL = "external", _("external evaluation")

    class Concern(models.TextChoices):
        PROCESSES = "processes", pgettext_lazy("recommendation", "processes")
        STRUCTURE = "structure", pgettext_lazy("recommendation", "structure")
        INTERACTION = "interaction", pgettext_lazy("recommendation", "interaction with stakeholders")
        RESOURCES = "resources", pgettext_lazy("recommendation", "resources")
        MANAGEMENT = "management", pgettext_lazy("recommendation", "management")

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("finding", "waits for an answer")
        ACCEPTED = states.ACCEPTED, pgettext_lazy("finding", "accepted")
        REJECTED = states.REJECTED, pgettext_lazy("finding", "rejected")
        CLOSED = states.CLOSED, pgettext_lazy("finding", "closed with proof")

    STEPS = states.FINDING_STEPS

    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    source = models.CharField(_("where it comes from"), max_length=10, choices=Source.choices)
    concerns = models.CharField(_("the recommendation concerns"), max_length=11, choices=Concern.choices)
    text_ru = models.CharField(_("what was found, in Russian"), max_length=1000)
    text_ky = models.CharField(_("what was found, in Kyrgyz"), max_length=1000, blank=True)
    recommendation_ru = models.CharField(_("recommendation, in Russian"), max_length=1000, blank=True)
    recommendation_ky = models.CharField(_("recommendation, in Kyrgyz"), max_length=1000, blank=True)
    found_on = models.DateField(_("found on"))
    found_by = models.CharField(_("found by"), max_length=200, blank=True)
    process = models.ForeignKey(
        "qa_system.Process", on_delete=models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name=_("process"),
    )  # fmt: skip
    indicator = models.ForeignKey(
        "qa_system.Indicator", on_delete=models.PROTECT, null=True, blank=True, related_name="findings",
        verbose_name=_("indicator"),
    )  # fmt: skip
    answer_ru = models.CharField(_("answer, in Russian"), max_length=1000, blank=True)
    answer_ky = models.CharField(_("answer, in Kyrgyz"), max_length=1000, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "findings"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["system", "number"], name="qa_system_one_finding_of_number")]

    def __str__(self) -> str:
        return f"№\u00a0{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("qa_finding", args=[self.pk])


class ImprovementAction(models.Model):
    """Мера по улучшению, жакшыртуу чарасы: owner, due day, resource, expected effect, proof (K-7.5, K-12.3, Q11)."""

    class State(models.TextChoices):
        OPEN = states.OPEN, pgettext_lazy("measure", "being carried out")
        DONE = states.DONE, pgettext_lazy("measure", "done, to be checked")
        CLOSED = states.CLOSED, pgettext_lazy("measure", "closed with proof")
        DROPPED = states.DROPPED, pgettext_lazy("measure", "given up")

    STEPS = states.IMPROVEMENT_STEPS

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField(_("number"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    text_ru = models.CharField(_("measure, in Russian"), max_length=500)
    text_ky = models.CharField(_("measure, in Kyrgyz"), max_length=500, blank=True)
    owner = models.ForeignKey(
        "association.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who answers for it")
    )
    due_on = models.DateField(_("due on"))
    resource_ru = models.CharField(_("resource, in Russian"), max_length=300, blank=True)
    resource_ky = models.CharField(_("resource, in Kyrgyz"), max_length=300, blank=True)
    effect_ru = models.CharField(_("expected effect, in Russian"), max_length=500, blank=True)
    effect_ky = models.CharField(_("expected effect, in Kyrgyz"), max_length=500, blank=True)
    impact_ru = models.CharField(_("what else it changes, in Russian"), max_length=500, blank=True)
    impact_ky = models.CharField(_("what else it changes, in Kyrgyz"), max_length=500, blank=True)
    proof_ru = models.TextField(_("proof in words, in Russian"), max_length=3000, blank=True)
    proof_ky = models.TextField(_("proof in words, in Kyrgyz"), max_length=3000, blank=True)
    proof_file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    done_on = models.DateField(null=True, blank=True)
    remark_ru = models.CharField(_("effect seen or remark, in Russian"), max_length=1000, blank=True)
    remark_ky = models.CharField(_("effect seen or remark, in Kyrgyz"), max_length=1000, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        "association.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    access_path = "finding__system__organisation"

    class Meta:
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="qa_system_one_measure_of_number"),
            models.CheckConstraint(
                condition=~models.Q(state="closed")
                | models.Q(proof_file__isnull=False)
                | ~models.Q(proof_ru="", proof_ky=""),
                name="qa_system_closed_with_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.text_ru

    def get_absolute_url(self) -> str:
        return self.finding.get_absolute_url()

    @property
    def access_root(self):
        return self.finding.system.organisation

    @property
    def has_proof(self) -> bool:
        """Whether there are words or a file that prove it done."""
        return bool(self.proof_ru.strip() or self.proof_ky.strip() or self.proof_file_id)
