"""The annual plan of the Association: its versions, their lines, who agreed, and what became of what was planned."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.calendar import ONE_DAY, Span
from association.models.tags import Function, Task
from association.rules import plans as rules


class AnnualPlan(models.Model):
    """Годовой план, жылдык иш планы: one version of the plan of an academic year (A-4.1, A-7.2.6).

    The year is [starts_on, ends_on). An approved version is never edited; a change is the next version, which names
    the version before it in `amends`. The version in force is the latest approved one, computed and never stored.
    """

    class State(models.TextChoices):
        DRAFT = rules.DRAFT, pgettext_lazy("annual plan", "in preparation")
        LISTED = rules.LISTED, pgettext_lazy("annual plan", "on the agenda of a meeting")
        DISCUSSED = rules.DISCUSSED, pgettext_lazy("annual plan", "discussed, waits for agreements")
        AGREED = rules.AGREED, pgettext_lazy("annual plan", "agreed, waits for approval")
        APPROVED = rules.APPROVED, pgettext_lazy("annual plan", "approved")
        WITHDRAWN = rules.WITHDRAWN, pgettext_lazy("annual plan", "taken back")

    STEPS = rules.PLAN_STEPS

    starts_on = models.DateField(_("academic year from"))
    ends_on = models.DateField(_("academic year until (not included)"))
    version = models.PositiveIntegerField(default=1)
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments")
    why = models.CharField(_("why the plan is changed"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    turn = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    discussed = models.ForeignKey(
        "association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    discussed_on = models.DateField(null=True, blank=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    edition = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "association.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-starts_on", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["starts_on", "version"], condition=~Q(state=rules.WITHDRAWN),
                name="association_one_plan_version",
            ),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="association_plan_year"),
            models.CheckConstraint(
                condition=~Q(state=rules.APPROVED) | Q(approved_on__isnull=False, discussed__isnull=False),
                name="association_plan_dated",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        said = _("Annual plan %(year)s") if self.version == 1 else _("Annual plan %(year)s, version %(version)s")
        return str(said) % {"year": self.year, "version": self.version}

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None

    @property
    def span(self) -> Span:
        """First and last day of the academic year."""
        return Span(self.starts_on, self.ends_on - ONE_DAY)

    @property
    def year(self) -> str:
        """The academic year in figures: 2026/2027."""
        return str(self.span)

    @property
    def is_open(self) -> bool:
        """Whether lines may be written."""
        return self.state == self.State.DRAFT


class PlanItem(models.Model):
    """Пункт плана, пландын пункту: one activity, with its task and function of the statute (A-2.2, A-2.3, A-4.3d).

    Both days are counted; with `is_monthly` only the months are meant. `thread` stays the same through the versions of
    a year, so that facts and events hold for whatever version is in force; `came_from` names the line it was taken
    from, in the version before or in the year before.
    """

    plan = models.ForeignKey(AnnualPlan, on_delete=models.CASCADE, related_name="items")
    thread = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    order = models.PositiveIntegerField()
    activity = models.CharField(_("activity"), max_length=500)
    activity_ky = models.CharField(_("activity in Kyrgyz"), max_length=500, blank=True)
    task = models.CharField(_("task"), max_length=8, choices=Task.choices, blank=True)
    function = models.CharField(_("line of work"), max_length=8, choices=Function.choices, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    is_monthly = models.BooleanField(_("only the month is set"), default=False)
    person = models.ForeignKey(
        "association.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="plan_items"
    )
    responsible = models.CharField(_("responsible, in words"), max_length=300, blank=True)
    venue = models.CharField(_("venue"), max_length=300, blank=True)
    venue_ky = models.CharField(_("venue in Kyrgyz"), max_length=300, blank=True)
    in_department_plan = models.BooleanField(_("in the department's plan"), default=False)
    came_from = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    proposal = models.ForeignKey(
        "association.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "thread"], name="association_one_plan_line"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="association_plan_item_period"),
        ]

    def __str__(self) -> str:
        return self.activity

    @property
    def access_root(self) -> None:
        return None

    def called(self, language: str) -> str:
        """The activity in the language of the reader; the Russian text where there is no other."""
        return self.activity_ky if language[:2] == "ky" and self.activity_ky else self.activity

    def held_at(self, language: str) -> str:
        """The venue, likewise."""
        return self.venue_ky if language[:2] == "ky" and self.venue_ky else self.venue

    @property
    def who(self) -> str:
        """Who answers for it: a person, an organisation, or free words."""
        named = [self.person.surname_first if self.person else "", str(self.organisation or ""), self.responsible]
        return "; ".join(part for part in named if part)


class PlanAgreement(models.Model):
    """Согласование плана, планды макулдашуу: the word of the Quality Council or of the head (A-4.1b, A-4.3c).

    Given by an official's own hand in the portal, or entered from a paper with its date and number; with remarks it is
    no agreement. `turn` is the turn of the plan it was given in: a plan that was revised is agreed anew.
    """

    class Party(models.TextChoices):
        COUNCIL = rules.COUNCIL, pgettext_lazy("agrees the plan", "Education Quality Council")
        HEAD = rules.HEAD, pgettext_lazy("agrees the plan", "head of the department")

    class Outcome(models.TextChoices):
        AGREED = "agreed", pgettext_lazy("agreement of the plan", "agreed")
        REMARKS = "remarks", pgettext_lazy("agreement of the plan", "remarks")

    plan = models.ForeignKey(AnnualPlan, on_delete=models.PROTECT, related_name="agreements")
    turn = models.PositiveIntegerField()
    party = models.CharField(_("who agrees"), max_length=8, choices=Party.choices)
    outcome = models.CharField(_("what was said"), max_length=8, choices=Outcome.choices)
    dated_on = models.DateField(_("date"))
    number = models.CharField(_("number of the paper"), max_length=60, blank=True)
    name = models.CharField(_("who said it"), max_length=200)
    post = models.CharField(_("post"), max_length=300, blank=True)
    remarks = models.TextField(_("remarks"), max_length=4000, blank=True)
    by_own_hand = models.BooleanField(default=False)
    file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    given_at = models.DateTimeField()
    given_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "turn", "party"], condition=Q(outcome="agreed"), name="association_one_agreement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {self.get_outcome_display()}"

    @property
    def access_root(self) -> None:
        return None


class PlanFact(models.Model):
    """Отметка о выполнении, аткарылышы жөнүндө белги: what became of a planned activity, with its proof (A-7.2.6).

    Written once; the latest one holds. An event linked to the line speaks for itself and needs no such entry.
    """

    class Kind(models.TextChoices):
        DONE = rules.DONE, pgettext_lazy("planned activity", "done")
        MOVED = rules.MOVED, pgettext_lazy("planned activity", "moved")
        NOT_DONE = rules.NOT_DONE, pgettext_lazy("planned activity", "will not be done")

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="facts")
    thread = models.UUIDField(db_index=True, editable=False)
    kind = models.CharField(_("what became of it"), max_length=8, choices=Kind.choices)
    on = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=1000, blank=True)
    file = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on}"

    @property
    def access_root(self) -> None:
        return None
