"""A member is excluded, in a real browser: scenario 13 with nine members and eight seats, then with five of each."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import PASSWORD, Actor
from tests.journeys.test_leaving import leave_on_paper

pytestmark = pytest.mark.on("postgres")

TARGET, DAY = "№ 909", 86_400


def seat_the_eighth(secretary: Actor) -> None:
    """The demonstration has seven seats; a general meeting gives one more."""
    secretary.go("/presidium/")
    option = secretary.page.locator("form[data-do=seat] option:has-text('№ 908')")
    secretary.page.locator("form[data-do=seat] select").select_option(option.get_attribute("value"))
    secretary.page.locator("form[data-do=seat] [name=number]").fill("2")
    assert secretary.do("seat") == 200
    assert secretary.page.locator("main table tbody tr").count() >= 8


def move(director: Actor, target: str = TARGET) -> str:
    """Write the motion against the target, read it and sign it; return the address of the case."""
    director.go("/exclusions/new/")
    option = director.page.locator(f"select[name=target] option:has-text('{target}')")
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


def put_on_agenda(secretary: Actor, chair: Actor, days: int = 1) -> str:
    """Plan a meeting so many days ahead with the case as its question, and let the chair approve it."""
    secretary.go("/meetings/new/")
    secretary.fill(held_on=(clock.today() + timedelta(days=days)).isoformat(), time="12:00", place="каб. 12")
    assert secretary.do("meeting") == 200
    at = re.search(r"/meetings/\d+/", secretary.page.url)[0]
    listing = secretary.page.locator("form[data-do=listing][data-matter=exclusion] button")
    with secretary.page.expect_navigation():
        listing.click()
    chair.go(at)
    assert chair.do("approval") == 200
    return at


FIVE = ("Примеров", "Макетов", "Шаблонов", "Тестова", "Эталонова")


def vote(secretary: Actor, meeting: str, roster: int = 8, wanted: tuple[str, ...] = FIVE) -> None:
    """Five of eight, or those named, are in the room and all vote for."""
    room = f"{meeting}room/"
    secretary.go(room)
    people = secretary.page.locator("[data-list=members] form[data-do=presence]")
    ids = [people.nth(place).get_attribute("data-participant") for place in range(people.count())]
    assert len(ids) == roster
    names = secretary.page.locator("[data-list=members] li b").all_inner_texts()
    for participant, name in zip(ids, names, strict=True):
        if name.startswith(wanted):
            secretary.do("presence", within=f"li:has([data-participant='{participant}'])")
    secretary.do("opening")
    assert "3.14" in secretary.text("#live .votebar")
    secretary.do("voting")
    hands = secretary.page.locator("#by-hand form[data-do=ballot]")
    voters = [hands.nth(place).get_attribute("data-participant") for place in range(hands.count())]
    assert len(voters) == len(wanted)
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


def figures(person: Actor, case: str) -> list[str]:
    """The consents given and needed of the whole roster, as the page of the case shows them."""
    person.go(case)
    count = person.page.locator("[data-needed]")
    return [count.get_attribute(f"data-{name}") for name in ("given", "needed", "roster")]


@pytest.mark.clause("A-3.14", "A-3.12", "A-3.3", "A-B.7")
def test_of_five_members_four_consents_exclude_with_a_second_word(person, new_page, site):
    site.shift_clock(DAY)
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    for name in ("№ 909", "№ 908", "№ 907", "№ 906"):
        secretary.go("/endings/entry/")
        if secretary.has(f"select[name=organisation] option:has-text('{name}')"):
            leave_on_paper(secretary, name)
    secretary.go("/search/?q=905")
    secretary.page.locator("main a[href^='/organisations/']").first.click()
    secretary.page.locator("main a[href^='/certificates/']").first.click()
    code = re.search(r"/c/([\w-]+)/", secretary.page.content())[1]
    case = move(person("director904@example.org"), "№ 905")
    secretary.go(case)
    secretary.do("registration")
    assert figures(secretary, case)[1:] == ["4", "5"]

    # three of five consent in the room: 9 < 10
    meeting = put_on_agenda(secretary, chair, days=2)
    site.shift_clock(2 * DAY)
    vote(secretary, meeting, 5, ("Примеров", "Макетов", "Тестова"))
    assert figures(secretary, case) == ["3", "4", "5"]
    assert secretary.has("[data-state=heard]")

    # the fourth signs the sheet: 12 >= 10; four members would be left, which asks for a second word and blocks nothing
    fourth = person("director903@example.org")
    fourth.go(case)
    fourth.wait_paper()
    fourth.fill(password=PASSWORD)
    assert fourth.do("signature") == 200
    assert figures(secretary, case) == ["4", "4", "5"]
    assert "3.12" in secretary.text(".notice.need")
    assert secretary.do("confirmation") == 200
    assert secretary.has("[data-state=carried]")

    # order and certificate: annulled from the day of the order
    sign_minutes(secretary, chair, meeting)
    secretary.go("/orders/")
    secretary.page.locator("tbody a").first.click()
    secretary.wait_paper()
    secretary.fill(number="905-П", is_confirmed="1")
    assert secretary.do("order") == 200, secretary.text()
    stranger = Actor(new_page(site), site, "")
    stranger.go(f"/c/{code}/")
    assert stranger.page.locator("[data-status]").get_attribute("data-status") == "annulled"
