"""Lists of pairs: proposed by the portal, formed by the chair, remarked on by the Presidium, decided at a meeting."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.statute import Verdict
from mentoring import rules, states


class PairList(models.Model):
    """Список пар, жуптардын тизмеси: the pairs of one decision of the Presidium (A-3.16c).

    `mentors` and `candidates` are the numbers the balance was counted from, first at the calculation, at last at
    approval; `facts` keeps what the calculation asked (who, loads, scores) and `digest` names its result.
    """

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("list of pairs", "formed by the chair")
        OFFERED = states.OFFERED, pgettext_lazy("list of pairs", "with the members of the Presidium")
        AGREED = states.AGREED, pgettext_lazy("list of pairs", "agreed")
        LISTED = states.LISTED, pgettext_lazy("list of pairs", "on the agenda of a meeting")
        APPROVED = states.APPROVED, pgettext_lazy("list of pairs", "approved")
        REJECTED = states.REJECTED, pgettext_lazy("list of pairs", "not approved")
        WITHDRAWN = states.WITHDRAWN, pgettext_lazy("list of pairs", "taken back")

    STEPS = states.PAIR_LIST_STEPS
    OPEN = (State.DRAFT, State.OFFERED, State.AGREED, State.LISTED)

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    counted_on = models.DateField(null=True, blank=True)
    mentors = models.PositiveIntegerField(default=0)
    candidates = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict, blank=True)
    total = models.BigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    job = models.ForeignKey("association.Job", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    edit = models.PositiveIntegerField(default=0)
    offered_at = models.DateTimeField(null=True, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1), condition=Q(state__in=["draft", "offered", "agreed", "listed"]),
                name="mentoring_one_open_list",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("List of pairs No. %(number)s") % {"number": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("pair_list", args=[self.pk])

    @property
    def access_root(self) -> None:
        return None

    @property
    def left_out(self) -> list[dict[str, Any]]:
        """The lines that the statute did not allow on the day of the decision, each with why (A-3.16c)."""
        return [
            {"mentor": line["names"][0], "candidate": line["names"][1], "why": Verdict.from_dict(line["verdict"])}
            for line in self.facts.get("left_out", [])
        ]


class ProposedPair(models.Model):
    """Предлагаемая пара, сунушталган жуп: one line of a list, with its ground, its score and its reasons.

    `reasons` and `others` are phrases kept as data: why this pair, and the two next best mentors for the candidate.
    """

    class Ground(models.TextChoices):
        TERRITORY = rules.TERRITORY, pgettext_lazy("ground of a pair", "territory")
        SECTOR = rules.SECTOR, pgettext_lazy("ground of a pair", "sector")
        CHOSEN = rules.CHOSEN, pgettext_lazy("ground of a pair", "choice of the chair")

    class Origin(models.TextChoices):
        COMPUTED = "computed", pgettext_lazy("origin of a pair", "by calculation")
        PLACED = "placed", pgettext_lazy("origin of a pair", "by the chair")

    pair_list = models.ForeignKey(PairList, on_delete=models.CASCADE, related_name="pairs")
    mentor = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    score = models.IntegerField(default=0)
    reasons = models.JSONField(default=list)
    others = models.JSONField(default=list)
    is_locked = models.BooleanField(default=False)
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.COMPUTED)

    class Meta:
        ordering = ["candidate__sort_key", "mentor__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pair_list", "mentor", "candidate"], name="mentoring_one_line_of_two"),
            models.CheckConstraint(condition=~Q(mentor=F("candidate")), name="mentoring_line_of_two_organisations"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} – {self.candidate}"


class ForbiddenPair(models.Model):
    """Запрещённая пара, тыюу салынган жуп: two organisations that the chair does not want together, with the reason."""

    pair_list = models.ForeignKey(PairList, on_delete=models.CASCADE, related_name="forbidden")
    mentor = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    candidate = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair_list", "mentor", "candidate"], name="mentoring_one_forbidden_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} × {self.candidate}"


class PairRemark(models.Model):
    """Замечание члена Президиума, Президиумдун мүчөсүнүн эскертүүсү: on an offered list, with its answer (A-3.16c)."""

    pair_list = models.ForeignKey(PairList, on_delete=models.PROTECT, related_name="remarks")
    author = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("remark"), max_length=2000)
    made_at = models.DateTimeField()
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
