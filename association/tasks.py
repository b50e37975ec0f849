"""What the worker does: output only, ids in, safe to run twice. Loaded by worker processes alone."""

from __future__ import annotations

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_process_init
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from association import background, clock, files, journal, outbox, press
from association.models import Job, Letter, Paper
from association.papers import KINDS


def send_letter(job: Job) -> None:
    """Send one letter through the transport of the deployment, once."""
    letter = Letter.objects.get(pk=job.args["letter"])
    if letter.sent_at is not None:
        return
    connection = get_connection(settings.DELIVERY_BACKEND)
    message = EmailMessage(
        letter.subject, letter.body, settings.DEFAULT_FROM_EMAIL, [letter.to], connection=connection,
        headers={"Message-ID": f"<letter-{letter.pk}@{settings.MAIL_DOMAIN}>"},
    )  # fmt: skip
    message.send()
    Letter.objects.filter(pk=letter.pk, sent_at=None).update(sent_at=clock.now())


def render_paper(job: Job) -> None:
    """Render one paper and keep its bytes; a paper that has bytes is never rendered again."""
    paper = Paper.objects.get(pk=job.args["paper"])
    if paper.file_id is not None:
        return
    kind = KINDS[paper.kind]
    rendered = press.render(
        kind.template, paper.facts, language=paper.language, draft=paper.is_draft, title=paper.title,
        issued=paper.made_at, marks=paper.marks or None,
    )  # fmt: skip
    with transaction.atomic():
        locked = Paper.objects.select_for_update().get(pk=paper.pk)
        if locked.file_id is None:
            name = f"{kind.code}-{paper.pk}.pdf"
            stored = files.keep_made(rendered.data, name=name, organisation=None, at=clock.now())
            Paper.objects.filter(pk=paper.pk).update(file=stored, pages=rendered.pages)


HANDLERS = {"letter": send_letter, "paper": render_paper}


@worker_process_init.connect
def confine(**_kwargs) -> None:
    """Hold every process of the pool to its share of memory, whatever a paper asks for."""
    press.confine()


@shared_task(name="association.tasks.work")
def work(job_id: int) -> bool:
    """Do one job if it is free; whatever goes wrong is written on the job."""
    job = outbox.claim(job_id, at=clock.now())
    if job is None:
        return False
    try:
        if job.kind in background.WORKS:
            progress = background.WORKS[job.kind].step(job, clock.now())
            if not progress.is_over:
                outbox.go_on(job, done=progress.done, total=progress.total)
                return True
        else:
            HANDLERS[job.kind](job)
    except (Exception, SoftTimeLimitExceeded) as error:
        outbox.fail(job, f"{type(error).__name__}: {error}", at=clock.now())
        return False
    outbox.finish(job, at=clock.now())
    return True


@shared_task(name="association.tasks.sweep")
def sweep() -> int:
    """Wake the jobs whose first wake-up was lost."""
    waiting = outbox.left_over(at=clock.now())
    for job_id in waiting:
        outbox.wake(job_id)
    return len(waiting)


@shared_task(name="association.tasks.seal")
def seal() -> None:
    """Chain what was journalled since the last seal."""
    journal.seal(clock.now())


@shared_task(name="association.tasks.daily")
def daily() -> None:
    """Drop what is kept for a day only; seal what very long transactions left behind."""
    outbox.forget_keys(at=clock.now())
    while journal.seal(clock.now(), sweep=True):
        pass
