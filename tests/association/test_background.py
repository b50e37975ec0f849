"""Background work that writes: batch by batch, by a real worker, killed in between and gone on with."""

import os
import signal

import pytest

from association import background, clock, outbox, tasks
from association.actions import imports
from association.background import Progress, Work
from association.celery import app
from association.doors import open_table
from association.models import ImportOutcome, ImportRow, Job, Organisation, OrganisationImport
from tests import servers
from tests.association.import_tables import begin, school, upload, workbook
from tests.factories import association as ground
from tests.servers import eventually


def ordered(count):
    """A confirmed import of so many new organisations, whose preview was made here."""
    ground.association()
    secretary = ground.secretary()
    source = begin(secretary, *[school(number) for number in range(count)])
    imports.confirm(source, with_faults=True, on=clock.today(), by=secretary, at=clock.now())
    return source


def recorded():
    return Organisation.objects.count()


@pytest.fixture
def counted(monkeypatch):
    """A work of five rows that counts its batches and fails when told."""
    batches, faults = [], []

    def step(job, at):
        if faults:
            raise ValueError(faults.pop())
        batches.append(job.pk)
        return Progress(len(batches), 5)

    monkeypatch.setitem(background.WORKS, "counted", Work("counted", "Counted", step))
    return batches, faults


def test_a_work_is_registered_once():
    with pytest.raises(ValueError, match="twice"):
        background.register(background.WORKS["import_reading"])


@pytest.mark.parametrize(("done", "total", "over"), [(0, 0, True), (0, 1, False), (1, 1, True), (2, 1, True)])
def test_a_work_is_over_when_nothing_is_left(done, total, over):
    assert Progress(done, total).is_over is over


@pytest.mark.django_db
def test_each_batch_puts_the_job_back_with_how_far_it_came(counted):
    job = outbox.order("counted", by=None, at=clock.now())
    seen = []
    while tasks.work(job.pk):
        job.refresh_from_db()
        seen.append((job.state, job.done, job.attempts, job.lease_until))

    assert seen == [("queued", number, 0, None) for number in (1, 2, 3, 4)] + [("done", 5, 1, None)]
    assert len(counted[0]) == 5


@pytest.mark.django_db
def test_a_batch_that_fails_keeps_what_was_done_and_waits_before_the_next_try(counted):
    batches, faults = counted
    job = outbox.order("counted", by=None, at=clock.now())
    assert tasks.work(job.pk) is True
    faults.append("the disk is full")
    assert tasks.work(job.pk) is False
    job.refresh_from_db()

    assert (job.state, job.done, job.attempts, job.error) == ("queued", 1, 1, "ValueError: the disk is full")
    assert job.lease_until > clock.now()
    assert tasks.work(job.pk) is False  # the pause lasts
    assert len(batches) == 1


@pytest.mark.django_db
def test_a_job_that_somebody_else_has_is_not_put_back(counted):
    job = outbox.order("counted", by=None, at=clock.now())
    Job.objects.filter(pk=job.pk).update(state="done")
    outbox.go_on(job, done=1, total=5)
    job.refresh_from_db()

    assert (job.state, job.done) == ("done", 0)


def test_a_real_worker_reads_and_records_batch_by_batch(worker):
    ground.association()
    secretary = ground.secretary()
    table = open_table(upload(workbook(*[school(number) for number in range(401)])))
    source = imports.begin(table, country="RU", by=secretary, at=clock.now())
    app.send_task("association.tasks.work", args=[source.job_id])
    eventually(lambda: OrganisationImport.objects.filter(state="ready").exists(), 60, "the preview")
    assert (source.rows.count(), recorded()) == (401, 0)

    source.refresh_from_db()
    imports.confirm(source, with_faults=True, on=clock.today(), by=secretary, at=clock.now())
    eventually(lambda: OrganisationImport.objects.filter(state="applied").exists(), 60, "the records")
    source.refresh_from_db()
    job = Job.objects.get(pk=source.job_id)
    assert (recorded(), job.state, job.done, job.total, job.error) == (401, "done", 401, 401, "")


def test_a_worker_killed_between_batches_is_gone_on_with_by_another(
    committed, redis, child_environment, folder, clock_file
):
    environment = {**child_environment, "DATABASE_URL": committed.url}
    source = ordered(1201)
    with servers.celery_worker(environment, folder / "killed.log") as first:
        app.send_task("association.tasks.work", args=[source.job_id])
        eventually(lambda: recorded() > 0, 60, "the first batch")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    done = recorded()
    assert done % background.BATCH == 0
    assert 0 < done < 1201
    assert ImportOutcome.objects.count() == done

    clock_file.write_text(str(outbox.LEASE.total_seconds() + 5))
    with servers.celery_worker(environment, folder / "second.log"):
        for _time in range(3):  # wake-ups that come twice make nothing twice
            app.send_task("association.tasks.sweep")
        eventually(lambda: OrganisationImport.objects.filter(state="applied").exists(), 90, "the rest")
    assert (recorded(), ImportOutcome.objects.filter(act="made").count()) == (1201, 1201)
    assert ImportRow.objects.filter(outcome=None).count() == 0
