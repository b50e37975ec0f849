"""Verbs on the rounds of an application and on the remarks that go back with it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import Basis, User
from association.statute import Refused, denial
from association.workflow import advance
from membership import notices
from membership.models import Application, Remark, RemarkAnswer, Submission, target_names
from membership.papers import changed_targets, snapshot
from membership.queries import remarks_open, remarks_waiting

BEING_READ = (Application.State.SUBMITTED, Application.State.REGISTERED)


@transaction.atomic
def pin(application: Application, *, target: str, text: str, by: User, at: datetime) -> Remark:
    """Write a remark while the papers are read; it goes out with the return and not before."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    access.require(by, "check_applications", locked, at=at)
    if locked.state not in BEING_READ:
        raise Refused(denial("A-A.9", _("Remarks are written while the application is with the secretary.")))
    if target not in target_names():
        raise LookupError(target)
    return _write(locked, target, text, by, at)


def _write(application: Application, target: str, text: str, by: User, at: datetime, **fields: Any) -> Remark:
    remark = Remark.objects.create(
        application=application, submission=application.last_submission, target=target, text=text.strip(), made_at=at,
        made_by=by, **fields,
    )  # fmt: skip
    record("remark.pin", remark, by=by, at=at, application=application.pk, target=target, text=remark.text)
    return remark


@transaction.atomic
def withdraw(remark: Remark, *, by: User, at: datetime) -> None:
    """Take back a remark that has not been sent; it stays on record."""
    access.require(by, "check_applications", remark, at=at)
    if Remark.objects.filter(pk=remark.pk, sent_at=None, withdrawn_at=None).update(withdrawn_at=at):
        record("remark.withdraw", remark, by=by, at=at)


@transaction.atomic
def send_back(application: Application, *, remark: str = "", by: User, at: datetime) -> int:
    """Return the application for completion with every remark that was written; the incoming number stays used.

    `remark` is one more, on the whole application. The form has to be signed anew.
    """

    def has_remarks(locked: Application) -> None:
        if not remark.strip() and not remarks_waiting(locked).exists():
            raise Refused(denial("A-A.9", _("Say what has to be completed.")))

    advance(application, "return", by=by, at=at, checks=[has_remarks])
    if remark.strip():
        _write(application, "", remark, by, at)
    waiting = list(remarks_waiting(application))
    Remark.objects.filter(pk__in=[row.pk for row in waiting]).update(sent_at=at)
    _reopen(application, waiting, by=by, at=at)
    outbox.send(
        notices.APPLICATION_RETURNED, application, to=access.account_holders(application.organisation), at=at,
        remarks=waiting,
    )  # fmt: skip
    return len(waiting)


def _reopen(application: Application, remarks: list[Remark], *, by: User, at: datetime) -> None:
    Submission.objects.filter(application=application, returned_at=None).update(returned_at=at)
    Application.objects.filter(pk=application.pk).update(paper=None)
    application.paper = None
    record("application.remarks", application, by=by, at=at, remarks=[row.pk for row in remarks])


@transaction.atomic
def send_by_decision(application: Application, *, reasons: list[str], basis: Basis, by: User, at: datetime) -> None:
    """Follow a decision that sends the application back: each reason is a remark of the Presidium, the round stays.

    The letter of it goes out with the release of the decision, as for every other decision (A-4.10b).
    """
    remarks = [_write(application, "", text, by, at, basis=basis, sent_at=at) for text in reasons]
    _reopen(application, remarks, by=by, at=at)


@transaction.atomic
def answer(remark: Remark, *, text: str, by: User, at: datetime) -> RemarkAnswer:
    """Answer a remark, as often as there is something to say; nothing said is taken back."""
    application = Application.objects.select_for_update().get(pk=remark.application_id)
    access.require(by, "edit_application", application, at=at)
    if not application.is_draft or not remark.is_open:
        raise Refused(denial("A-A.9", _("A remark is answered while the application is being completed.")))
    row = RemarkAnswer.objects.create(remark=remark, text=text.strip(), made_at=at, made_by=by)
    Application.objects.filter(pk=application.pk).update(saved_at=at)
    record("remark.answer", row, by=by, at=at, remark=remark.pk, text=row.text)
    return row


@transaction.atomic
def settle(remark: Remark, *, by: User, at: datetime) -> None:
    """Note that a remark is settled, by the judgement of the secretary; once."""
    access.require(by, "check_applications", remark, at=at)
    open_row = Remark.objects.filter(pk=remark.pk, sent_at__isnull=False, settled_at=None)
    if open_row.update(settled_at=at, settled_by=by, settled_how=Remark.How.PERSON):
        record("remark.settle", remark, by=by, at=at, how=Remark.How.PERSON.value)


@transaction.atomic
def close_round(application: Application, *, on: date, by: User, at: datetime) -> Submission:
    """Keep what is handed in, and settle the remarks whose paper or field is no longer as it was."""
    access.require(by, "submit_application", application, at=at)
    before = application.last_submission
    now = snapshot(application, on)
    row = Submission.objects.create(
        application=application, number=before.number + 1 if before else 1, snapshot=now, paper=application.paper,
        submitted_at=at, submitted_by=by,
    )  # fmt: skip
    record("application.round", row, by=by, at=at, application=application.pk, number=row.number)
    changed = changed_targets(before.snapshot, now) if before else set()
    for remark in remarks_open(application).filter(target__in=changed):
        Remark.objects.filter(pk=remark.pk).update(settled_at=at, settled_how=Remark.How.CHANGE)
        record("remark.settle", remark, by=by, at=at, how=Remark.How.CHANGE.value, round=row.number)
    return row
