"""What the worker does: output only, ids in, safe to run twice. Loaded by worker processes alone."""

from __future__ import annotations

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from celery.signals import worker_process_init
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone

from association import background, clock, files, journal, outbox, press
from association.doors import write_zip
from association.models import Bundle, Job, Letter, Paper, StoredFile
from association.papers import KINDS
from association.queries import archives_due, is_day_to_turn


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


def bind_papers(job: Job) -> None:
    """Put issued papers into one file, of their bytes alone; raises NotYet while one of them is still being made.

    A paper whose job stopped for good is left out.
    """
    bundle = Bundle.objects.get(pk=job.args["bundle"])
    if bundle.file_id is not None:
        return
    known = Paper.objects.select_related("file", "job").in_bulk(bundle.papers)
    papers = [known[pk] for pk in bundle.papers]
    if any(paper.file is None and paper.job and paper.job.state in UNDERWAY for paper in papers):
        raise outbox.NotYet
    made = [paper for paper in papers if paper.file]
    if papers and not made:
        raise LookupError("none of the papers was made")
    data = _bound(bundle, made)
    with transaction.atomic():
        locked = Bundle.objects.select_for_update().get(pk=bundle.pk)
        if locked.file_id is None:
            name = f"{bundle.name}.{bundle.form}"
            stored = files.keep_made(data, name=name, organisation=None, at=clock.now(), kind=bundle.form)
            Bundle.objects.filter(pk=bundle.pk).update(file=stored, count=len(made) or len(bundle.parts))


def _bound(bundle: Bundle, papers: list[Paper]) -> bytes:
    def read(stored: StoredFile) -> bytes:
        with files.open_file(stored) as source:
            return source.read()

    def bytes_of(paper: Paper) -> bytes:
        return read(paper.file)

    if bundle.form == Bundle.Form.ZIP and bundle.parts:
        given = StoredFile.objects.in_bulk([part["file"] for part in bundle.parts])
        return write_zip((part["title"], read(given[part["file"]])) for part in bundle.parts)
    if bundle.form == Bundle.Form.ZIP:
        return write_zip((f"{paper.kind}-{paper.number or paper.pk}.pdf", bytes_of(paper)) for paper in papers)
    if not bundle.parts:
        return press.join(bytes_of(paper) for paper in papers)
    made = {paper.pk: paper.file for paper in papers}
    brought = StoredFile.objects.in_bulk([part["file"] for part in bundle.parts if "file" in part])
    whole = [(part, made.get(part.get("paper")) or brought.get(part.get("file"))) for part in bundle.parts]
    return press.bind((part["level"], part["title"], read(stored) if stored else None) for part, stored in whole)


UNDERWAY = (Job.State.QUEUED, Job.State.RUNNING)
HANDLERS = {"letter": send_letter, "paper": render_paper, "bundle": bind_papers}


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
    except outbox.NotYet:
        outbox.postpone(job, at=clock.now())
        return False
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


@shared_task(name="association.tasks.turn_day")
def turn_day() -> None:
    """Order the work of a new day when changes recorded ahead have come into force."""
    at = clock.now()
    if not is_day_to_turn(timezone.localtime(at).date()):
        return
    if not Job.objects.filter(kind="day.turn", state__in=[Job.State.QUEUED, Job.State.RUNNING]).exists():
        outbox.order("day.turn", by=None, at=at)


@shared_task(name="association.tasks.daily")
def daily() -> None:
    """Drop what is kept for a time only; seal what very long transactions left behind."""
    at = clock.now()
    outbox.forget_keys(at=at)
    if archives_due(at).exists() and not Job.objects.filter(kind="bundles.remove", state__in=UNDERWAY).exists():
        outbox.order("bundles.remove", by=None, at=at)
    for kind in background.DAILY:
        if not Job.objects.filter(kind=kind, state__in=UNDERWAY).exists():
            outbox.order(kind, by=None, at=at)
    while journal.seal(clock.now(), sweep=True):
        pass
