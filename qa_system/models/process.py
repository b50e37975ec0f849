"""Processes, how they feed each other, and the indicators they are judged by."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from qa_system.models.system import InSystem


class Area(models.TextChoices):
    """Направление деятельности, иштин багыты (K-2)."""

    EDUCATIONAL = "educational", _("educational")
    FINANCIAL = "financial", _("financial")
    PRODUCTION = "production", _("production")
    ANALYTICAL = "analytical", _("analytical")
    RESEARCH = "research", _("research")
    INNOVATION = "innovation", _("innovation")
    INTERNATIONAL = "international", _("international")
    OTHER = "other", _("other activity")


class Stage(models.TextChoices):
    """Этап услуги, кызматтын баскычы (K-8)."""

    NEEDS = "needs", _("needs of the stakeholders")
    DESIGN = "design", _("design of programmes")
    ADMISSION = "admission", _("admission")
    TEACHING = "teaching", _("teaching")
    ASSESSMENT = "assessment", _("assessment of learners")
    COMPLETION = "completion", _("completion and employment")
    SATISFACTION = "satisfaction", _("satisfaction with the results")


class Process(InSystem):
    """Процесс, процесс: turns inputs into results that answer requirements (K-10, K-13.1a)."""

    class Class(models.TextChoices):
        CORE = "core", _("core process")
        SUPPORT = "support", _("support process")

    code = models.CharField(_("code"), max_length=12)
    name_ru = models.CharField(_("name, in Russian"), max_length=200)
    name_ky = models.CharField(_("name, in Kyrgyz"), max_length=200, blank=True)
    classification = models.CharField(_("class"), max_length=8, choices=Class.choices)
    area = models.CharField(_("area of activity"), max_length=14, choices=Area.choices)
    stage = models.CharField(_("stage"), max_length=14, choices=Stage.choices, blank=True)
    purpose_ru = models.TextField(_("purpose, in Russian"), blank=True, max_length=1000)
    purpose_ky = models.TextField(_("purpose, in Kyrgyz"), blank=True, max_length=1000)
    card = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "processes"
        ordering = ["classification", "code", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "code"], condition=models.Q(dropped_on=None), name="qa_system_one_process_of_code"
            )
        ]

    def __str__(self) -> str:
        return self.name_ru

    def get_absolute_url(self) -> str:
        return reverse("qa_process", args=[self.pk])


class ProcessLink(models.Model):
    """Вход и выход, кирүү жана чыгуу: what a process gives to another or to the outside (K-5.2)."""

    supplier = models.ForeignKey(
        Process, on_delete=models.PROTECT, null=True, blank=True, related_name="outputs", verbose_name=_("from")
    )
    customer = models.ForeignKey(
        Process, on_delete=models.PROTECT, null=True, blank=True, related_name="inputs", verbose_name=_("to")
    )
    outside = models.ForeignKey(
        "qa_system.Stakeholder", on_delete=models.PROTECT, null=True, blank=True, related_name="links"
    )
    what_ru = models.CharField(_("what is handed on, in Russian"), max_length=300)
    what_ky = models.CharField(_("what is handed on, in Kyrgyz"), max_length=300, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(supplier__isnull=False) | models.Q(customer__isnull=False),
                name="qa_system_link_has_an_end",
            ),
            models.CheckConstraint(
                condition=models.Q(supplier__isnull=True)
                | models.Q(customer__isnull=True)
                | ~models.Q(supplier=models.F("customer")),
                name="qa_system_link_of_two",
            ),
        ]

    def __str__(self) -> str:
        return self.what_ru

    @property
    def access_root(self):
        return (self.supplier or self.customer).system.organisation


class OfProcess(models.Model):
    """A line of a process card."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT)

    access_path = "process__system__organisation"

    class Meta:
        abstract = True
        ordering = ["pk"]

    @property
    def access_root(self):
        return self.process.system.organisation


class ProcessStep(OfProcess):
    """Шаг процесса, процесстин кадамы."""

    number = models.PositiveIntegerField(_("number"))
    text_ru = models.CharField(_("step, in Russian"), max_length=500)
    text_ky = models.CharField(_("step, in Kyrgyz"), max_length=500, blank=True)
    who = models.CharField(_("who does it"), max_length=200, blank=True)

    class Meta(OfProcess.Meta):
        default_related_name = "steps"
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.text_ru


class Resource(OfProcess):
    """Ресурс, ресурс: what a process needs and what it has (K-13.1d)."""

    name_ru = models.CharField(_("resource, in Russian"), max_length=200)
    name_ky = models.CharField(_("resource, in Kyrgyz"), max_length=200, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    need = models.DecimalField(_("needed"), max_digits=12, decimal_places=2)
    have = models.DecimalField(_("at hand"), max_digits=12, decimal_places=2)

    class Meta(OfProcess.Meta):
        default_related_name = "resources"

    def __str__(self) -> str:
        return self.name_ru


class Risk(OfProcess):
    """Риск, тобокелдик: what may go wrong, and what is done about it."""

    text_ru = models.CharField(_("risk, in Russian"), max_length=500)
    text_ky = models.CharField(_("risk, in Kyrgyz"), max_length=500, blank=True)
    likelihood = models.PositiveIntegerField(_("likelihood, 1 to 5"))
    impact = models.PositiveIntegerField(_("impact, 1 to 5"))
    measure_ru = models.CharField(_("measure, in Russian"), max_length=500, blank=True)
    measure_ky = models.CharField(_("measure, in Kyrgyz"), max_length=500, blank=True)

    class Meta(OfProcess.Meta):
        default_related_name = "risks"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(likelihood__range=(1, 5), impact__range=(1, 5)), name="qa_system_risk_scale"
            )
        ]

    def __str__(self) -> str:
        return self.text_ru


class Indicator(OfProcess):
    """Показатель, индикатор; көрсөткүч, индикатор: one thing in the text (K-13.1c)."""

    class Direction(models.TextChoices):
        HIGHER = "higher", _("higher is better")
        LOWER = "lower", _("lower is better")
        RANGE = "range", _("inside a range")

    class Frequency(models.TextChoices):
        MONTH = "month", _("every month")
        QUARTER = "quarter", _("every quarter")
        TERM = "term", _("every term")
        YEAR = "year", _("every year")

    code = models.CharField(_("code"), max_length=12)
    name_ru = models.CharField(_("name, in Russian"), max_length=300)
    name_ky = models.CharField(_("name, in Kyrgyz"), max_length=300, blank=True)
    formula_ru = models.CharField(_("formula, in Russian"), max_length=500, blank=True)
    formula_ky = models.CharField(_("formula, in Kyrgyz"), max_length=500, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    direction = models.CharField(_("direction"), max_length=6, choices=Direction.choices, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=12, decimal_places=3, null=True, blank=True)
    baseline_year = models.PositiveIntegerField(_("year of the baseline"), null=True, blank=True)
    met_from = models.PositiveIntegerField(_("reached from, % of the target"), default=100)
    near_from = models.PositiveIntegerField(_("near from, % of the target"), default=90)
    weight = models.PositiveIntegerField(_("weight in the process"), default=1)
    frequency = models.CharField(_("how often"), max_length=8, choices=Frequency.choices, blank=True)
    source_ru = models.CharField(_("source of the data, in Russian"), max_length=300, blank=True)
    source_ky = models.CharField(_("source of the data, in Kyrgyz"), max_length=300, blank=True)
    responsible = models.ForeignKey(
        "association.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="indicators"
    )
    is_learning_result = models.BooleanField(_("shows a result of learning"), default=False)
    is_resource = models.BooleanField(_("shows a resource: people, money, premises, equipment"), default=False)
    passport = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta(OfProcess.Meta):
        default_related_name = "indicators"
        ordering = ["process", "code", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(near_from__lte=models.F("met_from"), weight__gte=1), name="qa_system_bands"
            )
        ]

    def __str__(self) -> str:
        return self.name_ru

    def get_absolute_url(self) -> str:
        return reverse("qa_indicator", args=[self.pk])


class Target(models.Model):
    """Целевое значение на год, жылдык максаттуу маани; `value` or, for a range, `low` and `high`."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    year = models.PositiveIntegerField(_("year"))
    value = models.DecimalField(_("target"), max_digits=12, decimal_places=3, null=True, blank=True)
    low = models.DecimalField(_("not below"), max_digits=12, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(_("not above"), max_digits=12, decimal_places=3, null=True, blank=True)

    access_path = "indicator__process__system__organisation"

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year"], name="qa_system_one_target_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"

    @property
    def plain(self) -> dict[str, Decimal | None]:
        """Its values without zeros that say nothing."""
        ends = {"value": self.value, "low": self.low, "high": self.high}
        return {name: None if one is None else Decimal(f"{one.normalize():f}") for name, one in ends.items()}

    @property
    def access_root(self):
        return self.indicator.process.system.organisation
