"""A key in a real browser: registered on the pages of the account, it signs the minutes once and opens the door."""

import json

import pytest

from tests.journeys.people import PASSWORD, Actor

pytestmark = pytest.mark.on("sqlite")

CHAIR, MEMBER = "director901@example.org", "director903@example.org"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
METHODS = """
from association.models import Signature
from association.models import User
print(*Signature.objects.filter(user=User.objects.get(email="director901@example.org")).order_by("pk")
      .values_list("method", flat=True))
"""
REPLAY = """async ([address, sent, key]) => {
    const body = new URLSearchParams(sent);
    body.set("form_key", key);
    const answer = await fetch(address, {method: "POST", body});
    return answer.status;
}"""


@pytest.fixture(scope="module")
def own_site(open_site):
    """A portal whose chair gets a key; the shared one keeps its people without."""
    with open_site("demo", DEMO="1") as site:
        yield site


@pytest.fixture
def entered(own_site, new_page):
    """Somebody who has signed in by the form."""

    def opened(email):
        person = Actor(new_page(own_site), own_site, email)
        person.sign_in(email, PASSWORD)
        return person

    return opened


class Device:
    """A key of the machine, made by the browser itself."""

    def __init__(self, page) -> None:
        self.line = page.context.new_cdp_session(page)
        self.line.send("WebAuthn.enable")
        self.id = self.line.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]

    def verifies(self, verified: bool) -> None:
        """Let the next person at the device be its owner, or not."""
        self.line.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": verified})


def register(person) -> None:
    """Add the key on the page of the account, which asks for the password again."""
    person.go("/accounts/2fa/webauthn/add/")
    person.fill(password=PASSWORD)
    person.page.locator("main button[type=submit]").click()
    person.page.wait_for_url("**/webauthn/add/")
    person.fill(name="Ключ на столе", passwordless="1")
    person.page.locator("#mfa_webauthn_add").click()
    person.page.wait_for_url("**/recovery-codes/**")


def test_a_key_is_registered_signs_the_minutes_and_opens_the_door(entered, own_site):
    chair = entered(CHAIR)
    device, page = Device(chair.page), chair.page
    chair.go("/desk/")
    address = page.locator("main a[href$='/minutes/']").first.get_attribute("href")
    chair.go(address)
    assert (chair.has("form[data-do=signature]"), chair.has("[data-key]")) == (True, False)
    register(chair)
    before = own_site.manage("shell", "-v", "0", "-c", METHODS).split()
    sent = []
    page.on("request", lambda one: sent.append(one) if one.method == "POST" else None)

    chair.go(address)
    chair.fill(late_reason="Командировка")
    device.verifies(False)
    page.locator("[data-key]").click()
    page.locator("form[data-sign] [role=status]:not(:empty)").wait_for()
    assert sent == []
    device.verifies(True)
    with page.expect_navigation():
        page.locator("[data-key]").click()
    assert (chair.has("form[data-do=signature]"), len(sent)) == (False, 1)
    assert own_site.manage("shell", "-v", "0", "-c", METHODS).split() == [*before, "passkey"]

    assert page.evaluate(REPLAY, [sent[0].url, sent[0].post_data, "another-key-of-a-form"]) == 409
    assert own_site.manage("shell", "-v", "0", "-c", METHODS).split() == [*before, "passkey"]
    assert json.loads(own_site.manage("verify", "--json"))["ok"]

    chair.go("/accounts/logout/")
    page.locator("main form button").first.click()
    chair.go("/accounts/login/")
    page.locator("#passkey_login").click()
    page.wait_for_url("**/desk/**")


def test_with_a_key_the_password_asks_for_the_key_too(entered):
    member = entered(MEMBER)
    device, page = Device(member.page), member.page
    register(member)
    page.context.clear_cookies()
    member.go("/accounts/login/")
    member.fill(login=MEMBER, password=PASSWORD)
    page.locator("#sign-in button.main").click()
    page.wait_for_url("**/2fa/authenticate/**")
    device.verifies(True)
    page.locator("#mfa_webauthn_authenticate").click()
    page.wait_for_url("**/desk/**")
