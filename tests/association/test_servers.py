"""The processes of the portal: what they load, and that none outlives its parent."""

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from association.processes import COMMANDS
from tests.servers import ROOT, eventually


def processes_with(variable):
    """The commands of living processes whose environment holds the text."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if variable.encode() in (folder / "environ").read_bytes():
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue  # it ended while we looked, or belongs to somebody else
    return found


def test_web_process_does_not_load_the_renderer(child_environment):
    program = """
import sys
from association.wsgi import application
from django.urls import get_resolver
get_resolver().url_patterns
print(sorted({"weasyprint", "pydyf", "association.tasks", "scipy", "psycopg"} & set(sys.modules)))
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=child_environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "[]\n", done.stderr


def test_web_process_has_all_pages_before_the_first_visitor(child_environment):
    program = """
import gc, sys
from association.wsgi import application
print(gc.get_freeze_count() > 10_000, "presidium.views.room" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], env=child_environment, cwd=ROOT, capture_output=True, text=True
    )
    assert done.stdout == "True True\n", done.stderr


def test_nothing_is_left_after_the_parent_is_killed(open_site):
    with open_site() as site:
        mark = f"DATA_DIR={site.folder}"
        # the parent, gunicorn with two processes, the worker with two, the scheduler
        eventually(lambda: len(processes_with(mark)) >= 8, what="eight processes")
        os.kill(site.process.pid, signal.SIGKILL)
        site.process.wait()
        eventually(lambda: not processes_with(mark), 5, "the end of all processes")


def test_a_killed_process_is_started_again(open_site):
    with open_site() as site:
        mark = f"DATA_DIR={site.folder}"

        def worker():
            return min((pid for pid, command in processes_with(mark).items() if " worker " in command), default=None)

        first = eventually(worker)
        os.kill(first, signal.SIGKILL)
        eventually(lambda: worker() not in (None, first), what="a new worker")
        site.process.send_signal(signal.SIGTERM)
        assert site.process.wait(20) == 0
        assert processes_with(mark) == {}


def test_a_parent_gives_up_when_a_process_cannot_live(child_environment, tmp_path):
    environment = {**child_environment, "DATA_DIR": str(tmp_path), "LISTEN": "127.0.0.1:none"}
    done = subprocess.run(
        [sys.executable, "manage.py", "serve"], env=environment, cwd=ROOT, capture_output=True, text=True, timeout=90
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "The web process ended 3 times in 30 s: giving up. See its lines above."
    )
    assert processes_with(f"DATA_DIR={tmp_path}") == {}


def test_behind_a_socket_the_web_server_shares_it(monkeypatch):
    monkeypatch.setenv("LISTEN", "unix:/run/portal/web.sock")
    assert "--reuse-port" not in COMMANDS["web"]()


def test_letter_reaches_its_reader_through_a_real_worker(worker):
    from django.core.mail import EmailMessage

    from association.models import Letter
    from association.outbox import OutboxBackend

    OutboxBackend().send_messages([EmailMessage("Subject", "Text", to=["reader@example.org"])])
    eventually(lambda: Letter.objects.exclude(sent_at=None).count() == 1, what="the letter")


def test_clock_of_a_test_portal_moves(clock_file):
    from association import clock

    before = clock.now()
    clock_file.write_text("86400")
    assert (clock.now() - before).days == 1


def test_unused_session_ends_and_a_used_one_is_not_written_at_every_poll(rf):
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.signed_cookies import SessionStore

    from association.sessions import IdleMiddleware

    request = rf.get("/")
    request.session = SessionStore()
    request.session[SESSION_KEY] = "1"
    request.session.modified = False
    keep = IdleMiddleware(lambda request: request.session.modified)
    first = keep(request)
    request.session.modified = False
    assert (first, keep(request)) == (True, False)


@pytest.mark.parametrize(("user", "code"), [("1000", 3), ("0", 0)])
def test_missing_system_packages_are_named_or_installed(tmp_path, user, code):
    calls = tmp_path / "calls"
    programs = {
        "id": f"echo {user}",
        "dpkg-query": f'[ -e {calls} ] || [ "$4" != libpango-1.0-0 ] && echo installed',
        "apt-get": f'echo "$*" >>{calls}',
    }
    for name, line in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{line}\n")
        (tmp_path / name).chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PORTAL_VENV": str(tmp_path / "venv")}
    (tmp_path / "venv/bin").mkdir(parents=True)
    (tmp_path / "venv/bin/python").symlink_to("/bin/true")
    lock = hashlib.sha256((ROOT / "requirements.lock").read_bytes()).hexdigest()
    (tmp_path / "venv/.locks").write_text(lock + "\n")
    done = subprocess.run(["./portal", "manage", "check"], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == code, done.stderr
    if code:
        assert done.stderr.splitlines()[-1] == "sudo apt-get install libpango-1.0-0"
    else:
        assert calls.read_text() == "update -q\ninstall -q -y --no-install-recommends libpango-1.0-0\n"
