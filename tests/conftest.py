"""One temporary folder, one database, and servers only for the tests that ask for them."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests import prepared, servers

pytest_plugins = ["tests.clause_marker", "tests.choice"]

OURS = (
    "DATABASE_URL",
    "CACHE_URL",
    "EMAIL_URL",
    "DEMO",
    "DEBUG",
    "SITE_ADDRESS",
    "ALLOWED_HOSTS",
    "TIME_ZONE",
    "SECRET_KEY",
)


def pytest_addoption(parser):
    parser.addoption("--db", choices=("sqlite", "postgres"), default="sqlite", help="the database of this run")
    parser.addoption(
        "--part", choices=("quick", "rest", "whole"), default="whole", help="of ./portal test, of trust, all"
    )


def pytest_configure(config):
    folder = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))
    folder.chmod(0o755)  # the owner of the PostgreSQL cluster walks through it
    config.portal_folder, config.portal_postgres = folder, None
    (folder / "clock").write_text("0")
    (folder / "static").mkdir()
    for name in OURS:
        os.environ.pop(name, None)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "association.settings",
        "PORTAL_MODE": "test",
        "DATA_DIR": str(folder / "var"),
        "CLOCK_FILE": str(folder / "clock"),
        "STATIC_ROOT": str(folder / "static"),
        "STATIC_HASHED": "0",
        "BROKER_URL": servers.Redis(folder).url,
        "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
        "LOG_LEVEL": "WARNING",
        "HYPOTHESIS_STORAGE_DIRECTORY": str(folder / "hypothesis"),
    }
    if config.getoption("--db") == "postgres" and not config.option.help:
        config.portal_postgres = servers.Postgres(folder)
        config.portal_postgres.start()
        os.environ["DATABASE_URL"] = config.portal_postgres.url("portal")
    from django.conf import settings

    assert settings.MODE == "test"  # reads the settings now, so that pytest-django sets Django up
    # Playwright keeps an event loop in this thread; the portal's own processes run without this switch.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_unconfigure(config):
    if getattr(config, "portal_postgres", None):
        config.portal_postgres.stop()
    if hasattr(config, "portal_folder"):
        shutil.rmtree(config.portal_folder, ignore_errors=True)


@pytest.fixture(scope="session")
def folder(pytestconfig):
    """The folder of this run; it goes away at the end."""
    return pytestconfig.portal_folder


@pytest.fixture(scope="session")
def language(pytestconfig):
    """The language of a journey: Russian on SQLite, Kyrgyz on PostgreSQL."""
    return "ky" if pytestconfig.portal_postgres else "ru"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(folder):
    """A file, not memory: other processes open its copies."""
    from django.conf import settings

    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        settings.DATABASES["default"]["TEST"]["NAME"] = str(folder / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_modify_db_settings, folder, pytestconfig):
    """Create the test database once, also when only tests with a copy of it were asked for.

    On SQLite the migrated file is kept for the next run with the same migrations; what follows a migration runs anew.
    """
    from django.test.utils import setup_databases, teardown_databases

    kept = None if pytestconfig.portal_postgres else prepared.migrated()
    if kept and kept.exists():
        shutil.copyfile(kept, folder / "test.sqlite3")
    with django_db_blocker.unblock():
        created = setup_databases(
            verbosity=0, interactive=False, keepdb=bool(kept), aliases={"default"}, serialized_aliases=set()
        )
    if kept and not kept.exists():
        prepared.keep_copy(folder / "test.sqlite3", kept)
    yield
    with django_db_blocker.unblock():
        teardown_databases(created, verbosity=0)


@pytest.fixture
def committed(request, django_db_setup, django_db_blocker, pytestconfig, folder):
    """A copy of the database for one test that commits, threads or kills; gives .url for other processes.

    Not together with the mark django_db, whose transaction would stay on the original.
    """
    from django.db import connection

    assert not request.node.get_closest_marker("django_db"), "use either the mark django_db or the fixture committed"
    database = servers.Database(connection.settings_dict.copy(), folder, pytestconfig.portal_postgres)
    with django_db_blocker.unblock():
        connection.close()
        database.create()
        connection.settings_dict["NAME"] = database.name
        try:
            yield database
        finally:
            connection.close()
            connection.settings_dict["NAME"] = database.source["NAME"]
            database.drop()


@pytest.fixture
def clock_file(folder):
    """Move the clock of this process and of `worker`: clock_file.write_text(seconds)."""
    yield folder / "clock"
    (folder / "clock").write_text("0")


@pytest.fixture(scope="session")
def child_environment():
    """The environment of the portal's processes: the one of the tests without their switch."""
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


@pytest.fixture(scope="session")
def redis(folder):
    with servers.running(servers.Redis(folder)) as server:
        yield server


@pytest.fixture
def worker(committed, redis, child_environment, folder):
    """A real Celery worker on Redis that works in `committed`; gives its process."""
    with servers.celery_worker({**child_environment, "DATABASE_URL": committed.url}, folder / "worker.log") as process:
        yield process


@pytest.fixture(scope="session")
def static(folder, child_environment):
    """The static files, hashed and compressed, collected once."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    subprocess.run(command, check=True, cwd=servers.ROOT, env={**child_environment, "STATIC_HASHED": "1"})
    return folder / "static"


@pytest.fixture(scope="session")
def open_site(django_db_setup, django_db_blocker, redis, static, child_environment, folder, pytestconfig):
    """Start another whole portal: with open_site("demo", DEMO="1") as site; the commands run before the servers."""
    from django.db import connection

    with django_db_blocker.unblock():
        settings = connection.settings_dict.copy()
    sites = servers.Sites(settings, folder, pytestconfig.portal_postgres, redis.url, child_environment)

    def opened(*commands, **environment):
        with django_db_blocker.unblock():
            connection.close()  # PostgreSQL copies no database that somebody uses
        return sites.opened(*commands, **environment)

    return opened


@pytest.fixture(scope="session")
def portal_site(open_site):
    """The portal the browser visits: .url, .manage(), .letters(), .letter(), .shift_clock()."""
    with open_site() as site:
        yield site


@pytest.fixture(scope="session")
def demo_site(open_site):
    """A portal with the demonstration data and its sign-in by one press."""
    with open_site("demo", DEMO="1") as site:
        yield site


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    switches = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
    switches += ["--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser, language):
    """Open a page in a context of its own: new_page(site, language="ru", javascript=True).

    At the end of the test every page must have stayed on its host and free of script errors and of refused content.
    """
    contexts, troubles = [], []

    def opened(site, language=language, javascript=True, **options):
        context = browser.new_context(base_url=site.url, locale=language, java_script_enabled=javascript, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if "Content Security Policy" in line.text else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((site.url, "data:", "blob:", "about:")) else troubles.append(r.url),
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def page_as(new_page, demo_site):
    """Open the demonstration as one of its people: page_as("Образцова", language="ru")."""

    def opened(name, **options):
        page = new_page(demo_site, **options)
        page.goto("/accounts/login/")
        page.locator("button[name=role]", has_text=name).first.click()
        page.wait_for_url("**/desk/")
        return page

    return opened
