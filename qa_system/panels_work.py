"""What each person of an organisation's quality system finds on the desk: the own work first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from association import access, desk
from association.models import User
from association.wording import said
from qa_system import rules
from qa_system.models import (
    Acknowledgement,
    CommissionMember,
    DocumentVersion,
    Process,
    QaRole,
    QaSystem,
    QualityBody,
    Submission,
    WorkPlan,
)
from qa_system.queries import compliance, declarations, facts_of, systems_of
from qa_system.queries.ministry import threads_that_wait


@desk.duties
def work_in_the_system(user: User, at: datetime) -> Iterable[desk.Duty]:
    """The duties of every role a person holds, system by system."""
    for right, source in (
        ("enter_council_decision", _of_the_council_secretary), ("approve_qa", _of_the_head),
        ("keep_qa", _of_the_keeper), ("fill_process", _of_the_owner), ("view_qa", _of_the_reader),
    ):  # fmt: skip
        if access.holds(user, right):
            for system in systems_of(user):
                if access.can(user, right, system):
                    yield from source(user, system, at)


def _of_the_council_secretary(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    for row in system.submissions.filter(state=Submission.State.WAITING).order_by("pk"):
        yield desk.Duty(
            _("Enter the council's decision"), _said(row, "subject"),
            reverse("qa_decision_new", args=[row.pk]), _("Enter the decision"), "K-17a",
        )  # fmt: skip


def _of_the_head(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    for body in system.bodies.filter(state=QualityBody.State.DECIDED):
        yield desk.Duty(
            _("Enter the order on the quality unit or officer"), _said(body, "name"),
            reverse("qa_body_order", args=[body.pk]), _("Enter the order"), "K-11c",
        )  # fmt: skip
    plans = system.plans.filter(state=WorkPlan.State.DRAFT, items__isnull=False).distinct()
    for plan in plans:
        yield desk.Duty(
            _("Approve the plan of work"), f"{plan.year}–{plan.year + 1}", reverse("qa_plan", args=[plan.pk]),
            _("Open"), "K-11e",
        )  # fmt: skip
    drafts = _versions(system).filter(state=DocumentVersion.State.DRAFT, document__approver=rules.HEAD)
    for version in drafts.exclude(body_ru="", body_ky="", file_ru=None, file_ky=None):
        yield desk.Duty(
            _("Approve a document by your order"), _title(version), reverse("qa_version", args=[version.pk]), _("Open"),
            "K-19a",
        )  # fmt: skip


def _of_the_keeper(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    for _key in threads_that_wait([system], for_organisation=True):
        yield desk.Duty(
            _("Answer the remark of the ministry"), _("The dialogue stands on the page of remarks."),
            reverse("qa_remarks", args=[system.pk]), _("Write"), "K-O4",
        )  # fmt: skip
    for version in _versions(system).filter(state=DocumentVersion.State.DRAFT, begun_by=user)[:5]:
        yield desk.Duty(
            _("Finish the draft"), _title(version), reverse("qa_version", args=[version.pk]), _("Open"), "K-13.2"
        )
    due = _versions(system).filter(state=DocumentVersion.State.APPROVED, review_due__lte=at.date())
    for version in due:
        yield desk.Duty(
            _("Review a document"), _title(version), reverse("qa_document", args=[version.document_id]), _("Open"),
            "K-19b", version.review_due, (at.date() - version.review_due).days,
        )  # fmt: skip
    facts = facts_of(system, at.date())
    lines = compliance(system, facts, declarations(system, facts))
    if count := sum(row.standing == rules.MISSING for row in lines):
        text = ngettext("%(n)s clause is not met yet.", "%(n)s clauses are not met yet.", count) % {"n": count}
        yield desk.Duty(_("Close the gaps"), text, reverse("qa_home", args=[system.pk]), _("Open"), "K-O2")


def _of_the_owner(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    owned = QaRole.objects.on(at.date()).filter(kind=QaRole.Kind.OWNER, person=user.person_id)
    rows = Process.objects.filter(system=system, dropped_on=None, roles__in=owned).annotate(
        step_count=Count("steps", distinct=True),
        measured=Count("indicators", filter=Q(indicators__dropped_on=None), distinct=True),
    )
    for row in rows:
        missing = [
            word
            for word, there in (
                (_("the purpose"), row.purpose_ru or row.purpose_ky), (_("steps"), row.step_count),
                (_("indicators"), row.measured),
            )
            if not there
        ]  # fmt: skip
        if missing:
            text = _("%(name)s: not there yet: %(what)s") % {
                "name": _said(row, "name"), "what": ", ".join(missing)
            }  # fmt: skip
            address = reverse("qa_process", args=[row.pk])
            yield desk.Duty(_("Complete your process"), text, address, _("Open"), "K-13.1a")


def _of_the_reader(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    rows = Acknowledgement.objects.filter(version__document__system=system, person=user.person_id, read_at=None)
    for row in rows.select_related("version__document"):
        yield desk.Duty(
            _("Read a document"), _title(row.version), reverse("qa_version", args=[row.version_id]), _("Read"), "K-13.2"
        )


def _versions(system: QaSystem):
    rows = DocumentVersion.objects.filter(document__system=system, document__dropped_on=None)
    return rows.select_related("document").order_by("pk")


def _title(version: DocumentVersion) -> str:
    return _said(version.document, "title")


def _said(row: Any, name: str) -> str:
    return said(row, name, get_language() or "ru")[0]


@desk.aside("write_conclusion", "qa_system/aside_commission.html")
def commission_of(user: User, at: datetime) -> dict[str, Any]:
    """The commission in which a person sits, with its order of work."""
    rows = CommissionMember.objects.on(at.date()).filter(person=user.person_id)
    return {"seats": list(rows.select_related("commission__system__organisation"))}
