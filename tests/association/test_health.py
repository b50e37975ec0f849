"""Alive and ready: what a supervisor asks."""

from datetime import timedelta

import pytest
from django.db import connection

from association import clock, outbox
from association.models import Job
from presidium.models import Ballot

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_a_sound_portal_is_ready(client):
    answer = client.get("/readyz")
    facts = answer.json()

    assert answer.status_code == 200
    assert {"migrations", "triggers", "outbox"} <= set(facts)
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
