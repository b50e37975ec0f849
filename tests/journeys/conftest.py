"""What the journeys share: a portal with the demonstration's history, and people who act in a real browser."""

from __future__ import annotations

import re

import pytest

from tests.journeys.people import PASSWORD, Actor


@pytest.fixture
def actor(new_page, demo_site):
    """Open a browser as one of the demonstration's people: actor("secretary@example.org")."""

    def opened(email, **options):
        person = Actor(new_page(demo_site, **options), demo_site, email)
        person.sign_in(email, PASSWORD)
        return person

    return opened


@pytest.fixture(scope="module")
def site(open_site):
    """A portal of the module's own: who leaves here, or is changed for good, would be missed by the other journeys."""
    with open_site("demo", DEMO="1") as opened:
        yield opened


@pytest.fixture
def person(new_page, site):
    """Open a browser as one of the people of the module's own portal; without an address, as a stranger."""

    def opened(email, **options):
        one = Actor(new_page(site, **options), site, email)
        if email:
            one.sign_in(email, PASSWORD)
        return one

    return opened


@pytest.fixture
def stranger(new_page, demo_site):
    """A browser in which nobody has signed in."""
    return lambda **options: Actor(new_page(demo_site, **options), demo_site, "")


@pytest.fixture
def invited(demo_site, new_page):
    """Open the account of an invited person by the link of the letter: invited(email, password)."""

    def accepted(email, password=PASSWORD):
        letter = demo_site.letter(email, "/invitation/").get_body(("plain",)).get_content()
        person = Actor(new_page(demo_site), demo_site, email)
        person.page.goto(re.search(r"https?://\S+/invitation/\S+/", letter)[0])
        person.fill(password=password)
        person.do("acceptance")
        return person

    return accepted
