"""Pairs from the proposal to their ends, in a real browser: scenarios 8, 9 and 10, and the pair half of 11."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import Actor
from tests.journeys.test_exclusion import sign_minutes
from tests.servers import eventually

pytestmark = pytest.mark.on("sqlite")

DAY = 86_400
STAGE = "from tests.journeys.pairs_stage import play; print(play())"


@pytest.fixture(scope="module")
def site(open_site):
    """A portal without a demonstration: six members, three of them mentors, and five candidates."""
    with open_site() as opened:
        yield opened


def rows(person: Actor, query: str = "") -> list[str]:
    """The lines of the register of pairs."""
    person.go(f"/pairs/{query}")
    lines = person.page.locator("main table.data tbody tr")
    return [" ".join(one.split()) for one in lines.all_inner_texts()]


def form_list(chair: Actor, cast: dict) -> None:
    """The portal proposes 2, 2 and 1; a second mentor is refused with the clause; nobody remarks."""
    chair.go("/pairs/lists/")
    assert chair.do("list-new") == 200

    def proposed() -> bool:
        chair.page.reload()
        return chair.page.locator("tr[data-pair]").count() == 5

    eventually(proposed, 40, "five pairs proposed")
    named = [row.get_attribute("data-pair").split("-") for row in chair.page.locator("tr[data-pair]").all()]
    loads = [[int(mentor) for mentor, _candidate in named].count(pk) for pk in cast["mentors"]]
    assert sorted(loads) == [1, 2, 2]
    assert {int(candidate) for _mentor, candidate in named} == set(cast["candidates"])
    mentor, candidate = named[0]
    other = next(pk for pk in cast["mentors"] if pk != int(mentor))
    chair.link("add")
    chair.fill(mentor=str(other), candidate=candidate)
    assert chair.do("add") == 422
    assert "3.16" in chair.text("main")
    chair.go("/pairs/lists/")
    chair.page.locator("main tbody a").first.click()
    for step in ("offer", "agree"):
        assert chair.do("step", choice=step) == 200


def share_out(secretary: Actor, mentor: int) -> None:
    """Prepare a distribution that gives a mentor the first process."""
    secretary.go("/processes/")
    assert secretary.do("preset") == 200
    secretary.go("/stewards/")
    assert secretary.do("list") == 200
    first = secretary.page.locator("select[name=process] option").nth(1).get_attribute("value")
    secretary.fill(process=first, organisation=str(mentor))
    assert secretary.do("line") == 200


def stewards(secretary: Actor) -> int:
    """How many organisations answer for the first process."""
    secretary.go("/stewards/")
    assert secretary.has("tr[data-process='1.1']")
    return secretary.page.locator("tr[data-process='1.1'] .person").count()


def decide(secretary: Actor, chair: Actor, site) -> str:
    """Put pairs and processes on an agenda, hold the meeting, let its half vote for them; returns the meeting."""
    secretary.go("/meetings/new/")
    held_on = clock.today() + timedelta(days=1)
    secretary.fill(held_on=held_on.isoformat(), time="12:00", place="каб. 12")
    assert secretary.do("meeting") == 200
    meeting = re.search(r"/meetings/\d+/", secretary.page.url)[0]
    for matter in ("pairs", "stewards"):
        with secretary.page.expect_navigation():
            secretary.page.locator(f"form[data-do=listing][data-matter={matter}] button").click()
    chair.go(meeting)
    assert chair.do("approval") == 200
    site.shift_clock(DAY)
    secretary.go(f"{meeting}room/")
    people = secretary.page.locator("[data-list=members] form[data-do=presence]")
    ids = [people.nth(place).get_attribute("data-participant") for place in range(people.count())]
    assert len(ids) == 6
    names = secretary.page.locator("[data-list=members] li b").all_inner_texts()
    came = [one for one, name in zip(ids, names, strict=True) if name.startswith(("Примеров", "Макетов", "Тестова"))]
    for participant in came:
        secretary.do("presence", within=f"li:has([data-participant='{participant}'])")
    secretary.do("opening")
    assert rows(secretary) == []
    for number in (1, 2):
        secretary.go(f"{meeting}room/?item={number}")
        secretary.do("voting")
        for participant in came:
            secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice="for")
        secretary.do("verdict")
    secretary.link("closing")
    secretary.do("closing")
    return meeting


def leave(secretary: Actor, school: int) -> None:
    """Enter the exit of a school that came on paper."""
    secretary.go("/endings/entry/")
    signed = clock.today() + timedelta(days=1)
    secretary.fill(organisation=str(school), signed_on=signed.isoformat())
    secretary.upload("заявление о выходе.pdf")
    assert secretary.do("paper-exit") == 200


@pytest.mark.clause("A-3.16a", "A-3.16c", "A-3.16d", "A-3.16e", "A-3.17c", "A-4.11", "A-3.12", "A-3.15.1")
def test_pairs_from_the_proposal_to_their_ends(person, site):
    said = site.manage("shell", "-v", "0", "-c", STAGE)
    cast = json.loads(said.strip().splitlines()[-1])
    secretary, chair = person(cast["secretary"]), person(cast["chair"])

    # scenario 8: the list is agreed and nothing works yet; the decision makes five pairs, the minutes free the papers
    form_list(chair, cast)
    gone, *_left = cast["mentors"]
    share_out(secretary, gone)
    assert (rows(secretary), stewards(secretary)) == ([], 0)
    meeting = decide(secretary, chair, site)
    assert len(rows(secretary, "?state=active")) == 5
    assert stewards(secretary) == 1
    secretary.go("/pairs/")
    assert not secretary.has("form[data-do^=release]")
    sign_minutes(secretary, chair, meeting)
    secretary.go("/pairs/")
    assert secretary.do("print") == 200
    secretary.wait_paper()
    assert secretary.paper_bytes()[:5] == b"%PDF-"
    with secretary.page.expect_navigation():
        secretary.page.locator("form[data-do^=release] button").first.click()
    assert not secretary.has("form[data-do^=release]")
    head = person(cast["head"])
    assert site.letter(cast["head"], "4.11")
    assert len(rows(head)) == 1
    assert head.go("/pairs/map/") == 403
    secretary.go("/pairs/map/")
    assert secretary.page.locator("main table tbody tr").count() == 5

    # scenario 9: a mentor leaves; its pairs end, the candidates are without a mentor, its process and seat are vacant
    mentored = len(rows(secretary, "?state=active"))
    leave(secretary, gone)
    ended = rows(secretary, "?state=ended")
    assert ended
    assert all("3.16" in line for line in ended)
    assert len(rows(secretary, "?state=active")) == mentored - len(ended)
    assert secretary.page.locator("#idle-candidates .person").count() == len(ended)
    assert stewards(secretary) == 0
    secretary.go("/presidium/")
    assert secretary.page.locator("main table tbody tr").count() == 5
    chair.go("/desk/")
    assert not chair.has(".notice.bad")
    leave(secretary, cast["others"][0])
    chair.go("/desk/")
    assert "3.12" in chair.text(".notice.bad")

    # scenario 11: a mentor is merged; its pairs end with its membership, as the page said before
    secretary.go(f"/organisations/{cast['mentors'][1]}/reorganisation/")
    on = (clock.today() + timedelta(days=1)).isoformat()
    secretary.fill(
        kind="liquidation", on=on, entry_number="2262200000001", basis_number="15-у", basis_dated_on=on,
        basis_body="Учредитель",
    )  # fmt: skip
    assert secretary.do("change") == 200
    assert "3.16" in secretary.text("main")
    secretary.do("confirmation")
    active = rows(secretary, "?state=active")
    assert len(active) < mentored - len(ended)

    # scenario 10: the candidate receives its certificate; it is invited to apply and is a candidate still
    number = int(re.search(r"(\d+)", active[0].split("№")[1])[1])
    secretary.go(f"/search/?q={number}")
    secretary.page.locator(f"main a[href^='/organisations/']:has-text('{number}')").first.click()
    school = re.search(r"/organisations/(\d+)/", secretary.page.url)[0]
    site.shift_clock(20 * DAY)
    received = (clock.today() + timedelta(days=9)).isoformat()
    secretary.go(f"{school}certifications/")
    secretary.fill(
        standard="ГОСТ Р ИСО 9001-2015", body="Орган", number="ДЕМО-1", issued_on=received, received_on=received,
        valid_until=(clock.today() + timedelta(days=900)).isoformat(),
    )  # fmt: skip
    secretary.upload("сертификат.pdf")
    assert secretary.do("certification") == 200
    assert len(rows(secretary, "?state=active")) == len(active) - 1
    assert any("4.11" in line for line in rows(secretary, "?state=ended"))
    secretary.go("/desk/")
    assert secretary.has(f"main a[href='{school}']")
    secretary.go(f"/members/?q={number}")
    assert secretary.has("main tbody tr")
    secretary.go(school)
    assert "4.11" in secretary.text("main")
