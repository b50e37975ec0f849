"""The expert group on a package: who is assigned to it, and the one conclusion the group writes (A-3.1.4)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from association import clock
from association.models import DatedModel, User
from membership import rules, states

EXPERT, REVIEW = "expert", "review_package"


class ExpertAssignment(DatedModel):
    """Назначение эксперта, экспертти дайындоо: an account reads one package from a day on; the row is the right."""

    application = models.ForeignKey("membership.Application", on_delete=models.PROTECT, related_name="assignments")
    expert = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("conclusion due on"))
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(_("why released"), max_length=300, blank=True)
    released_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "application__organisation"

    class Meta(DatedModel.Meta):
        ordering = ["pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["application", "expert"],
                condition=models.Q(ends_on__isnull=True),
                name="membership_expert_assigned_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.expert)

    @property
    def access_root(self):
        return self.application.organisation


def packages_of(user: User, right: str) -> models.QuerySet[ExpertAssignment]:
    """The assignments that today let an account read packages: role, dates and the state of the application count."""
    if right != REVIEW:
        return ExpertAssignment.objects.none()
    return ExpertAssignment.objects.on(clock.today()).filter(
        expert=user,
        expert__is_active=True,
        expert__role_grants__role=EXPERT,
        expert__role_grants__revoked_at=None,
        application__state__in=states.UNDER_REVIEW,
    )


class Conclusion(models.Model):
    """Экспертное заключение, эксперттик корутунду: what the expert group says of a package, D03 (A-3.1.4).

    `criteria` = [{key, clause, ru, ky, mark, remark}], their words as they were when the text was begun;
    `documents` = [{kind, title, name, sha256}], the package as it was when the text was offered for signing.
    """

    class State(models.TextChoices):
        TEXT = states.CONCLUSION_TEXT, pgettext_lazy("conclusion", "being written")
        OFFERED = states.CONCLUSION_OFFERED, pgettext_lazy("conclusion", "awaits signatures")
        SIGNED = states.CONCLUSION_SIGNED, pgettext_lazy("conclusion", "signed")

    class Mark(models.TextChoices):
        MET = rules.MET, pgettext_lazy("criterion", "met")
        PARTLY = rules.PARTLY, pgettext_lazy("criterion", "partly met")
        NOT_MET = rules.NOT_MET, pgettext_lazy("criterion", "not met")

    class Result(models.TextChoices):
        POSITIVE = rules.POSITIVE, pgettext_lazy("conclusion", "positive")
        WITH_REMARKS = rules.WITH_REMARKS, pgettext_lazy("conclusion", "with remarks")
        NEGATIVE = rules.NEGATIVE, pgettext_lazy("conclusion", "negative")

    STEPS = states.CONCLUSION_STEPS
    access_path = "application__organisation"

    application = models.ForeignKey("membership.Application", on_delete=models.PROTECT, related_name="conclusions")
    state = models.CharField(max_length=8, choices=State.choices, default=State.TEXT)
    version = models.PositiveIntegerField(default=0)
    criteria = models.JSONField(default=list)
    remarks = models.TextField(_("remarks and recommendations"), blank=True)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True)
    reason = models.TextField(_("grounds of a negative result"), blank=True)
    documents = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    dated_on = models.DateField(null=True)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=~models.Q(state=states.CONCLUSION_SIGNED),
                name="membership_one_open_conclusion",
            )
        ]

    def __str__(self) -> str:
        return str(_("Conclusion of the expert group"))

    def get_absolute_url(self) -> str:
        return reverse("conclusion", args=[self.application_id])

    @property
    def access_root(self):
        return self.application.organisation

    @property
    def is_signed(self) -> bool:
        return self.state == self.State.SIGNED

    @property
    def marked(self) -> list[dict[str, Any]]:
        """The criteria in the language of the moment, each with the word of its mark."""
        words = dict(self.Mark.choices)
        own = "ky" if (get_language() or "ru").startswith("ky") else "ru"
        return [{**row, "label": row[own] or row["ru"], "word": words.get(row["mark"], "")} for row in self.criteria]

    @property
    def text(self) -> dict[str, Any]:
        """What the rule on a complete text asks."""
        return {name: getattr(self, name) for name in ("criteria", "result", "remarks", "reason")}

    @classmethod
    def assigned_to(cls, user: User, right: str) -> models.Q:
        """The conclusions on the packages of an expert."""
        return models.Q(application__in=packages_of(user, right).values("application"))

    def is_assigned_to(self, user: User, right: str) -> bool:
        return packages_of(user, right).filter(application=self.application_id).exists()


def signed_conclusion(application) -> Conclusion | None:
    """The signed conclusion on the package as it is now; one on an earlier package no longer counts (A-3.1.4)."""
    row = next((row for row in application.conclusions.all() if row.is_signed), None)
    if row is None:
        return None
    present = [one.file.sha256 for one in package_of(application)]
    return row if rules.is_about(judged=[one["sha256"] for one in row.documents], present=present) else None


def package_of(application) -> list:
    """The papers that experts judge, with their files: all but a conclusion that came on paper."""
    rows = [row for row in application.papers.all() if row.kind != "expert_conclusion"]
    models.prefetch_related_objects(rows, "file")
    return rows
