"""Every page of every role in a real browser: accessible, within its width, no foreign host, no raw code (P28, P34).

Each role walks the links it is shown.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import include, path

from association import policy
from mentoring.demo.stage import PASSWORD
from tests.journeys.people import Actor
from tests.pages_stage import ADMINISTRATOR
from tests.pages_walk import BARE, Walk
from tests.test_policy import ROWS

pytestmark = pytest.mark.reads
ROLES = {
    "anonymous": "", "secretary": "secretary@example.org", "chair": "director901@example.org",
    "applicant": "director917@example.org", "member": "director903@example.org", "reviewer": "reviewer@example.org",
    "administrator": ADMINISTRATOR, "expert": "expert1@example.org", "officer": "officer952@example.org",
    "head": "head952@example.org", "council": "council952@example.org", "commission": "commission953@example.org",
    "founder": "officer961@example.org", "ministry": "ministry2@example.org",
}  # fmt: skip
# Pages that no link leads to.
UNLINKED = {
    "anonymous": ["/accounts/login/", "/accounts/password/reset/", "/accounts/login/code/", "/no-such-page/", "/ui/",
                  "/c/2222-2222/", "/c/?code=22", "/members/?q=nobody",
                  "/invitation/{token}/", "/events/{event}/entry/asked/", "/events/entries/{event_entry}/",
                  "/events/entries/{event_judge}/feedback/"],
    "applicant": ["/organisations/1/", "/journal/", "/accounts/logout/", "/search/?q=917",
                  "/applications/{draft}/recommendation/", "/applications/{draft}/answers/",
                  "/applications/{draft}/form/", "/applications/{draft}/remarks/",
                  "/applications/{draft}/papers/head_order/{draft_paper}/"],
    "member": ["/applications/new/", "/endings/{exit}/", "/exclusions/{motion}/",
               "/meetings/{general}/ballot/", "/handovers/{handover}/", "/pairs/{helped}/",
               "/events/{event}/people/", "/organisations/{school}/pair-contacts/"],
    "secretary": ["/meetings/{general}/room/", "/meetings/{general}/hall/", "/elections/{election}/",
                  "/presidium/offices/{office}/release/", "/retention/minutes/{minutes}/",
                  "/requests/{asked}/answers/", "/requests/answers/{replied}/",
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
@pytest.fixture(scope="module")
def stage(demo_site):
    """The demonstration with an administrator, a called meeting and one in session."""
    said = demo_site.manage("shell", "-v", "0", "-c", "from tests.pages_stage import play; print(play())")
    demo_site.places = json.loads(said.strip().splitlines()[-1].replace("'", '"'))
    return demo_site


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
