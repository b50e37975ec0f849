"""Reads of terms, of what their end asks for, and of who acts for the chair (A-3.6, A-3.8, A-3.9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from association.models import Person, RuleSet
from association.rule_options import value_of
from association.statute import Verdict
from presidium import rules
from presidium.models import ActingPeriod, Meeting, Office
from presidium.queries import chair_on, office_on


def acting_on(day: date) -> ActingPeriod | None:
    """The period in which the deputy acts for the chair, on a day (A-3.9)."""
    return ActingPeriod.objects.on(day).select_related("person", "basis").first()


def leader_on(day: date) -> tuple[Person | None, bool]:
    """Who leads the association on a day, and whether as acting chair (A-3.9)."""
    acting = acting_on(day)
    return (acting.person, True) if acting else (chair_on(day), False)


@dataclass(frozen=True)
class Term:
    """One elected office as of a day: until when, and whether that day is near or gone."""

    office: Office
    left: int | None
    verdict: Verdict

    @property
    def is_near(self) -> bool:
        return self.left is not None and 0 <= self.left <= max(rules.offices.DAYS_BEFORE_END)

    @property
    def is_over(self) -> bool:
        return self.left is not None and self.left < 0


def terms_on(day: date) -> list[Term]:
    """The offices of a day with what is left of their terms (A-3.6, A-3.8)."""
    rows = Office.objects.on(day).select_related("person", "basis").order_by("kind")
    return [_term(row, day) for row in rows]


def _term(row: Office, day: date) -> Term:
    if row.last_day is None:
        return Term(row, None, Verdict(True))
    verdict = rules.holds_office.judge(
        on=day, elected_on=row.starts_on, ended_on=row.ends_on,
        after_expiry=value_of(RuleSet.on_day(day).values, "after_expiry"),
    )  # fmt: skip
    return Term(row, (row.last_day - day).days, verdict)


def terms_to_warn(day: date) -> list[tuple[Office, int]]:
    """Offices with the warning that is due on a day and was not sent yet; each of the three is sent once."""
    horizon = day + timedelta(days=max(rules.offices.DAYS_BEFORE_END))
    rows = Office.objects.on(day).filter(last_day__gte=day, last_day__lte=horizon).select_related("person")
    found = []
    for row in rows.order_by("pk"):
        days = rules.term_warning(last_day=row.last_day, on=day)
        if days is not None and not row.warnings.filter(days__lte=days).exists():
            found.append((row, days))
    return found


def terms_to_vacate(day: date) -> QuerySet[Office]:
    """Offices whose term is over, where the rules in force vacate them (A-3.6)."""
    if value_of(RuleSet.on_day(day).values, "after_expiry") != rules.offices.VACATE:
        return Office.objects.none()
    return Office.objects.open().filter(last_day__lt=day).order_by("pk")


def judge_deputy(day: date) -> Verdict:
    """Whether a deputy was elected in time after the election of the chair in office (A-3.8)."""
    chair = Office.objects.on(day).filter(kind=Office.Kind.CHAIR).first()
    held = 0
    if chair is not None:
        sittings = Meeting.objects.filter(kind=Meeting.Kind.ORDINARY, state=Meeting.State.HELD)
        held = sittings.filter(held_on__gte=chair.starts_on, held_on__lte=day).count()
    has_deputy = office_on(Office.Kind.DEPUTY, day) is not None
    return rules.is_deputy_in_time.judge(has_deputy=has_deputy, ordinary_held=held)
