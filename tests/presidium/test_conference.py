"""The meeting of the Association within the yearly conference (A-6.3b)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from association import clock
from association.calendar import year_of_quarters
from association.models import Letter
from presidium import rules
from presidium.actions import meetings
from presidium.models import Meeting
from presidium.papers import agenda_facts, conference_facts
from presidium.views.year import conference_of
from tests.clause_marker import clause
from tests.factories import elections as make
from tests.factories.browser import Visitor
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db
TITLE = "«От качества образования к качеству жизни»"


@pytest.fixture
def people():
    return make.assembly()


@clause("A-6.3b")
def test_only_a_general_meeting_on_a_day_of_the_conference_is_held_within_it():
    first, last = date(2026, 3, 12), date(2026, 3, 13)
    days = [first + timedelta(days=number) for number in range(-1, 3)]
    for kind, expected in (("general", [False, True, True, False]), ("ordinary", [False] * 4)):
        found = [rules.is_within_conference(kind=kind, meets_on=day, first=first, last=last) for day in days]
        assert [bool(one) for one in found] == expected
    year = year_of_quarters(2026)
    assert [bool(rules.has_conference_meeting(year=year, days=row)) for row in ([], [date(2025, 12, 31)], days)] == [
        False, False, True]  # fmt: skip


@clause("A-6.3b")
def test_a_general_meeting_is_planned_within_the_conference_and_everybody_reads_it(people):
    secretary, day = Visitor(people.secretary), timezone.localdate(clock.now()) + timedelta(days=20)
    sent = {"held_on": day, "time": "10:00", "place": "актовый зал", "kind": "general", "conference": TITLE}
    whole = {**sent, "conference_from": day - timedelta(days=1), "conference_until": day}
    refused = [
        ({**sent, "conference_until": day}, "conference_from"), ({**whole, "kind": "ordinary"}, "conference"),
        ({**whole, "conference_until": day - timedelta(days=1)}, "conference"),
    ]  # fmt: skip
    for typed, field in refused:
        answer = secretary.send("/meetings/new/", **typed)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
        assert TITLE in answer.content.decode()
    assert "data-conference" in secretary.get("/meetings/").content.decode()

    meeting = Meeting.objects.get(pk=secretary.send("/meetings/new/", **whole).url.split("/")[2])
    facts = {"by": people.secretary, "at": clock.now()}
    assert refusal(meetings.plan, starts_at=meeting.starts_at + timedelta(days=9), place="зал", kind="general",
                   conference=TITLE, conference_from=day, conference_until=day, **facts) == ["A-6.3b"]  # fmt: skip
    page = secretary.get(f"/meetings/{meeting.pk}/").content.decode().replace("\u00a0", " ")
    assert [part in page for part in (TITLE, "A-6.3b")] == [True, True]
    strip = secretary.get(f"/meetings/?year={day.year}").context["conference"]
    assert (strip["row"], bool(strip["verdict"]), strip["look"]) == (meeting, True, "calm")

    meetings.add_question(meeting, title="Итоги года", decision="Утвердить.", **facts)
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    assert Letter.objects.filter(notice="general_invitation").count() == 4
    assert all(TITLE in letter.body for letter in Letter.objects.filter(notice="general_invitation"))
    told = {"title": TITLE, "from": (day - timedelta(days=1)).isoformat(), "until": day.isoformat()}
    assert (conference_facts(meeting), agenda_facts(meeting)["meeting"]["conference"]) == (told, told)


@clause("A-6.3b")
def test_a_year_without_it_says_so_and_a_failed_one_does_not_count():
    row = Meeting(kind="general", held_on=date(2026, 3, 12), conference=TITLE, state="held")
    failed = Meeting(kind="general", held_on=date(2026, 3, 12), conference=TITLE, state="failed")
    plain = Meeting(kind="general", held_on=date(2026, 3, 12), state="held")
    assert [conference_of([one], 2026, {})["look"] for one in (row, failed, plain)] == ["ok", "need", "need"]
    assert conference_of([row], 2025, {"quarter_starts": 9})["row"] == row
    assert conference_of([row], 2026, {"quarter_starts": 9})["row"] is None
