"""What the ministry reads: readiness of many organisations, what is public or submitted, the dialogue (K-O4)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery, Value

from association import access
from association.models import OrganisationName, RoleGrant, User
from qa_system import rules
from qa_system.models import (
    AnnualReport,
    CouncilDecision,
    Declaration,
    DocumentVersion,
    MinistryRemark,
    Process,
    Publication,
    QaSystem,
    QualityBody,
    Requirement,
    Stakeholder,
    StrategicGoal,
    Submission,
)
from qa_system.queries.compliance import Line, readiness
from qa_system.queries.facts import academic_year
from qa_system.queries.findings import tally
from qa_system.queries.monitoring_trends import Monitoring, monitoring_of


@dataclass
class Grounds:
    """What the eleven results of one organisation are judged by; counted for many organisations together."""

    day: date
    goals: int = 0
    bodies: int = 0
    stakeholder_types: int = 0
    requirements: int = 0
    past_review: int = 0
    findings: tuple[int, int] = (0, 0)
    monitoring: Monitoring = field(default_factory=Monitoring)
    kinds_in_force: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    published: dict[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Overview:
    """One organisation in the list: its readiness, what it has published, when it last did."""

    system: QaSystem
    lines: list[Line]
    published: dict[str, date]
    latest: date | None

    @property
    def met(self) -> int:
        """How many of the eleven results are reached or arranged in an own way."""
        return sum(line.standing in (rules.MET, rules.OWN) for line in self.lines)

    @property
    def lacking(self) -> set[str]:
        """Clauses of the results that are not reached."""
        return {line.clause for line in self.lines if line.standing not in (rules.MET, rules.OWN)}


def entrusted(user: User) -> QuerySet[QaSystem]:
    """The systems an official reads today."""
    return access.visible(user, "review_qa", QaSystem.objects.select_related("organisation__district"))


def _counted(name: str, rows: QuerySet, system: str = "system", what: str = "pk") -> QuerySet:
    """One part of the union that counts everything in one query: for each system its number of rows of that name."""
    named = rows.order_by().values(name=Value(name), of=F(system))
    return named.annotate(count=Count(what, distinct=True))


def grounds_of(systems: Iterable[QaSystem], day: date) -> dict[int, Grounds]:
    """Count what readiness rests on, in a number of queries that does not grow with the organisations."""
    keys = [system.pk for system in systems]
    found = {key: Grounds(day) for key in keys}
    own = {"system__in": keys}
    counts = [
        _counted("goals", StrategicGoal.objects.filter(dropped_on=None, ends_in__gte=day.year, **own)),
        _counted("bodies", QualityBody.objects.filter(state="active", **own)),
        _counted("stakeholder_types", Stakeholder.objects.filter(dropped_on=None, **own), what="kind"),
        _counted(
            "requirements", Requirement.objects.filter(dropped_on=None, stakeholder__system__in=keys),
            "stakeholder__system",
        ),
    ]  # fmt: skip
    for row in counts[0].union(*counts[1:], all=True):
        setattr(found[row["of"]], row["name"], row["count"])
    processes = Process.objects.filter(dropped_on=None, **own).order_by().values_list("system", "classification")
    for key, classification in processes.distinct():
        found[key].classes.add(classification)
    in_force = DocumentVersion.objects.filter(
        document__system__in=keys, document__dropped_on=None, state="approved", effective_on__lte=day
    )
    for key, kind, review in in_force.order_by().values_list("document__system", "document__kind", "review_due"):
        found[key].kinds_in_force.add(kind)
        found[key].past_review += review is not None and review <= day
    for key, pair in tally(keys).items():
        found[key].findings = pair
    for key, measured in monitoring_of(systems, day).items():
        found[key].monitoring = measured
    dated = _current(keys, day).order_by().values_list("system", "kind").annotate(Max("published_on"))
    for key, kind, published_on in dated:
        found[key].published[kind] = published_on
    return found


def _current(keys: list[int], day: date) -> QuerySet[Publication]:
    """Publications that stand for the academic year of a day or the one before; the policy of any year."""
    year = academic_year(day)
    rows = Publication.objects.filter(system__in=keys, withdrawn_on=None, published_on__lte=day)
    return rows.filter(Q(kind=rules.POLICY) | Q(year__in=[year, year - 1]))


def overviews(rows: QuerySet[QaSystem], day: date) -> list[Overview]:
    """The chosen organisations, each with its readiness as its own page shows it."""
    systems = list(rows)
    grounds = grounds_of(systems, day)
    declared: dict[int, dict[str, Declaration]] = defaultdict(dict)
    for row in Declaration.objects.on(day).filter(system__in=systems):
        declared[row.system_id][row.clause] = row
    dated = Publication.objects.filter(system__in=systems, withdrawn_on=None).order_by()
    latest = dict(dated.values_list("system").annotate(Max("published_on")))
    return [
        Overview(
            system, readiness(system, grounds[system.pk], declared[system.pk]), grounds[system.pk].published,
            latest.get(system.pk),
        )
        for system in systems
    ]  # fmt: skip


def names_of(systems: Iterable[QaSystem], day: date, language: str) -> dict[int, str]:
    """Short names of the organisations by their keys, in Kyrgyz for who reads Kyrgyz and where there is one."""
    names = {system.organisation_id: system.organisation.title for system in systems}
    if language == "ky":
        rows = OrganisationName.objects.on(day).filter(organisation__in=names).exclude(short_ky="")
        names.update(rows.values_list("organisation", "short_ky"))
    return names


def place_of(system: QaSystem, language: str) -> str:
    """The oblast or city of an organisation in the reader's language."""
    district = system.organisation.district
    if district is None:
        return ""
    return district.name_ky if language == "ky" and district.name_ky else district.name


def submitted_versions(user: User) -> QuerySet[DocumentVersion]:
    """Versions that lie before the council or that it has approved, of the organisations an official reads."""
    rows = DocumentVersion.objects.filter(document__system__in=entrusted(user).values("pk"))
    approved = Q(state__in=["approved", "replaced", "withdrawn"], decision__isnull=False)
    return rows.filter(Q(state="submitted") | approved).select_related("document__system__organisation", "decision")


def submitted_reports(user: User) -> QuerySet[AnnualReport]:
    """Annual reports before the council or approved by it, of the organisations an official reads."""
    rows = AnnualReport.objects.filter(system__in=entrusted(user).values("pk"))
    wanted = rows.filter(state__in=[AnnualReport.State.SUBMITTED, AnnualReport.State.APPROVED])
    return wanted.select_related("system__organisation", "decision")


def submitted_of(system: QaSystem, user: User) -> dict[str, Any]:
    """Everything an official reads of one organisation; no draft is among it."""
    return {
        "publications": list(system.publications.select_related("decision", "version")),
        "versions": list(submitted_versions(user).filter(document__system=system).order_by("document", "-number")),
        "reports": list(submitted_reports(user).filter(system=system)),
        "waiting": list(system.submissions.filter(state=Submission.State.WAITING)),
        "decisions": list(CouncilDecision.objects.filter(system=system)),
    }


def threads_of(system: QaSystem) -> list[dict[str, Any]]:
    """The dialogue: each remark with what it is about and its answers; `ours` marks the organisation's own words."""
    answers = MinistryRemark.objects.select_related("written_by__person")
    roots = list(
        system.remarks.filter(answer_of=None)
        .select_related("written_by__person")
        .prefetch_related(Prefetch("answers", answers))
        .order_by("-pk")
    )
    own = set(RoleGrant.objects.filter(organisation=system.organisation_id).values_list("user", flat=True))
    label = Publication._meta.label_lower
    named = {str(row.pk): row for row in system.publications.all()}
    return [
        {
            "root": root,
            "about": named.get(root.about_id) if root.about_type == label else None,
            "lines": [{"row": row, "ours": row.written_by_id in own} for row in (root, *root.answers.all())],
        }
        for root in roots
    ]


def threads_that_wait(systems: Iterable[QaSystem], *, for_organisation: bool) -> Counter[int]:
    """How many threads of each system end with the words of the other side."""
    last = MinistryRemark.objects.filter(Q(pk=OuterRef("pk")) | Q(answer_of=OuterRef("pk"))).order_by("-pk")
    roots = MinistryRemark.objects.filter(system__in=list(systems), answer_of=None)
    rows = roots.annotate(last_by=Subquery(last.values("written_by")[:1]))
    grants = set(
        RoleGrant.objects.filter(organisation__qa_system__in=list(systems)).values_list(
            "user", "organisation__qa_system"
        )
    )
    waiting: Counter[int] = Counter()
    for key, author in rows.values_list("system", "last_by"):
        waiting[key] += ((author, key) in grants) != for_organisation
    return +waiting


def officials_of_the_ministry() -> QuerySet[User]:
    """Accounts of officials of the ministry, by name."""
    held = Q(role_grants__role="ministry_reviewer", role_grants__revoked_at=None)
    return (
        User.objects.filter(held, is_active=True).select_related("person").order_by("person__sort_key", "pk").distinct()
    )
