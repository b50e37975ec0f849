"""Verbs on extracts and on the sheets of a meeting: made, sent, acknowledged (A-4.4e; D12, D13, D15, D16, D17)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.actions import papers
from association.journal import record
from association.matters import MATTERS
from association.models import Association, Organisation, Paper, Person, User
from association.statute import Refused, denial
from presidium import notices
from presidium.models import AgendaItem, Assignment, Delivery, Extract, Meeting, Minutes, Vote
from presidium.papers_assignments import (
    D12,
    D13,
    D15,
    D16,
    D17,
    MOST,
    attendance_facts,
    extract_facts,
    failed_facts,
    register_facts,
    voting_facts,
)
from presidium.queries_assignments import copies_for


@transaction.atomic
def send(item: AgendaItem, *, on: date, by: User, at: datetime) -> Extract:
    """Make the extract on an item of signed minutes and send it to its executors, and to whom it is about (A-4.4e)."""
    access.require(by, "keep_minutes", at=at)
    minutes = Minutes.objects.select_for_update().filter(meeting=item.meeting_id).first()
    if minutes is None or minutes.state != Minutes.State.SIGNED:
        raise Refused(denial("A-4.4e", _("An extract is made from signed minutes.")))
    addressees = _addressees(item)
    extract = Extract.objects.filter(item=item).first()
    if extract is None:
        names = ", ".join(str(one.title if isinstance(one, Organisation) else one.surname_first) for one in addressees)
        paper = papers.draw(
            D15, item, facts=extract_facts(minutes, item, on=on, for_whom=names), by=by, at=at, draft=False,
            code=papers.new_code(), number=str(minutes.number), dated_on=on,
        )  # fmt: skip
        extract = Extract.objects.create(item=item, paper=paper, made_at=at, made_by=by)
        record("extract.make", extract, by=by, at=at, item=item.pk)
    for one in addressees:
        _deliver(extract, one, by, at)
    return extract


def _addressees(item: AgendaItem) -> list[Person | Organisation]:
    """The executors of an item in their order, and the organisation that it is about."""
    rows = item.assignments.exclude(state=Assignment.State.STRUCK).select_related("person", "organisation")
    found: list[Person | Organisation] = [row.person or row.organisation for row in rows if not row.whole]
    if item.matter in MATTERS and item.subject_id:
        subject = MATTERS[item.matter].model.objects.filter(pk=item.subject_id).first()
        if isinstance(getattr(subject, "organisation", None), Organisation):
            found.append(subject.organisation)
    return list(dict.fromkeys(found))


def _deliver(extract: Extract, to: Person | Organisation, by: User, at: datetime) -> None:
    is_school = isinstance(to, Organisation)
    who = {"organisation" if is_school else "person": to}
    if extract.deliveries.filter(**who).exists():
        return
    copy = Delivery.objects.create(extract=extract, sent_at=at, **who)
    record("extract.send", copy, by=by, at=at, extract=extract.pk, to=copy.addressee)
    users = access.account_holders(to) if is_school else to.accounts.filter(is_active=True)
    outbox.send(notices.EXTRACT_SENT, extract, to=users, at=at)


@transaction.atomic
def acknowledge(copy: Delivery, *, by: User, at: datetime) -> None:
    """Its addressee says that the extract has come (A-4.4e); saying it twice changes nothing."""
    if not copies_for(by).filter(pk=copy.pk).exists():
        raise PermissionDenied("acknowledge")
    if Delivery.objects.filter(pk=copy.pk, acknowledged_at=None).update(acknowledged_at=at, acknowledged_by=by):
        record("extract.acknowledge", copy, by=by, at=at)


@transaction.atomic
def make_sheets(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Draw the attendance sheet and the voting sheets of a held meeting from what was frozen; return how many."""
    access.require(by, "keep_minutes", at=at)
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.state != Meeting.State.HELD:
        raise Refused(denial("A-4.7", _("The sheets are made when the meeting is closed.")))
    facts: dict[str, Any] = {"by": by, "at": at, "draft": False, "dated_on": locked.held_on}
    done = 0
    if not _has(D12.code, locked):
        papers.draw(D12, locked, facts=attendance_facts(locked), **facts)
        done += 1
    votes = Vote.objects.filter(item__meeting=locked, cancelled=False, closed_at__isnull=False)
    for vote in votes.select_related("item"):
        if not _has(D13.code, vote):
            papers.draw(D13, vote, facts=voting_facts(vote), number=str(vote.item.number), **facts)
            done += 1
    return done


def _has(kind: str, subject: Meeting | Vote) -> bool:
    label = subject._meta.label_lower
    return Paper.objects.filter(kind=kind, subject_type=label, subject_id=str(subject.pk)).exists()


@transaction.atomic
def record_failure(meeting: Meeting, *, by: User, at: datetime) -> Paper:
    """Draw the record of a meeting that was not held, from the presence at that moment (A-4.7)."""
    access.require(by, "run_meeting", meeting, at=at)
    return papers.draw(
        D16, meeting, facts=failed_facts(meeting, by.person), by=by, at=at, draft=False, dated_on=meeting.held_on
    )


@transaction.atomic
def print_register(
    rows: Sequence[AgendaItem], *, given: Sequence[Assignment] = (), first: date, last: date, by: User, at: datetime
) -> Paper:
    """Order the register of decisions and assignments of a period for print; `given` are the chair's (A-3.5, D17)."""
    access.require(by, "keep_minutes", at=at)
    if not rows and not given:
        raise Refused(denial("A-3.5", _("There is nothing to print: no decision answers these choices.")))
    if max(len(rows), len(given)) > MOST:
        message = _("A print holds at most %(most)s decisions: narrow the list, or take the file for Excel.")
        raise Refused(denial("A-3.5", message, most=MOST))
    facts = register_facts(rows, given=given, first=first, last=last, by=by, at=at)
    return papers.draw(D17, Association.current(), facts=facts, by=by, at=at, draft=False, dated_on=last)
