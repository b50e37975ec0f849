"""Builders of what grows from minutes: assignments in each state, signed minutes, extracts."""

from datetime import date, timedelta

from association import clock, files
from association.models import Organisation, Person, StoredFile, User
from association.proofs import Password
from presidium.actions import assignments, minutes
from presidium.models import Assignment, Minutes
from tests.factories import association as ground
from tests.factories import presidium as sittings

TEXT = "Подготовить план семинаров."


def noted(
    people: sittings.Cast,
    executor: Person | Organisation | None,
    *,
    record: Minutes | None = None,
    due_on: date | None = None,
) -> Assignment:
    """An assignment in the draft of the minutes, due in two weeks."""
    record = record or sittings.held(people)
    facts = {"text": TEXT, "due_on": due_on or record.meeting.held_on + timedelta(days=14)}
    return assignments.note(
        record.meeting.items.first(), executor=executor, by=people.secretary, at=clock.now(), **facts
    )


def signed(people: sittings.Cast, record: Minutes) -> Minutes:
    """The same minutes, offered and signed by both."""
    minutes.offer(record, by=people.secretary, at=clock.now())
    proof, sha256 = Password(ground.PASSWORD), ground.make_ready(record.paper).sha256
    record = Minutes.objects.get(pk=record.pk)
    facts = {"proof": proof, "sha256": sha256, "at": clock.now()}
    minutes.sign_as_secretary(record, by=people.secretary, **facts)
    minutes.sign_as_presiding(record, by=people.chair, on=record.due_on, **facts)
    return Minutes.objects.get(pk=record.pk)


def given(people: sittings.Cast, executor: Person | Organisation, **options) -> Assignment:
    """An assignment of signed minutes."""
    row = noted(people, executor, **options)
    signed(people, row.item.meeting.minutes)
    return Assignment.objects.get(pk=row.pk)


def proof(by: User) -> StoredFile:
    """A file that proves what was done."""
    return files.keep_made(ground.PDF, name="отчёт.pdf", organisation=None, at=clock.now())


def reported(people: sittings.Cast, executor: Person | Organisation, by: User) -> Assignment:
    """An assignment whose executor has reported."""
    row = given(people, executor)
    assignments.report(row, text="План подготовлен.", proof=proof(by), by=by, at=clock.now())
    return Assignment.objects.get(pk=row.pk)
