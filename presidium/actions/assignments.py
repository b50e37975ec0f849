"""Verbs on assignments: noted beside an item, given with the signed minutes, reported, verified by somebody else."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Organisation, Person, StoredFile, User
from association.statute import Refused, denial
from association.workflow import advance
from membership.queries import local_day
from presidium import notices, rules
from presidium.models import AgendaItem, Assignment, Delivery, Meeting, Minutes
from presidium.queries_assignments import executors_of, judge_verifier, open_parts
from presidium.queries_terms import leader_on

REPORT = 4000  # letters of a report


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
    item: AgendaItem, *, text: str, executor: Person | Organisation | None, due_on: date, by: User, at: datetime
) -> Assignment:
    """Write down beside an item who is to do what until when; None is the Presidium as a whole (A-3.5, A-5.7.4)."""
    access.require(by, "keep_minutes", at=at)
    meeting = _hold_draft(item)
    verdict = rules.is_due_ahead.judge(held_on=meeting.held_on, due_on=due_on)
    if not verdict:
        raise Refused(verdict)
    last = item.assignments.aggregate(last=Max("number"))["last"] or 0
    key = "organisation" if isinstance(executor, Organisation) else "person"
    who = {key: executor} if executor else {"whole": True}
    row = Assignment.objects.create(
        item=item, number=last + 1, text=text, due_on=due_on, noted_at=at, noted_by=by, **who
    )
    record("assignment.note", row, by=by, at=at, item=item.pk, executor=row.executor, due_on=due_on, text=text)
    meeting.touch()
    return row


@transaction.atomic
def strike(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Take an assignment out of the draft; its number is not given again."""
    if assignment.item:
        _hold_draft(assignment.item)
    advance(assignment, "strike", by=by, at=at)


@transaction.atomic
def give(minutes: Minutes, *, by: User, at: datetime) -> None:
    """What signed minutes assign is given: the executors are told (A-4.4e)."""
    rows = Assignment.objects.filter(item__meeting=minutes.meeting_id, state=Assignment.State.NOTED)
    for row in rows.select_related("person", "organisation", "item__meeting"):
        hand(row, by=by, at=at)


@transaction.atomic
def hand(assignment: Assignment, *, by: User, at: datetime) -> None:
    """Give an assignment that was noted: from now on it runs, and its executor is told (A-4.4e)."""
    advance(assignment, "give", by=by, at=at)
    Assignment.objects.filter(pk=assignment.pk).update(given_at=at)
    notice = notices.ASSIGNMENT_GIVEN if assignment.item_id else notices.ASSIGNMENT_OF_CHAIR
    outbox.send(notice, assignment, to=executors_of(assignment, local_day(at)), at=at)


@transaction.atomic
def take(assignment: Assignment, *, by: User, at: datetime) -> None:
    """The executor acknowledges the assignment, and with it the extract (A-4.4e)."""
    advance(assignment, "take", by=by, at=at)
    Assignment.objects.filter(pk=assignment.pk).update(taken_at=at)
    if assignment.item_id is None or assignment.whole:
        return
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

    def has_no_open_part(locked: Assignment) -> None:
        if waiting := open_parts(locked).count():
            message = _("Parts that were passed on and are not done yet: %(n)s. The report grows from them.")
            raise Refused(denial("A-5.2.2", message, n=waiting))

    facts = {"text": text, "file": proof.pk if proof else None}
    advance(assignment, "report", by=by, at=at, checks=[has_no_open_part], **facts)
    Assignment.objects.filter(pk=assignment.pk).update(
        report=text, proof=proof, reported_at=at, reported_by=by, remark="", verified_at=None, verified_by=None,
        came_by="", came_on=None,
    )  # fmt: skip
    _tell_verifiers(assignment, by, at)


def _tell_verifiers(assignment: Assignment, by: User, at: datetime) -> None:
    """Those who may verify; who leads the Presidium, when nobody else is left."""
    verifiers = access.holders("verify_assignment").exclude(pk=by.pk)
    if not verifiers.exists():
        person = leader_on(local_day(at))[0]
        verifiers = person.accounts.filter(is_active=True).exclude(pk=by.pk) if person else verifiers
    outbox.send(notices.ASSIGNMENT_REPORTED, assignment, to=verifiers, at=at)


@transaction.atomic
def enter_report(
    assignment: Assignment, *, text: str, proof: StoredFile | None, came_by: str, came_on: date, by: User, at: datetime
) -> None:
    """Enter a report that came on paper or by e-mail from an executor without an account; `by` does not verify it."""

    def may(locked: Assignment) -> None:
        today = local_day(at)
        has_account = locked.whole or executors_of(locked, today).exists()
        verdicts = [
            rules.may_enter_report.judge(
                has_account=has_account, came_on=came_on, given_on=local_day(locked.given_at), on=today
            ),
            rules.is_report_proved.judge(text=text, has_file=proof is not None),
        ]
        if failed := [verdict for verdict in verdicts if not verdict]:
            raise Refused(*failed)

    facts = {"came_by": came_by, "came_on": came_on}
    advance(assignment, "enter", by=by, at=at, checks=[may], text=text, file=proof.pk if proof else None, **facts)
    Assignment.objects.filter(pk=assignment.pk).update(
        report=text, proof=proof, reported_at=at, reported_by=by, remark="", verified_at=None, verified_by=None, **facts
    )
    _tell_verifiers(assignment, by, at)


@transaction.atomic
def verify(assignment: Assignment, *, passed: bool, remark: str = "", by: User, at: datetime) -> None:
    """Somebody other than the executor accepts the report, or sends it back with the reason (A-3.5)."""

    def may(locked: Assignment) -> None:
        if not (verdict := judge_verifier(locked, by)):
            raise Refused(verdict)
        if not passed and not remark.strip():
            raise Refused(denial("A-3.5", _("Say what is missing in the report.")))

    advance(assignment, "verify" if passed else "return", by=by, at=at, checks=[may], remark=remark)
    Assignment.objects.filter(pk=assignment.pk).update(remark=remark, verified_at=at, verified_by=by)
    if not passed:
        to = executors_of(assignment, local_day(at))
        outbox.send(notices.ASSIGNMENT_RETURNED, assignment, to=to, at=at, remark=remark)
    elif assignment.source_id:
        _gather(assignment, by, at)


def _gather(part: Assignment, by: User, at: datetime) -> None:
    """The last part is done: the whole is reported from its parts and waits for its own verification (A-5.2.2)."""
    source = Assignment.objects.select_for_update().get(pk=part.source_id)
    parts = list(source.parts.exclude(state=Assignment.State.STRUCK).order_by("number"))
    if source.state not in Assignment.DUE or any(one.state != Assignment.State.DONE for one in parts):
        return
    done = Assignment.objects.select_related("reported_by").get(pk=part.pk)
    text = "\n".join(f"{one.cited}: {one.report}" for one in parts)[:REPORT]
    advance(source, "gather", by=by, at=at, parts=[one.pk for one in parts])
    Assignment.objects.filter(pk=source.pk).update(
        report=text, proof=done.proof, reported_at=at, reported_by=done.reported_by, remark="", verified_at=None,
        verified_by=None,
    )  # fmt: skip
