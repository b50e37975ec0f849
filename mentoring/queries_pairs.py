"""Reads of the proposal of pairs: who mentors and who needs a mentor on a day, and what the balance counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BooleanField, Count, Exists, OuterRef, PositiveSmallIntegerField, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop as _

from association.models import District, Job, Organisation, RuleSet, User
from association.rule_options import value_of
from association.statute import Verdict, denial
from membership import queries as membership
from membership.models import Membership
from membership.queries_experts import certified_on
from mentoring import rules
from mentoring.models import MentorTerms, Pair, PairList
from mentoring.rules.scoring import Field, Place, Side
from presidium.queries import roster_on

AVAILABLE = "available"
Two = tuple[int, int]


@dataclass(frozen=True)
class Balance:
    """What the balance counts on a day: mentors, candidates, and whether the even share bounds the scarce side."""

    mentors: int
    candidates: int
    cap: str

    @property
    def bounds(self) -> rules.Bounds:
        return rules.bounds_of(mentors=self.mentors, candidates=self.candidates, cap=self.cap)

    def verdict(self, *, of_mentor: int, of_candidate: int):
        """Whether one more pair keeps the balance (A-3.16d, A-3.16e)."""
        return rules.may_pair(
            mentors=self.mentors, candidates=self.candidates, of_mentor=of_mentor, of_candidate=of_candidate,
            cap=self.cap,
        )  # fmt: skip


def certified_members_on(day: date) -> QuerySet[Organisation]:
    """Member organisations with a QMS certificate in force on a day (A-3.16a); `takes` and `capacity` are their terms.

    Without terms an organisation takes candidates; `capacity` 0 means as many as the balance gives.
    """
    terms = MentorTerms.objects.on(day).filter(organisation=OuterRef("pk")).order_by("-starts_on", "-pk")
    member = Membership.objects.on(day).filter(organisation=OuterRef("pk"), kind=Membership.Kind.MEMBER)
    return Organisation.objects.filter(
        Exists(member), Exists(certified_on(day).filter(organisation=OuterRef("pk")))
    ).annotate(
        takes=Coalesce(Subquery(terms.values("is_available")[:1]), True, output_field=BooleanField()),
        capacity=Coalesce(Subquery(terms.values("capacity")[:1]), 0, output_field=PositiveSmallIntegerField()),
    )


def mentors_on(day: date) -> QuerySet[Organisation]:
    """Certified members that take candidates on a day (A-3.16a)."""
    return certified_members_on(day).filter(takes=True)


def candidates_on(day: date) -> QuerySet[Organisation]:
    """Organisations that are candidates on a day and hold no QMS certificate in force yet (A-3.16a, A-4.11)."""
    status = Membership.objects.on(day).filter(organisation=OuterRef("pk"), kind=Membership.Kind.CANDIDATE)
    certified = certified_on(day).filter(organisation=OuterRef("pk"))
    return Organisation.objects.filter(Exists(status), ~Exists(certified))


def pairs_on(day: date) -> QuerySet[Pair]:
    """Pairs approved and not ended by a day, also those that begin later."""
    return Pair.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def loads_on(day: date) -> dict[int, int]:
    """How many pairs each mentor has on a day."""
    rows = pairs_on(day).order_by().values_list("mentor").annotate(n=Count("pk"))
    return dict(rows)


def candidate_loads_on(day: date) -> dict[int, int]:
    """How many mentors each candidate has on a day."""
    rows = pairs_on(day).order_by().values_list("candidate").annotate(n=Count("pk"))
    return dict(rows)


def balance_on(day: date) -> Balance:
    """The numbers the balance is judged by on a day, by the rules in force (A-3.16d, A-3.16e)."""
    values = RuleSet.on_day(day).values
    counted = mentors_on(day) if value_of(values, "pair_count_basis") == AVAILABLE else certified_members_on(day)
    return Balance(counted.count(), candidates_on(day).count(), value_of(values, "pair_cap"))


def without_mentor(day: date) -> QuerySet[Organisation]:
    """Candidates that have no pair on a day."""
    return candidates_on(day).filter(~Exists(pairs_on(day).filter(candidate=OuterRef("pk"))))


def places() -> dict[int, Place]:
    """Every territory with its centre and its neighbours, as the proposal sees it."""
    near: dict[int, set[int]] = {}
    for one, other in District.neighbours.through.objects.values_list("from_district", "to_district"):
        near.setdefault(one, set()).add(other)
    rows = District.objects.values_list("pk", "latitude", "longitude")
    return {
        key: Place(key, None if north is None else float(north), None if east is None else float(east),
                   frozenset(near.get(key, ())))
        for key, north, east in rows
    }  # fmt: skip


def _side(row: Organisation, loads: dict[int, int]) -> Side:
    return Side(row.pk, row.district_id, row.sector, loads.get(row.pk, 0), getattr(row, "capacity", 0))


def field_on(day: date) -> Field:
    """Who may be paired with whom on a day, and all that a score asks (A-3.16a, A-3.16c)."""
    loads, held = loads_on(day), candidate_loads_on(day)
    mentors = mentors_on(day).only("pk", "district_id", "sector").order_by("pk")
    candidates = candidates_on(day).only("pk", "district_id", "sector").order_by("pk")
    before = Pair.objects.filter(ends_on__lte=day).values_list("mentor", "candidate").distinct()
    return Field(
        {row.pk: _side(row, loads) for row in mentors}, {row.pk: _side(row, held) for row in candidates}, places(),
        frozenset(before), value_of(RuleSet.on_day(day).values, "pair_distance_km"),
    )  # fmt: skip


def active_between(day: date) -> set[Two]:
    """Mentor and candidate of every pair approved and not ended by a day."""
    return set(pairs_on(day).order_by().values_list("mentor", "candidate"))


def local_day(at: datetime) -> date:
    """The calendar day of a moment where the association is."""
    return membership.local_day(at)


def readers_of(day: date) -> QuerySet[User]:
    """The accounts of the members of the Presidium on a day: who may remark on a list (A-3.16c)."""
    return User.objects.filter(is_active=True, person__in=roster_on(day).order_by().values("person"))


def is_calculated(pair_list: PairList) -> bool:
    """Whether no calculation of the list is under way; one that has stopped is none."""
    running = (Job.State.QUEUED, Job.State.RUNNING)
    return not Job.objects.filter(pk=pair_list.job_id, state__in=running).exists()


class Ledger:
    """The pairs of each organisation on a day, to judge one more by the statute and to count it in."""

    def __init__(self, field: Field, balance: Balance, active: Collection[Two]) -> None:
        self.field, self.balance, self.taken = field, balance, set(active)
        self.of_mentor = Counter({key: side.load for key, side in field.mentors.items()})
        self.of_candidate = Counter({key: side.load for key, side in field.candidates.items()})

    def judge(self, mentor: int, candidate: int) -> Verdict:
        """Whether the two may become a pair (A-3.16a, A-3.16d, A-3.16e)."""
        if (mentor, candidate) in self.taken:
            return denial("A-3.16c", _("The two organisations are a pair already."))
        if mentor not in self.field.mentors:
            message = _("The mentor is no member with a QMS certificate in force on this day that takes candidates.")
            return denial("A-3.16a", message)
        if candidate not in self.field.candidates:
            return denial("A-3.16a", _("The organisation is no candidate without a QMS certificate on this day."))
        capacity = self.field.mentors[mentor].capacity
        if capacity and self.of_mentor[mentor] >= capacity:
            message = _("The mentor has said that it takes at most so many candidates: %(n)s.")
            return denial("A-3.16a", message, n=capacity)
        return self.balance.verdict(of_mentor=self.of_mentor[mentor], of_candidate=self.of_candidate[candidate])

    def count(self, mentor: int, candidate: int) -> None:
        """Count a pair in."""
        self.of_mentor[mentor] += 1
        self.of_candidate[candidate] += 1
        self.taken.add((mentor, candidate))


def ledger_on(day: date, field: Field | None = None) -> Ledger:
    """The pairs that work on a day, ready to judge further ones."""
    return Ledger(field or field_on(day), balance_on(day), active_between(day))


def faults_of(pair_list: PairList, day: date) -> list[Verdict]:
    """Why lines of a list may not become pairs on a day; all of them together keep the balance, or some do not."""
    ledger, faults = ledger_on(day), []
    for mentor, candidate in pair_list.pairs.order_by("-is_locked", "-score", "pk").values_list("mentor", "candidate"):
        verdict = ledger.judge(mentor, candidate)
        if verdict:
            ledger.count(mentor, candidate)
        else:
            faults.append(verdict)
    return faults


def kept_locked(pair_list: PairList, ledger: Ledger) -> tuple[dict[int, Two], list[dict[str, Any]]]:
    """The locked lines that a new calculation keeps, and those that the statute does not allow any more, with why."""
    kept, dropped = {}, []
    locked = pair_list.pairs.filter(is_locked=True).order_by("pk").values_list("pk", "mentor", "candidate")
    for key, mentor, candidate in locked:
        verdict = ledger.judge(mentor, candidate)
        if verdict:
            ledger.count(mentor, candidate)
            kept[key] = (mentor, candidate)
        else:
            dropped.append({"mentor": mentor, "candidate": candidate, "verdict": verdict.as_dict()})
    return kept, dropped


@dataclass(frozen=True)
class Standing:
    """What makes an organisation a mentor on a day: membership, certificate, terms, and the pairs it has."""

    is_member: bool
    is_certified: bool
    terms: MentorTerms | None
    pairs: int


def standing_of(organisation: Organisation, day: date) -> Standing:
    """Whether and on which terms an organisation mentors on a day (A-3.16a)."""
    terms = MentorTerms.objects.open().filter(organisation=organisation).first()
    return Standing(
        membership.members_on(day).filter(organisation=organisation).exists(),
        certified_on(day).filter(organisation=organisation).exists(), terms,
        pairs_on(day).filter(mentor=organisation).count(),
    )  # fmt: skip
