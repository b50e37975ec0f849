"""manage.py doctor: one finding for each thing, a remedy where something lacks, exit code 1 where it is serious."""

import io
import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from association import anchors, backups, clock, files, health, journal, outbox, protect
from association.models import CalendarDay, Job, LibraryItem, Organisation, Person
from association.models.organisation import OrganisationUserObjectPermission
from tests import servers
from tests.factories import association as ground
from tests.factories.any_row import any_row

SERIOUS, WARNING, FINE = health.SERIOUS, health.WARNING, health.FINE


@pytest.fixture
def sound(db, settings, tmp_path):
    """A founded portal with its calendars, anchored and backed up, on a disk with room."""
    settings.DATA_DIR = tmp_path
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache"}
    }
    call_command("createcachetable")
    call_command("calendars", last=clock.today().year + 1, verbosity=0)
    association = ground.association()
    anchors.drop(at=clock.now())
    backups.make(tmp_path / "backup.tar.gz", at=clock.now())
    return association


def examined():
    """Exit code and findings by what they are about."""
    out = io.StringIO()
    try:
        call_command("doctor", "--json", stdout=out)
        code = 0
    except SystemExit as ended:
        code = ended.code
    return code, {row["about"]: row for row in json.loads(out.getvalue())}


def levels():
    code, found = examined()
    return code, {about: row["level"] for about, row in found.items() if row["level"] != FINE}


ABOUT = ["encryption", "durability", "cache", "disk", "papers", "migrations", "triggers", "journal", "outbox", "files",
         "calendar", "rights", "anchor", "backup"]  # fmt: skip


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_sound_portal_is_said_to_be_sound(sound):
    code, found = examined()

    assert (code, list(found)) == (0, ABOUT)
    assert {row["level"] for row in found.values()} == {FINE}
    assert {row["remedy"] for row in found.values()} == {""}


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_database_that_may_lose_votes_is_named_with_its_settings(sound):
    """The cluster of the tests runs with fsync and full_page_writes off."""
    code, found = examined()

    assert (code, found["durability"]["level"]) == (1, SERIOUS)
    assert found["durability"]["text"].endswith("fsync = off, full_page_writes = off")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")
    assert list(health.slack_settings()) == ["fsync", "full_page_writes", "synchronous_commit"]


@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_wrong_switch_of_sqlite_is_named(sound):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            assert health.wrong_pragmas() == {"recursive_triggers": 0}
            assert health.durability().level == SERIOUS
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")
    assert health.wrong_pragmas() == {}


def only(about, level):
    """What the command says when this one thing lacks; the cluster of the tests is never durable."""
    slack = {"durability": SERIOUS} if connection.vendor == "postgresql" else {}
    return int(level == SERIOUS or bool(slack)), {**slack, about: level}


def test_plain_http_is_serious_on_a_server_and_fine_on_ones_own_machine(sound, settings):
    settings.ENCRYPTED = False
    assert health.encryption().level == FINE
    settings.MODE = "production"
    assert health.encryption().level == SERIOUS
    settings.ENCRYPTED, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    assert "365 days" in health.encryption().text


def test_a_cache_of_one_process_or_without_its_table_is_serious(sound, settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    assert levels() == only("cache", SERIOUS)
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
                                   "LOCATION": "/proc/nowhere"}}  # fmt: skip
    assert levels() == only("cache", SERIOUS)


@pytest.mark.parametrize("level", [SERIOUS, WARNING])
def test_a_full_disk_is_seen(level, sound, monkeypatch):
    monkeypatch.setattr(health, "LEAST_FREE", 2**60 if level == SERIOUS else 0)
    monkeypatch.setattr(health, "GOOD_FREE", 2**60)
    assert levels() == only("disk", level)


def test_a_missing_library_is_named_by_its_package(sound, monkeypatch):
    monkeypatch.setitem(health.LIBRARIES, "libnowhere.so.0", "libnowhere0")
    code, found = examined()

    assert (code, found["papers"]["level"]) == (1, SERIOUS)
    assert found["papers"]["remedy"] == "apt-get install libnowhere0"


def test_a_lifted_trigger_is_serious(sound):
    with connection.cursor() as cursor:
        name, (table, _body) = next(iter(protect._present(connection).items()))
        protect._drop(connection, cursor, name, table)
    assert levels() == only("triggers", SERIOUS)


def test_entries_that_wait_for_a_seal_are_serious(sound):
    journal.record("test.done", None, by=None, at=clock.now() - timedelta(minutes=2))
    assert levels() == only("journal", SERIOUS)


def test_work_that_waits_is_serious_and_work_that_stopped_wants_a_look(sound):
    job = outbox.order("paper", by=None, at=clock.now() - timedelta(minutes=11), paper=1)
    assert levels() == only("outbox", SERIOUS)
    Job.objects.filter(pk=job.pk).update(state="failed")
    assert levels() == only("outbox", WARNING)


@pytest.mark.parametrize("harm", [lambda path: path.unlink(), lambda path: path.write_bytes(b"other")])
def test_a_lost_or_changed_file_is_named(harm, sound):
    stored = files.keep_made(f"%PDF-1.4 {harm}".encode(), name="a.pdf", organisation=None, at=ground.AT)
    assert examined()[1]["files"]["text"] == "1 are intact"
    stored.path.chmod(0o640)
    harm(stored.path)

    assert levels() == only("files", SERIOUS)
    assert examined()[1]["files"]["text"] == f"1 of 1 are lost or changed: {stored.path}"


@pytest.mark.parametrize(("ahead", "level"), [(0, SERIOUS), (1, WARNING)])
def test_a_year_without_its_days_off_is_named(ahead, level, sound):
    year = clock.today().year + ahead
    CalendarDay.objects.filter(country="RU", day__year=year).delete()

    assert levels() == only("calendar", level)
    assert str(year) in examined()[1]["calendar"]["text"]


def test_a_portal_that_is_not_founded_is_told_how_to_begin(db):
    assert health.calendars(clock.now()).remedy == "run `manage.py initial`"


def test_rights_that_nobody_granted_are_seen(sound):
    director = ground.director(ground.organisation())
    journal.seal(clock.now())
    OrganisationUserObjectPermission.objects.filter(user=director, permission__codename="view_agenda").delete()

    assert levels() == only("rights", SERIOUS)


def test_tables_that_are_missing_stop_the_look_at_what_stands_on_them(sound):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'presidium'")
    code, found = examined()

    assert (code, found["migrations"]["level"], list(found)[-1]) == (1, SERIOUS, "migrations")


def test_the_words_are_plain_and_end_with_a_remedy(sound, capsys):
    Job.objects.create(kind="paper", state="failed", created_at=clock.now())
    with pytest.raises(SystemExit) if connection.vendor == "postgresql" else _nothing():
        call_command("doctor")

    lines = capsys.readouterr().out.splitlines()
    place = next(number for number, line in enumerate(lines) if "outbox" in line)
    assert lines[place : place + 2] == [
        "  look outbox: 1 jobs stopped after three tries",
        "         -> open the page “Background work”, read why, try again",
    ]


def _nothing():
    from contextlib import nullcontext

    return nullcontext()


PRODUCTION = {
    "PORTAL_MODE": "production", "SECRET_KEY": "k" * 60, "SITE_ADDRESS": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org", "EMAIL_URL": "smtp://mail.example.org:25", "MAIL_FROM": "a@example.org",
}  # fmt: skip


@pytest.mark.skipif("connection.vendor != 'postgresql'")
@pytest.mark.parametrize("command", [["serve", "web"], ["serve", "worker"], ["migrate", "--plan"]])
def test_a_server_does_not_start_over_a_database_that_may_lose_votes(command, committed, child_environment):
    environment = {**child_environment, **PRODUCTION, "DATABASE_URL": committed.url}
    done = subprocess.run([sys.executable, "manage.py", *command], cwd=servers.ROOT, env=environment,
                          capture_output=True, text=True, timeout=60)  # fmt: skip

    assert done.returncode == 1
    assert "PostgreSQL: fsync is off, but must be on" in done.stderr
    assert "PostgreSQL: full_page_writes is off, but must be on" in done.stderr


@pytest.mark.skipif("connection.vendor != 'postgresql'")
def test_a_database_that_does_not_answer_is_said_so(committed, child_environment):
    environment = {**child_environment, **PRODUCTION, "DATABASE_URL": committed.url + "_gone"}
    done = subprocess.run([sys.executable, "manage.py", "serve", "web"], cwd=servers.ROOT, env=environment,
                          capture_output=True, text=True, timeout=60)  # fmt: skip

    assert (done.returncode, "the database does not answer" in done.stderr) == (1, True)


def test_embedded_and_test_portals_start_over_any_database(db, settings):
    assert health.refuse_slack_database(databases=["default"]) == []
    assert settings.MODE == "test"


@pytest.mark.django_db
def test_rebuilding_the_search_changes_nothing_on_a_sound_portal_and_mends_a_broken_one(capsys):
    school = ground.organisation("Лицей № 7")
    any_row(LibraryItem, organisation=school, search="а а а а а")
    kept = (Organisation, Person, LibraryItem)
    before = [list(model.objects.order_by("pk").values()) for model in kept]
    call_command("rebuild_search")
    assert [line.rsplit(": ", 1)[1] for line in capsys.readouterr().out.splitlines()] == ["0 changed"] * 4

    Organisation.objects.filter(pk=school.pk).update(name_search="", sort_key="")
    Person.objects.update(name_search="x")
    LibraryItem.objects.update(search="x")
    call_command("rebuild_search")
    assert [list(model.objects.order_by("pk").values()) for model in kept] == before
    assert os.environ["PORTAL_MODE"] == "test"
