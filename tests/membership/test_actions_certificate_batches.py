"""Certificates issued together: one work, no number twice, whatever dies in between (Appendix B)."""

import io
import os
import signal
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from association import clock, outbox, press, tasks
from association.actions import bundles
from association.celery import app
from association.models import AuditEntry, Bundle, Job, Paper, StoredFile, User
from membership.actions import certificate_batches as verbs
from membership.actions import certificates
from membership.models import Certificate, CertificateBatch, Membership
from membership.queries_certificates import proposed_certificates
from tests import servers
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as make
from tests.factories import presidium
from tests.factories.browser import Visitor
from tests.servers import eventually

pytestmark = pytest.mark.usefixtures("committed")


def members(count, by):
    return [make.membership(ground.organisation(), by) for _number in range(count)]


def order(rows, by):
    return verbs.order_batch(rows, on=clock.today(), by=by, at=clock.now())


def work_off():
    """Do what is queued, as one worker does, until nothing is left."""
    while waiting := list(Job.objects.filter(state=Job.State.QUEUED).order_by("pk").values_list("pk", flat=True)):
        if not [job for job in waiting if tasks.work(job)]:
            break


def numbers(batch):
    return list(batch.lines.order_by("pk").values_list("certificate__number", flat=True))


@clause("A-3.13c", "A-B.2", "A-B.7")
def test_a_batch_gives_first_certificates_and_new_ones_after_a_renaming_and_refuses_who_left(monkeypatch):
    people = presidium.cast(3)
    by = people.secretary
    held = members(4, by)
    old = certificates.issue(held[0], on=clock.today(), by=by, at=clock.now())
    held[0].organisation.names.update(full="Гимназия имени Образцова")
    proposed = list(proposed_certificates(clock.today()))
    assert sorted(proposed) == sorted(row.pk for row in held)
    monkeypatch.setattr(verbs, "STEP", 2)
    batch = order(held, by)
    Membership.objects.filter(pk=held[2].pk).update(ends_on=clock.today())

    work_off()

    assert numbers(batch) == [2, 3, None, 4]
    old.refresh_from_db()
    assert (old.replaced_by.number, old.annul_reason) == (2, "renaming")
    refused = batch.lines.get(certificate=None)
    assert [verdict.clause for verdict in refused.verdicts] == ["A-3.13c"]
    job = Job.objects.get(pk=batch.job_id)
    assert (job.state, job.done, job.total) == ("done", 4, 4)
    assert Certificate.objects.filter(paper__file=None).count() == 0
    assert proposed_certificates(clock.today()) == {}


@clause("A-B.2")
def test_the_files_are_the_issued_bytes_in_order_and_are_made_once():
    people = presidium.cast(3)
    batch = order(members(3, people.secretary), people.secretary)
    work_off()
    papers = [line.certificate.paper for line in batch.lines.select_related("certificate__paper__file")]
    issued = [paper.file.path.read_bytes() for paper in papers]
    bundles = {row.form: row for row in Bundle.objects.select_related("file")}
    archive = zipfile.ZipFile(io.BytesIO(bundles["zip"].file.path.read_bytes()))
    assert [archive.read(name) for name in archive.namelist()] == issued
    assert archive.namelist() == ["D07-001.pdf", "D07-002.pdf", "D07-003.pdf"]
    bound = bundles["pdf"].file.path.read_bytes()
    assert bound == press.join(issued)
    with pikepdf.open(io.BytesIO(bound)) as pdf:
        assert len(pdf.pages) == 3
    before = StoredFile.objects.count()
    Job.objects.filter(kind="bundle").update(state="queued")
    work_off()
    assert (StoredFile.objects.count(), [row.count for row in bundles.values()]) == (before, [3, 3])


def test_a_file_waits_for_papers_under_way_and_goes_without_those_that_stopped():
    people = presidium.cast(3)
    batch = order(members(2, people.secretary), people.secretary)
    tasks.work(batch.job_id)
    bundle = Bundle.objects.get(form="zip")
    assert tasks.work(bundle.job_id) is False
    job = Job.objects.get(pk=bundle.job_id)
    assert (job.state, job.attempts, job.lease_until > clock.now()) == ("queued", 0, True)
    first, second = Paper.objects.filter(kind="D07").order_by("pk")
    tasks.work(first.job_id)
    Job.objects.filter(pk=second.job_id).update(state="failed")
    Job.objects.filter(pk=bundle.job_id).update(lease_until=None)
    assert tasks.work(bundle.job_id) is True
    assert Bundle.objects.get(pk=bundle.pk).count == 1
    verbs.bind_again(batch, by=people.secretary, at=clock.now())  # the other file is still to come
    assert Bundle.objects.count() == 2
    Job.objects.filter(kind="bundle").update(lease_until=None)
    work_off()
    Job.objects.filter(pk=second.job_id).update(state="queued", attempts=0)
    tasks.work(second.job_id)
    verbs.bind_again(batch, by=people.secretary, at=clock.now())
    work_off()
    assert [row.count for row in Bundle.objects.order_by("-pk")[:2]] == [2, 2]


def test_the_archive_is_removed_after_thirty_days_and_made_again_of_the_issued_bytes():
    people = presidium.cast(3)
    by = people.secretary
    batch = order(members(2, by), by)
    work_off()
    bundle = Bundle.objects.select_related("file").get(form="zip")
    path, was = bundle.file.path, bundle.file.path.read_bytes()
    tasks.daily()
    assert Job.objects.filter(kind="bundles.remove").count() == 0
    StoredFile.objects.filter(pk=bundle.file_id).update(uploaded_at=clock.now() - timedelta(days=30, hours=1))
    tasks.daily()
    tasks.daily()
    assert Job.objects.filter(kind="bundles.remove").count() == 1
    work_off()

    bundle.refresh_from_db()
    assert (bundle.file, bundle.removed_at is not None, path.exists(), bundle.count) == (None, True, False, 2)
    assert Bundle.objects.get(form="pdf").file.path.exists()
    entry = AuditEntry.objects.get(verb="bundle.remove")
    assert (entry.subject_id, entry.facts["size"], entry.by) == (str(bundle.pk), len(was), None)
    visitor = Visitor(by)
    page = visitor.get(batch.get_absolute_url())
    assert [page.context[name] for name in ("was_removed", "polls")] == [True, False]
    assert visitor.get(f"{batch.get_absolute_url()}zip/").status_code == 404
    assert visitor.send(f"{batch.get_absolute_url()}files/").status_code == 302
    work_off()
    assert Bundle.objects.filter(form="pdf").count() == 1
    again = Bundle.objects.filter(form="zip").order_by("-pk").first()
    assert (again.pk != bundle.pk, again.file.path.read_bytes()) == (True, was)
    assert visitor.get(batch.get_absolute_url()).context["was_removed"] is False


def test_equal_bytes_that_somebody_else_keeps_stay_on_the_disk():
    people = presidium.cast(3)
    batch = make.batch(members(1, people.secretary), people.secretary)
    bundle = Bundle.objects.select_related("file").get(form="zip", subject_id=str(batch.pk))
    path = bundle.file.path  # the builder gives both files the same bytes
    old = clock.now() - timedelta(days=31)
    StoredFile.objects.filter(pk=bundle.file_id).update(uploaded_at=old)
    bundles.remove_archives(by=None, at=clock.now())

    assert (Bundle.objects.get(pk=bundle.pk).file, path.exists()) == (None, True)


@clause("A-B.2")
def test_workers_at_one_batch_follow_each_other_and_single_issuers_do_not_meet_them_in_a_ring():
    people = presidium.cast(3)
    by = people.secretary
    crowd = 24 if connection.vendor == "postgresql" else 6
    held = members(crowd, by)
    batch = order(held[: crowd // 2], by)

    def step():
        row = CertificateBatch.objects.get(pk=batch.pk)
        user = User.objects.get(pk=by.pk)
        while verbs.issue_next(row, by=user, at=clock.now(), limit=3):
            pass

    def alone(place):
        row, user = Membership.objects.get(pk=held[place].pk), User.objects.get(pk=by.pk)
        return certificates.issue(row, on=clock.today(), by=user, at=clock.now()).number

    workers = [step] * 3
    results = at_once(*workers, *[lambda one=place: alone(one) for place in range(0, crowd, 2)])

    assert [one for one in results if isinstance(one, Exception)] == []
    issued = sorted(Certificate.objects.values_list("number", flat=True))
    assert issued == list(range(1, len(issued) + 1))
    assert len(issued) == len({*held[: crowd // 2], *held[::2]})
    assert None not in numbers(batch)
    assert Bundle.objects.count() == 2


@clause("A-B.2")
def test_a_worker_killed_in_the_middle_leaves_no_number_twice_and_none_missing(
    committed, redis, child_environment, folder, clock_file
):
    """Kill -9 while the batch is at work; the lease runs out, the sweep finds it, another worker goes on."""
    people = presidium.cast(3)
    batch = order(members(60, people.secretary), people.secretary)
    environment = {**child_environment, "DATABASE_URL": committed.url}
    with servers.celery_worker(environment, folder / "killed_batch.log") as first:
        app.send_task("association.tasks.work", args=[batch.job_id])
        eventually(lambda: Job.objects.filter(pk=batch.job_id, state="running").exists(), 60, "the batch at work")
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert Job.objects.filter(pk=batch.job_id).exclude(state="done").exists()

    clock_file.write_text(str(outbox.LEASE.total_seconds() + 5))
    Job.objects.filter(lease_until__lt=clock.now()).update(state="queued", lease_until=None)
    while tasks.work(batch.job_id):
        pass

    assert numbers(batch) == list(range(1, 61))
    assert Paper.objects.filter(kind="D07").count() == 60


def test_who_may_not_issue_orders_no_batch():
    people = presidium.cast(3)
    held = members(1, people.secretary)
    director = ground.director(held[0].organisation)
    with pytest.raises(PermissionDenied):
        order(held, director)
    assert CertificateBatch.objects.count() == 0
