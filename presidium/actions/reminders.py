"""The verb of every morning: reminders of minutes and assignments (A-4.10a, A-4.4e)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association import access, outbox
from association.background import BATCH
from association.journal import record
from association.models import User
from presidium import notices, rules
from presidium.models import Assignment, Minutes
from presidium.queries_assignments import assignments_to_remind, executors_of, minutes_to_remind
from presidium.rules.assignments import LATE, SOON, TODAY

LETTERS = {SOON: notices.ASSIGNMENT_SOON, TODAY: notices.ASSIGNMENT_TODAY, LATE: notices.ASSIGNMENT_LATE}


@transaction.atomic
def remind(*, on: date, by: User | None, at: datetime) -> int:
    """Send the letters that a day asks for, each stage once; return how many rows were reminded of."""
    done = 0
    for minutes, day in minutes_to_remind(on):
        Minutes.objects.filter(pk=minutes.pk).update(reminded_on=day)
        record("minutes.remind", minutes, by=by, at=at, day=day, due_on=minutes.due_on)
        outbox.send(notices.MINUTES_DUE, minutes, to=_writers(minutes), at=at)
        done += 1
    rows = assignments_to_remind(on).select_for_update(of=("self",))
    for row in rows.select_related("person", "organisation")[:BATCH]:
        stage = rules.reminder_stage(due_on=row.due_on, on=on)
        Assignment.objects.filter(pk=row.pk).update(reminded=stage)
        record("assignment.remind", row, by=by, at=at, stage=stage, due_on=row.due_on)
        outbox.send(LETTERS[stage], row, to=executors_of(row, on), at=at)
        done += 1
    return done


def _writers(minutes: Minutes) -> list[User]:
    """Who keeps the minutes, and once the secretary has signed, who presided."""
    if minutes.state == Minutes.State.HALF_SIGNED and minutes.meeting.presiding:
        return list(minutes.meeting.presiding.accounts.filter(is_active=True))
    return list(access.holders("sign_as_secretary"))
