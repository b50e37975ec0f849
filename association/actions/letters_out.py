"""Verbs on outgoing letters: write, offer, sign, register and send to each addressee (A-5.2.4, A-5.2.5, A-7.2.5)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, files, offices, outbox, register
from association.actions import papers, records
from association.doors import Checked
from association.journal import record
from association.models import (
    LetterCopy,
    LetterFile,
    Organisation,
    OutgoingLetter,
    Paper,
    RegisterEntry,
    Signature,
    User,
)
from association.notices import LETTER_OUT
from association.papers.letters import kind_of, letter_facts, paragraphs, signed_words
from association.proofs import Proof
from association.queries_letters import addressees_of
from association.rules import letters as rules
from association.statute import Refused, demand, denial
from association.workflow import advance

CAPACITY = "chair"
ENTRY_KINDS = {rules.CONFERENCE: RegisterEntry.Kind.PROPOSAL}


@dataclass(frozen=True)
class Written:
    """What a person wrote: the letter itself and to whom it goes."""

    kind: str
    heading: str
    text: str
    index: str
    salutation: str = ""
    conclusions: str = ""
    reply_to: RegisterEntry | None = None
    audience: str = ""
    to_authority: bool = False
    outside: list[dict[str, str]] = field(default_factory=list)
    executor_name: str = ""
    executor_phone: str = ""
    organisations: Iterable[Organisation] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of the letter; the organisations are rows of their own."""
        return {name: value for name, value in vars(self).items() if name != "organisations"}


@transaction.atomic
def begin(written: Written, *, by: User, at: datetime) -> OutgoingLetter:
    """Begin a letter; nothing is registered before the chair signs."""
    access.require(by, rules.WRITES, at=at)
    letter = OutgoingLetter.objects.create(written_at=at, written_by=by, **written.columns)
    letter.organisations.set(written.organisations)
    record("letter_out.begin", letter, by=by, at=at, kind=written.kind, heading=written.heading)
    return letter


@transaction.atomic
def edit(letter: OutgoingLetter, written: Written, *, by: User, at: datetime) -> None:
    """Write a letter anew while it is not offered for signing."""
    locked = _draft(letter, by, at)
    OutgoingLetter.objects.filter(pk=locked.pk).update(**written.columns, written_at=at, written_by=by)
    locked.organisations.set(written.organisations)
    record("letter_out.edit", locked, by=by, at=at, kind=written.kind, heading=written.heading)


@transaction.atomic
def attach(
    letter: OutgoingLetter, checked: Checked, *, title: str, sheets: int | None, by: User, at: datetime
) -> LetterFile:  # fmt: skip
    """Attach a file to a letter that is being written."""
    locked = _draft(letter, by, at)
    stored = files.keep(checked, organisation=None, by=by, at=at)
    row = LetterFile.objects.create(
        letter=locked, file=stored, title=title.strip() or stored.name, sheets=sheets, added_at=at, added_by=by
    )
    record("letter_out.attach", row, by=by, at=at, letter=locked.pk, title=row.title, sha256=stored.sha256)
    return row


@transaction.atomic
def detach(row: LetterFile, *, by: User, at: datetime) -> None:
    """Take a file off a letter that is being written."""
    locked = _draft(row.letter, by, at)
    record("letter_out.detach", row, by=by, at=at, letter=locked.pk, title=row.title)
    row.delete()


def _draft(letter: OutgoingLetter, by: User, at: datetime) -> OutgoingLetter:
    access.require(by, rules.WRITES, at=at)
    locked = OutgoingLetter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if locked.state != rules.DRAFT:
        raise Refused(denial("A-7.2.2", _("The letter is offered for signing or has gone out; it is not changed.")))
    return locked


@transaction.atomic
def offer(letter: OutgoingLetter, *, on: date, by: User, at: datetime) -> Paper:
    """Offer a letter to the chair: its addressees are settled, its sheet is drawn.

    Raises Refused when nobody is addressed (A-7.2.2), when recommendations go to no organisation (A-5.2.4), proposals
    not to the authority (A-5.2.5), and when a note answers no request or has no conclusions (A-7.2.5).
    """
    addressees = addressees_of(letter, on)
    organisations = sum(one["organisation"] is not None for one in addressees)
    checks = [
        demand(rules.is_addressed, lambda _row: {"addressees": len(addressees)}),
        demand(rules.may_recommend, lambda row: {"kind": row.kind, "organisations": organisations}),
        demand(rules.may_propose, lambda row: {"kind": row.kind, "to_authority": row.to_authority}),
        demand(rules.are_points_told, lambda row: {"kind": row.kind, "points": len(paragraphs(row.text))}),
        demand(rules.is_note_founded, lambda row: {
            "kind": row.kind, "answers_request": row.reply_to_id is not None,
            "has_conclusions": bool(paragraphs(row.conclusions)),
        }),
    ]  # fmt: skip
    advance(letter, "offer", by=by, at=at, checks=checks, addressees=len(addressees))
    facts = letter_facts(letter, addressees, leader=offices.leader(on), on=on)
    sheet = papers.draw(
        kind_of(letter), letter, facts=facts, by=by, at=at, title=letter.heading, draft=False, dated_on=on
    )
    OutgoingLetter.objects.filter(pk=letter.pk).update(sheet=sheet, addressees=addressees, remark="")
    letter.sheet = sheet
    return sheet


@transaction.atomic
def take_back(letter: OutgoingLetter, *, by: User, at: datetime) -> None:
    """Take a letter back from the chair, to write on it."""
    advance(letter, "take_back", by=by, at=at)


@transaction.atomic
def give_back(letter: OutgoingLetter, *, remark: str, by: User, at: datetime) -> None:
    """Return a letter with the chair's remark."""
    advance(letter, "return", by=by, at=at, remark=remark)
    OutgoingLetter.objects.filter(pk=letter.pk).update(remark=remark.strip())


@transaction.atomic
def sign(letter: OutgoingLetter, *, on: date, proof: Proof, sha256: str, by: User, at: datetime) -> Signature:
    """Sign the sheet; each addressee gets a number, a paper and, with an account, an e-mail (A-7.2.2)."""
    advance(letter, "sign", by=by, at=at)
    row = OutgoingLetter.objects.select_related("sheet", "reply_to").get(pk=letter.pk)
    post = row.sheet.facts["signer"]["post"]
    signature = papers.sign(row.sheet, capacity=CAPACITY, post=post, proof=proof, sha256=sha256, by=by, at=at)
    OutgoingLetter.objects.filter(pk=row.pk).update(signed_on=on)
    leader, signed = offices.leader(on), signed_words(at, sha256)
    known = Organisation.objects.in_bulk([one["organisation"] for one in row.addressees if one["organisation"]])
    for one in row.addressees:
        copy = LetterCopy.objects.create(
            letter=row, organisation=known.get(one["organisation"]), name=one["name"] or one["name_dative"],
            kind=one["kind"],
        )  # fmt: skip
        entry = _register(row, copy, on, by, at)
        facts = letter_facts(row, [one], leader=leader, on=on, entry=entry, signed=signed)
        _release(row, copy, entry, facts, on, by, at)
    return signature


def _register(letter: OutgoingLetter, copy: LetterCopy, on: date, by: User, at: datetime) -> RegisterEntry:
    attached = sum(one.sheets or 0 for one in letter.files.all())
    return register.enter(
        RegisterEntry.Series.OUTGOING, copy, index=letter.index, on=on, at=at, by=by, correspondent=copy.name,
        heading=letter.heading, organisation=copy.organisation, reply_to=letter.reply_to,
        kind=ENTRY_KINDS.get(letter.kind, letter.kind), correspondent_kind=copy.kind,
        sheets=max(1, letter.sheet.pages) + attached,
    )  # fmt: skip


def _release(
    letter: OutgoingLetter, copy: LetterCopy, entry: RegisterEntry, facts: dict[str, Any], on: date, by: User,
    at: datetime,
) -> None:  # fmt: skip
    paper = papers.draw(
        kind_of(letter), copy, facts=facts, by=by, at=at, title=letter.heading, draft=False, dated_on=on,
        number=f"{entry.index}/{entry.number}", organisation=copy.organisation, code=papers.new_code(),
    )  # fmt: skip
    papers.release([paper], by=by, at=at)
    LetterCopy.objects.filter(pk=copy.pk).update(entry=entry, paper=paper)
    readers: Iterable[User] = ()
    if copy.organisation is not None:
        readers = access.account_holders(copy.organisation)
    elif copy.kind == RegisterEntry.Correspondent.AUTHORITY:
        readers = access.holders("read_reports")
    told = {"entry": entry, "paper": paper, "heading": letter.heading, "attached": list(letter.files.all())}
    if outbox.send(LETTER_OUT, copy, to=readers, at=at, **told):
        records.log_dispatch(entry, how=RegisterEntry.How.EMAIL, on=on, by=by, at=at)


@transaction.atomic
def withdraw(letter: OutgoingLetter, *, reason: str, by: User, at: datetime) -> None:
    """Give up a letter that has not gone out; it had no number."""
    advance(letter, "withdraw", by=by, at=at, reason=reason)
    OutgoingLetter.objects.filter(pk=letter.pk).update(end_reason=reason.strip())


@transaction.atomic
def void(letter: OutgoingLetter, *, reason: str, by: User, at: datetime) -> None:
    """Void a letter that went out: its entries are struck through with the reason, their numbers stay used."""
    advance(letter, "void", by=by, at=at, reason=reason)
    OutgoingLetter.objects.filter(pk=letter.pk).update(end_reason=reason.strip())
    for copy in letter.copies.select_related("entry"):
        register.void(copy.entry, reason=reason.strip(), by=by, at=at)
