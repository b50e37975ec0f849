"""Verbs on the letters that tell a decision: drafted at once, edited, released when the minutes are signed."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import Basis, Paper, RegisterEntry, User
from association.statute import Refused, denial
from membership import notices
from membership.actions.holding import hold_drafts
from membership.actions.orders import draft_order
from membership.models import Application, DecisionLetter, LetterText, Order
from membership.papers import first_words, kind_of, letter_facts
from membership.queries import awaiting_release

LETTER_INDEX = "01-15"


@transaction.atomic
def draft(application: Application, *, kind: str, basis: Basis, by: User, at: datetime) -> DecisionLetter:
    """Begin the letter that tells a decision, with its first words and a paper marked as a draft."""
    letter = DecisionLetter.objects.create(application=application, kind=kind, basis=basis, drafted_at=at)
    words = first_words(application, kind, offices.holder("secretary", basis.dated_on) or by.person)
    record("letter.draft", letter, by=by, at=at, kind=kind, application=application.pk)
    _write(letter, words, by, at)
    return letter


def _write(letter: DecisionLetter, words: dict[str, str], by: User, at: datetime) -> LetterText:
    day = letter.basis.dated_on
    text = LetterText(letter=letter, written_at=at, written_by=by, **words)
    facts = letter_facts(letter, text, leader=offices.leader(day), on=day, entry=None)
    text.draft = papers.draw(kind_of(letter), letter, facts=facts, by=by, at=at, organisation=None)
    text.save(force_insert=True)
    record("letter.write", text, by=by, at=at, letter=letter.pk, **words)
    return text


@transaction.atomic
def edit(letter: DecisionLetter, *, by: User, at: datetime, **words: str) -> LetterText:
    """Write the letter anew before its release; each edition stays, the last one is sent."""
    access.require(by, "release_papers", at=at)
    locked = DecisionLetter.objects.select_for_update().get(pk=letter.pk)
    if locked.released_at is not None:
        raise Refused(denial("A-7.2.2", _("The letter was released; what has gone out is not changed.")))
    return _write(locked, words, by, at)


@transaction.atomic
def release_all(*, on: date, by: User, at: datetime) -> int:
    """Release in one batch what waited for signed minutes: number and send the letters, finish the draft order."""
    access.require(by, "release_papers", at=at)
    hold_drafts([])  # before the series of numbers, as the verb that registers an exit does
    waiting = list(awaiting_release().select_for_update(of=("self",)))
    for letter in waiting:
        release(letter, on=on, by=by, at=at)
    told = [letter.application_id for letter in waiting]
    for order in Order.objects.filter(lines__application__in=told, state=Order.State.DRAFT).distinct():
        draft_order(order, on=on, by=by, at=at)
    return len(waiting)


@transaction.atomic
def release(letter: DecisionLetter, *, on: date, by: User, at: datetime) -> Paper:
    """Give the letter its outgoing number, draw it for good in its last edition and tell the applicant."""
    kind, application = kind_of(letter), letter.application
    organisation = application.organisation
    entry = register.enter(
        RegisterEntry.Series.OUTGOING, letter, index=LETTER_INDEX, on=on, at=at, by=by,
        correspondent=organisation.title, heading=str(kind.name), organisation=organisation,
        reply_to=application.entry,
    )  # fmt: skip
    facts = letter_facts(letter, letter.text, leader=offices.leader(on), on=on, entry=entry)
    paper = papers.draw(
        kind, letter, facts=facts, by=by, at=at, draft=False, dated_on=on, number=f"{entry.index}/{entry.number}",
        organisation=organisation,
    )  # fmt: skip
    papers.release([paper], by=by, at=at)
    DecisionLetter.objects.filter(pk=letter.pk).update(paper=paper, entry=entry, released_at=at, released_by=by)
    Application.objects.filter(pk=application.pk).update(letter=paper)
    record("letter.release", letter, by=by, at=at, entry=str(entry), paper=paper.pk)
    outbox.send(
        notices.DECISION_TAKEN, application, to=access.account_holders(organisation), at=at,
        granted=letter.kind in ("admit", "candidate"), returned=letter.kind == "return", organisation=organisation,
    )  # fmt: skip
    return paper
