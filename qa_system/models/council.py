"""What goes before the council, what it decided, what is published after it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import rules, states
from qa_system.models.system import InSystem


class CouncilDecision(InSystem):
    """Решение совета, кеңештин чечими: of the academic or the pedagogical council; recorded, never judged (K-17a)."""

    class Outcome(models.TextChoices):
        APPROVED = rules.APPROVED, pgettext_lazy("council", "approved")
        WITH_CHANGES = rules.WITH_CHANGES, pgettext_lazy("council", "approved with changes")
        RETURNED = rules.RETURNED, pgettext_lazy("council", "returned")

    council = models.CharField(max_length=12)
    number = models.CharField(_("number of the minutes"), max_length=60)
    dated_on = models.DateField(_("date of the sitting"))
    item = models.CharField(_("item of the agenda"), max_length=20, blank=True)
    subject_ru = models.CharField(_("what was decided on, in Russian"), max_length=500)
    subject_ky = models.CharField(_("what was decided on, in Kyrgyz"), max_length=500, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    changes_ru = models.TextField(_("changes or reasons, in Russian"), blank=True, max_length=3000)
    changes_ky = models.TextField(_("changes or reasons, in Kyrgyz"), blank=True, max_length=3000)
    votes_for = models.PositiveIntegerField(_("for"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("against"), null=True, blank=True)
    votes_abstained = models.PositiveIntegerField(_("abstained"), null=True, blank=True)
    chaired_by = models.CharField(_("who chaired"), max_length=200, blank=True)
    scan = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    extract_ru = models.ForeignKey(
        "association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    extract_ky = models.ForeignKey(
        "association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")

    class Meta:
        default_related_name = "decisions"
        ordering = ["-dated_on", "-pk"]

    def __str__(self) -> str:
        return f"№\u00a0{self.number}"


class Submission(InSystem):
    """Представление на совет, кеңешке сунуштоо (K-17b): a document's version, a quality body, a plan, a report."""

    class Kind(models.TextChoices):
        BODY = "body", _("quality unit or officer")
        DOCUMENT = "document", _("document of the system")
        REPORT = "report", _("annual report on the evaluation")
        OTHER = "other", _("another question of quality assurance")

    class State(models.TextChoices):
        WAITING = states.WAITING, pgettext_lazy("submission", "before the council")
        DECIDED = states.DECIDED, pgettext_lazy("submission", "decided")
        TAKEN_BACK = states.TAKEN_BACK, pgettext_lazy("submission", "taken back")

    STEPS = states.SUBMISSION_STEPS

    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    body = models.ForeignKey(
        "qa_system.QualityBody", on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    version = models.ForeignKey(
        "qa_system.DocumentVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    report = models.ForeignKey(
        "qa_system.AnnualReport", on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    subject_ru = models.CharField(_("question, in Russian"), max_length=500)
    subject_ky = models.CharField(_("question, in Kyrgyz"), max_length=500, blank=True)
    checks = models.JSONField(default=list)
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        CouncilDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )

    class Meta:
        default_related_name = "submissions"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject_ru


class Publication(InSystem):
    """Публикация, жарыялоо (K-18): open to everybody, by which approval; a withdrawal leaves a tombstone."""

    class Kind(models.TextChoices):
        POLICY = rules.POLICY, _("quality policy")
        RESULTS = "results", _("results of monitoring and evaluation")
        REPORT = "report", _("annual report on the evaluation")
        PLANS = "plans", _("plans and measures for raising quality")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    year = models.PositiveIntegerField(_("year"))
    version = models.ForeignKey(
        "qa_system.DocumentVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    report = models.ForeignKey(
        "qa_system.AnnualReport", on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    decision = models.ForeignKey(
        CouncilDecision, on_delete=models.PROTECT, null=True, blank=True, related_name="publications"
    )
    title_ru = models.CharField(_("title, in Russian"), max_length=300)
    title_ky = models.CharField(_("title, in Kyrgyz"), max_length=300, blank=True)
    body_ru = models.TextField(_("text, in Russian"), blank=True, max_length=20_000)
    body_ky = models.TextField(_("text, in Kyrgyz"), blank=True, max_length=20_000)
    file_ru = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    file_ky = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_on = models.DateField()
    published_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    site_address = models.URLField(_("address on the organisation's own site"), blank=True, max_length=500)
    site_on = models.DateField(_("on the own site since"), null=True, blank=True)
    site_proof = models.ForeignKey(
        "association.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)

    class Meta:
        default_related_name = "publications"
        ordering = ["-published_on", "-pk"]

    def __str__(self) -> str:
        return self.title_ru
