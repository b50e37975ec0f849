"""What the Presidium puts on the desk of each person."""

from datetime import timedelta

import pytest

from association import clock, desk
from presidium import panels
from presidium.models import Minutes
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
SOURCES = (panels.agendas, panels.sittings, panels.minutes)


@pytest.fixture
def people():
    return make.cast()


def duties(user):
    return [duty for source in SOURCES for duty in source(user, clock.now())]


def links(user):
    return [(duty.url, duty.clause) for duty in duties(user)]


def test_an_agenda_is_handed_over_by_the_secretary_and_approved_by_the_chair(people):
    meeting = make.planned(people)
    place = [(f"/meetings/{meeting.pk}/", "A-4.3b")]
    assert [links(user) for user in (people.secretary, people.chair, people.seats[2])] == [place, place, []]


def test_an_empty_agenda_is_the_secretary_s_to_write(people):
    make.planned(people, questions=0)
    assert [len(duties(user)) for user in (people.secretary, people.chair)] == [1, 0]


def test_those_asked_see_the_meeting_ahead(people):
    meeting = make.called(people)
    place = [(f"/meetings/{meeting.pk}/", "A-4.4c")]
    assert [links(user) for user in (people.seats[2], people.official, people.stranger)] == [place, place, []]


def test_an_open_vote_calls_members_and_not_consultative_voices(people):
    item = make.voting(people, starts_at=clock.now() + timedelta(seconds=1))
    assert (f"/meetings/{item.meeting_id}/ballot/", "A-5.4.2") in links(people.seats[2])
    assert links(people.official) == []
    assert (f"/meetings/{item.meeting_id}/room/", "A-4.6") in links(people.secretary)


def test_minutes_wait_for_each_signer_in_turn_and_count_the_days(people):
    record = make.offered(people)
    today = clock.today()
    Minutes.objects.filter(pk=record.pk).update(due_on=today - timedelta(days=2))
    found = [(duty.clause, duty.overdue_days) for duty in panels.minutes(people.secretary, clock.now())]
    assert found == [("A-4.10a", 2)]
    assert list(panels.minutes(people.chair, clock.now())) == []
    Visitor(people.secretary).send(
        f"/meetings/{record.meeting_id}/minutes/signatures/", password=ground.PASSWORD, sha256=record.paper.sha256
    )
    assert [duty.url for duty in panels.minutes(people.chair, clock.now())] == [record.get_absolute_url()]
    assert len(list(panels.minutes(people.secretary, clock.now()))) == 1


def test_the_next_meeting_says_what_is_not_ready(people):
    meeting = make.planned(people)
    panel = panels.next_meeting(people.secretary, clock.now())
    assert (panel["meeting"], [tick["done"] for tick in panel["ticks"]]) == (meeting, [False, False])
    assert Visitor(people.secretary).get("/desk/").status_code == 200


def test_meetings_stand_in_the_navigation_of_those_with_the_records(people):
    shown = {
        user.pk: [item["url"] for group in desk.navigation(user, "") for item in group["items"]]
        for user in (people.secretary, people.stranger)
    }
    assert ["/meetings/" in urls for urls in shown.values()] == [True, False]
