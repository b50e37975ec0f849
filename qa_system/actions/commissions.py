"""Verbs on the quality commission (K-16)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Person, User
from association.statute import Refused, denial
from qa_system.actions.editing import locked_edition
from qa_system.models import Commission, CommissionMember, QaSystem


@transaction.atomic
def set_up(system: QaSystem, *, on: date, by: User, at: datetime, **fields: Any) -> Commission:
    """Set up a commission from a day on; it is optional (K-16a)."""
    access.require(by, "keep_qa", system, at=at)
    row = Commission.objects.create(system=system, starts_on=on, **fields)
    record("qa.commission.set_up", row, by=by, at=at, on=on, name=row.name_ru)
    return row


@transaction.atomic
def describe(row: Commission, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save the names, the order and the order of work (K-16b)."""
    access.require(by, "keep_qa", row, at=at)
    locked_edition(row, seen)
    Commission.objects.filter(pk=row.pk).update(version=seen + 1, **fields)
    record("qa.commission.describe", row, by=by, at=at, fields=sorted(fields))


@transaction.atomic
def dissolve(row: Commission, *, on: date, by: User, at: datetime) -> None:
    """End a commission and the membership of all who sit in it."""
    access.require(by, "keep_qa", row, at=at)
    if Commission.objects.filter(pk=row.pk, ends_on=None).update(ends_on=max(on, row.starts_on)):
        for member in row.members.open():
            end_member(member, on=on, by=by, at=at)
        record("qa.commission.dissolve", row, by=by, at=at, on=on)


@transaction.atomic
def add_member(
    row: Commission,
    *,
    person: Person,
    side: str,
    post_ru: str,
    post_ky: str,
    is_chair: bool,
    on: date,
    by: User,
    at: datetime,
) -> CommissionMember:
    """Seat a person of the staff or of a type of stakeholders from a day on."""
    access.require(by, "keep_qa", row, at=at)
    Commission.objects.select_for_update().get(pk=row.pk)
    if row.members.open().filter(person=person).exists():
        raise Refused(denial("K-16b", _("This person sits in the commission already.")))
    if is_chair and row.members.open().filter(is_chair=True).exists():
        raise Refused(denial("K-16b", _("The commission has a chair already; end that first.")))
    member = CommissionMember.objects.create(
        commission=row, person=person, side=side, post_ru=post_ru, post_ky=post_ky, is_chair=is_chair, starts_on=on
    )
    record("qa.commission.member", member, by=by, at=at, person=person.pk, side=side, on=on)
    return member


@transaction.atomic
def end_member(member: CommissionMember, *, on: date, by: User, at: datetime) -> None:
    """End a person's time in the commission."""
    access.require(by, "keep_qa", member, at=at)
    if CommissionMember.objects.filter(pk=member.pk, ends_on=None).update(ends_on=max(on, member.starts_on)):
        record("qa.commission.member_end", member, by=by, at=at, on=on)
