"""What findings, measures and the annual report put on the desk, and what of them the ministry may open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, desk
from association.models import Paper, StoredFile, User
from association.wording import said
from qa_system.models import AnnualReport, Finding, ImprovementAction, QaSystem
from qa_system.queries import systems_of
from qa_system.queries.annual import publish_by
from qa_system.queries.findings import late
from qa_system.queries.ministry import submitted_reports


@desk.duties
def mending(user: User, at: datetime) -> Iterable[desk.Duty]:
    """Measures a person answers for, proof to be checked, answers to be given, the report to be brought on."""
    for right, source in (
        ("view_qa", _of_who_answers), ("approve_qa", _of_the_head), ("keep_qa", _of_the_keeper),
        ("publish_qa", _of_the_publisher),
    ):  # fmt: skip
        if access.holds(user, right):
            for system in systems_of(user):
                if access.can(user, right, system):
                    yield from source(user, system, at)


def _day(at: datetime) -> date:
    return timezone.localtime(at).date()


def _measures(system: QaSystem):
    return ImprovementAction.objects.filter(finding__system=system).select_related("finding", "owner")


def _of_who_answers(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    own = _measures(system).filter(owner=user.person_id, state=ImprovementAction.State.OPEN)
    for row in own.order_by("due_on", "pk"):
        yield desk.Duty(
            _("Carry out the measure"), _said(row, "text"), reverse("qa_improvement_proof", args=[row.pk]),
            _("Give the proof"), "K-7.5", row.due_on, max(0, (_day(at) - row.due_on).days),
        )  # fmt: skip


def _of_the_head(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    for row in system.findings.filter(state=Finding.State.OPEN).order_by("number")[:10]:
        yield desk.Duty(
            _("Accept or reject the recommendation"), _said(row, "text"),
            reverse("qa_finding_answer", args=[row.pk]), _("Answer"), "K-15b",
        )  # fmt: skip


def _of_the_keeper(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    others = _measures(system).exclude(owner=user.person_id)
    for row in others.filter(state=ImprovementAction.State.DONE).order_by("pk")[:10]:
        yield desk.Duty(
            _("Check the proof"), _said(row, "text"), reverse("qa_improvement_check", args=[row.pk]), _("Check"),
            "K-7.5",
        )  # fmt: skip
    overdue = late(_day(at)).filter(pk__in=others.values("pk")).select_related("owner", "finding").order_by("due_on")
    for row in overdue[:10]:
        yield desk.Duty(
            _("A measure is overdue"), f"{row.owner}: {_said(row, 'text')}", row.get_absolute_url(), _("Open"), "K-7.5",
            row.due_on, (_day(at) - row.due_on).days,
        )  # fmt: skip
    accepted = system.findings.filter(state=Finding.State.ACCEPTED)
    for row in accepted.exclude(actions__in=ImprovementAction.objects.exclude(state="dropped")).order_by("number")[:10]:
        yield desk.Duty(
            _("Plan a measure"), _said(row, "text"), reverse("qa_improvement_new", args=[row.pk]), _("Plan"), "K-15b"
        )
    for report in system.reports.filter(state=AnnualReport.State.DRAFT):
        yield desk.Duty(_("Finish the annual report"), str(report), report.get_absolute_url(), _("Open"), "K-17c")


def _of_the_publisher(user: User, system: QaSystem, at: datetime) -> Iterator[desk.Duty]:
    rows = system.reports.filter(state=AnnualReport.State.APPROVED)
    unpublished = rows.exclude(publications__in=system.publications.filter(withdrawn_on=None))
    for row in unpublished.select_related("decision", "system__organisation"):
        due = publish_by(row)
        yield desk.Duty(
            _("Publish the annual report"), str(row), row.get_absolute_url(), _("Open"), "K-18b", due,
            max(0, (_day(at) - due).days) if due else 0,
        )  # fmt: skip


def _said(row: Any, name: str) -> str:
    return said(row, name, get_language() or "ru")[0]


@access.register_reach(Paper)
def reports_for_the_ministry(user: User, right: str) -> Q:
    """The printed sheets of the reports that an official reads, in either language."""
    if right != "review_qa":
        return Q(pk__in=[])
    reports = submitted_reports(user).order_by()
    return Q(pk__in=reports.values("paper_ru")) | Q(pk__in=reports.values("paper_ky"))


@access.register_reach(StoredFile)
def attachments_for_the_ministry(user: User, right: str) -> Q:
    """What is attached to an approved report; evaluation and conclusion are internal before (Q08, Q09)."""
    if right != "review_qa":
        return Q(pk__in=[])
    reports = submitted_reports(user).filter(state=AnnualReport.State.APPROVED).order_by()
    return Q(pk__in=reports.values("evaluation_file")) | Q(pk__in=reports.values("conclusion_file"))
