"""What the portal refuses, in a real browser, each with its reason."""

from __future__ import annotations

import re

import pytest

from tests.journeys.people import PDF, Actor

pytestmark = pytest.mark.on("postgres")

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def draft_of(director) -> str:
    """Open the draft of the demonstration's applicant and return its address."""
    director.go("/applications/new/")
    director.do("beginning")
    return re.search(r"/applications/\d+/", director.page.url)[0]


def errors(person: Actor) -> str:
    return person.text(".field.wrong")


@pytest.mark.clause("A-3.2.3")
def test_an_incomplete_application_is_kept_but_not_submitted(actor, demo_site):
    director = actor("director917@example.org")
    at = draft_of(director)
    director.go(f"{at}ground/")
    director.fill(ground="certified")
    director.do("answer")

    # the last task says why it is not open, and the address behind it refuses with the clause
    assert not director.has(f"a[href='{at}answers/']")
    director.go(f"{at}answers/")
    director.do("drawing")
    director.wait_paper()
    director.fill(password="Пример-для-показа-1")
    director.do("signature")
    status = director.do("submission")

    assert status == 409
    assert "3.1.1" in director.text() or "А.8" in director.text() or "A.8" in director.text()


def test_hostile_files_are_refused_at_the_field_and_nothing_typed_is_lost(actor):
    director = actor("director917@example.org")
    at = draft_of(director)
    director.go(f"{at}ground/")
    director.fill(ground="candidate")
    director.do("answer")
    director.go(f"{at}papers/training_document/")
    director.fill(person_name="Образцова Анна Андреевна", issuer="Демонстрационный институт", hours="72", year="2024")

    for name, data in {"удостоверение.svg": SVG, "справка.pdf": b"", "большой.pdf": PDF + b"0" * 25 * 2**20}.items():
        director.upload(name, data)
        assert director.do("answer") == 422
        assert name in errors(director)
        assert director.page.locator("[name=hours]").input_value() == "72"
        assert director.page.locator("[name=person_name]").input_value() == "Образцова Анна Андреевна"


def test_a_foreign_director_does_not_see_an_application(actor):
    at = draft_of(actor("director917@example.org"))

    stranger = actor("director915@example.org")

    assert stranger.go(at) == 404
    assert stranger.go(f"{at}ground/") == 404
    assert stranger.go("/journal/") == 403


def test_a_double_click_and_two_tabs_make_one_application(actor, demo_site):
    director = actor("director917@example.org")
    at = draft_of(director)
    second = Actor(director.page.context.new_page(), demo_site, director.email)
    second.go("/applications/new/")
    second.do("beginning")
    assert at in second.page.url

    # one form posted twice under its key: the first answer comes again
    director.go("/applications/new/")
    form = director.page.locator("form[data-do=beginning]")
    data = form.evaluate("form => Object.fromEntries(new FormData(form))")
    answers = [
        director.page.context.request.post(demo_site.url + "/applications/new/", form=data, max_redirects=0)
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [302, 302]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    other = director.page.context.request.post(
        demo_site.url + "/applications/new/", form={**data, "organisation": "1"}, max_redirects=0
    )
    assert other.status == 409


@pytest.mark.clause("A-4.7", "A-4.9b", "A-4.2b.2")
def test_a_meeting_without_quorum_a_vote_one_short_and_a_voice_that_does_not_vote(actor, demo_site):
    secretary = actor("secretary@example.org")
    secretary.go("/meetings/new/")
    secretary.fill(held_on="2026-12-20", time="14:00", place="Демонстрационный зал")
    secretary.do("meeting")
    meeting = re.search(r"/meetings/(\d+)/", secretary.page.url)[1]
    secretary.fill(title="О проверке", decision="Одобрить проверку.")
    secretary.do("question")
    official, whole = "Сынакова", "Сынакова Вера"
    secretary.page.locator("select[name=person]").select_option(
        secretary.page.locator(f"select[name=person] option:has-text('{whole}')").get_attribute("value")
    )
    secretary.fill(voice="consultative")
    secretary.do("participant")
    chair = actor("director901@example.org")
    chair.go(f"/meetings/{meeting}/")
    chair.do("approval")

    # three of seven are no quorum: the meeting does not open, with the clause
    secretary.go(f"/meetings/{meeting}/room/")
    rows = secretary.page.locator("form[data-do=presence]")
    people = [rows.nth(i).get_attribute("data-participant") for i in range(rows.count())]
    names = {p: secretary.text(f"li:has([data-participant='{p}']) b") for p in people}
    seats = [p for p in people if official not in names[p]]
    voice = next(p for p in people if official in names[p])
    presiding = next(p for p in seats if "Примеров" in names[p])
    others = [p for p in seats if p != presiding]
    for participant in [presiding, *others[:2]]:
        secretary.do("presence", within=f"li:has([data-participant='{participant}'])")
    assert not secretary.has("form[data-do=opening]")
    assert "4.7" in secretary.text("#live")
    secretary.do("presence", within=f"li:has([data-participant='{others[2]}'])")
    secretary.do("presence", within=f"li:has([data-participant='{others[3]}'])")
    secretary.do("presence", within=f"li:has([data-participant='{voice}'])")
    secretary.do("opening")
    secretary.do("voting")

    # a consultative voice sees why it does not vote, and the server refuses the ballot and remembers
    reviewer = actor("reviewer@example.org")
    reviewer.go(f"/meetings/{meeting}/ballot/")
    assert not reviewer.has("form[data-do=ballot]")
    assert "4.2" in reviewer.text()
    item = re.search(r"/items/(\d+)/", secretary.page.content())[1]
    chair.go(f"/meetings/{meeting}/ballot/")
    data = chair.page.locator("form[data-do=ballot]").evaluate("form => Object.fromEntries(new FormData(form))")
    reviewer.go("/desk/")
    token = reviewer.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    refused = reviewer.page.context.request.post(
        f"{demo_site.url}/items/{item}/ballots/",
        form={**data, "choice": "for", "csrfmiddlewaretoken": token}, headers={"Referer": demo_site.url},
    )  # fmt: skip
    assert refused.status == 403

    # two of five are one short of three
    chair.do("ballot", choice="for")
    secretary.go(f"/meetings/{meeting}/room/")
    secretary.do("ballot", within=f"li:has([data-participant='{others[0]}'])", choice="for")
    for participant in others[1:4]:
        secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice="abstain")
    secretary.do("verdict")

    assert secretary.page.locator("#live").get_attribute("data-item") == "lost"
    assert "4.9" in secretary.text("#live")
