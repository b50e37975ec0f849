"""Certification of the quality management system of an organisation (A-4.12)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import DatedModel
from membership import rules, states


class Certification(models.Model):
    """Сертификация СМК, СМСти сертификаттоо: a certificate of conformity of an organisation's QMS (A-4.12, A-3.1.1).

    `valid_until` is the last day, as it stands on the certificate.
    """

    class State(models.TextChoices):
        PROPOSED = states.QMS_PROPOSED, pgettext_lazy("certification", "awaits confirmation")
        CONFIRMED = states.QMS_CONFIRMED, pgettext_lazy("certification", "confirmed")
        REJECTED = states.QMS_REJECTED, pgettext_lazy("certification", "not confirmed")
        VOID = states.QMS_VOID, pgettext_lazy("certification", "entered by mistake")

    STEPS = states.CERTIFICATION_STEPS
    access_path = "organisation"

    organisation = models.ForeignKey(
        "association.Organisation", on_delete=models.PROTECT, related_name="certifications"
    )
    standard = models.CharField(_("standard"), max_length=160, blank=True)
    body = models.CharField(_("certification body"), max_length=300)
    number = models.CharField(_("number of the certificate"), max_length=60)
    issued_on = models.DateField(_("valid from"))
    valid_until = models.DateField(_("valid until"))
    received_on = models.DateField(_("received on"))
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT)
    application = models.ForeignKey(
        "membership.Application", on_delete=models.PROTECT, null=True, blank=True, related_name="certifications"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")
    settle_remark = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-valid_until", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "body", "number", "issued_on"],
                condition=models.Q(state__in=[states.QMS_PROPOSED, states.QMS_CONFIRMED]),
                name="membership_one_certification",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gt=models.F("issued_on")), name="membership_certification_term"
            ),
        ]

    def __str__(self) -> str:
        return f"№\u00a0{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("certification", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    def is_in_force(self, day: date) -> bool:
        """Say whether the certificate is confirmed, in its term and not suspended on a day."""
        if self.state != self.State.CONFIRMED:
            return False
        stops = [(stop.starts_on, stop.ends_on) for stop in self.stops.all()]
        return rules.is_certified(on=day, issued_on=self.issued_on, valid_until=self.valid_until, stops=stops)

    def status_on(self, day: date) -> str:
        """Say `in force`, `not yet`, `over`, `suspended`, `withdrawn` on a day, or the state before confirmation."""
        if self.state != self.State.CONFIRMED:
            return self.state
        if day < self.issued_on:
            return "not yet"
        stop = next((row for row in self.stops.all() if row.is_on(day)), None)
        if stop is not None:
            return "withdrawn" if stop.kind == CertificationStop.Kind.WITHDRAWN else "suspended"
        return "in force" if day <= self.valid_until else "over"


class CertificationAudit(models.Model):
    """Инспекционный контроль, инспекциялык текшерүү: a surveillance audit of a certified QMS (A-4.12)."""

    class Result(models.TextChoices):
        KEPT = "kept", pgettext_lazy("audit", "conformity confirmed")
        REMARKS = "remarks", pgettext_lazy("audit", "confirmed with remarks")
        FAILED = "failed", pgettext_lazy("audit", "conformity not confirmed")

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="audits")
    audited_on = models.DateField(_("day of the audit"))
    result = models.CharField(_("result of the audit"), max_length=8, choices=Result.choices)
    note = models.CharField(_("note"), max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-audited_on", "-pk"]

    def __str__(self) -> str:
        return self.get_result_display()


class CertificationStop(DatedModel):
    """Приостановка или отзыв сертификата, сертификатты токтотуу же кайтарып алуу: not in force from a day (A-4.12)."""

    class Kind(models.TextChoices):
        SUSPENDED = "suspended", pgettext_lazy("certification", "suspended")
        WITHDRAWN = "withdrawn", pgettext_lazy("certification", "withdrawn")

    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="stops")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    reason = models.CharField(_("reason"), max_length=500)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        ordering = ["-starts_on", "-pk"]
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["certification"],
                condition=models.Q(ends_on__isnull=True),
                name="membership_one_open_stop",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class MembershipGround(DatedModel):
    """Основание членства с даты, мүчөлүктүн негизи: a membership goes on by another ground from a day (A-4.12).

    The membership itself stays, with its order, its certificate and its first day; `Membership.ground` is the ground
    of joining.
    """

    membership = models.ForeignKey("membership.Membership", on_delete=models.PROTECT, related_name="grounds")
    ground = models.CharField(max_length=12)
    certification = models.ForeignKey(Certification, on_delete=models.PROTECT, related_name="grounds")
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta(DatedModel.Meta):
        constraints = [
            *DatedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["membership"], condition=models.Q(ends_on__isnull=True), name="membership_one_open_ground"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership}: {rules.GROUNDS[self.ground]}"

    @property
    def is_void(self) -> bool:
        """Whether the ground counts on no day, because the certificate it stood on was voided."""
        return self.ends_on == self.starts_on
