"""Who keeps the system: the quality unit or officer, the commission."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from qa_system import states
from qa_system.models.system import InSystem, Stakeholder


class QualityBody(InSystem):
    """Структурное подразделение или ответственное лицо по ОК, СК боюнча түзүмдүк бөлүм же жооптуу адам (K-11)."""

    class Kind(models.TextChoices):
        UNIT = "unit", _("quality unit")
        OFFICER = "officer", _("quality officer")

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("quality body", "being prepared")
        DECIDED = states.DECIDED, pgettext_lazy("quality body", "decided by the council")
        ACTIVE = states.ACTIVE, pgettext_lazy("quality body", "at work")
        CLOSED = states.CLOSED, pgettext_lazy("quality body", "closed")

    STEPS = states.BODY_STEPS

    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    name_ru = models.CharField(_("name, in Russian"), max_length=300)
    name_ky = models.CharField(_("name, in Kyrgyz"), max_length=300, blank=True)
    why_no_unit = models.TextField(_("why a unit cannot be set up"), blank=True, max_length=1000)
    decision = models.ForeignKey(
        "qa_system.CouncilDecision", on_delete=models.PROTECT, null=True, blank=True, related_name="bodies"
    )
    order_number = models.CharField(_("number of the head's order"), max_length=60, blank=True)
    ordered_on = models.DateField(_("date of the head's order"), null=True, blank=True)
    order_paper = models.ForeignKey(
        "association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    control = models.CharField(_("who watches over the order"), max_length=300, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "bodies"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["system"], condition=~models.Q(state="closed"), name="qa_system_one_quality_body"
            )
        ]

    def __str__(self) -> str:
        return self.name_ru


class BodyMember(DatedModel):
    """Сотрудник подразделения, бөлүмдүн кызматкери."""

    body = models.ForeignKey(QualityBody, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    post_ru = models.CharField(_("post, in Russian"), max_length=200)
    post_ky = models.CharField(_("post, in Kyrgyz"), max_length=200, blank=True)
    is_head = models.BooleanField(_("leads the unit"), default=False)

    access_path = "body__system__organisation"

    class Meta(DatedModel.Meta):
        ordering = ["-is_head", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.post_ru}"

    @property
    def access_root(self):
        return self.body.system.organisation


class BodyFunction(models.Model):
    """Функция подразделения, бөлүмдүн милдети: of K-12 and K-13, or added by the organisation (K-14)."""

    body = models.ForeignKey(QualityBody, on_delete=models.PROTECT, related_name="functions")
    clause = models.CharField(_("clause"), max_length=10, blank=True)
    text_ru = models.CharField(_("function, in Russian"), max_length=500)
    text_ky = models.CharField(_("function, in Kyrgyz"), max_length=500, blank=True)
    order_reference = models.CharField(_("number and date of the order that adds it"), max_length=200, blank=True)
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)

    access_path = "body__system__organisation"

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text_ru

    @property
    def access_root(self):
        return self.body.system.organisation


class WorkPlan(InSystem):
    """План работы на учебный год, окуу жылына карата иш планы (K-11e, Q15)."""

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("plan", "draft")
        APPROVED = states.APPROVED, pgettext_lazy("plan", "approved")

    STEPS = states.PLAN_STEPS

    year = models.PositiveIntegerField(_("academic year that begins in"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "plans"
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["system", "year"], name="qa_system_one_plan_a_year")]

    def __str__(self) -> str:
        return f"{self.year}/{self.year + 1}"


class WorkPlanItem(models.Model):
    """Мероприятие плана, пландын иш-чарасы."""

    plan = models.ForeignKey(WorkPlan, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField()
    text_ru = models.CharField(_("activity, in Russian"), max_length=500)
    text_ky = models.CharField(_("activity, in Kyrgyz"), max_length=500, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    responsible = models.ForeignKey("association.Person", on_delete=models.PROTECT, null=True, related_name="+")
    clause = models.CharField(_("clause"), max_length=10, blank=True)
    goal = models.ForeignKey("qa_system.StrategicGoal", on_delete=models.PROTECT, null=True, blank=True)

    access_path = "plan__system__organisation"

    class Meta:
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return self.text_ru

    @property
    def access_root(self):
        return self.plan.system.organisation


class Commission(InSystem):
    """Комиссия, совет по качеству; сапат боюнча комиссия, кеңеш (K-16); optional."""

    name_ru = models.CharField(_("name, in Russian"), max_length=300)
    name_ky = models.CharField(_("name, in Kyrgyz"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (not included)"), null=True, blank=True)
    order_number = models.CharField(_("number of the order"), max_length=60, blank=True)
    ordered_on = models.DateField(_("date of the order"), null=True, blank=True)
    rules_ru = models.TextField(_("order of work, in Russian"), blank=True, max_length=5000)
    rules_ky = models.TextField(_("order of work, in Kyrgyz"), blank=True, max_length=5000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        default_related_name = "commissions"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name_ru


class CommissionMember(DatedModel):
    """Член комиссии, комиссиянын мүчөсү: of the staff or of a type of stakeholders."""

    commission = models.ForeignKey(Commission, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    side = models.CharField(_("whom the person represents"), max_length=12, choices=Stakeholder.Kind.choices)
    post_ru = models.CharField(_("post, in Russian"), max_length=200, blank=True)
    post_ky = models.CharField(_("post, in Kyrgyz"), max_length=200, blank=True)
    is_chair = models.BooleanField(_("chairs the commission"), default=False)

    access_path = "commission__system__organisation"

    class Meta(DatedModel.Meta):
        ordering = ["-is_chair", "pk"]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def access_root(self):
        return self.commission.system.organisation
