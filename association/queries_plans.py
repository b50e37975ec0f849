"""Reads of annual plans: the year, the version in force, plan against fact, what changed, the inbox, the council."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from association import access, offices
from association.calendar import ONE_DAY, Span, academic_year, add_years
from association.fmt import date_text, month_text
from association.models import (
    AnnualPlan,
    Association,
    CouncilSitting,
    Event,
    PlanAgreement,
    PlanFact,
    PlanItem,
    Proposal,
    RuleSet,
    StoredFile,
    User,
)
from association.rule_options import DEFAULTS, value_of
from association.rules import plans as rules
from association.statute import Verdict

MATTER = "plan"


@dataclass(frozen=True)
class Fact:
    """What is known of a planned activity, by its thread: kind is DONE, MOVED, NOT_DONE, or SET for an event ahead."""

    thread: UUID
    kind: str
    on: date
    title: str = ""
    url: str = ""
    file: StoredFile | None = None


def when_text(item: PlanItem, language: str) -> str:
    """When an activity is planned, in words: a day, a period, a month, months."""
    first, last = item.starts_on, item.ends_on
    if not item.is_monthly:
        days = [date_text(day, language, "short") for day in dict.fromkeys((first, last))]
        return " – ".join(days)
    months = dict.fromkeys([(first.year, first.month), (last.year, last.month)])
    return " – ".join(month_text(year, month, language) for year, month in months)


def local_day(at: datetime) -> date:
    """The calendar day of a moment where the association is."""
    return at.astimezone(ZoneInfo(Association.current().time_zone)).date()


def option(day: date, key: str) -> Any:
    """What the rules in force on a day say of an option; its default before the first version."""
    row = RuleSet.objects.on(day).order_by("version").last()
    return value_of(row.values, key) if row else DEFAULTS[key]


def year_of(day: date) -> Span:
    """The academic year of a day (A-4.1a)."""
    return academic_year(day, (option(day, "academic_year_starts"), 1))


def mandatory_on(day: date) -> tuple[str, ...]:
    """Whose agreement is mandatory on a day (A-4.1b, A-4.3c)."""
    return rules.AGREEMENTS[option(day, "plan_agreements")]


def standing_versions(starts_on: date) -> QuerySet[AnnualPlan]:
    """The versions of the plan of a year that were not taken back, the latest first."""
    return AnnualPlan.objects.filter(starts_on=starts_on).exclude(state=rules.WITHDRAWN)


def in_force(starts_on: date) -> AnnualPlan | None:
    """The plan in force of the year that begins on a day: its latest approved version (A-4.1a)."""
    return standing_versions(starts_on).filter(state=rules.APPROVED).first()


def plan_on(day: date) -> AnnualPlan | None:
    """The plan in force of the academic year a day lies in."""
    rows = AnnualPlan.objects.filter(starts_on__lte=day, ends_on__gt=day, state=rules.APPROVED)
    return rows.first()


def public_plans() -> list[AnnualPlan]:
    """The plan in force of each year, the latest year first: the ones that everybody may read."""
    rows = AnnualPlan.objects.filter(state=rules.APPROVED).select_related("edition__file", "discussed")
    found: dict[date, AnnualPlan] = {}
    for row in rows:
        found.setdefault(row.starts_on, row)
    return list(found.values())


def waiting_plans() -> QuerySet[AnnualPlan]:
    """Drafts with activities that no agenda lists yet."""
    return AnnualPlan.objects.filter(state=rules.DRAFT, items__isnull=False).distinct()


def years_to_plan(day: date) -> list[Span]:
    """Years a plan may be begun for: this one and the next, as long as no version of them stands."""
    this = year_of(day)
    following = year_of(this.last + ONE_DAY)
    taken = set(AnnualPlan.objects.exclude(state=rules.WITHDRAWN).values_list("starts_on", flat=True))
    return [span for span in (this, following) if span.first not in taken]


def source_for(span: Span) -> AnnualPlan | None:
    """The plan whose activities the plan of a year may start from: the latest approved one before it."""
    return AnnualPlan.objects.filter(starts_on__lt=span.first, state=rules.APPROVED).first()


def given_agreements(plan: AnnualPlan) -> list[PlanAgreement]:
    """What the council and the head said in the present turn of a plan, in its order."""
    return list(plan.agreements.filter(turn=plan.turn).select_related("given_by__person", "file"))


def agreed_by(rows: Iterable[PlanAgreement]) -> tuple[str, ...]:
    """Who agreed among what was said."""
    return tuple(row.party for row in rows if row.outcome == PlanAgreement.Outcome.AGREED)


def plans_seen_by(user: User) -> QuerySet[AnnualPlan]:
    """All plans for those who see the records; the official sees what was discussed, the others what is approved."""
    rows = AnnualPlan.objects.select_related("discussed", "paper__file", "edition__file", "amends", "begun_by__person")
    if access.can(user, "view_records"):
        return rows
    states = (rules.DISCUSSED, rules.AGREED, rules.APPROVED) if access.can(user, "agree_plan") else (rules.APPROVED,)
    return rows.filter(state__in=states)


def approval_verdict(plan: AnnualPlan, day: date) -> Verdict:
    """Whether the chair may approve a plan on a day, and if not, what is wanting and by which clause (A-4.1b)."""
    return rules.may_approve.judge(
        discussed_on=plan.discussed_on, minutes=plan.discussed.number if plan.discussed else "",
        given=agreed_by(given_agreements(plan)), mandatory=mandatory_on(day), on=day,
    )  # fmt: skip


@dataclass
class Line:
    """One planned activity as a reader sees it: where it stands, by which facts."""

    item: PlanItem
    number: int
    standing: str
    facts: list[Fact] = field(default_factory=list)

    @property
    def last(self) -> Fact | None:
        """The fact that holds."""
        return self.facts[-1] if self.facts else None


def facts_of(threads: set[UUID]) -> dict[UUID, list[Fact]]:
    """What is known of activities: announced and held events, then what was entered by hand; the last one holds.

    A held event holds against an entry that does not speak of what was done.
    """
    found: dict[UUID, list[Fact]] = {}
    if not threads:
        return found
    kinds = {Event.State.ANNOUNCED: rules.SET, Event.State.HELD: rules.DONE, Event.State.REPORTED: rules.DONE}
    events = Event.objects.filter(plan_item__thread__in=threads, state__in=kinds).select_related("plan_item")
    for event in events.order_by("starts_on", "pk"):
        kind = kinds[Event.State(event.state)]
        on = event.ends_on if kind == rules.DONE else event.starts_on
        fact = Fact(event.plan_item.thread, kind, on, event.title, event.get_absolute_url())
        found.setdefault(fact.thread, []).append(fact)
    for row in PlanFact.objects.filter(thread__in=threads).select_related("file"):
        fact = Fact(row.thread, row.kind, row.on, row.note, "", row.file)
        facts = found.setdefault(row.thread, [])
        is_held = bool(facts) and bool(facts[-1].url) and facts[-1].kind == rules.DONE
        facts.insert(len(facts) - (is_held and row.kind != rules.DONE), fact)
    return found


def _standing(item: PlanItem, facts: list[Fact], on: date) -> str:
    last = facts[-1] if facts else None
    return rules.standing(
        starts_on=item.starts_on, ends_on=item.ends_on, kind=last.kind if last else "",
        done_on=last.on if last else None, on=on,
    )  # fmt: skip


def lines_of(plan: AnnualPlan, on: date) -> list[Line]:
    """The activities of a plan with what became of them by a day, in three queries."""
    items = list(plan.items.select_related("person", "organisation", "proposal"))
    facts = facts_of({row.thread for row in items}) if plan.state == rules.APPROVED else {}
    return [
        Line(row, number, _standing(row, facts.get(row.thread, []), on), facts.get(row.thread, []))
        for number, row in enumerate(items, start=1)
    ]


def counts(lines: Iterable[Line], by: str) -> list[tuple[str, int, int]]:
    """How many activities are planned and done by a mark of theirs, `task` or `function`: (value, planned, done)."""
    lines = list(lines)
    planned = Counter(getattr(line.item, by) for line in lines)
    done = Counter(getattr(line.item, by) for line in lines if line.standing in (rules.DONE, rules.LATE))
    return [(value, planned[value], done[value]) for value in sorted(planned) if value]


COMPARED = (
    "activity", "activity_ky", "task", "function", "starts_on", "ends_on", "is_monthly", "person_id", "organisation_id",
    "responsible", "venue", "venue_ky", "in_department_plan",
)  # fmt: skip


@dataclass
class Change:
    """One difference between two versions: kind is new, changed or removed; `names` are the fields that differ."""

    kind: str
    item: PlanItem
    before: PlanItem | None = None
    names: tuple[str, ...] = ()


def changes(plan: AnnualPlan) -> list[Change]:
    """What a version changes against the version it amends (A-4.1a)."""
    if plan.amends is None:
        return []
    linked = ("person", "organisation")
    before = {row.thread: row for row in plan.amends.items.select_related(*linked)}
    found = []
    for row in plan.items.select_related(*linked):
        old = before.pop(row.thread, None)
        if old is None:
            found.append(Change("new", row))
        elif names := tuple(name for name in COMPARED if getattr(old, name) != getattr(row, name)):
            found.append(Change("changed", row, old, names))
    return found + [Change("removed", row) for row in before.values()]


def due_items(day: date, until: date) -> list[Line]:
    """Activities of plans in force that are due by a day and not settled; what is overdue comes first."""
    rows = []
    plans = AnnualPlan.objects.filter(state=rules.APPROVED, starts_on__lte=until, ends_on__gt=add_years(day, -1))
    newest: dict[date, AnnualPlan] = {}
    for plan in plans:
        newest.setdefault(plan.starts_on, plan)
    for plan in newest.values():
        rows += [
            line
            for line in lines_of(plan, day)
            if line.standing == rules.OVERDUE or (line.standing == rules.DUE and line.item.ends_on <= until)
        ]
    return sorted(rows, key=lambda line: (line.standing != rules.OVERDUE, line.item.ends_on, line.number))


def proposals_of(user: User) -> QuerySet[Proposal]:
    """What a person proposed, and what was proposed for organisations the person acts for (A-5.4.5)."""
    own = Q(made_by=user) | Q(organisation__in=access.organisations(user, "propose_plan"))
    return Proposal.objects.filter(own).select_related("organisation", "made_by__person")


def proposals_seen_by(user: User) -> QuerySet[Proposal]:
    """All of them for those who read the inbox, own ones for the others."""
    if access.can(user, "read_proposals"):
        return Proposal.objects.select_related("organisation", "made_by__person")
    return proposals_of(user)


def is_own_proposal(proposal: Proposal, user: User) -> bool:
    """Whether a person made a proposal, or acts for the organisation in whose name it was made."""
    acts = access.organisations(user, "propose_plan").filter(pk=proposal.organisation_id)
    return proposal.made_by_id == user.pk or acts.exists()


def council_terms() -> list[offices.Term]:
    """Who sits in the Education Quality Council by office, from when to when: the chair, term by term (A-6.2b)."""
    return offices.terms(offices.CHAIR)


def council_sittings() -> QuerySet[CouncilSitting]:
    """Sittings of the council in which the Association took part, the latest first (A-5.1.4)."""
    return CouncilSitting.objects.select_related("person", "plan", "file", "entered_by__person")
