"""Alive and ready: what a supervisor asks."""

from datetime import timedelta

import pytest
from django.db import connection

from association import anchors, backups, clock, health, outbox
from association.models import Job
from presidium.models import Ballot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """A portal that was neither anchored nor backed up yet."""
    settings.DATA_DIR = tmp_path
    return tmp_path


def test_a_living_process_says_so_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_sound_portal_is_ready(client):
    answer = client.get("/readyz")
    facts = answer.json()

    assert answer.status_code == 200
    assert {"migrations", "triggers", "outbox"} <= set(facts)
    assert {facts.pop("last_anchor"), facts.pop("last_backup")} == {"never"}
    assert set(facts.values()) == {True}


def test_work_that_waits_too_long_is_seen(client):
    outbox.order("paper", by=None, at=clock.now() - timedelta(minutes=9), paper=1)
    assert client.get("/readyz").status_code == 200
    Job.objects.update(created_at=clock.now() - timedelta(minutes=11))

    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["outbox"]) == (503, False)


def test_a_lost_trigger_is_seen(client):
    table = Ballot._meta.db_table
    find = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE 'keep%%update'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE 'keep%%update'"
    )
    with connection.cursor() as cursor:
        cursor.execute(find, [table])
        on = f" ON {table}" if connection.vendor == "postgresql" else ""
        cursor.execute(f'DROP TRIGGER "{cursor.fetchone()[0]}"{on}')

    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["triggers"]) == (503, False)


def test_anchor_and_backup_are_demanded_where_the_environment_says_so(client, settings, own_folder):
    settings.MOST_HOURS = {"anchor": 24, "backup": 24}
    wanting = client.get("/readyz")
    assert (wanting.status_code, wanting.json()["anchor"], wanting.json()["backup"]) == (503, False, False)

    at = clock.now() - timedelta(hours=24)
    anchors.drop(at=at)
    backups.make(own_folder / "backup.tar.gz", at=at)
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["last_anchor"]) == (200, at.isoformat())
    assert ready.json()["last_backup"] == at.isoformat()

    settings.MOST_HOURS = {"anchor": 24, "backup": 23}
    assert (client.get("/readyz").status_code, health.backed_up(clock.now()).level) == (503, health.SERIOUS)
    assert health.anchored(clock.now()).level == health.FINE


def test_what_was_never_made_is_a_warning_of_the_doctor(settings):
    looks = [health.anchored(clock.now()), health.backed_up(clock.now())]

    assert [(look.level, look.text) for look in looks] == [(health.WARNING, "never made")] * 2
