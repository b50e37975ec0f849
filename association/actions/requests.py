"""Verbs on requests of information: drafted, offered for signing, signed and sent, reminded of, closed (A-5.2.1)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import access, offices, outbox, register
from association.actions import papers
from association.journal import record
from association.models import (
    InformationRequest,
    Organisation,
    Paper,
    RegisterEntry,
    RequestAddressee,
    RequestField,
    User,
)
from association.notices import REQUEST_SENT, REQUEST_TO_SIGN
from association.papers.requests import D18, languages_of, letter_facts, request_facts
from association.queries_requests import ANSWERS, earliest_due, members_on
from association.rules import requests as rules
from association.statute import Refused, Verdict, denial
from association.workflow import advance

INDEX, SENDING = "01-15", "requests.send"
BATCH = 25  # letters that one step of the sending makes


def _draft_of(request: InformationRequest, by: User, at: datetime) -> InformationRequest:
    """Lock a request that may still be written."""
    access.require(by, "keep_requests", at=at)
    locked = InformationRequest.objects.select_for_update().get(pk=request.pk)
    if locked.state != InformationRequest.State.DRAFT:
        raise Refused(denial("A-5.2.1", _("The request is no draft any more; take it back before you change it.")))
    return locked


def _hold(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)


def _hold_due(due_on: date, on: date) -> None:
    _hold(rules.is_due_ahead.judge(due_on=due_on, earliest=earliest_due(on)))


@transaction.atomic
def draft(
    *, subject: str, text: str, due_on: date, on: date, by: User, at: datetime, subject_ky: str = "", text_ky: str = ""
) -> InformationRequest:
    """Begin a request; its form and its addressees follow (A-5.2.1)."""
    access.require(by, "keep_requests", at=at)
    _hold_due(due_on, on)
    row = InformationRequest.objects.create(
        subject=subject, subject_ky=subject_ky, text=text, text_ky=text_ky, due_on=due_on, drafted_at=at, drafted_by=by
    )
    record("request.draft", row, by=by, at=at, theme=subject, due_on=due_on)
    return row


@transaction.atomic
def write(request: InformationRequest, *, on: date, by: User, at: datetime, **words: Any) -> None:
    """Write subject, text or due day of a draft anew."""
    locked = _draft_of(request, by, at)
    _hold_due(words.get("due_on", locked.due_on), on)
    InformationRequest.objects.filter(pk=locked.pk).update(**words)
    record("request.write", locked, by=by, at=at, words=words)


@transaction.atomic
def put_field(
    request: InformationRequest, *, by: User, at: datetime, field: RequestField | None = None, **facts: Any
) -> RequestField:
    """Add a field to the form of a draft, or write one anew; its number orders it."""
    locked = _draft_of(request, by, at)
    row = RequestField.objects.get(pk=field.pk, request=locked) if field else RequestField(request=locked)
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    record("request.put_field", locked, by=by, at=at, field=row.pk, facts=facts)
    return row


@transaction.atomic
def drop_field(field: RequestField, *, by: User, at: datetime) -> None:
    """Take a field out of the form of a draft."""
    locked = _draft_of(field.request, by, at)
    record("request.drop_field", locked, by=by, at=at, field=field.pk, label=field.label)
    RequestField.objects.filter(pk=field.pk).delete()


@transaction.atomic
def address(
    request: InformationRequest, organisations: Iterable[Organisation], *, on: date, by: User, at: datetime
) -> None:
    """Say whom a draft is put to: members of the day and nobody else (A-5.7.5)."""
    locked = _draft_of(request, by, at)
    wanted = {row.pk for row in organisations}
    members = set(members_on(on).filter(pk__in=wanted).values_list("pk", flat=True))
    for pk in wanted:
        _hold(rules.may_be_asked.judge(is_member=pk in members))
    chosen = set(locked.addressees.values_list("organisation", flat=True))
    locked.addressees.exclude(organisation__in=wanted).delete()
    RequestAddressee.objects.bulk_create(
        RequestAddressee(request=locked, organisation_id=pk) for pk in sorted(wanted - chosen)
    )
    record("request.address", locked, by=by, at=at, organisations=sorted(wanted))


def _may_be_offered(request: InformationRequest, on: date) -> None:
    chosen = list(request.addressees.values_list("organisation", flat=True))
    _hold(rules.may_be_offered.judge(fields=request.fields.count(), addressees=len(chosen)))
    _hold_due(request.due_on, on)
    members = set(members_on(on).values_list("pk", flat=True))
    for pk in chosen:
        _hold(rules.may_be_asked.judge(is_member=pk in members))


@transaction.atomic
def offer(request: InformationRequest, *, on: date, by: User, at: datetime) -> Paper:
    """Draw D18 for good and lay it before the chair; the words of the request stand from here on."""
    advance(request, "offer", by=by, at=at, checks=[lambda locked: _may_be_offered(locked, on)])
    leader, contact = offices.leader(on), offices.holder("secretary", on) or by.person
    row = InformationRequest.objects.get(pk=request.pk)
    for language in languages_of(row):
        facts = request_facts(row, leader=leader, contact=contact, on=on, language=language)
        paper = papers.draw(
            D18, row, facts=facts, by=by, at=at, language=language, draft=False, dated_on=on,
            code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
    InformationRequest.objects.filter(pk=row.pk).update(paper=paper)
    request.paper = paper
    if leader.person:
        outbox.send(REQUEST_TO_SIGN, row, to=leader.person.accounts.filter(is_active=True), at=at)
    return paper


@transaction.atomic
def reopen(request: InformationRequest, *, by: User, at: datetime) -> None:
    """Take a request back from the chair to write it anew; the paper drawn before is signed by nobody."""
    advance(request, "reopen", by=by, at=at)


@transaction.atomic
def drop(request: InformationRequest, *, by: User, at: datetime) -> None:
    """Give a draft up; it stays on record."""
    advance(request, "drop", by=by, at=at)


@transaction.atomic
def sign(request: InformationRequest, *, proof: papers.Proof, sha256: str, on: date, by: User, at: datetime) -> None:
    """The chair signs the bytes shown; the worker then gives each addressee number, letter and notice (A-5.2.1)."""
    advance(request, "send", by=by, at=at, checks=[lambda locked: _may_be_offered(locked, on)])
    row = InformationRequest.objects.select_related("paper").get(pk=request.pk)
    papers.sign(
        row.paper, capacity="chair", post=row.paper.facts["signer"]["post"], proof=proof, sha256=sha256, by=by, at=at
    )
    papers.release([row.paper], by=by, at=at)
    InformationRequest.objects.filter(pk=row.pk).update(sent_at=at, sent_on=on)
    outbox.order(SENDING, by=by, at=at, total=row.addressees.count(), request=row.pk)


@transaction.atomic
def send_next(request: InformationRequest, *, by: User, at: datetime) -> int:
    """Send the letters of the next addressees and say how many; who left since the choice is released instead."""
    on = timezone.localtime(at).date()
    waiting = request.addressees.filter(sent_at=None, state=RequestAddressee.State.AWAITED)
    rows = list(waiting.select_for_update(of=("self",)).select_related("organisation").order_by("pk")[:BATCH])
    members = set(members_on(on).values_list("pk", flat=True))
    for row in rows:
        if row.organisation_id in members:
            _send(row, on, by, at)
        else:
            _release(row, on, by, at)
    return len(rows)


def _send(row: RequestAddressee, on: date, by: User, at: datetime) -> None:
    request, organisation = row.request, row.organisation
    entry = register.enter(
        RegisterEntry.Series.OUTGOING, row, index=INDEX, on=on, at=at, by=by, correspondent=organisation.title,
        heading=f"Запрос информации: {request.subject}", organisation=organisation,
    )  # fmt: skip
    editions = Paper.objects.filter(
        kind=D18.code, subject_type=request._meta.label_lower, subject_id=str(request.pk)
    ).order_by("pk")
    shared = {one.language: one.facts for one in editions}
    for language in languages_of(request):
        facts = letter_facts(
            row, shared[language], entry=entry, signed_at=request.sent_at, on=on, language=language
        )  # fmt: skip
        paper = papers.draw(
            D18, row, facts=facts, by=by, at=at, language=language, draft=False, dated_on=on, organisation=organisation,
            number=f"{entry.index}/{entry.number}", code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
        papers.release([paper], by=by, at=at)
    RequestAddressee.objects.filter(pk=row.pk).update(entry=entry, paper=paper, sent_at=at)
    record("request.send_letter", row, by=by, at=at, request=request.pk, entry=str(entry), paper=paper.pk)
    outbox.send(
        REQUEST_SENT, row, to=access.account_holders(organisation, ANSWERS), at=at, theme=request.subject,
        organisation=organisation,
    )  # fmt: skip


def _release(row: RequestAddressee, on: date, by: User | None, at: datetime) -> None:
    advance(row, "release", by=by, at=at, request=row.request_id, on=on)
    RequestAddressee.objects.filter(pk=row.pk).update(released_on=on)


@transaction.atomic
def release(rows: Iterable[RequestAddressee], *, on: date, by: User | None, at: datetime) -> int:
    """Release organisations that are no members any more from their answers (A-5.7.5); say how many."""
    done = list(rows)
    for row in done:
        _release(row, on, by, at)
    return len(done)


@transaction.atomic
def close(request: InformationRequest, *, by: User, at: datetime) -> None:
    """Close a request: who has not answered is shown so, and nobody answers any more."""
    advance(request, "close", by=by, at=at)
    InformationRequest.objects.filter(pk=request.pk).update(closed_at=at)
