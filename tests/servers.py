"""Throwaway servers for the tests: PostgreSQL, Redis, a Celery worker, the whole portal; all end with pytest."""

import email
import os
import pwd
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager
from email import policy
from pathlib import Path

from association.processes import die_with_parent, worker

ROOT = Path(__file__).resolve().parent.parent
COPIES = iter(range(1, 10_000))
BROKERS = 1024  # databases of one Redis: no two portals that run at once share a queue


def eventually(condition, seconds=20.0, what="the condition"):
    """The first true value of `condition()`; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come true in {seconds} s")
        time.sleep(0.05)
    return value


def free_port():
    """A TCP port nobody listens on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return probe.getsockname()[1]


def start(command, log, parent_death=signal.SIGKILL, **options):
    """Start a process that ends with this one; what it says goes to the file `log`."""
    with open(log, "ab") as out:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            preexec_fn=lambda: die_with_parent(parent_death),
            **options,
        )


def stop(process, number=signal.SIGTERM, seconds=15):
    """End a process by a signal to it alone, and by force when it does not listen."""
    if process.poll() is None:
        process.send_signal(number)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Postgres:
    """A cluster of its own on a socket; PostgreSQL refuses root, so that root becomes postgres (or nobody)."""

    def __init__(self, folder: Path):
        self.bin = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
        self.folder, self.user = folder / "pg", {}
        self.folder.mkdir()
        if os.geteuid() == 0:
            names = {entry.pw_name for entry in pwd.getpwall()}
            owner = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        assert len(f"{self.folder}/.s.PGSQL.5432") < 107, "the path of the socket is too long for the kernel"

    def start(self):
        data, quiet = str(self.folder / "data"), {"stdout": subprocess.DEVNULL, "cwd": self.folder, **self.user}
        initdb = [self.bin / "initdb", "-D", data, "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run([*initdb, "--no-sync", "--no-instructions"], check=True, **quiet)
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.folder}", "-c", "fsync=off"]
        options += ["-c", "full_page_writes=off", "-c", "max_connections=60", "-c", "shared_buffers=64MB"]
        command = [self.bin / "postgres", "-D", data, *options]
        self.process = start(command, self.folder / "log", signal.SIGINT, cwd=self.folder, **self.user)
        ready = [self.bin / "pg_isready", "-q", "-h", self.folder]
        eventually(lambda: subprocess.run(ready).returncode == 0, what="PostgreSQL")

    def url(self, name):
        """The DATABASE_URL of one database of the cluster."""
        return f"postgres://portal@{self.folder}/{name}".replace("@/", "@//")

    def stop(self):
        stop(self.process, signal.SIGINT)


class Redis:
    """Redis on a socket, keeping nothing."""

    def __init__(self, folder: Path):
        self.folder, self.socket = folder, folder / "redis.sock"
        self.url = f"redis+socket://{self.socket}"

    def start(self):
        command = ["redis-server", "--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        command += ["--databases", str(BROKERS)]
        self.process = start([*command, "--dir", str(self.folder)], self.folder / "redis.log")
        eventually(self.socket.exists, what="Redis")

    def stop(self):
        stop(self.process)


class Database:
    """A copy of the test database; commits in it harm nobody, and other processes may open it by `url`."""

    def __init__(self, settings, folder, postgres):
        self.source, self.postgres = settings, postgres
        self.name = f"copy_{next(COPIES)}" if postgres else str(folder / f"copy_{next(COPIES)}.sqlite3")
        self.url = postgres.url(self.name) if postgres else f"sqlite:///{self.name}"

    def create(self):
        if self.postgres:
            # A process that has just ended may hold its connection for a moment longer than PostgreSQL waits.
            eventually(self._is_left, 60, f"that everybody leaves {self.source['NAME']}")
            self._sql(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.source["NAME"]}"')
        else:
            with closing(sqlite3.connect(self.source["NAME"])) as old, closing(sqlite3.connect(self.name)) as new:
                old.backup(new)

    def drop(self):
        if self.postgres:
            self._sql(f'DROP DATABASE "{self.name}" WITH (FORCE)')
        else:
            for end in ("", "-wal", "-shm"):
                Path(self.name + end).unlink(missing_ok=True)

    def _is_left(self):
        return not self._sql("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [self.source["NAME"]])

    def _sql(self, statement, values=None):
        import psycopg2

        with closing(psycopg2.connect(host=self.source["HOST"], user="portal", dbname="postgres")) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


@contextmanager
def celery_worker(environment, log):
    """A real worker with its pool processes; what it says stands in the file `log`."""
    process = start(worker(), log, env=environment, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()  # its pool ends with it
        process.wait()


class Site:
    """The whole portal (web, worker, scheduler) under its parent `manage.py serve`, with a database of its own."""

    def __init__(self, database, folder, base_environment, **more):
        self.database, self.folder = database, folder
        folder.mkdir()
        self.clock_file, self.outbox, self.log = folder / "clock", folder / "outbox", folder / "log"
        self.clock_file.write_text("0")
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {**base_environment, "DATA_DIR": str(folder), "CLOCK_FILE": str(self.clock_file)}
        self.environment |= {"DATABASE_URL": database.url, "SITE_ADDRESS": self.url, "STATIC_HASHED": "1"}
        self.environment |= {"LISTEN": f"127.0.0.1:{self.port}", **more}

    def start(self):
        self.process = start([sys.executable, "manage.py", "serve"], self.log, env=self.environment, cwd=ROOT)
        eventually(self.answers, 40, f"the portal at {self.url} (see {self.log})")

    def answers(self):
        """True once the web server answers, or the text of the log when it ended."""
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5):
                return True
        except urllib.error.HTTPError as error:
            error.close()
            return True
        except OSError:
            return False

    def stop(self):
        stop(self.process)

    def manage(self, *arguments, stdin=""):
        """What `manage.py` with these arguments says, run in the portal's environment."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=self.environment, cwd=ROOT, input=stdin, text=True, capture_output=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shift_clock(self, seconds):
        """Let the portal believe that it is `seconds` later than it is."""
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(str(seconds))
        fresh.replace(self.clock_file)

    def letters(self, to=None):
        """The delivered letters, oldest first, as email.message.EmailMessage; `to` keeps one address."""
        texts = [text for path in sorted(self.outbox.iterdir()) for text in path.read_bytes().split(b"-" * 79 + b"\n")]
        found = [email.message_from_bytes(text, policy=policy.default) for text in texts if text.strip()]
        return [letter for letter in found if to is None or to in str(letter["To"])]

    def letter(self, to, containing="", seconds=20):
        """The newest letter to an address whose text contains the words; waits for it."""

        def newest():
            fitting = [one for one in self.letters(to) if containing in one.get_body(("plain",)).get_content()]
            return fitting[-1] if fitting else None

        return eventually(newest, seconds, f"a letter to {to} with {containing!r}")


@contextmanager
def running(server):
    """Start a server, and end it with the block."""
    try:
        server.start()
        yield server
    finally:
        if hasattr(server, "process"):
            server.stop()


def copy_static(source, target):
    """Give a portal the collected static files without collecting them again."""
    shutil.copytree(source, target, dirs_exist_ok=True, copy_function=os.link)


class Sites:
    """Opens whole portals; the demonstration is played once and copied for each that shows it."""

    def __init__(self, settings, folder, postgres, redis, environment):
        self.settings, self.folder, self.postgres = settings, folder, postgres
        self.redis, self.environment, self.played = redis, environment, None

    def database(self, name=""):
        """A copy to be of the database of that name, or of the tests' own."""
        return Database({**self.settings, "NAME": name or self.settings["NAME"]}, self.folder, self.postgres)

    def site(self, database, **environment):
        """A portal over a database that is created now; nothing runs yet."""
        database.create()
        number = next(COPIES)
        broker = {"BROKER_URL": f"{self.redis}?virtual_host={number % BROKERS}"}
        return Site(database, self.folder / f"site_{number}", {**self.environment, **broker}, **environment)

    def demonstration(self):
        """The portal in which the demonstration was played; its servers never run."""
        if self.played is None:
            played = self.site(self.database(), DEMO="1")
            played.manage("demo")
            played.manage("work_off")  # papers and letters are made once too, not by every copy's worker
            self.played = played
        return self.played

    @contextmanager
    def opened(self, *commands, **environment):
        """A running portal, ended with the block."""
        shown = self.demonstration() if "demo" in commands else None
        database = self.database(shown.database.name if shown else "")
        site = self.site(database, **environment)
        try:
            for part in ("files", "outbox") if shown else ():
                shutil.copytree(shown.folder / part, site.folder / part, dirs_exist_ok=True)
            for command in commands:
                if command != "demo":
                    site.manage(command)
            with running(site):
                yield site
        finally:
            database.drop()
