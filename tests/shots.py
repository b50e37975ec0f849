"""Pictures of every main screen with demonstration data: contact sheets by language and width in var/shots.

python -m tests.shots [ru] [ky] [--data FOLDER] [--only WORD …] [--pictures]

Without --data the demonstration is made anew in a throwaway folder; with it a copy of that folder is shown.
--pictures takes the few pictures of the README (docs/pictures) instead of the sheets.
"""

import argparse
import html
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from tests import servers
from tests.shots_list import PEOPLE, screens, values_of

WIDTHS, TALLEST = {360: 740, 768: 1024, 1280: 900}, 2600
SHEET = "body{margin:16px;background:#ccc;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}"
PREPARATION = ("migrate", "createcachetable", "compile_catalogues", "collectstatic --noinput", "demo", "work_off")
PICTURES = ("home", "application-begun", "room", "minutes-to-sign", "check-certificate")


def environment_of(folder, port):
    """The embedded portal of one machine, with the open sign-in of the demonstration."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "CACHE_URL", "EMAIL_URL")}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "association.settings",
        "PORTAL_MODE": "run",
        "DEMO": "1",
        "DATA_DIR": str(folder),
        "STATIC_ROOT": str(folder / "static"),
        "BROKER_URL": "filesystem://",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "SITE_ADDRESS": f"http://localhost:{port}",
        "LISTEN": f"127.0.0.1:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "LOG_LEVEL": "ERROR",
    }


def prepare(folder, data, environment):
    """Fill the folder: a copy of a demonstration, or one made anew."""
    if data:
        shutil.copytree(data, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("shots", "broker", "static"))
    for command in PREPARATION:
        if not (data and command == "demo"):
            words = [sys.executable, "manage.py", *command.split()]
            subprocess.run(words, check=True, cwd=servers.ROOT, env=environment, stdout=subprocess.DEVNULL)


def sit():
    """Bring the next meeting to an open vote, by the verbs, so that room, ballot and hall have something to show."""
    import django

    django.setup()
    from association import access, clock
    from association.models import User
    from presidium.actions import meetings, room
    from presidium.models import Meeting
    from presidium.queries import chair_on, voters

    meeting = Meeting.objects.filter(state=Meeting.State.PLANNED).order_by("starts_at").first()
    if meeting is None:
        return
    secretary = next(user for user in User.objects.all() if "secretary" in access.roles_of(user))
    facts = {"by": secretary, "at": clock.now()}
    chair = chair_on(meeting.held_on).accounts.get()
    meetings.approve_agenda(meeting, by=chair, at=clock.now())
    seats = list(voters(meeting))[:-1]
    for row in seats:
        room.note_presence(row, arrived=True, **facts)
    room.open_meeting(meeting, **facts)
    item = meeting.items.first()
    room.open_voting(item, **facts)
    for row, choice in zip(seats[:4], ("for", "for", "abstain", "for"), strict=False):
        if row.person_id != chair.person_id:
            room.cast(item, row, choice=choice, by=row.person.accounts.get(), at=clock.now())


@contextmanager
def served(environment, url, log):
    """The portal under its parent process, until the block ends."""
    process = servers.start([sys.executable, "manage.py", "serve"], log, env=environment, cwd=servers.ROOT)
    try:
        servers.eventually(lambda: answers(url), 60, f"the portal (see {log})")
        yield
    finally:
        servers.stop(process)


def answers(url):
    """Whether the web server answers."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5):
            return True
    except OSError:
        return False


class Camera:
    """A browser that takes every screen of one language at every width."""

    def __init__(self, browser, url, language, target, **options):
        self.browser, self.url, self.language, self.target = browser, url, language, target
        self.options, self.pages = options, {}

    def page_of(self, person):
        """The page of a person, signed in by one press of the demonstration."""
        if person not in self.pages:
            context = self.browser.new_context(base_url=self.url, locale=self.language, **self.options)
            context.add_cookies([{"name": "django_language", "value": self.language, "url": self.url}])
            page = self.pages[person] = context.new_page()
            if person:
                page.goto("/accounts/login/")
                page.locator("button[name=role]", has_text=person).last.click()
                page.wait_for_url("**/desk/")
        return self.pages[person]

    def take(self, name, person, address):
        """One screen at every width; returns its status."""
        page = self.page_of(person)
        status = page.goto(address).status
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            tall = min(TALLEST, max(height, page.evaluate("document.documentElement.scrollHeight")))
            clip = {"x": 0, "y": 0, "width": width, "height": tall}
            page.screenshot(path=self.target / f"{self.language}-{width}-{name}.png", full_page=True, clip=clip)
        return status

    def sheet(self, width, taken):
        """One contact sheet: all screens of a width with their names and the status where it was not 200."""
        shown = {360: 240, 768: 380, 1280: 520}[width]
        figures = "".join(
            f"<figure><figcaption>{html.escape(name)}{'' if status == 200 else f' {status}'}</figcaption>"
            f'<img src="{self.language}-{width}-{name}.png" width="{shown}"></figure>'
            for name, status in taken.items()
        )
        name = f"sheet-{self.language}-{width}"
        source = self.target / f"{name}.html"
        source.write_text(f'<!doctype html><meta charset="utf-8"><style>{SHEET}</style>{figures}')
        page = self.browser.new_page(viewport={"width": 1660, "height": 900})
        page.goto(source.as_uri(), wait_until="load")
        page.screenshot(path=self.target / f"{name}.png", full_page=True)
        page.close()
        return self.target / f"{name}.png"


def picture(browser, url, wanted, certificate):
    """The pictures of the README: five screens as a desk sees them, and the certificate as it is printed."""
    target = servers.ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    camera = Camera(browser, url, "ru", target, device_scale_factor=0.7, viewport={"width": 1280, "height": 860})
    for name, person, address in wanted:
        if name in PICTURES:
            page = camera.page_of(person)
            page.goto(address)
            page.screenshot(path=target / f"{name}.png")
            print(target / f"{name}.png")
    answer = camera.page_of(PEOPLE["secretary"]).request.get(f"/papers/{certificate}/")
    drawing = [
        "pdftoppm",
        "-jpeg",
        "-jpegopt",
        "quality=82",
        "-r",
        "72",
        "-singlefile",
        "-",
        str(target / "certificate"),
    ]
    subprocess.run(drawing, check=True, input=answer.body())
    print(target / "certificate.jpg")


def photograph(browser, url, languages, wanted, target):
    """Take the screens in each language, put the sheets together, and say where they are."""
    for language in languages:
        camera = Camera(browser, url, language, target)
        taken = {name: camera.take(name, person, address) for name, person, address in wanted}
        for width in WIDTHS:
            print(camera.sheet(width, taken))
        for name, status in taken.items():
            if status != 200:
                print(f"{language} {name}: {status}", file=sys.stderr)


@contextmanager
def chromium():
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    switches = ["--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        yield browser
        browser.close()


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.shots")
    parser.add_argument("languages", nargs="*", default=["ru", "ky"], metavar="ru ky")
    parser.add_argument("--data", type=Path, help="a folder with demonstration data to copy")
    parser.add_argument("--only", nargs="*", default=[], help="names of screens, or how they begin")
    parser.add_argument("--pictures", action="store_true", help="the pictures of the README instead")
    asked = parser.parse_args()
    target = Path(os.environ.get("DATA_DIR", servers.ROOT / "var")) / "shots"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="portal-shots-") as name:
        folder, port = Path(name) / "var", servers.free_port()
        folder.mkdir()
        environment = environment_of(folder, port)
        prepare(folder, asked.data, environment)
        os.environ.update(environment)
        sit()
        wanted = [row for row in screens(folder) if not asked.only or row[0].startswith(tuple(asked.only))]
        url = environment["SITE_ADDRESS"]
        with served(environment, url, Path(name) / "log"), chromium() as browser:
            if asked.pictures:
                picture(browser, url, wanted, values_of(folder)["certificate_paper"])
            else:
                photograph(browser, url, asked.languages, wanted, target)


if __name__ == "__main__":
    main()
