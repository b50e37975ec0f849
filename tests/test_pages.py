"""Every page of every role in a real browser: accessible, within its width, no foreign host, no raw code (P28, P34).

Each role walks the links it is shown. Languages and widths take turns; a page that looks like one already examined
is not examined by axe again.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.http import Http404
from django.test import Client
from django.urls import include, path, resolve

from association import policy
from mentoring.demo.stage import PASSWORD
from tests.journeys.people import Actor
from tests.pages_stage import ADMINISTRATOR
from tests.test_policy import ROWS

pytestmark = pytest.mark.reads
ROLES = {
    "anonymous": "", "secretary": "secretary@example.org", "chair": "director901@example.org",
    "applicant": "director917@example.org", "member": "director903@example.org", "reviewer": "reviewer@example.org",
    "administrator": ADMINISTRATOR, "expert": "expert1@example.org", "officer": "officer952@example.org",
    "head": "head952@example.org", "council": "council952@example.org", "commission": "commission953@example.org",
    "founder": "officer961@example.org", "ministry": "ministry2@example.org",
}  # fmt: skip
LANGUAGES, WIDTHS = ("ru", "ky", "en"), (360, 1280)
EXAMPLES = 2  # of one route for one role
FILES = {"paper", "file", "register_xlsx", "members_csv", "members_json", "member_badge", "mfa_download_recovery_codes",
         "qa_ministry_xlsx", "qa_public_json", "qa_public_file", "applications_xlsx", "certificates_xlsx",
         "certificate_batch_file", "import_template", "register_file", "decisions_xlsx",
         "material_file", "pack_file", "library_file", "stewards_xlsx", "pairs_xlsx", "help_file",
         "meeting_event", "calendar_feed"}
# Answers for machines, parts of pages, and pages that end the walk.
BARE = FILES | {
    "paper_line", "import_progress", "import_template", "paper_challenge", "healthz", "readyz", "account_logout",
    "demo_sign_in", "set_language",
}  # fmt: skip
# Pages that no link leads to.
UNLINKED = {
    "anonymous": ["/accounts/login/", "/accounts/password/reset/", "/accounts/login/code/", "/no-such-page/", "/ui/",
                  "/c/2222-2222/", "/c/?code=22", "/members/?q=nobody",
                  "/invitation/{token}/"],
    "applicant": ["/organisations/1/", "/journal/", "/accounts/logout/", "/search/?q=917",
                  "/applications/{draft}/recommendation/", "/applications/{draft}/answers/",
                  "/applications/{draft}/form/", "/applications/{draft}/remarks/",
                  "/applications/{draft}/papers/head_order/{draft_paper}/"],
    "member": ["/applications/new/", "/endings/{exit}/", "/exclusions/{motion}/",
               "/meetings/{general}/ballot/", "/handovers/{handover}/", "/pairs/{helped}/",
               "/organisations/{school}/pair-contacts/"],
    "secretary": ["/meetings/{general}/room/", "/meetings/{general}/hall/", "/elections/{election}/",
                  "/presidium/offices/{office}/release/",
                  "/districts/1/closing/", "/search/?q=911", "/search/?q=nobody", "/members/?on=2020-01-01",
                  "/accounts/email/", "/meetings/{called}/failure/", "/meetings/{sitting}/closing/",
                  "/meetings/{sitting}/amendments/", "/meetings/{sitting}/presence/late/",
                  "/memberships/{belonging}/certificate/", "/certificates/{certificate}/renewal/",
                  "/certificates/batches/{batch}/", "/imports/{applied}/reversal/",
                  "/meetings/{sitting}/hall/"],
    "officer": ["/qa/goals/{qa_goal}/", "/qa/publications/{qa_publication}/end/",
                "/qa/monitoring/{qa_review}/reopening/"],
    "head": ["/qa/bodies/{qa_body}/order/", "/qa/versions/{qa_ordered}/order/"],
}  # fmt: skip
SHAPE = """() => [...new Set([...document.querySelectorAll("body *")].filter(e => !e.closest("svg"))
    .map(e => e.tagName + "." + e.className + (e.type ? ":" + e.type : "")))].sort().join(" ")"""
# A link inside of a drawing has an object for its href: the attribute is what all have.
LINKS = """() => [...document.querySelectorAll("a[href]")]
    .map(a => new URL(a.getAttribute("href"), document.baseURI).href.split("#")[0])"""
# The innermost things that reach over the right edge, when the page is wider than the screen.
OVERFLOW = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? "" :
    [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 0.5)
    .filter((e, _at, all) => !all.some(other => other !== e && e.contains(other)))
    .map(e => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 60)}`).join("; ")"""

# Words of the portal itself that the language of the page leaves out: Latin letters and no Cyrillic one.
FOREIGN = """() => [...document.querySelectorAll("label, legend, button, th, dt, h1, h2, h3, summary, nav a, .tag")]
    .filter(e => !e.closest("[lang]:not(html)")).map(e => e.textContent.trim())
    .filter(text => /[A-Za-z]{3}/.test(text) && !/[А-ЯЁа-яё]/.test(text)).join("; ")"""
LATIN = {"PDF", "CSV", "JSON", "Excel"}


@pytest.fixture(scope="module")
def stage(demo_site):
    """The demonstration with an administrator, a called meeting and one in session."""
    said = demo_site.manage("shell", "-v", "0", "-c", "from tests.pages_stage import play; print(play())")
    demo_site.places = json.loads(said.strip().splitlines()[-1].replace("'", '"'))
    return demo_site


class Walk:
    """One role's way through the portal."""

    def __init__(self, page, site, before: Walk | None = None) -> None:
        self.page, self.site = page, site
        self.visits = Counter()
        # What one role has seen of the public pages, and axe of the shapes of pages, is done for the next.
        self.public = before.public if before else Counter()
        self.examined = before.examined if before else set()
        self.faults = before.faults if before else []
        self.turn = before.turn if before else 0
        page.on("response", self.check_headers)

    def check_headers(self, answer) -> None:
        policy = answer.headers.get("content-security-policy", "")
        if answer.url.startswith(self.site.url) and ("default-src 'none'" not in policy or "unsafe" in policy):
            self.faults.append(f"{answer.url}: Content-Security-Policy is {policy!r}")

    def wanted(self, url: str) -> bool:
        """Whether a link leads to a page of the portal of which too few examples were seen."""
        name = self.route(url) if url.startswith(self.site.url) else ""
        return bool(name) and name not in BARE and self.seen(name)[name] < EXAMPLES

    def seen(self, name: str) -> Counter:
        return self.public if policy.row_of(name) == policy.PUBLIC else self.visits

    def route(self, url: str) -> str:
        """The name of the route of an address, or an empty text."""
        try:
            return resolve(urlsplit(url).path).url_name
        except Http404:
            return ""

    def go(self, *addresses: str) -> None:
        """Follow the links breadth first from some addresses."""
        queue, done = [self.site.url + address for address in addresses], set()
        forced = set(queue)
        while queue:
            url = queue.pop(0)
            if url in done or not (url in forced or self.wanted(url)):
                continue
            done.add(url)
            self.seen(self.route(url))[self.route(url)] += 1
            queue += self.examine(url)

    def examine(self, url: str) -> list[str]:
        """Open one page in the language and width whose turn it is; give its links."""
        language, width = LANGUAGES[self.turn % 3], WIDTHS[self.turn % 2]
        self.turn += 1
        self.page.context.add_cookies([{"name": "django_language", "value": language, "url": self.site.url}])
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.goto(url, wait_until="load")
        where = f"{url.removeprefix(self.site.url)} ({language}, {width})"
        foreign = {one for one in self.page.evaluate(FOREIGN).split("; ") if one} - LATIN
        if foreign and language != "en" and self.route(url) != "gallery":  # its examples are in English
            self.faults.append(f"{where}: not in the language of the page: {sorted(foreign)}")
        shape = self.page.evaluate(SHAPE)
        if shape not in self.examined:
            self.examined.add(shape)
            self.axe(where)
        self.page.set_viewport_size({"width": 360, "height": 800})
        if over := self.page.evaluate(OVERFLOW):
            self.faults.append(f"{where}: wider than a screen of 360: {over}")
        return self.page.evaluate(LINKS)

    def axe(self, where: str) -> None:
        """Ask axe about the page as it stands."""
        for one in Axe().run(self.page).response["violations"]:
            shown = [f"{node['target']} {node['html'][:160]}" for node in one["nodes"][:3]]
            self.faults.append(f"{where}: {one['id']}, {one['help']}: {'; '.join(shown)}")


def person(new_page, stage, email: str, **options) -> Actor:
    """Somebody who has signed in by the form, or a stranger."""
    one = Actor(new_page(stage, **options), stage, email)
    if email:
        one.sign_in(email, PASSWORD)
    return one


def test_every_page_of_every_role_is_accessible_and_fits(new_page, stage):
    way, seen = None, set()
    for role, email in ROLES.items():
        way = Walk(person(new_page, stage, email, language="ru").page, stage, way)
        way.go("/desk/" if email else "/", *(one.format(**stage.places) for one in UNLINKED.get(role, [])))
        seen |= set(way.visits) | set(way.public)

    pages = {name for name, row in ROWS.items() if "." in row[1] and policy.row_of(name) != policy.THIRD_PARTY}
    assert way.faults == []
    assert sorted(pages - seen - BARE) == []


def test_forms_that_were_refused_are_accessible(new_page, stage):
    way = Walk(person(new_page, stage, ROLES["secretary"]).page, stage)
    for address in ("/invitations/new/", "/meetings/new/"):
        way.page.goto(address)
        way.page.eval_on_selector_all("form", "forms => forms.forEach(form => form.noValidate = true)")
        with way.page.expect_navigation() as answer:
            way.page.locator("main form button.main").last.click()

        assert answer.value.status == 422
        way.axe(address)
    assert way.faults == []


def broken(request):
    raise RuntimeError("a page that fails")


urlpatterns = [path("broken/", broken, name="healthz"), path("", include("association.urls"))]


@pytest.mark.django_db
def test_error_pages_carry_the_policy_of_content_too(settings):
    settings.ROOT_URLCONF = __name__
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    answers = {
        400: client.get("/", headers={"Host": "evil.example.org"}),
        403: client.post("/demonstration/"),
        404: client.get("/no-such-page/"),
        405: client.get("/demonstration/"),
        500: client.get("/broken/"),
    }

    assert {number: answer.status_code for number, answer in answers.items()} == {one: one for one in answers}
    wanted = set(answers[404].headers["Content-Security-Policy"].split("; "))
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= wanted
    assert [one for one, answer in answers.items() if "unsafe" in answer.headers["Content-Security-Policy"]] == []
    assert {frozenset(one.headers["Content-Security-Policy"].split("; ")) for one in answers.values()} == {
        frozenset(wanted)
    }
    assert [one for one, answer in answers.items() if one != 405 and b"<h1>" not in answer.content] == []


def weight_of(answers: list) -> dict[str, int]:
    """Bytes of HTML, CSS and JavaScript as they cross the line; a web server in front compresses the HTML."""
    weights = Counter()
    for answer in answers:
        kind = answer.request.resource_type
        if kind == "document":
            weights[kind] += len(gzip.compress(answer.body(), 6))
        elif kind in ("stylesheet", "script"):
            assert answer.headers.get("content-encoding") in ("br", "gzip"), answer.url
            weights[kind] += answer.request.sizes()["responseBodySize"]
    return dict(weights)


def test_the_first_page_and_the_next_are_light(new_page, demo_site):
    page, answers = new_page(demo_site), []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/", wait_until="networkidle")
    first = weight_of(answers)
    answers.clear()
    page.goto("/members/", wait_until="networkidle")
    following = weight_of(
        [one for one in answers if not one.from_service_worker and one.request.sizes()["responseBodySize"]]
    )

    assert set(first) == {"document", "stylesheet", "script"}
    assert sum(first.values()) <= 40 * 1024
    assert sum(following.values()) <= 15 * 1024


def test_the_main_job_needs_no_javascript(new_page, stage):
    director, chair, secretary = (
        person(new_page, stage, ROLES[role], javascript=False) for role in ("applicant", "chair", "secretary")
    )
    director.go("/applications/new/")
    assert director.do("beginning") == 200
    draft = urlsplit(director.page.url).path
    director.go(f"{draft}ground/")
    director.fill(ground="candidate")
    assert director.do("answer") == 200
    assert urlsplit(director.page.url).path == draft

    sitting = f"/meetings/{stage.places['sitting']}"
    chair.go(f"{sitting}/ballot/")
    assert chair.do("ballot", choice="for") == 200
    secretary.go(f"{sitting}/room/")
    assert [one for one in ("verdict", "cancellation", "ballot") if not secretary.has(f"form[data-do={one}]")] == []
