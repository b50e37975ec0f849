"""The main job from end to end, in a real browser: a school applies, the Presidium votes, the public checks."""

from __future__ import annotations

import hashlib
import re
import subprocess

import pytest

from tests.journeys.people import PASSWORD, PDF, save

SCHOOL = {
    "full": "Муниципальное бюджетное общеобразовательное учреждение «Демонстрационная СОШ № 940»",
    "short": "МБОУ «Демонстрационная СОШ № 940»", "address": "658940, г. Барнаул, ул. Примерная, д. 40",
    "sector": "general", "district": "Барнаул", "surname": "Пробников", "given": "Олег", "patronymic": "Олегович",
    "genitive": "Пробникова Олега Олеговича", "dative": "Пробникову О. О.", "post": "директор",
    "post_genitive": "директора", "post_dative": "Директору", "email": "director940@example.org",
}  # fmt: skip


def number_in(address: str) -> str:
    return re.search(r"/(\d+)/", address)[1]


def apply(director) -> str:
    """Fill the task list, sign and submit; return the number of the application's page."""
    director.go("/applications/new/")
    director.do("beginning")
    pk = number_in(director.page.url)
    at = f"/applications/{pk}"
    director.go(f"{at}/ground/")
    director.fill(ground="introduced", ground_note="Система внедрена в 2025 году.")
    director.do("answer")
    director.go(f"{at}/organisation/")
    director.fill(phone="+7 000 000-00-00", email="school940@example.org")
    director.do("answer")
    director.go(f"{at}/papers/qms_evidence/")
    director.upload("Руководство по качеству.pdf", PDF)
    director.do("answer")
    director.go(f"{at}/acquaintance/")
    director.fill(acquainted="on")
    director.do("answer")
    director.go(f"{at}/answers/")
    director.do("drawing")
    director.wait_paper()
    director.fill(password=PASSWORD)
    director.do("signature")
    director.do("submission")
    return pk


def hold_meeting(secretary, chair, member, meeting: str) -> None:
    """Arrivals, a vote by name on every item (two members by their own hand), verdicts, closing."""
    secretary.go(f"/meetings/{meeting}/room/")
    people = secretary.page.locator("form[data-do=presence]")
    ids = [people.nth(i).get_attribute("data-participant") for i in range(people.count())]
    for participant in ids[:6]:
        secretary.do("presence", within=f"li:has([data-participant='{participant}'])")
    secretary.do("opening")
    for item in (1, 2, 3):
        secretary.go(f"/meetings/{meeting}/room/?item={item}")
        secretary.do("voting")
        for voter in (chair, member):
            voter.go(f"/meetings/{meeting}/ballot/")
            voter.do("ballot", choice="for")
        secretary.go(f"/meetings/{meeting}/room/?item={item}")
        waiting = secretary.page.locator("#by-hand form[data-do=ballot]")
        for participant in [waiting.nth(i).get_attribute("data-participant") for i in range(waiting.count())]:
            secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice="for")
        secretary.do("verdict")
        assert secretary.page.locator("#live").get_attribute("data-item") == "carried"
    secretary.link("closing")
    secretary.do("closing")


@pytest.mark.clause("A-3.13b", "A-3.3", "A-3.13c", "A-4.7", "A-4.9a", "A-4.9b", "A-4.10b")
def test_a_school_becomes_a_member(actor, invited, stranger, demo_site, folder, language):
    secretary = actor("secretary@example.org")

    # the secretary invites a director by e-mail
    secretary.go("/invitations/new/")
    secretary.fill(**SCHOOL, language=language)
    secretary.do("invitation")
    director = invited(SCHOOL["email"])
    application = apply(director)

    # the secretary registers the application, finds the papers in order, puts it on the agenda
    secretary.go(f"/applications/{application}/")
    secretary.do("registration")
    assert "01-13/" in secretary.text("[data-number]")
    secretary.do("check")
    secretary.go("/meetings/")
    planned = secretary.page.locator("a[href^='/meetings/']").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    meeting = max((number_in(address) for address in planned if re.search(r"/meetings/\d+/$", address)), key=int)
    secretary.go(f"/meetings/{meeting}/")
    secretary.do("listing")
    chair = actor("director901@example.org")
    chair.go(f"/meetings/{meeting}/")
    chair.do("approval")
    assert SCHOOL["short"] in demo_site.letter("director902@example.org", SCHOOL["short"]).get_content()

    # the meeting: presence, quorum, votes by name, verdicts
    member = actor("director902@example.org")
    hold_meeting(secretary, chair, member, meeting)

    # the minutes: offered, made by the worker, signed twice
    minutes = f"/meetings/{meeting}/minutes/"
    secretary.go(minutes)
    secretary.do("offering")
    secretary.wait_paper()
    assert hashlib.sha256(secretary.paper_bytes()).hexdigest() in secretary.page.content()
    secretary.fill(password=PASSWORD)
    secretary.do("signature")
    chair.go(minutes)
    chair.fill(password=PASSWORD)
    if chair.has("[name=late_reason]:visible"):
        chair.fill(late_reason="Проверка")
    chair.do("signature")
    assert chair.page.locator("main").get_attribute("id") == "main"

    # the papers that waited for the signatures, the order, the certificate
    secretary.go("/releases/")
    secretary.do("release")
    assert demo_site.letter(SCHOOL["email"], f"/applications/{application}/")
    # the order bears a day after the meeting, which the demonstration plans twelve days ahead
    demo_site.shift_clock(13 * 86_400)
    secretary.go("/orders/")
    secretary.page.locator("tbody a").first.click()
    secretary.wait_paper()
    secretary.fill(number="940-П")
    assert secretary.do("order") == 200, secretary.text()
    secretary.go("/certificates/")
    while secretary.has("form[data-do=issue]"):
        secretary.do("issue")
        secretary.wait_paper()
        secretary.fill(handed_to="Пробников О. О.")
        certificate = save(secretary.paper_bytes(), folder, "certificate.pdf")
        code = re.search(r"/c/([\w-]+)/", secretary.page.content())[1]
        secretary.do("handover")
        secretary.go("/certificates/")

    # the public sees the member and checks the certificate
    public = stranger()
    public.go("/members/?q=940")
    assert SCHOOL["short"] in public.text()
    public.go(f"/c/{code}/")
    assert public.has("[data-status=valid]")
    words = subprocess.run(["pdftotext", certificate, "-"], capture_output=True, text=True, check=True).stdout
    assert "СЕРТИФИКАТ" in re.sub(r"\s", "", words)
    assert code in words
    assert '"ok": true' in demo_site.manage("verify", "--json")
