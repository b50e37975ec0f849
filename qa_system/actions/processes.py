"""Verbs on processes: description, roles, links, what a card holds (K-5.2, K-10, K-13.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Person, User
from association.statute import Refused, denial
from qa_system.actions.editing import locked_edition
from qa_system.models import Process, ProcessLink, ProcessStep, QaRole, QaSystem, Resource, Risk, Stakeholder

LINES: dict[str, type[models.Model]] = {"steps": ProcessStep, "resources": Resource, "risks": Risk}


@transaction.atomic
def add(system: QaSystem, *, code: str, on: date, by: User, at: datetime, **fields: Any) -> Process:
    """Add a process under its code (K-13.1a)."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    if system.processes.filter(code=code, dropped_on=None).exists():
        raise Refused(denial("K-10", _("A process of this code is there already.")))
    process = Process.objects.create(system=system, code=code, added_on=on, **fields)
    record("qa.process.add", process, by=by, at=at, code=code, name=process.name_ru)
    return process


def _may_write(process: Process, by: User, at: datetime) -> None:
    """The quality officer writes every process, its owner the own one."""
    if access.can(by, "keep_qa", process, at=at):
        return
    access.require(by, "fill_process", process, at=at)
    owns = process.roles.on(at.date()).filter(kind=QaRole.Kind.OWNER, person=by.person_id).exists()
    if not owns:
        raise Refused(denial("K-13.1b", _("Only the owner of the process and the quality officer change it.")))


@transaction.atomic
def describe(process: Process, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save the description of a process (K-10)."""
    _may_write(process, by, at)
    fresh = locked_edition(process, seen)
    code = fields.get("code", fresh.code)
    if fresh.system.processes.filter(code=code, dropped_on=None).exclude(pk=fresh.pk).exists():
        raise Refused(denial("K-10", _("A process of this code is there already.")))
    Process.objects.filter(pk=process.pk).update(version=seen + 1, **fields)
    record("qa.process.describe", process, by=by, at=at, fields=sorted(fields))


@transaction.atomic
def fill(process: Process, *, what: str, rows: Iterable[Mapping[str, Any]], seen: int, by: User, at: datetime) -> None:
    """Put the `steps`, `resources` or `risks` of a card anew; the journal keeps what stood there (K-13.1d)."""
    _may_write(process, by, at)
    locked_edition(process, seen)
    model = LINES[what]
    before = [str(row) for row in model._default_manager.filter(process=process)]
    model._default_manager.filter(process=process).delete()
    made = [model(process=process, **row) for row in rows]
    model._default_manager.bulk_create(made)
    Process.objects.filter(pk=process.pk).update(version=seen + 1)
    record("qa.process.fill", process, by=by, at=at, what=what, was=before, now=[str(row) for row in made])


@transaction.atomic
def drop(process: Process, *, on: date, by: User, at: datetime) -> None:
    """Take a process out of the register with its links and indicators; the rows stay."""
    access.require(by, "keep_qa", process, at=at)
    if Process.objects.filter(pk=process.pk, dropped_on=None).update(dropped_on=on):
        ends = models.Q(supplier=process) | models.Q(customer=process)
        ProcessLink.objects.filter(ends, dropped_on=None).update(dropped_on=on)
        process.indicators.filter(dropped_on=None).update(dropped_on=on)
        record("qa.process.drop", process, by=by, at=at, on=on)


@transaction.atomic
def name_role(
    process: Process,
    *,
    kind: str,
    person: Person,
    post_ru: str,
    post_ky: str,
    on: date,
    by: User,
    at: datetime,
) -> QaRole:
    """Name the owner or a participant from a day on; a new owner ends the time of the one before (K-13.1b)."""
    access.require(by, "keep_qa", process, at=at)
    Process.objects.select_for_update().get(pk=process.pk)
    same = process.roles.open().filter(kind=kind, person=person).first()
    if same:
        return same
    if kind == QaRole.Kind.OWNER:
        for row in process.roles.open().filter(kind=kind):
            end_role(row, on=on, by=by, at=at)
    row = QaRole.objects.create(
        process=process, kind=kind, person=person, post_ru=post_ru, post_ky=post_ky, starts_on=on
    )
    record("qa.process.role", process, by=by, at=at, kind=kind, person=person.pk, on=on)
    return row


@transaction.atomic
def end_role(row: QaRole, *, on: date, by: User, at: datetime) -> None:
    """End a role on a day."""
    access.require(by, "keep_qa", row, at=at)
    if QaRole.objects.filter(pk=row.pk, ends_on=None).update(ends_on=max(on, row.starts_on)):
        record("qa.process.role_end", row.process, by=by, at=at, person=row.person_id, on=on)


@transaction.atomic
def link(
    system: QaSystem,
    *,
    supplier: Process | None,
    customer: Process | None,
    outside: Stakeholder | None,
    what_ru: str,
    what_ky: str,
    by: User,
    at: datetime,
) -> ProcessLink:
    """Say what a process hands on: to another one, to a stakeholder, or takes from a stakeholder (K-5.2)."""
    access.require(by, "keep_qa", system, at=at)
    ends = [row for row in (supplier, customer, outside) if row is not None]
    if any(row.system_id != system.pk for row in ends) or not (supplier or customer):
        raise Refused(denial("K-5.2", _("Choose processes and stakeholders of this organisation.")))
    if supplier == customer:
        raise Refused(denial("K-5.2", _("A process does not hand anything on to itself.")))
    if outside is None and not (supplier and customer):
        raise Refused(denial("K-5.2", _("Say to whom it is handed on: a process or a stakeholder.")))
    if outside is not None and supplier and customer:
        raise Refused(denial("K-5.2", _("A link has two ends: leave the stakeholder or one process out.")))
    row = ProcessLink.objects.create(
        supplier=supplier, customer=customer, outside=outside, what_ru=what_ru, what_ky=what_ky
    )
    record("qa.process.link", row, by=by, at=at, supplier=supplier and supplier.pk, customer=customer and customer.pk)
    return row


@transaction.atomic
def unlink(row: ProcessLink, *, on: date, by: User, at: datetime) -> None:
    """Take a link away; the row stays."""
    access.require(by, "keep_qa", row, at=at)
    if ProcessLink.objects.filter(pk=row.pk, dropped_on=None).update(dropped_on=on):
        record("qa.process.unlink", row, by=by, at=at, on=on)
