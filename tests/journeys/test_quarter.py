"""A quiet quarter, in a real browser: scenario 1, from the reminder to the due day of the minutes."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from association import clock
from association.calendar import middle_of, next_quarter, quarter_of
from tests.journeys.people import Actor

pytestmark = pytest.mark.on("sqlite")

DAY = 86_400
PRESENT = ("Примеров", "Макетов", "Шаблонов", "Тестова", "Эталонова")


def prepare(secretary: Actor, held_on: date) -> str:
    """Plan the meeting, write one question with its material; return the address."""
    secretary.go("/meetings/new/")
    secretary.fill(held_on=held_on.isoformat(), time="12:00", place="актовый зал")
    assert secretary.do("meeting") == 200
    at = re.search(r"/meetings/\d+/", secretary.page.url)[0]
    secretary.page.locator("form[data-do=question] [name=title]").fill("О работе в квартале")
    secretary.page.locator("form[data-do=question] [name=decision]").fill("Одобрить работу.")
    secretary.page.locator("form[data-do=question] select[name=form]").select_option("proposal")
    assert secretary.do("question") == 200
    secretary.page.locator("[data-list=agenda] h3 a").first.click()
    secretary.page.locator("#material_title").fill("Справка о работе")
    secretary.upload("справка.pdf")
    assert secretary.do("upload") == 200
    return at


def enter(secretary: Actor, meeting: str) -> None:
    """Note five who have come."""
    secretary.go(f"{meeting}room/")
    people = secretary.page.locator("[data-list=members] form[data-do=presence]")
    ids = [people.nth(place).get_attribute("data-participant") for place in range(people.count())]
    names = secretary.page.locator("[data-list=members] li b").all_inner_texts()
    for participant, name in zip(ids, names, strict=True):
        if name.startswith(PRESENT):
            secretary.do("presence", within=f"li:has([data-participant='{participant}'])")


@pytest.mark.clause("A-4.2a.1", "A-4.3b", "A-4.4b", "A-4.4c", "A-4.8", "A-5.3.2")
def test_a_quiet_quarter_ends_in_a_meeting(person, site):
    today = clock.today()
    middle = middle_of(next_quarter(quarter_of(today)))
    site.shift_clock((middle - today).days * DAY)
    secretary, chair = person("secretary@example.org"), person("director901@example.org")

    # in the middle of the quarter no meeting is booked: the desk says so, and the year is amber
    secretary.go("/desk/")
    assert secretary.has("main a[href='/meetings/new/']")
    secretary.go(f"/meetings/?year={middle.year}")
    assert secretary.has(".quarters .this .tag.need")

    # the secretary prepares, the chair approves; all member organisations are told
    meeting = prepare(secretary, middle + timedelta(days=12))
    chair.go(meeting)
    assert chair.do("approval") == 200
    assert site.letter("director902@example.org", meeting)
    assert site.letter("director909@example.org", "О работе в квартале")
    secretary.go(f"/meetings/?year={middle.year}")
    assert not secretary.has(".quarters .this .tag.need")

    # one of those asked answers and opens the material; the secretary sees both
    member = person("director903@example.org")
    member.go(meeting)
    member.fill(answer="yes")
    assert member.do("reply") == 200
    with member.page.expect_download() as loaded:
        member.page.locator("form[data-do=material] button").first.click()
    assert loaded.value.path().read_bytes()[:5] == b"%PDF-"
    secretary.go(meeting)
    line = secretary.text("[data-list=participants] li:has(.tag.ok)")
    assert "1" in line

    # five of the roster come: there is a quorum, and the minutes begin with their due day
    site.shift_clock((middle - today).days * DAY + 12 * DAY)
    enter(secretary, meeting)
    assert secretary.do("opening") == 200
    secretary.link("closing")
    assert secretary.do("closing") == 200
    assert "4.10" in secretary.text("#signing")
    secretary.go(f"/meetings/?year={middle.year}")
    assert not secretary.has(".quarters .this .tag.bad")
