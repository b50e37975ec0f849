"""Late minutes, in a real browser: scenario 6, and what grows from them: an assignment and its extract."""

from __future__ import annotations

from datetime import timedelta

import pytest

from association import clock
from tests.journeys.people import PASSWORD, Actor
from tests.journeys.test_quarter import DAY, enter, prepare

pytestmark = pytest.mark.on("sqlite")


def assign(secretary: Actor, letters: str) -> None:
    """Give an assignment beside the item: two letters and the button, the page is not left."""
    form = secretary.page.locator("form[data-do=assignment]")
    form.locator("[name=who]").fill(letters)
    form.locator("button").click()
    secretary.page.locator("[data-list=assignments] li").wait_for()


def sign(person: Actor, minutes: str, **fields: str) -> int:
    """Sign what the page shows; the browser is kept from asking for what is missing."""
    person.go(minutes)
    person.page.eval_on_selector_all("form", "forms => forms.forEach(form => form.noValidate = true)")
    person.fill(password=PASSWORD, **fields)
    return person.do("signature")


@pytest.mark.clause("A-4.10a", "A-4.10b", "A-4.4e", "A-5.5.2")
def test_late_minutes_ask_for_a_reason_and_their_assignment_is_carried_out(person, site):
    today = clock.today()
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    meeting = prepare(secretary, today + timedelta(days=12))
    minutes = f"{meeting}minutes/"
    chair.go(meeting)
    assert chair.do("approval") == 200

    # the meeting gives somebody something to do; its draft is shown to those who were there
    site.shift_clock(12 * DAY)
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    enter(secretary, meeting)
    assert secretary.do("opening") == 200
    assign(secretary, "Мак")
    secretary.link("closing")
    assert secretary.do("closing") == 200
    assert secretary.do("showing") == 200
    chair.go(minutes)
    chair.page.locator("form[data-do=remark] textarea").fill("Добавьте срок.")
    assert chair.do("remark") == 200

    # an unanswered remark holds the text; answered and after two days it is offered
    secretary.go(minutes)
    assert secretary.do("offering") == 409
    secretary.go(minutes)
    assert secretary.do("answer", choice="1") == 200

    # ten days later the minutes are late: the desk counts the days, the reason is asked, the minutes stay valid
    site.shift_clock(22 * DAY)
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    assert secretary.has(f"main a[href='{minutes}']")
    secretary.go(minutes)
    assert secretary.has("#signing .tag.bad")
    assert secretary.do("offering") == 200
    secretary.wait_paper()
    assert sign(secretary, minutes) == 200
    assert sign(chair, minutes) == 422
    assert sign(chair, minutes, late_reason="Болезнь секретаря") == 200
    assert "Болезнь секретаря" in chair.text("#signing")

    # the extract goes to the executor, who reports; the secretary verifies
    secretary.go(minutes)
    assert secretary.do("extract") == 200
    assert secretary.has("[data-list=copies] li")
    executor = person("director902@example.org")
    executor.page.locator("main a[href^='/assignments/']").first.click()
    assert executor.do("take") == 200
    executor.fill(text="Сделано.")
    executor.upload("отчёт.pdf")
    assert executor.do("report") == 200
    secretary.go(executor.page.url)
    assert secretary.do("verdict", choice="1") == 200
    assert secretary.has(".lead .tag.ok")
