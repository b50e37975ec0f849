"""Verbs on the register of papers: enter one by hand, pass it on, follow it until it is done (A-7.2.1, A-7.2.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, files, outbox, register
from association.actions import papers
from association.doors import Checked
from association.journal import record
from association.models import (
    Association,
    Dispatch,
    Organisation,
    Paper,
    RecordFile,
    RegisterEntry,
    Routing,
    StoredFile,
    User,
)
from association.notices import PAPER_PASSED
from association.papers.records import D23, journal_facts
from association.queries_records import told
from association.rules import records as rules
from association.statute import Refused, denial

REGISTERS, LEADS = "register_documents", "sign_letters"
MOST = 1000  # rows of one print


@dataclass(frozen=True)
class Told:
    """What an incoming paper says of itself: who sent it, under which number, how it came, until when it is awaited."""

    kind: str
    correspondent_kind: str
    heading: str
    index: str
    correspondent: str = ""
    organisation: Organisation | None = None
    their_number: str = ""
    their_date: date | None = None
    how: str = RegisterEntry.How.POST
    sheets: int = 1
    due_on: date | None = None
    reply_to: RegisterEntry | None = None


@transaction.atomic
def enter_paper(
    told: Told, *, came_on: date, on: date, late_reason: str = "", scans: Iterable[Checked] = (), by: User, at: datetime
) -> RegisterEntry:
    """Enter a paper that came from outside, with its files, under the next incoming number (A-7.2.2).

    Raises Refused for one that came earlier without a reason (the same-day rule), for a member that is not chosen from
    the organisations (A-5.2.8) and for an order of the authority without its own number and date (A-7.2.1).
    """
    access.require(by, REGISTERS, at=at)
    verdicts = [
        rules.may_enter.judge(came_on=came_on, on=on, late_reason=late_reason),
        rules.is_correspondent_told.judge(
            kind=told.correspondent_kind, has_organisation=told.organisation is not None, name=told.correspondent
        ),
        rules.is_order_told.judge(
            kind=told.kind, correspondent_kind=told.correspondent_kind, their_number=told.their_number,
            their_date=told.their_date,
        ),
    ]  # fmt: skip
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)
    kept = [files.keep(scan, organisation=None, by=by, at=at) for scan in scans]
    entry = register.enter(
        RegisterEntry.Series.INCOMING, None, index=told.index, on=on, at=at, by=by, heading=told.heading,
        correspondent=told.correspondent or (told.organisation.title if told.organisation else ""),
        organisation=told.organisation, sheets=told.sheets, reply_to=told.reply_to, kind=told.kind,
        correspondent_kind=told.correspondent_kind, their_number=told.their_number, their_date=told.their_date,
        how=told.how, due_on=told.due_on, came_on=came_on, late_reason=late_reason.strip() if came_on != on else "",
    )  # fmt: skip
    for one in kept:
        _add(entry, one, by, at)
    return entry


@transaction.atomic
def add_file(entry: RegisterEntry, checked: Checked, *, by: User, at: datetime) -> RecordFile:
    """Add a scan or a file to a registered paper; what is there stays."""
    access.require(by, REGISTERS, at=at)
    _standing(entry)
    return _add(entry, files.keep(checked, organisation=None, by=by, at=at), by, at)


def _add(entry: RegisterEntry, stored: StoredFile, by: User, at: datetime) -> RecordFile:
    row = RecordFile.objects.create(entry=entry, file=stored, added_at=at, added_by=by)
    record("record.add_file", row, by=by, at=at, entry=entry.pk, sha256=stored.sha256, name=stored.name)
    return row


@transaction.atomic
def pass_on(
    entry: RegisterEntry, *, to: User, text: str, due_on: date | None, on: date, by: User, at: datetime
) -> Routing:  # fmt: skip
    """Pass an incoming paper to a person, with what is to be done until when; the person is told by letter."""
    if not access.can(by, LEADS, at=at):
        access.require(by, REGISTERS, at=at)
    locked = _standing(entry)
    if not locked.is_incoming:
        raise Refused(denial("A-7.2.2", _("Only an incoming paper is passed on.")))
    verdict = rules.may_pass_on.judge(due_on=due_on, today=on)
    if not verdict:
        raise Refused(verdict)
    if locked.routings.filter(to=to, done_at=None, taken_back_at=None).exists():
        raise Refused(denial("A-7.2.2", _("This person has the paper already.")))
    row = Routing.objects.create(entry=locked, to=to, text=text.strip(), due_on=due_on, given_at=at, given_by=by)
    record("record.pass_on", row, by=by, at=at, entry=locked.pk, to=to.pk, due_on=due_on)
    if to != by:
        outbox.send(PAPER_PASSED, row, to=to, at=at, entry=locked, number=str(locked))
    return row


@transaction.atomic
def receive(routing: Routing, *, by: User, at: datetime) -> None:
    """Confirm that the paper was received; a second press changes nothing."""
    row = _own(routing, by)
    if Routing.objects.filter(pk=row.pk, received_at=None).update(received_at=at):
        record("record.receive", row, by=by, at=at, entry=row.entry_id)


@transaction.atomic
def finish(
    routing: Routing, *, word: str, reply: RegisterEntry | None = None, on: date, by: User, at: datetime
) -> None:  # fmt: skip
    """Say what was done, or name the reply; the paper leaves control with the last of those who had it."""
    row = _own(routing, by)
    verdict = rules.is_deed_told.judge(word=word, has_reply=reply is not None)
    if not verdict:
        raise Refused(verdict)
    said = word.strip()
    Routing.objects.filter(pk=row.pk, received_at=None).update(received_at=at)
    Routing.objects.filter(pk=row.pk).update(done_at=at, done_by=by, done_word=said, reply=reply)
    record("record.finish", row, by=by, at=at, entry=row.entry_id, word=said, reply=reply.pk if reply else None)
    if not row.entry.routings.filter(done_at=None, taken_back_at=None).exists():
        _close(row.entry, said, on, by, at)


def _own(routing: Routing, by: User) -> Routing:
    row = Routing.objects.select_for_update(of=("self",)).select_related("entry").get(pk=routing.pk)
    if row.to_id != by.pk:
        raise Refused(denial("A-7.2.2", _("Only the person to whom the paper was passed says so.")))
    if not row.is_open:
        raise Refused(denial("A-7.2.2", _("This was settled already.")))
    _standing(row.entry)
    return row


@transaction.atomic
def take_back(routing: Routing, *, reason: str, by: User, at: datetime) -> None:
    """Take a paper back from a person, with the reason."""
    if not access.can(by, LEADS, at=at):
        access.require(by, REGISTERS, at=at)
    open_rows = Routing.objects.filter(pk=routing.pk, done_at=None, taken_back_at=None)
    if not open_rows.update(taken_back_at=at, taken_back_why=reason.strip()):
        raise Refused(denial("A-7.2.2", _("This was settled already.")))
    record("record.take_back", routing, by=by, at=at, entry=routing.entry_id, reason=reason)


@transaction.atomic
def close(entry: RegisterEntry, *, word: str, on: date, by: User, at: datetime) -> None:
    """Take a paper out of control with a word of what was done."""
    access.require(by, REGISTERS, at=at)
    locked = _standing(entry)
    verdict = rules.is_deed_told.judge(word=word, has_reply=False)
    if not verdict:
        raise Refused(verdict)
    if locked.done_on is not None:
        raise Refused(denial("A-7.2.2", _("This was settled already.")))
    _close(locked, word.strip(), on, by, at)


def _close(entry: RegisterEntry, word: str, on: date, by: User, at: datetime) -> None:
    if RegisterEntry.objects.filter(pk=entry.pk, done_on=None).update(done_on=on, done_word=word[:300]):
        record("record.close", entry, by=by, at=at, on=on, word=word[:300])


@transaction.atomic
def note_dispatch(entry: RegisterEntry, *, how: str, on: date, note: str = "", by: User, at: datetime) -> Dispatch:
    """Note how an outgoing paper really left."""
    access.require(by, REGISTERS, at=at)
    locked = _standing(entry)
    if locked.is_incoming:
        raise Refused(denial("A-7.2.2", _("Only an outgoing paper is sent.")))
    if on < locked.registered_on:
        raise Refused(denial("A-7.2.2", _("A paper leaves on the day of its number or later.")))
    return log_dispatch(locked, how=how, on=on, note=note, by=by, at=at)


@transaction.atomic
def log_dispatch(entry: RegisterEntry, *, how: str, on: date, note: str = "", by: User, at: datetime) -> Dispatch:
    """Write the row of a dispatch, as the portal does for what it sends itself."""
    row = Dispatch.objects.create(entry=entry, how=how, on=on, note=note.strip()[:200], noted_at=at, noted_by=by)
    record("record.dispatch", row, by=by, at=at, entry=entry.pk, how=how, on=on)
    return row


def _standing(entry: RegisterEntry) -> RegisterEntry:
    locked = RegisterEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if locked.voided_at is not None:
        raise Refused(denial("A-7.2.2", _("The entry is struck through; nothing more is done with it.")))
    return locked


@transaction.atomic
def print_journal(*, series: str, first: date, last: date, language: str, by: User, at: datetime) -> Paper:
    """Order one side of the journal for a period as a sheet for print (D23)."""
    access.require(by, "view_records", at=at)
    rows = list(told(RegisterEntry.objects.filter(series=series, registered_on__range=(first, last)).order_by("pk")))
    if not rows:
        raise Refused(denial("A-7.2.2", _("There is nothing to print: no paper was registered in these days.")))
    if len(rows) > MOST:
        message = _("A print holds at most %(most)s papers: choose a shorter period, or take the file for Excel.")
        raise Refused(denial("A-7.2.2", message, most=MOST))
    facts = journal_facts(rows, series=series, first=first, last=last, language=language, by=by, at=at)
    association = Association.current()
    return papers.draw(D23, association, facts=facts, by=by, at=at, draft=False, dated_on=last, language=language)
