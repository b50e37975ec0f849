"""Verbs on the people whom an organisation names in its records."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access
from association.actions.organisations import add_person
from association.journal import record
from association.models import User
from qa_system.models import QaSystem, Staff


@transaction.atomic
def add(
    system: QaSystem,
    *,
    surname: str,
    given: str,
    patronymic: str,
    post_ru: str,
    post_ky: str,
    on: date,
    by: User,
    at: datetime,
) -> Staff:
    """Add a person of the organisation, who may then be named as owner, member or responsible (K-13.1b)."""
    access.require(by, "keep_qa", system, at=at)
    person = add_person(surname=surname, given=given, patronymic=patronymic, by=by, at=at)
    row = Staff.objects.create(system=system, person=person, post_ru=post_ru, post_ky=post_ky, added_on=on)
    record("qa.staff.add", row, by=by, at=at, person=person.pk)
    return row


@transaction.atomic
def leave(row: Staff, *, on: date, by: User, at: datetime) -> None:
    """Note that a person has left; what bears the name stays."""
    access.require(by, "keep_qa", row, at=at)
    if Staff.objects.filter(pk=row.pk, left_on=None).update(left_on=on):
        record("qa.staff.leave", row, by=by, at=at, on=on)
