"""Verbs by which the chair distributes work among the members of the Presidium outside of a meeting (A-5.2.2)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, register
from association.journal import record
from association.models import Association, Person, User
from association.statute import Refused, denial
from membership.queries import local_day
from presidium import rules
from presidium.actions import assignments
from presidium.models import Assignment
from presidium.queries import roster_on
from presidium.queries_assignments import GIVES, RIGHT, judge_passing
from presidium.queries_terms import leader_on

SERIES = "assignments.chair"  # one endless row of numbers


@transaction.atomic
def distribute(person: Person, *, text: str, due_on: date, grounds: str, by: User, at: datetime) -> Assignment:
    """The chair, or who acts for the chair, gives a member of the Presidium something to do (A-5.2.2)."""
    access.require(by, GIVES, at=at)
    return _give(person, {"text": text, "due_on": due_on, "grounds": grounds}, by, at)


@transaction.atomic
def pass_on(source: Assignment, person: Person, *, text: str, due_on: date, by: User, at: datetime) -> Assignment:
    """Hand a member a part of what was given to the Presidium as a whole or to the chair (A-5.2.2)."""
    access.require(by, GIVES, at=at)
    locked = Assignment.objects.select_for_update().get(pk=source.pk)
    if locked.state not in Assignment.DUE:
        raise Refused(denial("A-5.2.2", _("Only an assignment that is being carried out is passed on.")))
    verdict = judge_passing(locked, person, by=by, day=local_day(at))
    if not verdict:
        raise Refused(verdict)
    if locked.state == Assignment.State.GIVEN and access.can(by, RIGHT, locked, at=at):
        assignments.take(locked, by=by, at=at)
    return _give(person, {"text": text, "due_on": due_on, "source": locked}, by, at)


def _give(person: Person, facts: dict[str, Any], by: User, at: datetime) -> Assignment:
    Association.objects.select_for_update().get()  # a seat that falls vacant meanwhile waits
    today = local_day(at)
    source = facts.get("source")
    verdict = rules.may_distribute.judge(
        has_seat=roster_on(today).filter(person=person).exists(), given_on=today, due_on=facts["due_on"],
        source_due_on=source.due_on if source else None,
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)
    leader, is_acting = leader_on(today)
    acting = is_acting and leader is not None and leader.pk == by.person_id
    row = Assignment.objects.create(
        number=register.next_number(SERIES, None), person=person, giver=by.person, given_on=today, noted_at=at,
        noted_by=by, gave_as=Assignment.GaveAs.ACTING if acting else Assignment.GaveAs.CHAIR, **facts,
    )  # fmt: skip
    record(
        "assignment.distribute", row, by=by, at=at, number=row.number, executor=row.executor, due_on=row.due_on,
        text=row.text, source=source.pk if source else None,
    )  # fmt: skip
    assignments.hand(row, by=by, at=at)
    return row
