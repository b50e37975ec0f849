"""Verbs on answers to requests of information: draft, submission, return, reminders (A-5.7.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import access, files, outbox, register
from association.actions import bundles, requests
from association.background import BATCH
from association.doors import Checked
from association.journal import record
from association.models import (
    Bundle,
    InformationRequest,
    RegisterEntry,
    RequestAddressee,
    RequestAnswer,
    RequestReply,
    User,
)
from association.notices import REQUEST_LATE, REQUEST_NUDGE, REQUEST_RETURNED, REQUEST_SOON, REQUEST_TODAY
from association.papers.requests import answer_heading
from association.queries_requests import ANSWERS, files_of, left_since, to_remind
from association.rules import requests as rules
from association.statute import Refused, denial
from association.workflow import advance

LETTERS = {rules.SOON: REQUEST_SOON, rules.TODAY: REQUEST_TODAY, rules.LATE: REQUEST_LATE}
ZIP_LIMIT = 150 * 2**20


def _open(addressee: RequestAddressee, by: User, at: datetime) -> RequestAddressee:
    """Lock a row that still takes an answer from who acts for the organisation."""
    locked = RequestAddressee.objects.select_for_update(of=("self",)).select_related("request").get(pk=addressee.pk)
    access.require(by, ANSWERS, locked, at=at)
    if not locked.is_open or locked.sent_at is None:
        raise Refused(denial("A-5.7.5", _("This request takes no answer now.")))
    return locked


def _keep(
    locked: RequestAddressee, values: Mapping[int, str], uploads: Mapping[int, Checked], by: User, at: datetime
) -> None:
    for field in locked.request.fields.all():
        fresh: dict[str, Any] = {}
        if field.pk in uploads:
            fresh["file"] = files.keep(uploads[field.pk], organisation=locked.organisation, by=by, at=at)
        elif field.pk in values:
            fresh["value"] = values[field.pk]
        if fresh:
            RequestAnswer.objects.update_or_create(
                addressee=locked, field=field, defaults={**fresh, "saved_at": at, "saved_by": by}
            )


@transaction.atomic
def keep(
    addressee: RequestAddressee, *, values: Mapping[int, str], uploads: Mapping[int, Checked], by: User, at: datetime
) -> None:
    """Keep what is filled in so far, field by field; nothing is obligatory yet.

    `values` and `uploads` go by the number of the field's row. Raises Unacceptable when there is no room for a file.
    """
    locked = _open(addressee, by, at)
    _keep(locked, values, uploads, by, at)
    record("answer.keep", locked, by=by, at=at, request=locked.request_id, fields=sorted({*values, *uploads}))


@transaction.atomic
def submit(
    addressee: RequestAddressee, *, values: Mapping[int, str], uploads: Mapping[int, Checked], on: date, by: User,
    at: datetime,
) -> RequestReply:  # fmt: skip
    """Hand the answer in: kept as it is now, under an incoming number in reply to the request's letter (A-5.7.5)."""
    locked = _open(addressee, by, at)
    _keep(locked, values, uploads, by, at)
    kept = {row.field_id: row for row in locked.answers.select_related("file")}
    rows = [_line(field, kept.get(field.pk)) for field in locked.request.fields.all()]
    missing = tuple(row["label"] for row in rows if row["required"] and not row["value"] and not row["file"])
    verdict = rules.is_answer_complete.judge(missing=missing)
    if not verdict:
        raise Refused(verdict)
    advance(locked, "submit", by=by, at=at, request=locked.request_id)
    reply = RequestReply.objects.create(
        addressee=locked, number=locked.replies.count() + 1, values=rows, submitted_at=at, submitted_by=by
    )
    entry = register.enter(
        RegisterEntry.Series.INCOMING, reply, index=requests.INDEX, on=on, at=at, by=by,
        correspondent=locked.organisation.title, heading=answer_heading(locked.request),
        organisation=locked.organisation, reply_to=locked.entry,
    )  # fmt: skip
    RequestReply.objects.filter(pk=reply.pk).update(entry=entry)
    first = locked.answered_on or on  # an answer put right later is not late by that
    RequestAddressee.objects.filter(pk=locked.pk).update(answered_on=first)
    return reply


def _line(field: Any, answer: RequestAnswer | None) -> dict[str, Any]:
    file = answer.file if answer else None
    return {
        "field": field.pk, "label": field.label, "label_ky": field.label_ky, "kind": field.kind, "unit": field.unit,
        "required": field.is_required, "value": answer.value.strip() if answer else "",
        "file": file.pk if file else None, "name": file.name if file else "",
    }  # fmt: skip


@transaction.atomic
def send_back(addressee: RequestAddressee, *, word: str, by: User, at: datetime) -> None:
    """Send an answer back with what is to be put right; it is submitted again under a number of its own."""
    row = RequestAddressee.objects.select_related("request", "organisation").get(pk=addressee.pk)
    advance(row, "return", by=by, at=at, word=word, request=row.request_id)
    if row.request.state != InformationRequest.State.SENT:
        raise Refused(denial("A-5.2.1", _("The request is closed; its answers stay as they are.")))
    RequestAddressee.objects.filter(pk=row.pk).update(return_word=word, returned_at=at)
    row.return_word = word
    _tell(REQUEST_RETURNED, row, at)


def _tell(notice: outbox.Notice, row: RequestAddressee, at: datetime) -> None:
    people = access.account_holders(row.organisation, ANSWERS)
    outbox.send(notice, row, to=people, at=at, theme=row.request.subject, organisation=row.organisation)


@transaction.atomic
def remind(*, on: date, by: User | None, at: datetime) -> int:
    """Send the letters that a day asks for, each stage once, and release who left; return how many rows were told."""
    requests.release(left_since(on).select_for_update(of=("self",))[:BATCH], on=on, by=by, at=at)
    rows = list(to_remind(on).select_for_update(of=("self",))[:BATCH])
    for row in rows:
        stage = rules.reminder_stage(due_on=row.request.due_on, on=on)
        RequestAddressee.objects.filter(pk=row.pk).update(reminded=stage)
        record("answer.remind", row, by=by, at=at, stage=stage, request=row.request_id)
        _tell(LETTERS[stage], row, at)
    return len(rows)


@transaction.atomic
def nudge(rows: Iterable[RequestAddressee], *, on: date, by: User, at: datetime) -> int:
    """Remind organisations by hand, each at most once a day; say how many were."""
    access.require(by, "keep_requests", at=at)
    keys = [row.pk for row in rows]
    open_rows = RequestAddressee.objects.filter(
        pk__in=keys, state__in=rules.OPEN, request__state=rules.SENT, sent_at__isnull=False
    )  # fmt: skip
    told = 0
    for row in open_rows.select_for_update(of=("self",)).select_related("request", "organisation").order_by("pk"):
        if row.reminded_at is None or _day(row.reminded_at) < on:
            RequestAddressee.objects.filter(pk=row.pk).update(reminded_at=at)
            record("answer.nudge", row, by=by, at=at, request=row.request_id)
            _tell(REQUEST_NUDGE, row, at)
            told += 1
    return told


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()


@transaction.atomic
def bind_files(request: InformationRequest, *, by: User, at: datetime) -> Bundle:
    """Order one archive of the files that were sent with the answers; the worker makes it of their bytes."""
    access.require(by, "keep_requests", at=at)
    stored = list(files_of(request))
    if not stored:
        raise Refused(denial("A-5.2.1", _("No answer holds a file.")))
    if sum(one.size for one in stored) > ZIP_LIMIT:
        raise Refused(denial("A-5.2.1", _("The files are too big for one archive; take them one by one.")))
    parts = [{"file": one.pk, "title": f"{place:03d}-{one.name}"} for place, one in enumerate(stored, start=1)]
    return bundles.bind([], request, form=Bundle.Form.ZIP, name=f"request-{request.pk}", parts=parts, by=by, at=at)
