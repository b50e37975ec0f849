"""Jobs and letters: written with their cause in one transaction; the broker only wakes the worker."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import models, transaction
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import translation

from association import clock
from association.celery import app
from association.models import Job, Letter, PostedKey, User

LEASE = timedelta(seconds=90)
MOMENT = timedelta(seconds=2)  # until a job whose material is not ready looks again
TRIES = 3
PAUSES = (timedelta(seconds=10), timedelta(minutes=2))  # before the second try and before the third
SILENCE = 3  # seconds for which a broker that did not answer is left alone
log = logging.getLogger(__name__)
_silent_until = 0.0


@dataclass(frozen=True)
class Notice:
    """A letter declared as data: its key, its subject line and the template of its text."""

    key: str
    subject: Any
    template: str


def order(kind: str, *, by: User | None, at: datetime, total: int = 1, **args: Any) -> Job:
    """Write a job in the caller's transaction and wake the worker after the commit."""
    job = Job.objects.create(kind=kind, args=args, created_at=at, created_by=by, total=total)
    transaction.on_commit(lambda: wake(job.pk))
    return job


def wake(job_id: int, *, after: int = 0) -> None:
    """Tell the broker of a job, to be taken some seconds later if asked; a dead broker is no error, the sweep sends it
    again.

    After a failure the broker is left alone for a while: a verb with forty letters must not wait forty times.
    """
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        app.send_task("association.tasks.work", args=[job_id], countdown=after or None)
    except Exception:
        _silent_until = time.monotonic() + SILENCE
        log.warning("the broker did not take job %s; the sweep will send it again", job_id)


def claim(job_id: int, *, at: datetime) -> Job | None:
    """Take a job for one worker by one conditional UPDATE; None when somebody else has it or its pause lasts.

    A job whose worker died at every try is stopped here: nobody was left to write it down.
    """
    over = Q(lease_until=None) | Q(lease_until__lt=at)
    free = Q(state=Job.State.QUEUED) | Q(state=Job.State.RUNNING, lease_until__isnull=False)
    mine = Job.objects.filter(over, free, pk=job_id)
    if mine.filter(attempts__lt=TRIES).update(
        state=Job.State.RUNNING, lease_until=at + LEASE, attempts=F("attempts") + 1
    ):
        return Job.objects.get(pk=job_id)
    mine.filter(attempts__gte=TRIES).update(
        state=Job.State.FAILED, lease_until=None, finished_at=at, error="The worker ended at every try."
    )
    return None


def finish(job: Job, *, at: datetime) -> None:
    """Mark a claimed job done, once."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=Job.State.DONE, finished_at=at, done=F("total"), lease_until=None, error=""
    )


def go_on(job: Job, *, done: int, total: int) -> None:
    """Write down how far a claimed job came and put it back for its next batch; what worked so far costs no try."""
    row = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
    if row.update(state=Job.State.QUEUED, lease_until=None, attempts=0, done=done, total=total):
        wake(job.pk)


class NotYet(Exception):
    """Raised by an output job whose material other jobs are still making; the wait costs no try."""


def postpone(job: Job, *, at: datetime) -> None:
    """Put a claimed job back for a moment: what it needs is still being made."""
    row = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
    if row.update(state=Job.State.QUEUED, lease_until=at + MOMENT, attempts=0):
        wake(job.pk, after=MOMENT.seconds + 1)


def fail(job: Job, error: str, *, at: datetime) -> None:
    """Give a job back to the queue for after a pause, or stop it after the third try."""
    poisoned = job.attempts >= TRIES
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(
        state=Job.State.FAILED if poisoned else Job.State.QUEUED,
        error=error[:2000],
        lease_until=None if poisoned else at + PAUSES[job.attempts - 1],
        finished_at=at if poisoned else None,
    )


@transaction.atomic
def retry(job: Job, *, by: User, at: datetime) -> None:
    """Put a stopped job back into the queue, at a person's word."""
    back = Job.objects.filter(pk=job.pk, state=Job.State.FAILED).update(state=Job.State.QUEUED, attempts=0, error="")
    if back:
        transaction.on_commit(lambda: wake(job.pk))


def left_over(*, at: datetime) -> list[int]:
    """List the jobs whose wake-up was lost or whose worker died."""
    stale = Q(state=Job.State.QUEUED, lease_until=None, created_at__lt=at - timedelta(seconds=3))
    stale |= Q(state__in=[Job.State.QUEUED, Job.State.RUNNING], lease_until__lt=at)
    return list(Job.objects.filter(stale).order_by("pk").values_list("pk", flat=True)[:200])


def _write(
    notice: str, address: str, user: User | None, language: str, subject: str, body: str, at: datetime, about=None
) -> Letter:
    job = Job.objects.create(kind="letter", created_at=at)
    letter = Letter.objects.create(
        notice=notice,
        to=address,
        user=user,
        language=language,
        subject=" ".join(subject.split())[:300],
        body=body,
        subject_type=about._meta.label_lower if about else "",
        subject_id=str(about.pk) if about else "",
        job=job,
        ordered_at=at,
    )
    Job.objects.filter(pk=job.pk).update(args={"letter": letter.pk})
    transaction.on_commit(lambda: wake(job.pk))
    return letter


@transaction.atomic
def send(
    notice: Notice,
    subject: models.Model,
    *,
    to: User | str | Iterable[User],
    at: datetime,
    language: str | None = None,
    **facts: Any,
) -> list[Letter]:
    """Order one letter per addressee, in the language of each, in the words of this moment."""
    people = [to] if isinstance(to, User | str) else list(to)
    letters = []
    for person in people:
        user = person if isinstance(person, User) else None
        chosen = language or (user.language if user else settings.LANGUAGE_CODE)
        with translation.override(chosen):
            context = {"subject": subject, "site": settings.SITE_ADDRESS, "user": user, **facts}
            body = render_to_string(notice.template, context).strip() + "\n"
            line = str(notice.subject) % facts if "%(" in str(notice.subject) else str(notice.subject)
        address = user.email if user else str(person)
        letters.append(_write(notice.key, address, user, chosen, line, body, at, subject))
    return letters


class OutboxBackend(BaseEmailBackend):
    """E-mail backend of the web process: writes letters into the outbox, so that no request waits for SMTP."""

    def send_messages(self, email_messages) -> int:
        """Order a letter for every addressee of every message."""
        at = clock.now()
        count = 0
        for message in email_messages:
            for address in message.recipients():
                user = User.objects.filter(email__iexact=address).first()
                language = translation.get_language() or settings.LANGUAGE_CODE
                _write("account", address, user, language[:2], message.subject, message.body, at)
                count += 1
        return count


def forget_keys(*, at: datetime) -> int:
    """Drop the first answers of forms posted more than 24 hours ago."""
    return PostedKey.objects.filter(posted_at__lt=at - timedelta(hours=24)).delete()[0]
