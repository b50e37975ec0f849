"""Applications and the papers they are made of."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.models import User
from membership import rules, states
from membership.models.experts import packages_of, signed_conclusion


class Application(models.Model):
    """Заявление, арыз: an organisation asks to join as a member or for the status of candidate (A-3.13, App. A)."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("member of the Association")
        CANDIDATE = "candidate", _("candidate")

    class Ground(models.TextChoices):
        CERTIFIED = rules.CERTIFIED, _("the quality management system is developed, introduced and certified")
        INTRODUCED = rules.INTRODUCED, _("the quality management system is developed and introduced")
        INTRODUCING = rules.INTRODUCING, _("the quality management system is developed and is being introduced")
        CONCLUSION = (
            rules.CONCLUSION,
            _("the expert group gave a positive conclusion on the documents (for candidates)"),
        )
        CANDIDATE = rules.CANDIDATE, _("the organisation intends to introduce a quality management system (candidate)")

    class State(models.TextChoices):
        DRAFT = states.DRAFT, pgettext_lazy("application", "draft")
        SUBMITTED = states.SUBMITTED, pgettext_lazy("application", "submitted")
        REGISTERED = states.REGISTERED, pgettext_lazy("application", "registered")
        LISTED = states.LISTED, pgettext_lazy("application", "on an agenda")
        GRANTED = states.GRANTED, pgettext_lazy("application", "granted, awaiting the order")
        REFUSED = states.REFUSED, pgettext_lazy("application", "refused")
        ENTERED = states.ENTERED, pgettext_lazy("application", "completed")
        LAPSED = states.LAPSED, pgettext_lazy("application", "without effect")

    class Proposal(models.TextChoices):
        ADMIT = "admit", _("admit, or give the status of candidate")
        REFUSE = "refuse", _("refuse")
        RETURN = "return", _("return for completion")

    class Lapse(models.TextChoices):
        CEASED = rules.CEASED, _("the organisation has ceased to exist: reorganisation or liquidation")
        DECLINED = rules.DECLINED, _("the organisation does not want to join any more: its own letter")

    STEPS = states.APPLICATION_STEPS
    SETTLED = states.SETTLED
    access_path = "organisation"

    organisation = models.ForeignKey("association.Organisation", on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=10, choices=Kind.choices, blank=True)
    ground = models.CharField(_("ground"), max_length=12, choices=Ground.choices, blank=True)
    ground_note = models.TextField(_("in your own words"), blank=True, max_length=2000)
    recommended_name = models.CharField(_("full name of the person recommended"), max_length=250, blank=True)
    recommended_post = models.CharField(_("post of the person recommended"), max_length=250, blank=True)
    acquainted_version = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    proposal = models.CharField(max_length=8, choices=Proposal.choices, default=Proposal.ADMIT)
    proposal_reasons = models.TextField(blank=True, max_length=4000)
    paper = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stamped = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    inventory = models.ForeignKey(
        "association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entry = models.ForeignKey("association.RegisterEntry", on_delete=models.PROTECT, null=True, blank=True)
    letter = models.ForeignKey("association.Paper", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    basis = models.ForeignKey("association.Basis", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lapse = models.CharField(_("why it is without effect"), max_length=8, choices=Lapse.choices, blank=True)
    lapse_note = models.CharField(_("in words: the letter, its date and number"), max_length=300, blank=True)
    lapsed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"],
                condition=~models.Q(state__in=states.SETTLED),
                name="membership_one_open_application",
            )
        ]

    def __str__(self) -> str:
        return str(_("Application for candidate status") if self.is_for_candidate else _("Application for membership"))

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.pk])

    @property
    def access_root(self):
        return self.organisation

    @classmethod
    def assigned_to(cls, user: User, right: str) -> models.Q:
        """The applications whose packages an expert judges."""
        return models.Q(pk__in=packages_of(user, right).values("application"))

    def is_assigned_to(self, user: User, right: str) -> bool:
        return packages_of(user, right).filter(application=self.pk).exists()

    @property
    def is_for_candidate(self) -> bool:
        return self.kind == self.Kind.CANDIDATE

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def clause(self) -> str:
        """The clause of the ground, or an empty text while none is chosen."""
        return rules.GROUNDS.get(self.ground, "")

    @property
    def lapse_clause(self) -> str:
        """The clause by which it lost its effect, or an empty text."""
        return rules.LAPSE_CLAUSES.get(self.lapse, "")

    @property
    def conclusion(self):
        """The signed conclusion of the expert group on the package as it is now, or None (A-3.1.4)."""
        return signed_conclusion(self)

    @property
    def conclusion_result(self) -> str:
        """What the expert group found: its last signed conclusion, or else the one attached on paper (A-3.1.4)."""
        if signed := self.conclusion:
            return signed.result
        attached = self.papers.filter(kind=ApplicationPaper.Kind.EXPERT_CONCLUSION).values_list("result", flat=True)
        return attached.first() or ""

    @property
    def needs(self) -> tuple[rules.Need, ...]:
        """The papers that the ground asks for; none while no ground is chosen."""
        return rules.needs_of(self.ground) if self.ground else ()

    @property
    def package(self) -> list[ApplicationPaper]:
        """The papers that the ground asks for, in its order; what was attached for another ground stays aside."""
        kinds = [need.kind for need in self.needs]
        rows = self.papers.filter(kind__in=kinds).select_related("file", "checked_by__person")
        for row in rows:
            row.application = self
        return sorted(rows, key=lambda row: (kinds.index(row.kind), row.pk))

    @property
    def last_submission(self):
        """The latest round, or None before the first."""
        return self.submissions.last()

    @property
    def proposed_lines(self) -> list[str]:
        """The reasons of the proposal, one by one."""
        return [line.strip().rstrip(".;") for line in self.proposal_reasons.splitlines() if line.strip(" .;")]


class ApplicationPaper(models.Model):
    """Документ к заявлению, арызга тиркелген документ: one paper with what is read off it."""

    class Kind(models.TextChoices):
        QMS_CERTIFICATE = "qms_certificate", _("certificate of conformity of the quality management system")
        QMS_EVIDENCE = "qms_evidence", _("documents of the quality management system")
        INTRODUCTION_PLAN = "introduction_plan", _("plan of introduction")
        EXPERT_CONCLUSION = "expert_conclusion", _("conclusion of the expert group")
        HEAD_ORDER = "head_order", _("order on developing and introducing the system")
        TRAINING_DOCUMENT = "training_document", _("training of a specialist")

    class Result(models.TextChoices):
        POSITIVE = rules.POSITIVE, pgettext_lazy("conclusion", "positive")
        WITH_REMARKS = rules.WITH_REMARKS, pgettext_lazy("conclusion", "with remarks")
        NEGATIVE = rules.NEGATIVE, pgettext_lazy("conclusion", "negative")

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    file = models.ForeignKey("association.StoredFile", on_delete=models.PROTECT)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=300, blank=True)
    dated_on = models.DateField(_("date"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    person_name = models.CharField(_("full name"), max_length=250, blank=True)
    hours = models.PositiveIntegerField(_("hours"), null=True, blank=True)
    year = models.PositiveIntegerField(_("year"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey("association.User", on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey("association.User", on_delete=models.PROTECT, null=True, related_name="+")

    access_path = "application__organisation"

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], condition=~models.Q(kind__in=rules.SEVERAL),
                name="membership_one_paper_of_kind",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.get_kind_display()

    @classmethod
    def assigned_to(cls, user: User, right: str) -> models.Q:
        """The papers of the packages an expert judges."""
        return models.Q(application__in=packages_of(user, right).values("application"))

    def is_assigned_to(self, user: User, right: str) -> bool:
        return packages_of(user, right).filter(application=self.application_id).exists()

    @property
    def access_root(self):
        return self.application.organisation

    @property
    def verdict(self):
        """Whether everything the statute asks to read off this paper is given."""
        given = [name for name in rules.DETAILS[self.kind] if getattr(self, name) not in ("", None)]
        return rules.is_paper_described.judge(ground=self.application.ground, kind=self.kind, given=given)
