"""The worker's work: a letter and a paper each once, whatever dies in between."""

import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail

from association import clock, files, outbox, tasks
from association.actions import papers
from association.celery import app
from association.models import Association, AuditEntry, Job, Letter, Paper, PostedKey, StoredFile
from association.notices import INVITATION
from membership.papers import D05, D06
from tests import servers
from tests.association.paper_examples import LETTER, ORDER
from tests.factories import association as ground
from tests.servers import eventually

AT = ground.AT


def letter():
    """One letter, waiting for the worker."""
    school = ground.organisation()
    person = school.head_on(clock.today()).person
    facts = {"token": "abc", "person": person, "organisation": school}
    return outbox.send(INVITATION, school, to=f"to{next(ground.NUMBERS)}@example.org", at=clock.now(), **facts)[0]


def paper(kind=D05, facts=LETTER):
    """One paper, waiting for the worker."""
    return papers.draw(kind, ground.association(), facts=facts, by=None, at=clock.now(), draft=False)


def delivered(address):
    """The letters to an address in the folder of outgoing mail."""
    texts = [path.read_text() for path in Path(settings.OUTBOX_DIR).iterdir()]
    return sum(text.count(f"\nTo: {address}\n") for text in texts)


def is_done(job_id):
    return Job.objects.filter(pk=job_id, state="done").exists()


@pytest.fixture
def transport(settings):
    """Letters stay in the memory of this process."""
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    return mail.outbox


@pytest.mark.django_db
def test_a_letter_job_that_runs_twice_sends_one_letter(transport):
    row = letter()
    assert tasks.work(row.job_id) is True
    Job.objects.filter(pk=row.job_id).update(state="queued")
    assert tasks.work(row.job_id) is True

    assert [(message.to, message.extra_headers) for message in transport] == [
        ([row.to], {"Message-ID": f"<letter-{row.pk}@{settings.MAIL_DOMAIN}>"})
    ]
    assert Letter.objects.get(pk=row.pk).sent_at is not None


@pytest.mark.django_db
def test_a_job_in_hand_or_done_is_left_alone(transport):
    row = letter()
    assert outbox.claim(row.job_id, at=clock.now()) is not None
    assert tasks.work(row.job_id) is False
    outbox.finish(row.job, at=clock.now())
    assert tasks.work(row.job_id) is False
    assert transport == []


@pytest.mark.django_db
def test_a_server_that_refuses_is_written_on_the_job_and_the_other_letters_go_on(settings, transport):
    poison, sound = letter(), letter()
    settings.DELIVERY_BACKEND = "no.such.Backend"
    assert tasks.work(poison.job_id) is False
    settings.DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert tasks.work(sound.job_id) is True

    poison.job.refresh_from_db()
    assert (poison.job.state, poison.job.attempts, poison.job.error) == (
        "queued", 1, "ModuleNotFoundError: No module named 'no'",
    )  # fmt: skip
    assert [message.to for message in transport] == [[sound.to]]


@pytest.mark.django_db
def test_a_paper_that_has_its_bytes_is_never_rendered_again():
    row = paper()
    assert tasks.work(row.job_id) is True
    first = Paper.objects.get(pk=row.pk)
    Job.objects.filter(pk=row.job_id).update(state="queued")
    assert tasks.work(row.job_id) is True

    again = Paper.objects.select_related("file").get(pk=row.pk)
    assert (again.file_id, again.pages, again.file.kind) == (first.file_id, 1, "pdf")
    assert (StoredFile.objects.count(), files.is_intact(again.file)) == (1, True)


@pytest.mark.django_db
def test_a_paper_whose_facts_are_wanting_stops_with_its_reason():
    row = paper(facts={})
    assert tasks.work(row.job_id) is False
    row.job.refresh_from_db()
    assert (row.job.state, row.job.error != "", Paper.objects.get(pk=row.pk).is_ready) == ("queued", True, False)


@pytest.mark.django_db
def test_the_daily_work_seals_everything_and_drops_old_keys():
    ground.secretary()
    PostedKey.objects.create(key="old", who="1", route="/", digest="", posted_at=clock.now() - timedelta(days=2))
    tasks.daily()

    assert (PostedKey.objects.count(), AuditEntry.objects.filter(sealed=None).count()) == (0, 0)


def test_a_real_worker_delivers_the_letter_and_draws_the_paper(worker):
    """P13."""
    row, drawn = letter(), paper()
    for job_id in (row.job_id, drawn.job_id):
        app.send_task("association.tasks.work", args=[job_id])
    eventually(lambda: is_done(row.job_id) and is_done(drawn.job_id), 40, "letter and paper")

    assert (delivered(row.to), Letter.objects.get(pk=row.pk).sent_at is not None) == (1, True)
    ready = Paper.objects.select_related("file").get(pk=drawn.pk)
    assert (ready.pages, ready.file.path.read_bytes()[:5], files.is_intact(ready.file)) == (1, b"%PDF-", True)


def test_work_in_the_hands_of_a_killed_worker_is_done_once_after_the_sweep(
    committed, redis, child_environment, folder, clock_file
):
    """P13: kill -9 in the middle of a long paper; the lease runs out, the sweep finds the job, a new worker does it."""
    environment = {**child_environment, "DATABASE_URL": committed.url}
    members = [dict(row) for row in ORDER["members"]] * (400 // len(ORDER["members"]))
    drawn, row = paper(D06, {**ORDER, "members": members}), letter()
    with servers.celery_worker(environment, folder / "killed.log") as first:
        app.send_task("association.tasks.work", args=[drawn.job_id])
        eventually(lambda: Job.objects.filter(pk=drawn.job_id, state="running").exists(), 40, "the paper in work")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert (Job.objects.get(pk=drawn.job_id).state, Paper.objects.get(pk=drawn.pk).is_ready) == ("running", False)

    clock_file.write_text(str(outbox.LEASE.total_seconds() + 5))
    with servers.celery_worker(environment, folder / "second.log"):
        app.send_task("association.tasks.sweep")
        eventually(lambda: is_done(drawn.job_id) and is_done(row.job_id), 60, "what was left")
    job, ready = Job.objects.get(pk=drawn.job_id), Paper.objects.select_related("file").get(pk=drawn.pk)
    assert (job.attempts, ready.is_ready, StoredFile.objects.count(), delivered(row.to)) == (2, True, 1, 1)


def test_a_broker_that_lost_everything_loses_no_work(worker, clock_file):
    """P13: the wake-ups are gone, the rows are not."""
    rows = [letter(), letter()]
    with app.connection_for_write() as connection:
        connection.default_channel.queue_purge("celery")
    clock_file.write_text("5")
    app.send_task("association.tasks.sweep")

    eventually(lambda: all(is_done(row.job_id) for row in rows), 40, "the letters")
    assert [delivered(row.to) for row in rows] == [1, 1]
    assert Association.objects.count() == 0
