"""The workspace of an organisation: levels, mission, goals, stakeholders and what they require."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association import clock
from association.models import DatedModel
from qa_system import rules


class QaSystem(models.Model):
    """ВСОК, СКИС: the internal quality assurance system of one organisation."""

    organisation = models.OneToOneField(
        "association.Organisation", on_delete=models.PROTECT, related_name="qa_system", primary_key=False
    )
    is_initial = models.BooleanField(_("initial vocational education"), default=False)
    is_secondary = models.BooleanField(_("secondary vocational education"), default=False)
    is_higher = models.BooleanField(_("higher vocational education"), default=False)
    mission_ru = models.TextField(_("mission, in Russian"), blank=True, max_length=3000)
    mission_ky = models.TextField(_("mission, in Kyrgyz"), blank=True, max_length=3000)
    own_site = models.URLField(_("address of the organisation's own site"), blank=True)
    opened_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    access_path = "organisation"

    class Meta:
        ordering = ["organisation__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_initial=True) | models.Q(is_secondary=True) | models.Q(is_higher=True),
                name="qa_system_has_a_level",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        return reverse("qa_home", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @classmethod
    def assigned_to(cls, user, right: str) -> models.Q:
        """Systems an official of the ministry is entrusted with today: by level, in one oblast or in all (K-O4)."""
        found = models.Q(pk__in=[])
        if right != "review_qa":
            return found
        for row in user.jurisdictions.on(clock.today()):
            place = {"organisation__district": row.oblast_id} if row.oblast_id else {}
            found |= models.Q(**{f"is_{row.level}": True}, **place)
        return found

    def is_assigned_to(self, user, right: str) -> bool:
        """Whether this system is among them."""
        return right == "review_qa" and type(self).objects.filter(self.assigned_to(user, right), pk=self.pk).exists()

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of education it gives (K-1)."""
        marks = {rules.INITIAL: self.is_initial, rules.SECONDARY: self.is_secondary, rules.HIGHER: self.is_higher}
        return tuple(level for level, given in marks.items() if given)

    @property
    def council(self) -> str:
        """The council that decides on quality assurance: `academic` or `pedagogical` (K-17)."""
        return rules.council_of(levels=self.levels)


class InSystem(models.Model):
    """A record of one organisation's system."""

    system = models.ForeignKey(QaSystem, on_delete=models.PROTECT)

    access_path = "system__organisation"

    class Meta:
        abstract = True

    @property
    def access_root(self):
        return self.system.organisation


class Staff(InSystem):
    """Сотрудник, кызматкер: a person whom the organisation names in its records, with or without an account."""

    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    post_ru = models.CharField(_("post, in Russian"), max_length=200, blank=True)
    post_ky = models.CharField(_("post, in Kyrgyz"), max_length=200, blank=True)
    added_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "staff"
        ordering = ["person__sort_key", "pk"]
        constraints = [models.UniqueConstraint(fields=["system", "person"], name="qa_system_named_once")]

    def __str__(self) -> str:
        return str(self.person)


class StrategicGoal(InSystem):
    """Стратегическая цель, стратегиялык максат (K-7.1, K-3)."""

    number = models.PositiveIntegerField(_("number"))
    text_ru = models.CharField(_("goal, in Russian"), max_length=500)
    text_ky = models.CharField(_("goal, in Kyrgyz"), max_length=500, blank=True)
    starts_in = models.PositiveIntegerField(_("from the year"))
    ends_in = models.PositiveIntegerField(_("to the year"))
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "goals"
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["system", "number"], condition=models.Q(dropped_on=None), name="qa_system_one_goal_of_number"
            ),
            models.CheckConstraint(condition=models.Q(ends_in__gte=models.F("starts_in")), name="qa_system_goal_years"),
        ]

    def __str__(self) -> str:
        return self.text_ru


class Stakeholder(InSystem):
    """Заинтересованная сторона, кызыкдар тарап: one of the seven types of K-3."""

    class Kind(models.TextChoices):
        STATE = "state", _("state bodies")
        LOCAL = "local", _("local government")
        LEARNERS = "learners", _("learners")
        PARENTS = "parents", _("parents")
        STAFF = "organisation", _("the organisation itself")
        EMPLOYERS = "employers", _("employers")
        PARTNERS = "partners", _("social partners")

    kind = models.CharField(_("type"), max_length=12, choices=Kind.choices)
    name_ru = models.CharField(_("name, in Russian"), max_length=300)
    name_ky = models.CharField(_("name, in Kyrgyz"), max_length=300, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        default_related_name = "stakeholders"
        ordering = ["kind", "pk"]

    def __str__(self) -> str:
        return self.name_ru


class Requirement(models.Model):
    """Требование заинтересованной стороны, кызыкдар тараптын талабы; linked to what answers it (K-5.3)."""

    stakeholder = models.ForeignKey(Stakeholder, on_delete=models.PROTECT, related_name="requirements")
    text_ru = models.CharField(_("requirement, in Russian"), max_length=500)
    text_ky = models.CharField(_("requirement, in Kyrgyz"), max_length=500, blank=True)
    source = models.CharField(_("where it is said"), max_length=300, blank=True)
    processes = models.ManyToManyField("qa_system.Process", blank=True, related_name="requirements")
    indicators = models.ManyToManyField("qa_system.Indicator", blank=True, related_name="requirements")
    added_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)

    access_path = "stakeholder__system__organisation"

    class Meta:
        ordering = ["stakeholder", "pk"]

    def __str__(self) -> str:
        return self.text_ru

    @property
    def access_root(self):
        return self.stakeholder.system.organisation


class QaRole(DatedModel):
    """Роль в системе качества, сапат системасындагы роль: who owns a process or takes part in it."""

    class Kind(models.TextChoices):
        OWNER = "owner", pgettext_lazy("process", "owner of a process")
        PARTICIPANT = "participant", pgettext_lazy("process", "participant of a process")

    process = models.ForeignKey("qa_system.Process", on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="qa_roles")
    post_ru = models.CharField(_("post, in Russian"), max_length=200, blank=True)
    post_ky = models.CharField(_("post, in Kyrgyz"), max_length=200, blank=True)

    access_path = "process__system__organisation"

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["process"],
                condition=models.Q(ends_on__isnull=True, kind="owner"),
                name="qa_system_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_kind_display()}"

    @property
    def access_root(self):
        return self.process.system.organisation
