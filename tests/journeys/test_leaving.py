"""A member leaves by its own application, in a real browser: scenario 9 without its pairs."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import PASSWORD, Actor

pytestmark = pytest.mark.on("postgres")

SCHOOL, DAY = "№ 907", 86_400


def seats(person: Actor, day: str = "") -> int:
    """How many seats are filled, today or on a day."""
    person.go(f"/presidium/?on={day}" if day else "/presidium/")
    return person.page.locator("main table tbody tr").count()


def leave_on_paper(secretary: Actor, name: str) -> None:
    """Enter the exit of a school whose name holds these words, as it came on paper."""
    secretary.go("/endings/entry/")
    option = secretary.page.locator(f"select[name=organisation] option:has-text('{name}')").first
    secretary.fill(organisation=option.get_attribute("value"), signed_on=clock.today().isoformat())
    secretary.upload("заявление о выходе.pdf")
    assert secretary.do("paper-exit") == 200
    assert secretary.has("[data-state=registered]")


@pytest.mark.clause("A-3.15.2", "A-5.6.7", "A-3.12", "A-3.3", "A-B.7", "A-3.4b")
def test_a_member_leaves_and_everything_that_hung_on_it_ends(person, new_page, site):
    secretary, director = person("secretary@example.org"), person("director907@example.org")
    before = seats(secretary)
    director.go("/search/?q=907")
    director.page.locator("main a[href^='/organisations/']").first.click()
    director.page.locator("main a[href^='/certificates/']").first.click()
    code = re.search(r"/c/([\w-]+)/", director.page.content())[1]

    # the head states the exit; a day gone is refused at the field and the reason stays typed
    director.go("/endings/new/")
    director.fill(stated_on=(clock.today() - timedelta(days=5)).isoformat(), reason="Смена учредителя")
    assert director.do("exit") == 422
    assert director.page.locator("[name=reason]").input_value() == "Смена учредителя"
    director.fill(stated_on="")
    director.do("exit")
    director.wait_paper()
    assert director.paper_bytes()[:5] == b"%PDF-"
    director.fill(password=PASSWORD)
    director.do("signature")
    director.do("submission")
    at = re.search(r"/endings/\d+/", director.page.url)[0]
    assert director.has("form[data-do=retraction]")
    assert site.letter("secretary@example.org", at)

    # the secretary registers it: no vote, no refusal, a number and a letter
    secretary.go("/desk/")
    assert secretary.has(f"main a[href='{at}']")
    secretary.go(at)
    assert not secretary.has("form[data-do=refusal]")
    secretary.do("registration")
    assert "01-13/" in secretary.text("[data-number]")
    secretary.wait_paper()
    assert site.letter("director907@example.org", at)
    assert site.letter("director901@example.org", SCHOOL)

    # seat, certificate and the place in the public register are gone from today
    assert seats(secretary) == before - 1
    stranger = Actor(new_page(site), site, "")
    stranger.go(f"/c/{code}/")
    assert stranger.page.locator("[data-status]").get_attribute("data-status") == "annulled"
    stranger.go("/members/?q=907")
    assert not stranger.has("main tbody tr:has-text('907')")
    director.go(at)
    assert not director.has("form[data-do=retraction]")

    # the order shows the removal, and only shows it
    secretary.go("/orders/")
    secretary.page.locator("tbody a").first.click()
    assert "3.15.2" in secretary.text("#main")
    secretary.wait_paper()
    secretary.fill(number="907-В")
    assert secretary.do("order") == 200
    assert secretary.has("[data-state=entered]")

    # a wrong order is voided with a reason, and the membership stays ended
    secretary.link("voiding")
    secretary.fill(reason="Ошибка в номере")
    secretary.do("voiding")
    assert "3.15.2" in secretary.text("#main")

    # eight are left, six when two without a seat go; the next leaves five members and five seats, from that day on and
    # without a warning; at four nobody is held up either, but chair and authority are warned
    chair, official = person("director901@example.org"), person("reviewer@example.org")
    for reader in (chair, official):
        reader.go("/desk/")
        assert not reader.has(".notice.bad")
    for name in ("№ 908", "№ 909"):
        leave_on_paper(secretary, name)
    assert seats(secretary) == 6
    site.shift_clock(DAY)
    leave_on_paper(secretary, "№ 906")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert [seats(secretary, day) for day in (clock.today().isoformat(), tomorrow)] == [6, 5]
    secretary.go("/meetings/new/")
    secretary.fill(held_on=(clock.today() + timedelta(days=5)).isoformat(), time="12:00", place="каб. 12")
    secretary.do("meeting")
    assert secretary.page.locator("[data-list=participants] > li").count() == 5
    for reader in (chair, official):
        reader.go("/desk/")
        assert not reader.has(".notice.bad")
    leave_on_paper(secretary, "№ 905")
    for reader in (chair, official):
        reader.go("/desk/")
        assert "3.12" in reader.text(".notice.bad")
    assert site.letter("reviewer@example.org", "3.12")
