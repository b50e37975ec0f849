"""The chair resigns and another is elected, in a real browser: scenario 12 with nine organisations and seven seats."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import Actor

pytestmark = pytest.mark.on("sqlite")

DAY = 86_400
CHAIR, DEPUTY, THIRD, FOURTH = "Примеров", "Макетов", "Шаблонов", "Тестова"


@pytest.fixture
def secretary(person):
    return person("secretary@example.org")


def plan(secretary: Actor, kind: str, tomorrow: str) -> str:
    """Plan a meeting of tomorrow; return its address."""
    secretary.go("/meetings/new/")
    secretary.fill(held_on=tomorrow, time="12:00", place="каб. 12", kind=kind)
    assert secretary.do("meeting") == 200
    return re.search(r"/meetings/\d+/", secretary.page.url)[0]


def put_forward(person: Actor, surname: str) -> int:
    """Choose a candidate by the surname on the page of an election."""
    option = person.page.locator(f"select[name=candidate] option:has-text('{surname}')")
    person.fill(candidate=option.get_attribute("value"))
    return person.do("nomination")


def arrive(secretary: Actor, meeting: str, *surnames: str) -> None:
    """Note who is in the room."""
    secretary.go(f"{meeting}room/")
    for surname in surnames:
        secretary.do("presence", within=f"[data-list=members] li:has(b:has-text('{surname}'))")


def vote(secretary: Actor, *choices: str) -> str:
    """Open the vote, enter the ballots in the order of names, close it; return how the item stands."""
    assert secretary.do("voting") == 200
    hands = secretary.page.locator("#by-hand form[data-do=ballot]")
    voters = [hands.nth(place).get_attribute("data-participant") for place in range(hands.count())]
    assert len(voters) == len(choices)
    for participant, choice in zip(voters, choices, strict=True):
        secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice=choice)
    secretary.do("verdict")
    return secretary.page.locator("#live").get_attribute("data-item")


def close(secretary: Actor) -> None:
    secretary.link("closing")
    secretary.do("closing")


def name_of(secretary: Actor, surname: str) -> str:
    """The number of a candidacy, as the room shows it."""
    return secretary.page.locator(f"[data-candidate]:has-text('{surname}')").get_attribute("data-candidate")


def resign(secretary: Actor, chair: Actor, tomorrow: str) -> str:
    """Register the application of the chair, and let the Presidium decide on it tomorrow."""
    secretary.go("/presidium/")
    secretary.link("release-chair")
    secretary.fill(reason="own_wish", number="5", dated_on=clock.today().isoformat())
    secretary.upload("заявление.pdf", b"not a paper at all")
    assert secretary.do("release") == 422
    secretary.fill(reason="own_wish", number="5", dated_on=clock.today().isoformat())
    secretary.upload("заявление.pdf")
    assert secretary.do("release") == 200
    meeting = plan(secretary, "ordinary", tomorrow)
    with secretary.page.expect_navigation():
        secretary.page.locator("form[data-do=listing][data-matter=release] button").click()
    chair.go(meeting)
    assert chair.do("approval") == 200
    return meeting


@pytest.mark.clause("A-3.6", "A-3.7.2", "A-3.8", "A-3.9", "A-5.4.1")
def test_the_chair_resigns_the_deputy_acts_and_a_general_meeting_elects(secretary, person, site):
    chair, deputy = person("director901@example.org"), person("director902@example.org")
    days = [(clock.today() + timedelta(days=number)).isoformat() for number in range(5)]

    # the Presidium releases the chair; the deputy presides over the question and acts from then on
    meeting = resign(secretary, chair, days[1])
    site.shift_clock(DAY)
    arrive(secretary, meeting, CHAIR, DEPUTY, THIRD, FOURTH)
    secretary.do("opening")
    assert vote(secretary, "for", "for", "abstain", "against") == "carried"
    assert DEPUTY in secretary.text("#live")
    close(secretary)
    secretary.go("/presidium/")
    assert DEPUTY in secretary.text("[data-acting]")
    assert CHAIR not in secretary.text("[data-list=offices]")
    chair.go("/desk/")
    assert not chair.has("main a[href='/presidium/']")

    # a general meeting: nine organisations, six of them come; the deputy who acts approves its agenda
    meeting = plan(secretary, "general", days[2])
    assert secretary.page.locator("[data-list=participants] > li").count() == 9
    secretary.do("election-chair")
    election = secretary.page.url
    for surname in (DEPUTY, THIRD, FOURTH):
        assert put_forward(secretary, surname) == 200
    deputy.go(meeting)
    assert deputy.do("approval") == 200
    site.shift_clock(2 * DAY)
    arrive(secretary, meeting, CHAIR, DEPUTY, THIRD, FOURTH, "Эталонова", "Наброскова")
    secretary.do("opening")
    one, two, three = (f"for:{name_of(secretary, surname)}" for surname in (DEPUTY, THIRD, FOURTH))
    assert vote(secretary, one, one, one, two, two, three) == "waiting"  # three of six are not more than half
    assert "3.6" in secretary.text("#live .verdict")
    assert vote(secretary, one, one, one, one, two, two) == "carried"
    close(secretary)
    secretary.go(election)
    assert secretary.page.locator("main tbody tr:has(.tag.ok)").count() == 1
    secretary.go("/presidium/")
    assert DEPUTY in secretary.text("[data-list=offices] li")
    assert not secretary.has("[data-acting]")

    # the first ordinary meeting elects the deputy whom the new chair proposes
    meeting = plan(secretary, "ordinary", days[3])
    with secretary.page.expect_navigation():
        secretary.page.locator("form[data-do=listing][data-matter=election_deputy] button").click()
    deputy.go("/desk/")
    deputy.page.locator("main a[href^='/elections/']").first.click()
    deputy.page.wait_for_url("**/elections/*/")
    assert put_forward(deputy, THIRD) == 200
    deputy.go(meeting)
    assert deputy.do("approval") == 200
    site.shift_clock(3 * DAY)
    arrive(secretary, meeting, DEPUTY, THIRD, FOURTH, CHAIR)
    secretary.do("opening")
    assert vote(secretary, "for", "for", "for", "against") == "carried"
    secretary.go("/presidium/")
    assert THIRD in secretary.text("[data-list=offices]")
    secretary.go(f"/presidium/?on={days[0]}")
    assert CHAIR in secretary.text("[data-list=offices]")
    assert '"ok": true' in site.manage("verify", "--json")
