"""The meeting room: presence, quorum, votes, closing, and what a poll costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock
from presidium.actions import room
from presidium.models import Ballot, Meeting, PresenceEvent
from tests.clause_marker import clause
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def secretary(people):
    return Visitor(people.secretary)


def mark(visitor, meeting, user, arrived="1"):
    return visitor.send(
        f"/meetings/{meeting.pk}/presence/", participant=make.seat_of(meeting, user).pk, arrived=arrived
    )


@clause("A-4.6", "A-4.7", "A-4.9b")
def test_a_meeting_is_led_from_the_first_arrival_to_its_close(people, secretary):
    meeting = make.called(people)
    for user in people.seats[:3]:
        mark(secretary, meeting, user)
    assert secretary.send(f"/meetings/{meeting.pk}/opening/").status_code == 302
    item = meeting.items.get()
    assert secretary.send(f"/items/{item.pk}/voting/").url == f"/meetings/{meeting.pk}/room/?item=1"
    for user, choice in zip(people.seats[:3], ("for", "for", "against"), strict=True):
        secretary.send(f"/items/{item.pk}/ballots/", participant=make.seat_of(meeting, user).pk, choice=choice)
    secretary.send(f"/items/{item.pk}/verdict/")
    page = secretary.get(f"/meetings/{meeting.pk}/room/?item=1")
    sheet = page.context["sheet"]
    assert (sheet["verdict"].passed, sheet["tally"].votes_for, sheet["needed"]) == (True, 2, 2)
    assert [line["clause"] for line in sheet["lines"]] == ["A-4.9b", "A-4.7"]
    assert secretary.get(f"/meetings/{meeting.pk}/closing/").status_code == 200
    assert secretary.send(f"/meetings/{meeting.pk}/closing/").url == f"/meetings/{meeting.pk}/minutes/"
    assert Meeting.objects.get(pk=meeting.pk).state == "held"


def test_the_number_needed_stands_there_before_anybody_votes(people, secretary):
    meeting = make.opened(people)
    sheet = secretary.get(f"/meetings/{meeting.pk}/room/").context["sheet"]
    assert (sheet["vote"], sheet["needed"], sheet["present"], sheet["clause"]) == (None, 3, 5, "A-4.9b")


def test_a_lost_vote_shows_its_verdict_too(people, secretary):
    item = make.voting(people)
    room.close_voting(item, by=people.secretary, at=clock.now())
    page = secretary.get(f"/meetings/{item.meeting_id}/room/?item=1")
    assert (page.context["sheet"]["decided"], page.context["sheet"]["verdict"].passed) == (True, False)
    assert 'class="verdict no"' in page.content.decode()


@clause("A-4.7")
def test_a_lost_quorum_locks_the_vote_and_says_why(people, secretary):
    meeting = make.opened(people, present=3)
    mark(secretary, meeting, people.seats[2], arrived="0")
    page = secretary.get(f"/meetings/{meeting.pk}/room/?item=1")
    assert (bool(page.context["here"]["quorum"]), page.context["can"]["vote"]) == (False, False)
    assert 'data-do="voting"' not in page.content.decode()
    answer = secretary.send(f"/items/{meeting.items.get().pk}/voting/")
    assert (answer.status_code, [row.clause for row in answer.context["verdicts"]]) == (409, ["A-4.7"])


def test_presence_is_not_noted_while_a_vote_is_open(people, secretary):
    item = make.voting(people, present=4)
    page = secretary.get(f"/meetings/{item.meeting_id}/room/")
    assert 'data-do="presence"' not in page.content.decode()
    assert mark(secretary, item.meeting, people.seats[4]).status_code == 409


def test_a_meeting_without_a_quorum_is_recorded_as_not_held(people, secretary):
    meeting = make.called(people)
    mark(secretary, meeting, people.chair)
    assert secretary.send(f"/meetings/{meeting.pk}/opening/").status_code == 409
    assert secretary.get(f"/meetings/{meeting.pk}/failure/").status_code == 200
    secretary.send(f"/meetings/{meeting.pk}/failure/")
    assert Meeting.objects.get(pk=meeting.pk).state == "failed"
    assert secretary.get(f"/meetings/{meeting.pk}/room/").status_code == 200


def test_a_cancelled_vote_lets_the_question_wait_again(people, secretary):
    item = make.voting(people)
    secretary.send(f"/items/{item.pk}/cancellation/")
    item.refresh_from_db()
    assert (item.state, item.votes.get().cancelled) == ("waiting", True)


def test_members_read_the_room_and_do_nothing_in_it(people):
    item = make.voting(people)
    visitor = Visitor(people.seats[2])
    page = visitor.get(f"/meetings/{item.meeting_id}/room/")
    assert (page.status_code, "data-do=" in page.content.decode()) == (200, False)
    addresses = [f"/items/{item.pk}/verdict/", f"/meetings/{item.meeting_id}/presence/", f"/items/{item.pk}/text/"]
    assert [visitor.send(address).status_code for address in addresses] == [403, 403, 403]


def test_a_member_does_not_vote_for_another(people):
    item = make.voting(people)
    other = make.seat_of(item.meeting, people.chair)
    answer = Visitor(people.seats[2]).send(f"/items/{item.pk}/ballots/", participant=other.pk, choice="for")
    assert (answer.status_code, Ballot.objects.count()) == (403, 0)


def test_text_is_written_in_the_room(people, secretary):
    item = make.opened(people).items.get()
    answer = secretary.send(f"/items/{item.pk}/text/", heard="Примеров Б. Б. доложил.", spoke="Тестова: за.")
    item.refresh_from_db()
    assert (answer.url, item.heard, item.spoke) == (item.get_absolute_url(), "Примеров Б. Б. доложил.", "Тестова: за.")


@pytest.mark.parametrize("page", ["room", "hall", "ballot"])
def test_a_poll_of_what_is_known_is_one_read_and_no_write(people, page):
    item = make.voting(people)
    visitor = Visitor(people.chair)
    address = f"/meetings/{item.meeting_id}/{page}/"
    known = f"{address}?v={visitor.get(address).context['stamp']}"
    with CaptureQueriesContext(connection) as seen:
        answer = visitor.poll(known)
    own = [row["sql"] for row in seen if "session" not in row["sql"] and "association_user" not in row["sql"]]
    assert (answer.status_code, len(own), len(seen) <= 2) == (204, 1, True)
    assert [row["sql"] for row in seen if not row["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("page", ["room", "hall", "ballot"])
def test_a_poll_brings_only_the_part_that_changed(people, page):
    item = make.voting(people)
    visitor = Visitor(people.chair)
    address = f"/meetings/{item.meeting_id}/{page}/"
    known = f"{address}?v={visitor.get(address).context['stamp']}"
    voter = people.seats[3]
    room.cast(item, make.seat_of(item.meeting, voter), choice="for", by=voter, at=clock.now())
    answer = visitor.poll(known)
    assert (answer.status_code, "<html" in answer.content.decode(), 'id="live"' in answer.content.decode()) == (
        200, False, True,
    )  # fmt: skip


def test_a_stamp_of_another_person_or_meeting_opens_nothing(people):
    item = make.voting(people)
    address = f"/meetings/{item.meeting_id}/ballot/"
    stamp = Visitor(people.chair).get(address).context["stamp"]
    assert Visitor(people.stranger).poll(f"{address}?v={stamp}").status_code == 404
    assert Visitor(people.chair).poll(f"{address}?v=1").status_code == 200


def test_the_hall_shows_the_vote_by_name_and_no_controls(people):
    item = make.voting(people)
    page = Visitor(people.secretary).get(f"/meetings/{item.meeting_id}/hall/")
    assert ([tile["vote"] for tile in page.context["sheet"]["strip"]], "<form" in page.content.decode()) == (
        ["wait"] * 5, False,
    )  # fmt: skip


def test_the_room_asks_as_much_for_five_people_as_for_three(people):
    visitor = Visitor(people.secretary)
    counts = []
    for present in (3, 5):
        item = make.voting(people, present=present, questions=present)
        address = f"/meetings/{item.meeting_id}/room/"
        visitor.get(address)
        with CaptureQueriesContext(connection) as seen:
            visitor.get(address)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_form_sent_twice_notes_one_arrival(people, secretary):
    meeting = make.called(people)
    row = make.seat_of(meeting, people.chair)
    for _again in range(2):
        secretary.send(f"/meetings/{meeting.pk}/presence/", key="k" * 20, participant=row.pk, arrived="1")
    assert PresenceEvent.objects.filter(meeting=meeting).count() == 1
