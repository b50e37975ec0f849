"""Verbs on the stewards of processes: a distribution prepared and decided, duties ended and restored, outputs given."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import library, papers
from association.doors import Checked
from association.journal import record
from association.models import Association, Basis, Organisation, Paper, QmsProcess, User
from association.queries import processes_on
from association.statute import Refused, denial
from association.workflow import advance
from membership.models import Membership
from membership.queries import members_on
from mentoring import rules
from mentoring.models import DutyLine, DutyList, DutyOutput, ProcessDuty
from mentoring.papers.stewards import D27, annex_facts, day_facts
from mentoring.queries_stewards import duties_after, outputs_of

Reason = ProcessDuty.EndReason


@transaction.atomic
def begin_list(*, by: User, at: datetime) -> DutyList:
    """Begin a distribution of processes for a meeting (A-3.17c)."""
    access.require(by, "prepare_meeting", at=at)
    row = DutyList.objects.create(begun_at=at, begun_by=by)
    record("dutylist.begin", row, by=by, at=at)
    return row


def _draft(duty_list: DutyList, by: User, at: datetime) -> DutyList:
    access.require(by, "prepare_meeting", at=at)
    locked = DutyList.objects.select_for_update().get(pk=duty_list.pk)
    if locked.state != DutyList.State.DRAFT:
        raise Refused(denial("A-3.17c", _("The distribution is on an agenda or decided; it is not changed any more.")))
    return locked


@transaction.atomic
def add_line(
    duty_list: DutyList, *, process: QmsProcess, organisation: Organisation, until: date | None = None, on: date,
    by: User, at: datetime,
) -> DutyLine:  # fmt: skip
    """Propose that a member organisation answers for a process, until a day or for good (A-3.17a)."""
    locked = _draft(duty_list, by, at)
    verdict = rules.may_steward.judge(is_member=members_on(on).filter(organisation=organisation).exists())
    if not verdict:
        raise Refused(verdict)
    if until is not None and until <= on:
        raise Refused(denial("A-3.17c", _("The duty ends after it has begun: take a later day.")))
    if not processes_on(on).filter(pk=process.pk).exists():
        raise Refused(denial("A-3.17a", _("This process is closed.")))
    if ProcessDuty.objects.open().filter(process=process, organisation=organisation).exists():
        raise Refused(denial("A-3.17a", _("This organisation answers for this process already.")))
    return _line(locked, process, organisation, by, at, until=until)


@transaction.atomic
def add_taking_back(duty_list: DutyList, *, duty: ProcessDuty, on: date, by: User, at: datetime) -> DutyLine:
    """Propose that a duty is taken back (A-3.17c)."""
    locked = _draft(duty_list, by, at)
    if duty.ends_on is not None and duty.ends_on <= on:
        raise Refused(denial("A-3.17c", _("This duty has ended already.")))
    return _line(locked, duty.process, duty.organisation, by, at, ends=duty)


def _line(
    duty_list: DutyList, process: QmsProcess, organisation: Organisation, by: User, at: datetime, **fields: Any
) -> DutyLine:
    if duty_list.lines.filter(process=process, organisation=organisation).exists():
        raise Refused(denial("A-3.17c", _("This process and this organisation stand on the list already.")))
    row = DutyLine.objects.create(duty_list=duty_list, process=process, organisation=organisation, **fields)
    facts = {"process": process.pk, "organisation": organisation.pk, "until": row.until, "ends": row.ends_id}
    record("dutylist.add", duty_list, by=by, at=at, **facts)
    return row


@transaction.atomic
def remove_line(line: DutyLine, *, by: User, at: datetime) -> None:
    """Take a line out of a distribution that no agenda lists."""
    locked = _draft(line.duty_list, by, at)
    facts = {"process": line.process_id, "organisation": line.organisation_id}
    line.delete()
    record("dutylist.remove", locked, by=by, at=at, **facts)


@transaction.atomic
def withdraw(duty_list: DutyList, *, by: User, at: datetime) -> None:
    """Take a distribution back that no agenda lists."""
    advance(duty_list, "withdraw", by=by, at=at)


@transaction.atomic
def put_on_agenda(duty_list: DutyList, *, by: User, at: datetime) -> None:
    """Note that an agenda lists the distribution; an empty one is nothing to decide on."""

    def is_written(locked: DutyList) -> None:
        if not locked.lines.exists():
            raise Refused(denial("A-3.17c", _("The distribution has no lines yet.")))

    advance(duty_list, "list", by=by, at=at, checks=[is_written])


@transaction.atomic
def drop_from_agenda(duty_list: DutyList, *, by: User, at: datetime) -> None:
    """Let the distribution wait for the next meeting."""
    advance(duty_list, "unlist", by=by, at=at)


@transaction.atomic
def reject(duty_list: DutyList, *, basis: Basis, by: User, at: datetime) -> None:
    """Note that the meeting did not adopt the distribution; who answered for a process goes on."""
    DutyList.objects.filter(pk=duty_list.pk).update(basis=basis)
    advance(duty_list, "reject", by=by, at=at)


@transaction.atomic
def approve(duty_list: DutyList, *, basis: Basis, by: User, at: datetime) -> None:
    """Carry a decided distribution out from the day of the decision, and draw its annex as a draft (A-3.17c)."""
    verdict = rules.is_assigned_at_meeting.judge(has_item=bool(basis.item))
    if not verdict:
        raise Refused(verdict)
    DutyList.objects.filter(pk=duty_list.pk).update(basis=basis)
    advance(duty_list, "approve", by=by, at=at)
    duty_list.refresh_from_db()
    for line in duty_list.lines.select_related("process", "organisation", "ends"):
        if line.ends is not None:
            _end(line.ends, basis.dated_on, Reason.DECISION, by, at)
        else:
            _give(line, basis, by, at)
    _draw_annex(duty_list, by, at, draft=True)


def _give(line: DutyLine, basis: Basis, by: User, at: datetime) -> None:
    """Begin one duty; an organisation that has left, or a process closed meanwhile, is passed over."""
    on = basis.dated_on
    Organisation.objects.select_for_update(no_key=True).get(pk=line.organisation_id)
    row = members_on(on).filter(organisation=line.organisation_id).first()
    in_use = processes_on(on).filter(pk=line.process_id).exists()
    if row is None or not in_use or (line.until is not None and line.until <= on):
        record("duty.pass_over", line.duty_list, by=by, at=at, process=line.process_id, to=line.organisation_id)
        return
    for before in duties_after(on).filter(process=line.process_id, organisation=line.organisation_id):
        _end(before, on, Reason.DECISION, by, at)
    _begin(line.process, row, on=on, until=line.until, basis=basis, by=by, at=at)


def _begin(
    process: QmsProcess, membership: Membership, *, on: date, until: date | None, basis: Basis, by: User, at: datetime
) -> ProcessDuty:  # fmt: skip
    """Write one duty; an end of the membership that is known already is its last end."""
    leaves = membership.ends_on
    ends = min((day for day in (until, leaves) if day is not None), default=None)
    reason = "" if ends is None else Reason.LEFT if ends == leaves else Reason.TERM
    duty = ProcessDuty.objects.create(
        process=process, organisation=membership.organisation, starts_on=on, ends_on=ends, end_reason=reason,
        basis=basis,
    )  # fmt: skip
    facts = {"process": process.pk, "organisation": duty.organisation_id, "on": on, "until": ends}
    record("duty.begin", duty, by=by, at=at, **facts)
    return duty


def _end(duty: ProcessDuty, on: date, reason: str, by: User | None, at: datetime) -> None:
    locked = ProcessDuty.objects.select_for_update(of=("self",)).get(pk=duty.pk)
    day = max(on, locked.starts_on)
    if locked.ends_on is not None and locked.ends_on <= day:
        return
    ProcessDuty.objects.filter(pk=locked.pk).update(ends_on=day, end_reason=reason)
    record("duty.end", locked, by=by, at=at, on=day, reason=reason)


@transaction.atomic
def end_for_leaving(organisation: Organisation, *, on: date, by: User | None, at: datetime) -> int:
    """End what an organisation answers for on the day it leaves; the processes fall vacant (A-3.15, A-3.17a)."""
    rows = list(duties_after(on).filter(organisation=organisation))
    for duty in rows:
        _end(duty, on, Reason.LEFT, by, at)
    return len(rows)


@transaction.atomic
def restore(membership: Membership, *, vacated_on: date, on: date, by: User | None, at: datetime) -> int:
    """Let duties go on that ended with a membership which an order, voided now, had ended; as new rows."""
    rows = ProcessDuty.objects.filter(
        organisation=membership.organisation_id, ends_on=vacated_on, end_reason=Reason.LEFT, starts_on__lt=vacated_on
    )
    done = 0
    for duty in rows.select_related("process", "basis"):
        later = duties_after(on).filter(process=duty.process_id, organisation=duty.organisation_id)
        line = DutyLine.objects.filter(
            duty_list__basis=duty.basis_id, process=duty.process_id, organisation=duty.organisation_id, ends=None
        ).first()
        until = line.until if line else None
        is_over = until is not None and until <= on
        if is_over or later.exists() or not processes_on(on).filter(pk=duty.process_id).exists():
            continue
        _begin(duty.process, membership, on=on, until=until, basis=duty.basis, by=by, at=at)
        done += 1
    return done


@transaction.atomic
def release_annex(duty_list: DutyList, *, by: User, at: datetime) -> Paper:
    """Draw the annex for good, with the number of the minutes that were signed (A-3.17c)."""
    return _draw_annex(duty_list, by, at, draft=False)


def _draw_annex(duty_list: DutyList, by: User, at: datetime, *, draft: bool) -> Paper:
    basis = duty_list.basis
    facts: dict[str, Any] = {"by": by, "at": at, "draft": draft, "number": basis.number, "dated_on": basis.dated_on}
    paper = papers.draw(D27, duty_list, facts=annex_facts(duty_list), **facts)
    if not draft:
        papers.draw(D27, duty_list, facts=annex_facts(duty_list, "ky"), language="ky", **facts)
    DutyList.objects.filter(pk=duty_list.pk).update(paper=paper)
    duty_list.paper = paper
    return paper


@transaction.atomic
def print_day(*, on: date, by: User, at: datetime) -> Paper:
    """Order the distribution as it stands on a day for print (A-3.17, D27)."""
    access.require(by, "view_records", at=at)
    return papers.draw(D27, Association.current(), facts=day_facts(on, by=by, at=at), by=by, at=at, draft=False,
                       dated_on=on)  # fmt: skip


@transaction.atomic
def give_output(
    duty: ProcessDuty, *, kind: str, checked: Checked, on: date, by: User, at: datetime, **material: Any
) -> DutyOutput:
    """Give what a steward owes the process: the text goes into the library, the duty remembers it (A-3.17b)."""
    access.require(by, "give_material", duty.organisation, at=at)
    locked = ProcessDuty.objects.select_for_update(of=("self",)).select_related("process", "organisation").get(
        pk=duty.pk
    )  # fmt: skip
    if not locked.is_on(on):
        raise Refused(denial("A-3.17b", _("The organisation does not answer for this process any more.")))
    facts = {"kind": kind, "checked": checked, "process": locked.process, "on": on, "by": by, "at": at}
    item = library.give(locked.organisation, **facts, **material)
    output = DutyOutput.objects.create(duty=locked, kind=kind, material=item, given_at=at, given_by=by)
    given = outputs_of([locked], on).get(locked.pk, set())
    supported = rules.is_supported.judge(outputs=given)
    record("duty.give", output, by=by, at=at, duty=locked.pk, kind=kind, material=item.pk, supported=supported.passed)
    return output
