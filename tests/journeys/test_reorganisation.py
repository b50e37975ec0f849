"""Renaming is not reorganisation (scenario 11): one school takes a new name, another is merged, in a real browser."""

from __future__ import annotations

import re

import pytest

from association import clock
from tests.journeys.people import PASSWORD, Actor

pytestmark = pytest.mark.on("postgres")

OLD, NEW = "№ 906", "МБОУ «Демонстрационная гимназия № 906»"
MERGED, SUCCESSOR = "№ 905", "№ 903"


@pytest.fixture
def secretary(new_page, site):
    one = Actor(new_page(site), site, "secretary@example.org")
    one.sign_in(one.email, PASSWORD)
    return one


def open_school(person: Actor, words: str) -> str:
    """Open the page of a school; returns its address."""
    person.go(f"/search/?q={words.removeprefix('№ ')}")
    person.page.locator(f"main a[href^='/organisations/']:has-text('{words}')").first.click()
    person.page.wait_for_url(re.compile(r"/organisations/\d+/$"))
    return re.search(r"/organisations/\d+/", person.page.url)[0]


def certificate_of(person: Actor, school: str) -> tuple[str, str]:
    """Address and check code of the certificate in force of a school."""
    person.go(school)
    person.page.locator("main a[href^='/certificates/']").first.click()
    person.page.wait_for_url(re.compile(r"/certificates/\d+/$"))
    address = re.search(r"/certificates/\d+/", person.page.url)[0]
    return address, re.search(r"/c/([\w-]+)/", person.page.content())[1]


def paper(**more: str) -> dict[str, str]:
    """The paper that a change stands on."""
    today = clock.today().isoformat()
    return {"on": today, "basis_number": "15-у", "basis_dated_on": today, "basis_body": "Учредитель"} | more


def status(person: Actor, code: str) -> str:
    person.go(f"/c/{code}/")
    return person.page.locator("[data-status]").get_attribute("data-status")


def seats(person: Actor) -> str:
    person.go("/presidium/")
    return person.text("main table tbody")


@pytest.mark.clause("A-3.15.1", "A-B.7", "A-B.3")
def test_a_new_name_gives_a_new_certificate_and_leaves_membership_and_seat_alone(secretary, new_page, site):
    school = open_school(secretary, OLD)
    since = secretary.text("dl.key div")
    old_address, old_code = certificate_of(secretary, school)
    old_seats = seats(secretary)

    # a name on a day before the present one is refused at the field, and what was typed stays
    secretary.go(f"{school}name/")
    names = {"full": f"Муниципальное учреждение {NEW}", "short": NEW}
    secretary.fill(**names, **paper(on="2001-01-01"))
    assert secretary.do("change") == 422
    assert secretary.page.locator("[name=short]").input_value() == NEW
    secretary.fill(on=clock.today().isoformat())
    assert secretary.do("change") == 200

    # membership and seat stay; the certificate bears the former name, and the portal proposes a new one
    secretary.go(school)
    assert secretary.text("dl.key div") == since
    assert seats(secretary).replace(NEW, "") != ""
    assert len(seats(secretary).split("906")) == len(old_seats.split("906"))
    assert status(secretary, old_code) == "valid"
    secretary.go(old_address)
    secretary.page.locator("a[href$='/renewal/']").first.click()
    secretary.do("confirm")
    new_address, new_code = certificate_of(secretary, school)
    assert new_address != old_address
    assert (status(secretary, old_code), status(secretary, new_code)) == ("replaced", "valid")
    stranger = Actor(new_page(site), site, "")
    stranger.go(f"/c/{new_code}/")
    assert "гимназия" in stranger.text("main")

    # minutes of before keep the name of their day
    secretary.go("/meetings/?view=held")
    assert "гимназия" not in secretary.text("main")


@pytest.mark.clause("A-3.15.1", "A-B.7", "A-3.12")
def test_a_merger_ends_membership_seat_and_certificate_on_the_day_of_the_entry(secretary, site):
    school = open_school(secretary, MERGED)
    _address, code = certificate_of(secretary, school)
    successor = open_school(secretary, SUCCESSOR)
    name = secretary.text("h1")
    assert "905" in seats(secretary)

    secretary.go(f"{school}reorganisation/")
    secretary.fill(kind="accession", entry_number="2262200000001", successors=name, **paper())
    assert secretary.do("change") == 200
    assert "3.15.1" in secretary.text("main")
    secretary.do("confirmation")

    secretary.go(school)
    assert "3.15.1" in secretary.text("main")
    assert status(secretary, code) == "annulled"
    assert "905" not in seats(secretary)
    secretary.go("/members/?q=905")
    assert not secretary.has("main tbody tr:has-text('905')")
    # the successor is a member already and is not asked to apply; its page names the predecessor
    secretary.go(successor)
    assert "905" in secretary.text("main")
    secretary.go("/orders/")
    secretary.page.locator("tbody a").first.click()
    assert "3.15.1" in secretary.text("#main")
