"""Verbs on the draft of the minutes: shown to those who were there, remarked on, answered (A-5.4.3, A-4.10b)."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from presidium import notices
from presidium.models import AgendaItem, Minutes, MinutesReading, MinutesRemark, Participant
from presidium.queries_assignments import readers_of


def _lock(minutes: Minutes) -> Minutes:
    locked = Minutes.objects.select_for_update().select_related(None).get(pk=minutes.pk)
    if locked.state != Minutes.State.TEXT:
        raise Refused(denial("A-4.10b", _("The minutes are offered for signing; remarks are closed.")))
    return locked


@transaction.atomic
def show(minutes: Minutes, *, by: User, at: datetime) -> None:
    """Show the draft to those who were there with a decisive vote; the time for remarks begins."""
    access.require(by, "keep_minutes", at=at)
    locked = _lock(minutes)
    if locked.shown_at is not None:
        return
    Minutes.objects.filter(pk=locked.pk).update(shown_at=at)
    record("minutes.show", locked, by=by, at=at)
    for reader in readers_of(locked.meeting):
        outbox.send(notices.MINUTES_SHOWN, locked, to=reader.person.accounts.filter(is_active=True), at=at)


def _reader(minutes: Minutes, by: User) -> Participant:
    locked = _lock(minutes)
    if locked.shown_at is None:
        raise Refused(denial("A-4.10b", _("The draft is not shown yet.")))
    found = readers_of(locked.meeting).filter(person=by.person_id).first() if by.person_id else None
    if found is None:
        raise PermissionDenied("remark")
    return found


@transaction.atomic
def remark(item: AgendaItem, *, text: str, by: User, at: datetime) -> MinutesRemark:
    """A participant remarks on one question of the shown draft."""
    minutes = Minutes.objects.get(meeting=item.meeting_id)
    row = MinutesRemark.objects.create(
        minutes=minutes, item=item, participant=_reader(minutes, by), text=text, made_at=at
    )
    record("minutesremark.make", row, by=by, at=at, item=item.pk, text=text)
    return row


@transaction.atomic
def read_without_remarks(minutes: Minutes, *, by: User, at: datetime) -> None:
    """A participant has read the draft and has no remarks; saying it twice changes nothing."""
    reader = _reader(minutes, by)
    row, is_new = MinutesReading.objects.get_or_create(
        minutes_id=minutes.pk, participant=reader, defaults={"read_at": at}
    )
    if is_new:
        record("minutesreading.make", row, by=by, at=at)


@transaction.atomic
def answer(row: MinutesRemark, *, accepted: bool, reply: str, by: User, at: datetime) -> None:
    """The secretary accepts a remark, or says why the text stays; it is said once."""
    access.require(by, "keep_minutes", at=at)
    _lock(row.minutes)
    if not accepted and not reply.strip():
        raise Refused(denial("A-4.10b", _("Say why the text stays as it is.")))
    word = MinutesRemark.Answer.ACCEPTED if accepted else MinutesRemark.Answer.REJECTED
    if MinutesRemark.objects.filter(pk=row.pk, answer="").update(
        answer=word, reply=reply, answered_at=at, answered_by=by
    ):
        record("minutesremark.answer", row, by=by, at=at, answer=word, reply=reply)
