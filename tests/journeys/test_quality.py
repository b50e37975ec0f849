"""The Kyrgyz side in a real browser, in Kyrgyz: the first half of scenario 14 and the Kyrgyz half of scenario 15."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from association import clock
from tests.clause_marker import clause
from tests.journeys.people import PASSWORD, Actor

pytestmark = pytest.mark.on("postgres")

TODAY = clock.today().isoformat()


@pytest.fixture
def person(person):
    """Open a browser in Kyrgyz as one of the demonstration's people."""
    return lambda email, **options: person(email, language="ky", **options)


@pytest.fixture
def college(site, person, new_page):
    """A new college: the operator enters it and invites three of its people, each accepts by the letter."""
    made = site.manage("shell", "-v", "0", "-c", "from tests.pages_stage import college; print(college())")
    number = made.strip().splitlines()[-1]
    secretary = person("secretary@example.org")
    people = {}
    for place, role in enumerate(("qa_officer", "qa_head", "council_secretary")):
        email = f"{role}960@example.org"
        secretary.go("/invitations/person/")
        secretary.fill(email=email, surname="Мисалов", given="Акыл", role=role, organisation=number, language="ky")
        assert secretary.do("invitation") == 200
        letter = site.letter(email, "/invitation/").get_body(("plain",)).get_content()
        people[role] = person("")
        people[role].page.goto(re.search(r"https?://\S+/invitation/\S+/", letter)[0])
        people[role].fill(password=PASSWORD)
        people[role].do("acceptance")
        assert place < 3
    return people


def prepared(officer: Actor) -> str:
    """Open the system, write the mission, prepare the unit; the address of the system."""
    officer.go("/qa/")
    officer.page.locator("[name=levels][value=secondary]").check(force=True)
    assert officer.do("open") == 200
    home = urlsplit(officer.page.url).path.removesuffix("mission/")
    officer.fill(mission_ky="Адис даярдайбыз.", mission_ru="Готовим мастеров.")
    officer.page.locator("main form button.main").last.click()
    officer.page.wait_for_url(f"**{home}")
    officer.go(f"{home}body/")
    officer.fill(kind="unit", name_ky="Сапат бөлүмү", name_ru="Отдел качества")
    assert officer.do("body") == 200
    return home


def decided(secretary: Actor, number: str, outcome: str = "approved") -> None:
    """The secretary of the council follows the desk to the waiting submission and enters the decision."""
    secretary.go("/desk/")
    secretary.page.locator("main a[href*='/submissions/']").first.click()
    secretary.fill(number=number, dated_on=TODAY, item="1", outcome=outcome)
    secretary.page.locator("main form button.main").last.click()
    secretary.page.wait_for_url("**/council/")


@clause("K-1", "K-11b", "K-11c", "K-17a", "K-13.1c", "K-13.2", "K-18a", "K-18b", "K-5.1", "K-7.1")
def test_a_college_sets_up_its_system_up_to_the_publication_of_the_policy(college, person):
    officer, head, secretary = (college[role] for role in ("qa_officer", "qa_head", "council_secretary"))
    home = prepared(officer)

    # the order is refused before the council has decided
    officer.go(f"{home}body/")
    body = re.search(r"/bodies/(\d+)/", officer.page.content())[1]
    assert not officer.has(f"a[href='/qa/bodies/{body}/order/']")
    head.go(f"/qa/bodies/{body}/order/")
    assert not head.has("form[data-do=order]")
    assert head.has("main .notice a.clause[href*='K-11b']")
    assert officer.do("submit") == 200
    decided(secretary, "4")
    head.go("/desk/")
    head.page.locator(f"main a[href='/qa/bodies/{body}/order/']").first.click()
    head.fill(order_number="17-Б", ordered_on=TODAY)
    assert head.do("order") == 200
    assert "17-Б" in head.text()

    # two processes and an indicator of which it is shown what is missing
    for code, kind, ky, ru in (("П-1", "core", "Окутуу", "Обучение"), ("П-2", "support", "Кадрлар", "Кадры")):
        officer.go(f"{home}processes/new/")
        officer.fill(code=code, name_ky=ky, name_ru=ru, classification=kind, area="educational")
        officer.page.locator("main form button.main").last.click()
        officer.page.wait_for_url("**/qa/processes/*/")
    process = urlsplit(officer.page.url).path
    officer.go(f"{process}indicators/new/")
    officer.fill(code="И-1", name_ky="Жетишүү", name_ru="Успеваемость", unit="%", direction="higher")
    officer.page.locator("main form button.main").last.click()
    officer.page.wait_for_url("**/qa/indicators/*/")
    assert "формула" in officer.text().lower()
    assert officer.has("main a.clause[href*='K-13.1c']")

    # the policy in both languages: written, before the council, not published before its approval
    officer.go(f"{home}documents/new/")
    officer.fill(kind="policy", code="СК-01", title_ky="Сапат саясаты", title_ru="Политика качества")
    officer.page.locator("main form button.main").last.click()
    officer.page.wait_for_url("**/versions/*/text/")
    version = urlsplit(officer.page.url).path.removesuffix("text/")
    officer.fill(body_ky="Сапат баарыбыздын ишибиз.", body_ru="Качество — общее дело.")
    officer.page.locator("main form button.main").last.click()
    officer.page.wait_for_url(f"**{version}")
    assert officer.do("submit") == 200
    published(officer, home, version)
    assert person("").go(f"/qa/public/{home.split('/')[2]}/") == 404
    decided(secretary, "5")
    officer.go(f"{home}publications/")
    assert officer.do("publish") == 200

    public = person("")
    public.go("/")
    public.page.locator(".foot a[href='/qa/public/']").click()
    public.page.locator(f"main a[href='/qa/public/{home.split('/')[2]}/']").click()
    public.page.wait_for_url(f"**/qa/public/{home.split('/')[2]}/")
    assert public.text(".pair [lang=ky]").endswith("Сапат баарыбыздын ишибиз.")
    assert "Качество — общее дело." in public.text(".pair [lang=ru]")


def published(officer: Actor, home: str, version: str) -> None:
    """Send the form of publication past its page, as somebody would who knows the address; it is refused."""
    officer.go(f"{home}publications/")
    assert not officer.has("form[data-do=publish]")
    officer.go(f"{home}council/")
    officer.page.evaluate(
        """address => {
            const form = document.querySelector("main form[data-do=back]").cloneNode(true);
            form.action = address; document.body.append(form); form.submit();
        }""",
        f"{version}publication/",
    )
    officer.page.wait_for_url("**/publications/")
    assert officer.has(".notice.bad[role=status]")


@clause("K-O4", "K-18b")
def test_an_official_of_the_initial_level_reads_lyceums_only_and_changes_nothing(person):
    official, officer = person("ministry1@example.org"), person("officer951@example.org")
    official.go("/qa/ministry/")
    names = official.page.locator("main tbody td.name").all_inner_texts()
    assert len(names) == 1
    assert "951" in names[0]
    with official.page.expect_download() as workbook:
        official.page.locator("main a[href^='/qa/ministry/xlsx/']").click()
    assert workbook.value.suggested_filename.endswith(".xlsx")

    # published and submitted only: the policy is there, the draft of the manual is not
    official.page.locator("main tbody td.name a").first.click()
    lyceum = re.search(r"/ministry/(\d+)/", official.page.url)[1]
    shown = official.text()
    assert "Билим берүүнүн сапатын камсыздоо саясаты" in shown
    assert "Сапат боюнча колдонмо" not in shown
    statuses = [official.go(f"/qa/{lyceum}/{page}") for page in ("", "documents/", "body/", "mission/", "council/")]
    assert set(statuses) <= {403, 404}

    # a remark, the answer of the organisation, and the answer on the official's desk
    official.go(f"/qa/ministry/{lyceum}/")
    official.page.locator("form[data-do=remark] [name=text]").fill("Жылдык отчет качан жарыяланат?")
    assert official.do("remark") == 200
    officer.go("/desk/")
    officer.page.locator(f"main a[href='/qa/{lyceum}/remarks/']").first.click()
    assert "Жылдык отчет качан жарыяланат?" in officer.text()
    officer.page.locator("form[data-do=answer] textarea").first.fill("Октябрда жарыялайбыз.")
    assert officer.do("answer") == 200
    official.go("/desk/")
    official.page.locator(f"main a[href='/qa/ministry/{lyceum}/']").first.click()
    assert "Октябрда жарыялайбыз." in official.text()


def mended(owner: Actor, officer: Actor, college: str) -> None:
    """Who answers for the measure is refused without proof, gives it, and somebody else closes it."""
    owner.go("/desk/")
    owner.page.locator("main a[href*='/measures/']").first.click()
    assert owner.do("proof") == 422
    assert owner.has("main a.clause[href*='K-7.5']")
    owner.fill(proof_ky="Электрондук ведомосттор киргизилди.", proof_ru="Электронные ведомости введены.")
    assert owner.do("proof") == 200
    officer.go("/desk/")
    officer.page.locator("main a[href*='/check/']").first.click()
    officer.fill(passed="yes")
    assert officer.do("check") == 200
    assert officer.do("close") == 200
    officer.go(f"/qa/{college}/findings/")
    assert "2 ичинен 2" in officer.text().replace("\u00a0", " ")


@clause("K-7.5", "K-13.6", "K-17b", "K-17c", "K-18b")
def test_the_annual_report_is_open_to_everybody_only_after_the_council_and_a_measure_closes_with_proof(person):
    officer, owner, secretary = (person(f"{name}952@example.org") for name in ("officer", "owner", "council"))
    officer.go("/qa/")
    college = re.search(r"/qa/(\d+)/", officer.page.content())[1]
    year = clock.today().year - (clock.today().month < 9) - 1
    missing = f"{year}-жыл үчүн жарыяланган эмес: баалоо жөнүндө жылдык отчет"
    mended(owner, officer, college)

    officer.go(f"/qa/{college}/reports/")
    officer.page.locator("main td.name a").first.click()
    report = urlsplit(officer.page.url).path
    assert officer.do("submit") == 200
    assert officer.has(".notice.bad[role=status]")
    assert officer.has("main .ticks li.need a.clause[href*='K-17b']")
    assert not officer.has("form[data-do=publish]")
    officer.go(f"{report}text/")
    officer.fill(evaluation_ky="Ички баалоо пландагыдай өттү.", evaluation_ru="Оценка прошла по плану.")
    assert officer.do("report") == 200
    assert not officer.has("main .ticks li.need")
    assert officer.do("submit") == 200

    # the gate is shut until the approval's number is entered
    assert officer.do("publish") == 200
    assert officer.has(".notice.bad[role=status]")
    public = person("")
    public.go(f"/qa/public/{college}/")
    assert missing in public.text()
    decided(secretary, "12")
    officer.go("/desk/")
    officer.page.locator(f"main a[href='{report}']").first.click()
    assert officer.do("publish") == 200
    public.go(f"/qa/public/{college}/")
    shown = public.text()
    assert missing not in shown
    assert all(text in shown for text in ("практика орундары көбөйдү", "мест практики стало больше"))
