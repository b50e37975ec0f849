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
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

from tests import servers

WIDTHS, TALLEST = {360: 740, 768: 1024, 1280: 900}, 2600
SHEET = "body{margin:16px;background:#ccc;font:14px sans-serif;display:flex;flex-wrap:wrap;gap:16px}figure{margin:0}"
PREPARATION = ("migrate", "createcachetable", "compile_catalogues", "collectstatic --noinput", "demo", "work_off")
PICTURES = ("home", "application-begun", "room", "minutes-to-sign", "check-certificate")
GUEST, SECRETARY, CHAIR, MEMBER, NEWCOMER, EXPERT = "", "Образцова", "Примеров", "Макетов", "Мисалова", "Знатокова"


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


def one(folder, query):
    """The first value a query of the demonstration's database gives."""
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as database:
        row = database.execute(query).fetchone()
    return row[0] if row else None


def screens(folder):
    """Every main screen: its name, who looks, its address; a screen whose row is missing is left out."""
    meeting = one(folder, "select id from presidium_meeting where state = 'open'")
    held = one(folder, "select meeting_id from presidium_minutes where state = 'half_signed'")
    certificate = one(folder, "select id from membership_certificate order by number limit 1")
    first = "from membership_certificate order by number limit 1"
    code, member = one(folder, f"select code {first}"), one(folder, f"select organisation_id {first}")
    waiting = "state in ('registered', 'listed')"
    asked = one(folder, f"select id from membership_application where {waiting} order by id desc")
    begun = one(folder, "select id from membership_application where state = 'draft' order by id desc")
    order = one(folder, "select id from membership_order order by id desc")
    judged = one(folder, "select application_id from membership_expertassignment order by id desc")
    letter = one(folder, "select id from membership_decisionletter order by id desc")
    certification = one(folder, "select id from membership_certification order by id")
    district = one(folder, "select id from association_district order by id")
    entry = one(folder, "select id from association_registerentry order by id")
    rows = [
        ("home", GUEST, "/"), ("members", GUEST, "/members/"), ("join", GUEST, "/join/"),
        ("regulations", GUEST, "/regulations/"), ("statute", GUEST, "/regulations/A/"),
        ("clause", GUEST, "/regulations/clause/A-4.7/"), ("check", GUEST, "/c/"),
        ("check-certificate", GUEST, f"/c/{code}/"), ("sign-in", GUEST, "/accounts/login/"),
        ("desk-secretary", SECRETARY, "/desk/"), ("journal", SECRETARY, "/journal/"),
        ("register", SECRETARY, "/register/"), ("organisation", SECRETARY, f"/organisations/{member}/"),
        ("applications", SECRETARY, "/applications/"), ("application", SECRETARY, f"/applications/{asked}/"),
        ("meetings", SECRETARY, "/meetings/"), ("meeting", SECRETARY, f"/meetings/{meeting}/"),
        ("room", SECRETARY, f"/meetings/{meeting}/room/"), ("hall", SECRETARY, f"/meetings/{meeting}/hall/"),
        ("minutes", SECRETARY, f"/meetings/{held}/minutes/"), ("orders", SECRETARY, "/orders/"),
        ("order", SECRETARY, f"/orders/{order}/"), ("releases", SECRETARY, "/releases/"),
        ("certificates", SECRETARY, "/certificates/"), ("certificate", SECRETARY, f"/certificates/{certificate}/"),
        ("search", SECRETARY, "/search/?q=лицей"), ("invitations", SECRETARY, "/invitations/"),
        ("jobs", SECRETARY, "/jobs/"), ("desk-chair", CHAIR, "/desk/"),
        ("minutes-to-sign", CHAIR, f"/meetings/{held}/minutes/"), ("ballot", CHAIR, f"/meetings/{meeting}/ballot/"),
        ("desk-member", MEMBER, "/desk/"), ("desk-newcomer", NEWCOMER, "/desk/"),
        ("application-begun", NEWCOMER, f"/applications/{begun}/"),
        ("application-answers", NEWCOMER, f"/applications/{begun}/answers/"),
        ("application-ground", NEWCOMER, f"/applications/{begun}/ground/"),
        ("organisations", SECRETARY, "/organisations/"), ("organisation-new", SECRETARY, "/organisations/new/"),
        ("organisation-record", SECRETARY, f"/organisations/{member}/record/"),
        ("organisation-name", SECRETARY, f"/organisations/{member}/name/"),
        ("organisation-head", SECRETARY, f"/organisations/{member}/head/"),
        ("reorganisation", SECRETARY, f"/organisations/{member}/reorganisation/"),
        ("districts", SECRETARY, "/districts/"), ("district", SECRETARY, f"/districts/{district}/"),
        ("authority", SECRETARY, "/authority/"), ("imports", SECRETARY, "/imports/"),
        ("import-new", SECRETARY, "/imports/new/"), ("journal-voiding", SECRETARY, f"/journal/{entry}/voiding/"),
        ("experts", SECRETARY, f"/applications/{judged}/experts/"), ("packages", EXPERT, "/packages/"),
        ("package", EXPERT, f"/packages/{judged}/"), ("conclusion", EXPERT, f"/packages/{judged}/conclusion/"),
        ("certifications", SECRETARY, "/certifications/"),
        ("certification", SECRETARY, f"/certifications/{certification}/"),
        ("organisation-certifications", SECRETARY, f"/organisations/{member}/certifications/"),
        ("letter", SECRETARY, f"/letters/{letter}/"), ("order-voiding", SECRETARY, f"/orders/{order}/voiding/"),
        ("endings", SECRETARY, "/endings/"), ("ending-entry", SECRETARY, "/endings/entry/"),
        ("ending-new", MEMBER, "/endings/new/"), ("certificates-together", SECRETARY, "/certificates/batches/new/"),
        ("duplicate", SECRETARY, f"/certificates/{certificate}/duplicate/"),
        ("register-left", SECRETARY, "/register/?kind=left"), ("member", GUEST, f"/members/{member}/"),
        ("passkeys", MEMBER, "/accounts/2fa/webauthn/"),
    ]  # fmt: skip
    return [row for row in rows if "/None/" not in row[2]]


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
                page.locator("button[name=role]", has_text=person).first.click()
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
    answer = camera.page_of(SECRETARY).request.get(f"/papers/{certificate}/")
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
    parser.add_argument("--only", nargs="*", default=[], help="names of screens")
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
        wanted = [row for row in screens(folder) if not asked.only or row[0] in asked.only]
        url = environment["SITE_ADDRESS"]
        with served(environment, url, Path(name) / "log"), chromium() as browser:
            if asked.pictures:
                paper = "select paper_id from membership_certificate order by number limit 1"
                picture(browser, url, wanted, one(folder, paper))
            else:
                photograph(browser, url, asked.languages, wanted, target)


if __name__ == "__main__":
    main()
