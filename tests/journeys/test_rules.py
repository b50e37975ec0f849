"""Votes at the edge in a real browser: scenarios 2, 3, 4 and 5 with eight seats, one association and three meetings."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from association import clock, keys
from presidium.rules.votes import EXACTLY_HALF
from tests.journeys.people import Actor, save
from tests.journeys.test_exclusion import seat_the_eighth

pytestmark = pytest.mark.on("postgres")

CHAIR, DEPUTY, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH = (
    "Примеров", "Макетов", "Шаблонов", "Тестова", "Эталонова", "Модельнова", "Черновиков",
)  # fmt: skip
HALF = ["for", "for", "for", "against", "against", "against"]


class Sitting:
    """One meeting of the Presidium as the secretary leads it, at hours of the association's own clock."""

    def __init__(self, site, secretary: Actor, chair: Actor, days: int) -> None:
        self.site, self.secretary, self.chair = site, secretary, chair
        self.day = clock.today() + timedelta(days=days)
        secretary.go("/meetings/new/")
        secretary.fill(held_on=self.day.isoformat(), time="14:00", place="каб. 12")
        assert secretary.do("meeting") == 200
        self.at = re.search(r"/meetings/\d+/", secretary.page.url)[0]

    def ask(self, *titles: str) -> None:
        """Put free questions on the agenda."""
        for title in titles:
            self.secretary.fill(title=title, decision="Одобрить.")
            assert self.secretary.do("question") == 200

    def put(self, matter: str) -> None:
        """Put a matter that waits on the agenda."""
        with self.secretary.page.expect_navigation():
            self.secretary.page.locator(f"form[data-do=listing][data-matter={matter}] button").click()

    def invite(self, surname: str, voice: str) -> None:
        """Ask somebody without a seat."""
        option = self.secretary.page.locator(f"select[name=person] option:has-text('{surname}')").first
        self.secretary.fill(person=option.get_attribute("value"), voice=voice)
        assert self.secretary.do("participant") == 200

    def open(self, *surnames: str) -> None:
        """The chair approves, these come at two o'clock, the meeting begins."""
        self.chair.go(self.at)
        assert self.chair.do("approval") == 200
        self.is_now("14:00")
        self.secretary.go(f"{self.at}room/")
        self.mark(*surnames)
        assert self.secretary.do("opening") == 200

    def is_now(self, hour: str) -> None:
        """Let it be this hour of the day of the meeting."""
        zone = ZoneInfo("Asia/Barnaul")
        then = datetime.combine(self.day, time.fromisoformat(hour), tzinfo=zone)
        self.site.shift_clock((then - datetime.now(UTC)).total_seconds() + 1)

    def mark(self, *surnames: str) -> None:
        """Note that people have come or gone."""
        for surname in surnames:
            self.secretary.do("presence", within=f"li:has(form[data-do=presence]):has(b:has-text('{surname}'))")

    def vote(self, number: int, *choices: str) -> str:
        """Put a question to the vote; the choices are those of the present in the order of names."""
        self.secretary.go(f"{self.at}room/?item={number}")
        assert self.secretary.do("voting") == 200
        self.enter(*choices)
        return self.judge()

    def enter(self, *choices: str) -> None:
        """Enter the ballots of those who raise their hand."""
        hands = self.secretary.page.locator("#by-hand form[data-do=ballot]")
        voters = [hands.nth(place).get_attribute("data-participant") for place in range(hands.count())]
        for participant, choice in zip(voters, choices, strict=False):
            self.secretary.do("ballot", within=f"li:has([data-participant='{participant}'])", choice=choice)

    def judge(self) -> str:
        """Close the vote; give how the question stands."""
        self.secretary.do("verdict")
        return self.state()

    def state(self, number: int = 0) -> str:
        """How a question stands."""
        if number:
            self.secretary.go(f"{self.at}room/?item={number}")
        return self.secretary.page.locator("#live").get_attribute("data-item")

    def said(self) -> str:
        """The verdict with its clause, as the room shows it."""
        return self.secretary.text("#live .verdict").replace("\u2011", "-")

    def close(self) -> None:
        """Close the meeting."""
        self.secretary.go(f"{self.at}room/")
        self.secretary.link("closing")
        assert self.secretary.do("closing") == 200


def send(person: Actor, address: str, **fields: str) -> int:
    """Post to an address past the page, as a program would; the status of the answer."""
    person.go("/desk/")
    token = person.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    fields |= {"csrfmiddlewaretoken": token, keys.FIELD: keys.new_key()}
    answer = person.page.context.request.post(
        person.site.url + address, form=fields, headers={"Referer": person.site.url}
    )
    return answer.status


def refusals(site) -> int:
    """How many refusals the audit keeps."""
    asked = "from association.models import AuditEntry as A; print(A.objects.filter(verb='refusal').count())"
    return int(site.manage("shell", "-v0", "-c", asked).split()[-1])


def release_the_deputy(secretary: Actor) -> None:
    """Register the application of the deputy."""
    secretary.go("/presidium/")
    secretary.link("release-deputy")
    secretary.fill(reason="own_wish", number="6", dated_on=clock.today().isoformat())
    secretary.upload("заявление.pdf")
    assert secretary.do("release") == 200


def make_strict(secretary: Actor) -> str:
    """Propose that more than half adopts; the address of the change."""
    secretary.go("/rules/")
    secretary.link("proposal")
    secretary.fill(decision_rule="strict", reason="Так просит Гражданский кодекс, статья 181.2.")
    assert secretary.do("proposal") == 200
    return re.search(r"/rules/changes/\d+/", secretary.page.url)[0]


def first_meeting(sitting: Sitting, person, language: str) -> None:
    """Seven, then six, then four of eight; a voice and a guest in the room (scenarios 3, 2 and 5)."""
    secretary = sitting.secretary
    sitting.ask("О конференции", "О плане работы", "О семинаре")
    sitting.invite("Сынакова Вера", "consultative")
    sitting.invite("Мисалова", "none")
    sitting.open(CHAIR, DEPUTY, THIRD, FOURTH, FIFTH, SIXTH, SEVENTH)
    sitting.mark("Сынакова", "Мисалова")

    # neither a consultative voice nor a guest votes, whatever a program sends; they are not counted as present
    secretary.do("voting")
    ballots = re.search(r"/items/\d+/ballots/", secretary.page.content())[0]
    official, guest = person("reviewer@example.org"), person("director917@example.org")
    assert [send(one, ballots, choice="for") for one in (official, guest)] == [403, 403]
    official.go(f"{sitting.at}ballot/")
    assert not official.has("form[data-do=ballot]")
    official.page.locator("details:has(form[data-do=opinion]) summary").click()
    official.fill(text="Опыт школ стоит показать на конференции.")
    assert official.do("opinion") == 200
    assert "Опыт школ" in official.text("[data-list=opinions]")
    guest.go(f"{sitting.at}ballot/")
    assert not guest.has("form[data-do=opinion]")
    assert not guest.has("form[data-do=ballot]")

    # present 7: for 3, abstained 4, 6 < 7
    secretary.go(f"{sitting.at}room/?item=1")
    sitting.enter("for", "for", "for", "abstain", "abstain", "abstain", "abstain")
    assert sitting.judge() == "lost"
    assert "4.9" in sitting.said()

    # present 6: exactly half adopts, and the verdict says so
    sitting.mark(SEVENTH)
    with translation.override(language):
        note = " ".join(str(EXACTLY_HALF).split())
    assert sitting.vote(2, *HALF) == "carried"
    assert note in sitting.said()

    # present 4 of 8: a quorum, and two for are enough
    sitting.mark(SIXTH, FIFTH)
    assert sitting.vote(3, "for", "for", "against", "against") == "carried"
    sitting.close()
    assert "Опыт школ" in secretary.text()


def second_meeting(sitting: Sitting, folder) -> None:
    """Five of eight; two leave, one comes back; what was not decided moves when the meeting is closed (scenario 4)."""
    secretary = sitting.secretary
    sitting.put("release")
    sitting.put("rule_change")
    sitting.ask("О третьем", "О четвёртом", "О пятом")
    sitting.open(CHAIR, DEPUTY, THIRD, FOURTH, FIFTH)
    assert [sitting.vote(number, "for", "for", "for") for number in (1, 2)] == ["carried", "carried"]

    # 14:20: three are left, 6 < 8; voting is locked on the page and at the server
    secretary.go(f"{sitting.at}room/?item=3")
    third = re.search(r"/items/\d+/voting/", secretary.page.content())[0]
    sitting.is_now("14:20")
    sitting.mark(FOURTH, FIFTH)
    assert not secretary.has("form[data-do=voting]")
    assert "4.7" in secretary.text("#live .notice.need")
    assert send(secretary, third) == 409
    assert [sitting.state(number) for number in (1, 2, 3)] == ["carried", "carried", "waiting"]

    # 14:40: one is back, four of eight; voting is open again
    sitting.is_now("14:40")
    sitting.mark(FOURTH)
    assert secretary.has("form[data-do=voting]")
    assert [sitting.state(number) for number in (3, 4, 5)] == ["waiting"] * 3
    sitting.close()
    assert [sitting.state(number) for number in (1, 2, 3, 4, 5)] == ["carried"] * 2 + ["moved"] * 3

    # the minutes list who left and who came back, with the time
    secretary.go(f"{sitting.at}minutes/")
    secretary.do("draft")
    secretary.wait_paper()
    paper = save(secretary.paper_bytes(), folder, "minutes-edge.pdf")
    words = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    moved = re.findall(r"(14:\d\d) – (\w+)", re.sub(r"[\s\u00a0]+", " ", words))
    assert moved == [("14:20", FOURTH), ("14:20", FIFTH), ("14:40", FOURTH)]


def third_meeting(sitting: Sitting) -> None:
    """Exactly half elects no deputy, and under the strict rule it adopts nothing either (scenario 2)."""
    sitting.ask("О плане работы")
    sitting.secretary.do("election-deputy")
    chair = sitting.chair
    chair.go(re.search(r"/elections/\d+/", sitting.secretary.page.url)[0])
    option = chair.page.locator(f"select[name=candidate] option:has-text('{THIRD}')")
    chair.fill(candidate=option.get_attribute("value"))
    assert chair.do("nomination") == 200
    sitting.open(CHAIR, DEPUTY, THIRD, FOURTH, FIFTH, SIXTH)
    assert sitting.vote(1, *HALF) == "lost"
    assert "4.9" in sitting.said()
    assert sitting.vote(2, *HALF) == "lost"
    assert "3.8" in sitting.said()
    sitting.close()


@pytest.mark.clause("A-4.9b", "A-4.7", "A-4.10a", "A-3.8", "A-3.10", "A-4.2b.2", "A-4.2b.3", "A-5.4.2")
def test_exactly_half_a_quorum_lost_and_a_voice_without_a_vote(person, site, folder, language):
    secretary, chair = person("secretary@example.org"), person("director901@example.org")
    seat_the_eighth(secretary)
    first_meeting(Sitting(site, secretary, chair, 1), person, language)
    assert refusals(site) == 2

    release_the_deputy(secretary)
    change = make_strict(secretary)
    second_meeting(Sitting(site, secretary, chair, 2), folder)
    secretary.go(change)
    assert secretary.page.locator("[data-state]").first.get_attribute("data-state") == "in_force"
    secretary.go("/presidium/")
    assert DEPUTY not in secretary.text("[data-list=offices]")

    third_meeting(Sitting(site, secretary, chair, 3))
    secretary.go("/rules/")
    assert secretary.page.locator("[data-version]").inner_text() == "v2"
    assert " 0 differences, 0 facts entered late" in site.manage("recount")
    site.shift_clock(0)
