"""Verbs on agreements between members and with partners, and on what is owed by them (A-5.3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, files, outbox
from association.doors import Checked
from association.journal import record
from association.models import Agreement, AgreementParty, Obligation, Organisation, Partner, User
from association.notices import AGREEMENT_ENDS
from association.queries_partners import ending_soon
from association.rules import groups as rules
from association.statute import Refused, denial

KEEPS = "keep_partners"


@transaction.atomic
def enter(
    *, subject: str, number: str, dated_on: date, starts_on: date, ends_on: date | None, with_association: bool,
    organisations: Iterable[Organisation], partners: Iterable[Partner], checked: Checked | None, by: User, at: datetime,
) -> Agreement:  # fmt: skip
    """Enter an agreement with its parties and its file; `ends_on` is the first day on which it no longer holds."""
    access.require(by, KEEPS, at=at)
    sides = [AgreementParty(organisation=row) for row in organisations]
    sides += [AgreementParty(partner=row) for row in partners]
    verdict = rules.has_parties.judge(parties=len(sides), with_association=with_association)
    if not verdict:
        raise Refused(verdict)
    stored = files.keep(checked, organisation=None, by=by, at=at) if checked else None
    row = Agreement.objects.create(
        subject=subject, number=number, dated_on=dated_on, starts_on=starts_on, ends_on=ends_on, file=stored,
        with_association=with_association, entered_at=at, entered_by=by,
    )  # fmt: skip
    for side in sides:
        side.agreement = row
    AgreementParty.objects.bulk_create(sides)
    record("agreement.enter", row, by=by, at=at, theme=subject, number=number, parties=[str(side) for side in sides])
    return row


@transaction.atomic
def prolong(agreement: Agreement, *, ends_on: date | None, by: User, at: datetime) -> None:
    """Write down that an agreement holds until another day, or without an end."""
    access.require(by, KEEPS, at=at)
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if ends_on is not None and ends_on <= locked.starts_on:
        raise Refused(denial("A-5.3.3", _("An agreement ends after its first day.")))
    Agreement.objects.filter(pk=locked.pk).update(ends_on=ends_on, reminded_on=None)
    record("agreement.prolong", locked, by=by, at=at, was=locked.ends_on, until=ends_on)


@transaction.atomic
def owe(
    agreement: Agreement, *, text: str, party: AgreementParty | None, due_on: date, by: User, at: datetime
) -> Obligation:
    """Write down what a party does by an agreement until a day; without a party all do."""
    access.require(by, KEEPS, at=at)
    locked = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    row = Obligation.objects.create(agreement=locked, text=text, party=party, due_on=due_on)
    record("agreement.owe", row, by=by, at=at, agreement=locked.pk, due_on=due_on)
    return row


@transaction.atomic
def fulfil(obligation: Obligation, *, on: date, word: str, by: User, at: datetime) -> None:
    """Note that an obligation is fulfilled, on which day and how."""
    access.require(by, KEEPS, at=at)
    locked = Obligation.objects.select_for_update(of=("self",)).get(pk=obligation.pk)
    if locked.done_on is not None:
        raise Refused(denial("A-5.3.3", _("This obligation is fulfilled already.")))
    Obligation.objects.filter(pk=locked.pk).update(done_on=on, word=word)
    record("agreement.fulfil", locked, by=by, at=at, on=on, word=word)


@transaction.atomic
def remind(*, on: date, by: User | None, at: datetime) -> int:
    """Tell who keeps the agreements, once for each, that one ends within thirty days; say how many."""
    rows = list(ending_soon(on).filter(reminded_on=None).select_for_update(of=("self",)))
    for row in rows:
        Agreement.objects.filter(pk=row.pk).update(reminded_on=on)
        record("agreement.remind", row, by=by, at=at, until=row.ends_on)
        outbox.send(AGREEMENT_ENDS, row, to=access.holders(KEEPS), at=at)
    return len(rows)
