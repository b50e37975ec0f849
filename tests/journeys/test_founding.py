"""An empty portal becomes an association: the organisational period, in a real browser."""

from __future__ import annotations

import re

import pytest

from tests.journeys.people import PASSWORD, Actor

pytestmark = pytest.mark.on("postgres")

AUTHORITY = {
    "name": "Демонстрационное министерство образования", "genitive": "Демонстрационного министерства образования",
    "surname": "Эталонов", "given": "Николай", "patronymic": "Николаевич", "dative": "Эталонову Н. Н.",
    "post": "Министр образования", "post_dative": "Министру образования",
}  # fmt: skip
SCHOOL = {
    "full": "Муниципальное бюджетное общеобразовательное учреждение «Демонстрационная СОШ № 951»",
    "short": "МБОУ «Демонстрационная СОШ № 951»", "address": "658951, г. Барнаул, ул. Примерная, д. 51",
    "sector": "general", "district": "Барнаул", "surname": "Первенцев", "given": "Пётр", "patronymic": "Петрович",
    "genitive": "Первенцева Петра Петровича", "dative": "Первенцеву П. П.", "post": "директор",
    "post_genitive": "директора", "post_dative": "Директору", "email": "director951@example.org", "language": "ru",
}  # fmt: skip


@pytest.fixture
def empty_site(open_site):
    with open_site(DEMO="0") as site:
        yield site


def operator_of(site, new_page) -> Actor:
    """Found the association by the command and let its first operator choose a password."""
    said = site.manage(
        "initial", "--name", "Ассоциация демонстрационных школ", "--short-name", "Ассоциация школ",
        "--operator", "Образцова Анна Андреевна", "--email", "operator@example.org",
    )  # fmt: skip
    operator = Actor(new_page(site), site, "operator@example.org")
    operator.go(re.search(r"https?://\S+", said)[0])
    operator.fill(password1=PASSWORD, password2=PASSWORD)
    with operator.page.expect_navigation():
        operator.page.locator("main form button").first.click()
    operator.sign_in("operator@example.org", PASSWORD)
    return operator


def apply(director: Actor) -> str:
    director.go("/applications/new/")
    director.do("beginning")
    at = re.search(r"/applications/\d+/", director.page.url)[0]
    for page, fields in {
        "ground": {"ground": "introduced"},
        "organisation": {"phone": "+7 000 000-00-00", "email": "school951@example.org"},
        "acquaintance": {"acquainted": "on"},
    }.items():
        director.go(f"{at}{page}/")
        director.fill(**fields)
        director.do("answer")
    director.go(f"{at}papers/qms_evidence/")
    director.upload()
    director.do("answer")
    director.go(f"{at}answers/")
    director.do("drawing")
    director.wait_paper()
    director.fill(password=PASSWORD)
    director.do("signature")
    director.do("submission")
    return at


@pytest.mark.clause("A-3.13a", "A-3.3", "A-3.4b")
def test_an_empty_portal_becomes_an_association(empty_site, new_page):
    operator = operator_of(empty_site, new_page)
    operator.go("/authority/")
    operator.fill(**AUTHORITY)
    operator.do("authority")
    operator.go("/invitations/new/")
    operator.fill(**SCHOOL)
    operator.do("invitation")
    letter = empty_site.letter(SCHOOL["email"], "/invitation/").get_content()
    director = Actor(new_page(empty_site), empty_site, SCHOOL["email"])
    director.page.goto(re.search(r"https?://\S+/invitation/\S+/", letter)[0])
    director.fill(password=PASSWORD)
    director.do("acceptance")
    application = apply(director)

    # no Presidium exists: the order of the authority itself admits
    operator.go(application)
    operator.do("registration")
    operator.do("admission")
    operator.go("/orders/")
    operator.page.locator("tbody a").first.click()
    operator.fill(number="951-П")
    operator.do("order")
    operator.go("/register/")
    assert SCHOOL["short"] in operator.text()

    # a candidate for an office needs a seat; the seat goes to the head of the member; then the chair
    operator.go("/presidium/")
    person = operator.page.locator("select[name=person] option:has-text('Первенцев')").get_attribute("value")
    operator.fill(kind="chair", person=person)
    operator.page.locator("form[data-do=office] [name=number]").fill("1")
    assert operator.do("office") == 422
    assert operator.has("form[data-do=office] .field.wrong")
    organisation = operator.page.locator("form[data-do=seat] option:has-text('951')").get_attribute("value")
    operator.page.locator("form[data-do=seat] select").select_option(organisation)
    operator.page.locator("form[data-do=seat] [name=number]").fill("1")
    operator.do("seat")
    operator.fill(kind="chair", person=person)
    operator.page.locator("form[data-do=office] [name=number]").fill("1")
    operator.do("office")
    assert "Первенцев" in operator.text("aside")
    assert '"ok": true' in empty_site.manage("verify", "--json")
