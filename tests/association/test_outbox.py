"""Jobs and letters: promised in the transaction of their cause, claimed by one worker, stopped after three tries."""

import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from association import outbox
from association.celery import app
from association.models import Job, Letter, PostedKey
from association.notices import INVITATION
from tests.association.crowd import at_once, size
from tests.factories import association as ground
from tests.servers import ROOT, free_port

AT = ground.AT
SECOND = timedelta(seconds=1)


@pytest.fixture
def job(db):
    return outbox.order("paper", by=None, at=AT, paper=7)


def state(job):
    job.refresh_from_db()
    return job.state, job.attempts, job.error


def test_a_job_is_claimed_once_and_finished_once(job):
    mine = outbox.claim(job.pk, at=AT)

    assert (mine.state, mine.attempts, mine.lease_until) == ("running", 1, AT + outbox.LEASE)
    assert outbox.claim(job.pk, at=AT) is None
    outbox.finish(mine, at=AT)
    assert (state(job), job.finished_at, job.done) == (("done", 1, ""), AT, 1)
    assert outbox.claim(job.pk, at=AT + 2 * outbox.LEASE) is None


def test_of_many_workers_one_gets_the_job(committed):
    job = outbox.order("paper", by=None, at=AT, paper=7)
    claimed = at_once(*[lambda: outbox.claim(job.pk, at=AT)] * size())

    assert [row.pk for row in claimed if row is not None] == [job.pk]
    assert state(job) == ("running", 1, "")


def test_a_job_whose_worker_died_is_free_again_when_its_lease_is_over(job):
    outbox.claim(job.pk, at=AT)
    late = AT + outbox.LEASE + SECOND

    assert (outbox.left_over(at=AT + outbox.LEASE), outbox.left_over(at=late)) == ([], [job.pk])
    assert outbox.claim(job.pk, at=AT + outbox.LEASE) is None
    assert outbox.claim(job.pk, at=late).attempts == 2


def test_a_job_pauses_after_a_failure_and_stops_after_the_third(job):
    """P15."""
    now = AT
    for number, pause in enumerate((*outbox.PAUSES, None), start=1):
        outbox.fail(outbox.claim(job.pk, at=now), f"нет {number}", at=now)
        if pause is None:
            break
        assert state(job) == ("queued", number, f"нет {number}")
        assert outbox.claim(job.pk, at=now + pause) is None
        now += pause + SECOND
        assert outbox.left_over(at=now) == [job.pk]

    assert (state(job), job.finished_at) == (("failed", 3, "нет 3"), now)
    assert outbox.claim(job.pk, at=now + timedelta(days=1)) is None
    assert outbox.left_over(at=now + timedelta(days=1)) == []


def test_a_job_that_kills_its_worker_stops_after_the_third_death(job):
    """P15: nobody is left to write the failure down, the next claim does."""
    now = AT
    for _death in range(outbox.TRIES):
        assert outbox.claim(job.pk, at=now) is not None
        now += outbox.LEASE + SECOND

    assert outbox.left_over(at=now) == [job.pk]
    assert outbox.claim(job.pk, at=now) is None
    assert state(job) == ("failed", 3, "The worker ended at every try.")


def test_a_stopped_job_is_tried_anew_at_a_persons_word_and_only_then(job):
    outbox.retry(job, by=None, at=AT)
    assert state(job) == ("queued", 0, "")
    Job.objects.update(state="failed", attempts=3, error="нет")
    outbox.retry(job, by=None, at=AT)

    assert state(job) == ("queued", 0, "")
    assert outbox.claim(job.pk, at=AT).attempts == 1


def test_the_sweep_leaves_fresh_jobs_to_their_first_wake_up(job):
    assert [outbox.left_over(at=AT + seconds * SECOND) for seconds in (0, 3, 4)] == [[], [], [job.pk]]


def test_a_verb_that_fails_promises_nothing(committed):
    """P13: the job stands in the transaction of its cause, so neither exists without the other."""

    def verb():
        with transaction.atomic():
            outbox.order("paper", by=None, at=AT, paper=7)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        verb()

    assert Job.objects.count() == 0


def test_a_letter_is_kept_in_the_words_and_the_language_of_its_moment(db):
    school = ground.organisation("Школа № 1")
    person = school.head_on(AT.date()).person
    facts = {"token": "abc", "person": person, "organisation": school, "at": AT}
    users = [ground.director(school) for _number in range(2)]
    users[0].language = "en"
    letters = outbox.send(INVITATION, school, to=users, **facts)
    outbox.send(INVITATION, school, to="a@example.org", language="ky", **facts)
    school.title = "Другое имя"

    assert [(row.to, row.language) for row in letters] == [(users[0].email, "en"), (users[1].email, "ru")]
    assert Letter.objects.latest("pk").language == "ky"
    assert len({row.body for row in Letter.objects.all()}) == 3
    for row in Letter.objects.all():
        assert ("Школа № 1" in row.body.replace("\u00a0", " "), row.job.args) == (True, {"letter": row.pk})
        assert (row.job.kind, row.sent_at, "\n" in row.subject) == ("letter", None, False)


def test_mail_of_the_libraries_becomes_letters_and_waits_for_no_server(db):
    """P14: what allauth sends from a request is a row."""
    user = ground.secretary()
    message = mail.EmailMessage("Тема\nв две строки", "Текст", to=[user.email, "b@example.org"])
    count = mail.get_connection("association.outbox.OutboxBackend").send_messages([message])

    assert count == 2
    assert list(Letter.objects.order_by("pk").values_list("notice", "to", "user", "subject")) == [
        ("account", user.email, user.pk, "Тема в две строки"), ("account", "b@example.org", None, "Тема в две строки"),
    ]  # fmt: skip


def test_forty_letters_through_a_dead_broker_hold_the_request_once(committed, monkeypatch):
    """P14: the verb commits, the first wake-up fails within seconds, the others are left to the sweep."""
    asked = []

    def dead(name, args, countdown):
        asked.append(args[0])
        raise ConnectionError("no broker")

    monkeypatch.setattr(outbox, "_silent_until", 0.0)
    monkeypatch.setattr(app, "send_task", dead)
    with transaction.atomic():
        jobs = [outbox.order("paper", by=None, at=AT, paper=number) for number in range(40)]

    assert asked == [jobs[0].pk]
    assert outbox.left_over(at=AT + timedelta(seconds=4)) == [job.pk for job in jobs]


def test_keys_of_forms_are_dropped_after_a_day(db):
    for key, hours in (("old", 25), ("young", 23)):
        PostedKey.objects.create(key=key, who="1", route="/", digest="", posted_at=AT - timedelta(hours=hours))

    assert (outbox.forget_keys(at=AT), PostedKey.objects.get().key) == (1, "young")


def test_a_broker_that_is_not_there_costs_a_request_less_than_three_seconds(committed, child_environment):
    """P14, over a real socket: nothing listens at the address of the broker."""
    code = (
        "import django; django.setup()\n"
        "import time; from association import clock, outbox; from django.db import transaction\n"
        "began = time.monotonic()\n"
        "with transaction.atomic():\n"
        "    [outbox.order('paper', by=None, at=clock.now(), paper=n) for n in range(5)]\n"
        "print(time.monotonic() - began)\n"
    )
    environment = {**child_environment, "DATABASE_URL": committed.url,
                   "BROKER_URL": f"redis://127.0.0.1:{free_port()}/0"}  # fmt: skip
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (float(done.stdout.split()[-1]) < 3, time.monotonic() - began < 60) == (True, True)
    assert Job.objects.filter(state="queued").count() == 5
