"""What the environment must say, and how a missing word is reported."""

import importlib.metadata
import os
import subprocess
import sys

import pytest

from tests.servers import ROOT

PRODUCTION = {
    "PORTAL_MODE": "production",
    "SECRET_KEY": "kT7-wq9Zx2LmN4bVc8RjD3hFgS6yPaUe1oQi5tMzKxWnB0vErYp3dGkH7",
    "SITE_ADDRESS": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.example.org:587",
    "MAIL_FROM": "portal@example.org",
    "BROKER_URL": "redis://127.0.0.1:6379/0",
}


@pytest.fixture
def production(tmp_path):
    """The smallest environment of a server."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, **PRODUCTION, "DATA_DIR": str(tmp_path / "var")}


def run(environment, *command):
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=60)


def last_line(environment, *arguments):
    """What manage.py says at the end, when it refuses to start."""
    done = run(environment, sys.executable, "manage.py", *(arguments or ("check",)))
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stderr.strip().splitlines()[-1]


def test_a_server_passes_the_deployment_check(production):
    done = run(production, sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (0 silenced)."), done.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "SITE_ADDRESS", "ALLOWED_HOSTS", "EMAIL_URL", "MAIL_FROM"])
def test_a_missing_variable_stops_the_start_with_its_name(production, name):
    del production[name]
    message = f"django.core.exceptions.ImproperlyConfigured: {name}: Set the {name} environment variable"
    assert last_line(production) == message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SITE_ADDRESS", "portal.example.org"),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", "mysql://portal@db/portal"),
        ("BROKER_URL", "sqs://"),
        ("CACHE_URL", "nonsense://"),
        ("EMAIL_URL", "nonsense://"),
        ("WORKER_PROCESSES", "many"),
        ("SESSION_IDLE_SECONDS", "soon"),
        ("LANGUAGE_CODE", "de"),
        ("LOG_LEVEL", "LOUD"),
        ("PORTAL_MODE", "staging"),
        ("DEMO", "1"),
    ],
)
def test_a_wrong_variable_stops_the_start_with_its_name(production, name, value):
    production[name] = value
    assert last_line(production).startswith(f"django.core.exceptions.ImproperlyConfigured: {name}")


def test_a_server_refuses_demonstration_data(production):
    production["DEMO"] = "1"
    done = run({**production, "PORTAL_VENV": sys.prefix}, "./portal", "web")
    assert done.returncode != 0
    assert done.stderr.strip().splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        "DEMO: demonstration data and its open sign-in exist only under ./portal run"
    )


def test_a_server_cannot_move_its_clock(production):
    program = "from django.conf import settings; print(repr(settings.CLOCK_FILE))"
    done = run({**production, "CLOCK_FILE": "/tmp/clock"}, sys.executable, "manage.py", "shell", "-v0", "-c", program)
    assert done.stdout == "''\n", done.stderr


def test_only_one_driver_of_postgresql_is_installed():
    installed = {distribution.metadata["Name"].lower() for distribution in importlib.metadata.distributions()}
    assert {name for name in installed if name.startswith("psycopg")} == {"psycopg2-binary"}


def test_no_lock_names_a_host():
    locks = [path.read_text() for path in sorted(ROOT.glob("requirements*.lock"))]
    assert [("://" in text, text.count("==") > 40) for text in locks] == [(False, True)] * 2


def test_a_record_of_the_log_is_one_line():
    import logging

    from association.logs import Line

    record = logging.LogRecord("portal", logging.INFO, "", 0, "name %s", ("x\nCRITICAL forged\x1b[31m",), None)
    assert Line().format(record).split(" INFO ")[1] == "portal name x\\nCRITICAL forged\\x1b[31m"


@pytest.mark.reads
def test_sqlite_keeps_what_was_acknowledged(committed):
    from django.db import connection

    with connection.cursor() as cursor:
        values = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "recursive_triggers", "foreign_keys")
        ]
    assert (values, connection.transaction_mode) == (["wal", 2, 1, 1], "IMMEDIATE")
