"""Working groups, commissions and creative teams: people by period, tasks, notes with materials (A-3.11)."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association import clock
from association.models.dated import DatedModel
from association.models.information_request import in_language
from association.models.tags import Function
from association.rules import groups as rules

LEADS = "lead_group"


class WorkingGroup(DatedModel):
    """Рабочая группа, жумушчу топ: a group for one direction of work; `key` marks the three of clause 3.11.1–3."""

    class Kind(models.TextChoices):
        GROUP = "group", _("working group")
        COMMISSION = "commission", _("commission")
        TEAM = "team", _("creative team")

    key = models.CharField(max_length=20, unique=True, null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.GROUP)
    name = models.CharField(_("name"), max_length=200)
    name_ky = models.CharField(_("name in Kyrgyz"), max_length=200, blank=True)
    purpose = models.TextField(_("purpose"), max_length=2000)
    purpose_ky = models.TextField(_("purpose in Kyrgyz"), max_length=2000, blank=True)
    function = models.CharField(_("function"), max_length=5, choices=Function.choices, blank=True)
    clause = models.CharField(max_length=10, default="A-3.11.4")

    class Meta(DatedModel.Meta):
        ordering = ["clause", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("group", args=[self.pk])

    @property
    def called(self) -> str:
        """The name in the language of the reader."""
        return in_language(self.name, self.name_ky)

    @property
    def aim(self) -> str:
        """The purpose in the language of the reader."""
        return in_language(self.purpose, self.purpose_ky)

    @classmethod
    def assigned_to(cls, user, right: str) -> models.Q:
        """The groups that an account leads today."""
        return models.Q(pk__in=led_by(user, right).values("group"))

    def is_assigned_to(self, user, right: str) -> bool:
        return led_by(user, right).filter(group=self).exists()


class GroupSeat(DatedModel):
    """Член рабочей группы, жумушчу топтун мүчөсү: who leads a group or works in it from a day to a day."""

    class Role(models.TextChoices):
        LEADER = "leader", pgettext_lazy("working group", "leader")
        MEMBER = "member", pgettext_lazy("working group", "member")

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="group_seats")
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    role = models.CharField(_("role"), max_length=6, choices=Role.choices, default=Role.MEMBER)
    post = models.CharField(_("post"), max_length=200)

    class Meta(DatedModel.Meta):
        ordering = ["role", "person__sort_key", "pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["group"], condition=models.Q(ends_on__isnull=True, role="leader"),
                name="association_one_open_leader",
            ),
            models.UniqueConstraint(
                fields=["group", "person"], condition=models.Q(ends_on__isnull=True),
                name="association_one_open_group_seat",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person}, {self.post}"


def led_by(user, right: str) -> models.QuerySet[GroupSeat]:
    """The places of leaders that today let an account lead a group."""
    if right != LEADS or not user.is_authenticated or user.person_id is None:
        return GroupSeat.objects.none()
    return GroupSeat.objects.on(clock.today()).filter(role=GroupSeat.Role.LEADER, person=user.person_id)


class OfGroup(models.Model):
    """What belongs to a group: who leads the group may use the right of the leader on it."""

    class Meta:
        abstract = True

    @classmethod
    def assigned_to(cls, user, right: str) -> models.Q:
        """The rows of the groups that an account leads today."""
        return models.Q(group__in=led_by(user, right).values("group"))

    def is_assigned_to(self, user, right: str) -> bool:
        return led_by(user, right).filter(group=self.group_id).exists()


class GroupProposal(OfGroup):
    """Предложение в рабочую группу, жумушчу топко сунуш: a director names one of the own people (A-5.6.6)."""

    class State(models.TextChoices):
        ASKED = rules.ASKED, pgettext_lazy("person for a group", "awaits an answer")
        ACCEPTED = rules.ACCEPTED, pgettext_lazy("person for a group", "accepted")
        REFUSED = rules.REFUSED, pgettext_lazy("person for a group", "not accepted")

    STEPS = rules.PROPOSAL_STEPS
    access_path = "organisation"

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="proposals")
    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    post = models.CharField(_("post"), max_length=200)
    word = models.CharField(_("what the person can bring"), max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("answer"), max_length=500, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.group}"

    @property
    def access_root(self):
        return self.organisation


class GroupTask(OfGroup):
    """Задание группы, топтун тапшырмасы: what a member of a group does until a day."""

    class State(models.TextChoices):
        OPEN = rules.OPEN, pgettext_lazy("task of a group", "open")
        DONE = rules.DONE, pgettext_lazy("task of a group", "done")
        DROPPED = rules.DROPPED, pgettext_lazy("task of a group", "dropped")

    STEPS = rules.TASK_STEPS

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="tasks")
    text = models.CharField(_("what is to be done"), max_length=500)
    person = models.ForeignKey("association.Person", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("due day"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    word = models.CharField(_("what was done"), max_length=1000, blank=True)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["due_on", "pk"]

    def __str__(self) -> str:
        return self.text


class GroupNote(OfGroup):
    """Запись группы, топтун жазуусу: what a group met about, with the material it worked on."""

    group = models.ForeignKey(WorkingGroup, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField(_("note"), max_length=4000)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    on = models.DateField(_("day"))
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return self.text[:80]
