"""Verbs on assignments: noted beside an item, given with the signed minutes, reported, verified by somebody else."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Organisation, Person, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from presidium import notices, rules
from presidium.models import AgendaItem, Assignment, Delivery, Meeting, Minutes
from presidium.queries_assignments import RIGHT, acts_for


def _hold_draft(item: AgendaItem) -> Meeting:
    """Lock the meeting of an item whose minutes may still be written."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    closed = Minutes.objects.filter(meeting=meeting).exclude(state=Minutes.State.TEXT).exists()
    if closed or meeting.state not in (Meeting.State.OPEN, Meeting.State.HELD):
        message = _("Assignments are written while the meeting sits or its minutes are drawn up.")
        raise Refused(denial("A-4.10b", message))
    return meeting


@transaction.atomic
def note(
    item: AgendaItem, *, text: str, executor: Person | Organisation, due_on: date, by: User, at: datetime
) -> Assignment:
    """Write down beside an item who is to do what until when (A-3.5, A-5.7.4)."""
    access.require(by, "keep_minutes", at=at)
    meeting = _hold_draft(item)
    verdict = rules.is_due_ahead.judge(held_on=meeting.held_on, due_on=due_on)
    if not verdict:
        raise Refused(verdict)
    last = item.assignments.aggregate(last=Max("number"))["last"] or 0
    who = {"organisation" if isinstance(executor, Organisation) else "person": executor}
    row = Assignment.objects.create(
        item=item, number=last + 1, text=text, due_on=due_on, noted_at=at, noted_by=by, **who
    )
    record("assignment.note", row, by=by, at=at, item=item.pk, executor=row.executor, due_on=due_on, text=text)
    meeting.touch()
    return row


@transaction.atomic
def strike(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Take an assignment out of the draft; its number is not given again."""
    _hold_draft(assignment.item)
    advance(assignment, "strike", by=by, at=at)


@transaction.atomic
def give(minutes: Minutes, *, by: User, at: datetime) -> None:
    """What signed minutes assign is given: the executors are told (A-4.4e)."""
    rows = Assignment.objects.filter(item__meeting=minutes.meeting_id, state=Assignment.State.NOTED)
    for row in rows.select_related("person", "organisation", "item__meeting"):
        advance(row, "give", by=by, at=at)
        Assignment.objects.filter(pk=row.pk).update(given_at=at)
        outbox.send(notices.ASSIGNMENT_GIVEN, row, to=_accounts_of(row), at=at)


def _accounts_of(row: Assignment) -> QuerySet[User]:
    if row.person:
        return row.person.accounts.filter(is_active=True)
    return access.account_holders(row.organisation, RIGHT)


@transaction.atomic
def take(assignment: Assignment, *, by: User, at: datetime) -> None:
    """The executor acknowledges the assignment, and with it the extract (A-4.4e)."""
    advance(assignment, "take", by=by, at=at)
    Assignment.objects.filter(pk=assignment.pk).update(taken_at=at)
    copies = Delivery.objects.filter(extract__item=assignment.item_id, acknowledged_at=None)
    copies.filter(person=assignment.person_id, organisation=assignment.organisation_id).update(
        acknowledged_at=at, acknowledged_by=by
    )


@transaction.atomic
def report(assignment: Assignment, *, text: str, proof: StoredFile | None, by: User, at: datetime) -> None:
    """The executor reports what was done, with a file that proves it (A-5.5.2, A-5.7.4)."""
    verdict = rules.is_report_proved.judge(text=text, has_file=proof is not None)
    if not verdict:
        raise Refused(verdict)
    advance(assignment, "report", by=by, at=at, text=text, file=proof.pk if proof else None)
    Assignment.objects.filter(pk=assignment.pk).update(
        report=text, proof=proof, reported_at=at, reported_by=by, remark="", verified_at=None, verified_by=None
    )
    verifiers = access.holders("verify_assignment").exclude(pk=by.pk)
    outbox.send(notices.ASSIGNMENT_REPORTED, assignment, to=verifiers, at=at)


@transaction.atomic
def verify(assignment: Assignment, *, passed: bool, remark: str = "", by: User, at: datetime) -> None:
    """Somebody other than the executor accepts the report, or sends it back with the reason (A-3.5)."""

    def may(locked: Assignment) -> None:
        verdict = rules.is_verified_by_another.judge(
            executor=locked.person_id, reporter=locked.reported_by.person_id if locked.reported_by else None,
            verifier=by.person_id, acts_for_executor=locked.organisation_id is not None and acts_for(locked, by),
        )  # fmt: skip
        if not verdict:
            raise Refused(verdict)
        if not passed and not remark.strip():
            raise Refused(denial("A-3.5", _("Say what is missing in the report.")))

    advance(assignment, "verify" if passed else "return", by=by, at=at, checks=[may], remark=remark)
    Assignment.objects.filter(pk=assignment.pk).update(remark=remark, verified_at=at, verified_by=by)
    if not passed:
        outbox.send(notices.ASSIGNMENT_RETURNED, assignment, to=_accounts_of(assignment), at=at, remark=remark)
