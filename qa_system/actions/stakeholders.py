"""Verbs on goals, stakeholders and what they require."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from qa_system.models import Indicator, Process, QaSystem, Requirement, Stakeholder, StrategicGoal


@transaction.atomic
def set_goal(
    system: QaSystem, *, text_ru: str, text_ky: str, starts_in: int, ends_in: int, by: User, at: datetime
) -> StrategicGoal:
    """Add a strategic goal under the next number (K-7.1)."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    _years(starts_in, ends_in)
    last = system.goals.aggregate(last=Max("number"))["last"] or 0
    goal = StrategicGoal.objects.create(
        system=system, number=last + 1, text_ru=text_ru, text_ky=text_ky, starts_in=starts_in, ends_in=ends_in
    )
    record("qa.goal.set", goal, by=by, at=at, number=goal.number)
    return goal


@transaction.atomic
def reword_goal(
    goal: StrategicGoal, *, text_ru: str, text_ky: str, starts_in: int, ends_in: int, by: User, at: datetime
) -> None:
    """Change the words or the years of a goal; the journal keeps what it was."""
    locked = StrategicGoal.objects.select_for_update().get(pk=goal.pk)
    access.require(by, "keep_qa", locked, at=at)
    _years(starts_in, ends_in)
    was = {"text_ru": locked.text_ru, "text_ky": locked.text_ky, "years": [locked.starts_in, locked.ends_in]}
    StrategicGoal.objects.filter(pk=goal.pk).update(
        text_ru=text_ru, text_ky=text_ky, starts_in=starts_in, ends_in=ends_in
    )
    record("qa.goal.reword", goal, by=by, at=at, was=was)


@transaction.atomic
def drop_goal(goal: StrategicGoal, *, on: date, by: User, at: datetime) -> None:
    """Take a goal out of force; its number is not given again."""
    access.require(by, "keep_qa", goal, at=at)
    if StrategicGoal.objects.filter(pk=goal.pk, dropped_on=None).update(dropped_on=on):
        record("qa.goal.drop", goal, by=by, at=at, on=on)


def _years(starts_in: int, ends_in: int) -> None:
    if ends_in < starts_in:
        raise Refused(denial("K-7.1", _("The last year lies before the first one.")))


@transaction.atomic
def add_stakeholder(
    system: QaSystem, *, kind: str, name_ru: str, name_ky: str, contact: str, on: date, by: User, at: datetime
) -> Stakeholder:
    """Add a stakeholder of one of the seven types (K-3)."""
    access.require(by, "keep_qa", system, at=at)
    row = Stakeholder.objects.create(
        system=system, kind=kind, name_ru=name_ru, name_ky=name_ky, contact=contact, added_on=on
    )
    record("qa.stakeholder.add", row, by=by, at=at, kind=kind)
    return row


@transaction.atomic
def change_stakeholder(
    row: Stakeholder, *, kind: str, name_ru: str, name_ky: str, contact: str, by: User, at: datetime
) -> None:
    """Correct a stakeholder."""
    locked = Stakeholder.objects.select_for_update().get(pk=row.pk)
    access.require(by, "keep_qa", locked, at=at)
    was = {"kind": locked.kind, "name_ru": locked.name_ru, "name_ky": locked.name_ky, "contact": locked.contact}
    Stakeholder.objects.filter(pk=row.pk).update(kind=kind, name_ru=name_ru, name_ky=name_ky, contact=contact)
    record("qa.stakeholder.change", row, by=by, at=at, was=was)


@transaction.atomic
def drop_stakeholder(row: Stakeholder, *, on: date, by: User, at: datetime) -> None:
    """Take a stakeholder and its requirements out of the register; the rows stay."""
    access.require(by, "keep_qa", row, at=at)
    if Stakeholder.objects.filter(pk=row.pk, dropped_on=None).update(dropped_on=on):
        row.requirements.filter(dropped_on=None).update(dropped_on=on)
        record("qa.stakeholder.drop", row, by=by, at=at, on=on)


@transaction.atomic
def state_requirement(
    stakeholder: Stakeholder,
    *,
    text_ru: str,
    text_ky: str,
    source: str,
    processes: Iterable[Process],
    indicators: Iterable[Indicator],
    on: date,
    by: User,
    at: datetime,
    requirement: Requirement | None = None,
) -> Requirement:
    """Write down or change what a stakeholder requires, with the processes and indicators that answer it (K-5.3)."""
    system = stakeholder.system
    access.require(by, "keep_qa", system, at=at)
    processes, indicators = list(processes), list(indicators)
    strangers = [row for row in processes if row.system_id != system.pk]
    strangers_too = [row for row in indicators if row.process.system_id != system.pk]
    if strangers or strangers_too:
        raise Refused(denial("K-5.3", _("Choose processes and indicators of this organisation.")))
    words = {"text_ru": text_ru, "text_ky": text_ky, "source": source}
    row = requirement or Requirement.objects.create(stakeholder=stakeholder, added_on=on, **words)
    if requirement is not None:
        Requirement.objects.filter(pk=row.pk).update(**words)
    row.processes.set(processes)
    row.indicators.set(indicators)
    facts = {"processes": [one.pk for one in processes], "indicators": [one.pk for one in indicators]}
    record("qa.requirement.state", row, by=by, at=at, **words, **facts)
    return row


@transaction.atomic
def drop_requirement(row: Requirement, *, on: date, by: User, at: datetime) -> None:
    """Take a requirement out of the register; the row stays."""
    access.require(by, "keep_qa", row, at=at)
    if Requirement.objects.filter(pk=row.pk, dropped_on=None).update(dropped_on=on):
        record("qa.requirement.drop", row, by=by, at=at, on=on)
