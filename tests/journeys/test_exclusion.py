"""A member is excluded, in a real browser: scenario 13 with nine members, eight seats and five in the room."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import PASSWORD, Actor

TARGET, DAY = "№ 909", 86_400


def seat_the_eighth(secretary: Actor) -> None:
    """The demonstration has seven seats; a general meeting gives one more."""
    secretary.go("/presidium/")
    option = secretary.page.locator("form[data-do=seat] option:has-text('№ 908')")
    secretary.page.locator("form[data-do=seat] select").select_option(option.get_attribute("value"))
    secretary.page.locator("form[data-do=seat] [name=number]").fill("2")
    assert secretary.do("seat") == 200
    assert secretary.page.locator("main table tbody tr").count() >= 8


def move(director: Actor) -> str:
    """Write the motion against the target, read it and sign it; return the address of the case."""
    director.go("/exclusions/new/")
    option = director.page.locator(f"select[name=target] option:has-text('{TARGET}')")
    director.fill(target=option.get_attribute("value"), grounds="Не участвует в работе Ассоциации два года.")
    director.upload("переписка.pdf", b"not a paper at all")
    assert director.do("motion") == 422
    assert director.page.locator("[name=grounds]").input_value().startswith("Не участвует")
    director.upload("переписка.pdf")
    assert director.do("motion") == 200
    director.wait_paper()
    assert director.paper_bytes()[:5] == b"%PDF-"
    director.fill(password=PASSWORD)
    assert director.do("signature") == 200
    return re.search(r"/exclusions/\d+/", director.page.url)[0]


def put_on_agenda(secretary: Actor, chair: Actor) -> str:
    """Plan a meeting of tomorrow with the case as its question, and let the chair approve it."""
    secretary.go("/meetings/new/")
    secretary.fill(held_on=(clock.today() + timedelta(days=1)).isoformat(), time="12:00", place="каб. 12")
    assert secretary.do("meeting") == 200
    at = re.search(r"/meetings/\d+/", secretary.page.url)[0]
    listing = secretary.page.locator("form[data-do=listing][data-matter=exclusion] button")
    with secretary.page.expect_navigation():
        listing.click()
    chair.go(at)
    assert chair.do("approval") == 200
    return at


def vote(secretary: Actor, meeting: str) -> None:
    """Five of eight are in the room and all vote for."""
    room = f"{meeting}room/"
    secretary.go(room)
    people = secretary.page.locator("[data-list=members] form[data-do=presence]")
    ids = [people.nth(place).get_attribute("data-participant") for place in range(people.count())]
    assert len(ids) == 8
    names = secretary.page.locator("[data-list=members] li b").all_inner_texts()
    wanted = ("Примеров", "Макетов", "Шаблонов", "Тестова", "Эталонова")
    for participant, name in zip(ids, names, strict=True):
        if name.startswith(wanted):
            secretary.do("presence", within=f"li:has([data-participant='{participant}'])")
    secretary.do("opening")
    assert "3.14" in secretary.text("#live .votebar")
    secretary.do("voting")
    hands = secretary.page.locator("#by-hand form[data-do=ballot]")
    voters = [hands.nth(place).get_attribute("data-participant") for place in range(hands.count())]
    assert len(voters) == 5
    for participant in voters:
        secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice="for")
    secretary.do("verdict")
    assert secretary.page.locator("#live").get_attribute("data-item") == "lost"
    secretary.link("closing")
    secretary.do("closing")


def sign_minutes(secretary: Actor, chair: Actor, meeting: str) -> None:
    """Offer the minutes and sign them twice."""
    secretary.go(f"{meeting}minutes/")
    secretary.do("offering")
    secretary.wait_paper()
    for signer in (secretary, chair):
        signer.go(f"{meeting}minutes/")
        signer.fill(password=PASSWORD)
        assert signer.do("signature") == 200


@pytest.mark.clause("A-3.14", "A-3.3", "A-B.7")
def test_a_member_is_excluded_by_two_thirds_of_the_whole_presidium(person, new_page, site):
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    seat_the_eighth(secretary)
    target = person("director909@example.org")
    target.go("/search/?q=909")
    target.page.locator("main a[href^='/organisations/']").first.click()
    school = re.search(r"/organisations/\d+/", target.page.url)[0]
    target.page.locator("main a[href^='/certificates/']").first.click()
    code = re.search(r"/c/([\w-]+)/", target.page.content())[1]

    # a member moves the exclusion; the target knows nothing of it until the secretary has registered it
    initiator = person("director904@example.org")
    case = move(initiator)
    assert site.letter("secretary@example.org", case)
    assert target.go(case) == 404
    secretary.go("/desk/")
    assert secretary.has(f"main a[href='{case}']")
    secretary.go(case)
    assert secretary.page.locator("[data-needed]").get_attribute("data-needed") == "6"
    secretary.do("registration")
    assert "01-13/" in secretary.text("[data-number]")

    # the target is told, reads the grounds and answers
    assert site.letter("director909@example.org", case)
    assert target.go(case) == 200
    assert "два года" in target.text()
    target.fill(text="Школа провела один семинар.")
    assert target.do("explanation") == 200

    # five of eight consent in the room: 15 < 16
    meeting = put_on_agenda(secretary, chair)
    site.shift_clock(DAY)
    vote(secretary, meeting)
    secretary.go(case)
    count = secretary.page.locator("[data-needed]")
    assert [count.get_attribute(f"data-{name}") for name in ("given", "needed", "roster")] == ["5", "6", "8"]
    assert secretary.has("[data-state=heard]")

    # the sixth signs the sheet afterwards: 18 >= 16; who has voted is not asked again
    chair.go(case)
    assert not chair.has("form[data-do=signature]")
    sixth = person("director906@example.org")
    sixth.go("/desk/")
    assert sixth.has(f"main a[href='{case}']")
    sixth.go(case)
    sixth.wait_paper()
    sixth.fill(password=PASSWORD)
    assert sixth.do("signature") == 200
    assert sixth.has("[data-state=carried]")
    assert site.letter("director904@example.org", "3.14")

    # the minutes get their number, the order its date; membership and certificate end with it
    sign_minutes(secretary, chair, meeting)
    secretary.go("/orders/")
    secretary.page.locator("tbody a").first.click()
    assert "3.14" in secretary.text("#main")
    secretary.wait_paper()
    secretary.fill(number="914-П")
    assert secretary.do("order") == 200, secretary.text()
    stranger = Actor(new_page(site), site, "")
    stranger.go(f"/c/{code}/")
    assert stranger.page.locator("[data-status]").get_attribute("data-status") == "annulled"
    stranger.go("/members/?q=909")
    assert not stranger.has("main tbody tr:has-text('909')")
    secretary.go("/endings/")
    assert "3.14" in secretary.text("main tbody tr:has-text('909')")
    secretary.go(school)
    assert "3.14" in secretary.text()
    target.go(case)
    assert "3.14" in target.text("dl.facts")
    secretary.go(case)
    secretary.wait_paper()
