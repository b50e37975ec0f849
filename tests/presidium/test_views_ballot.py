"""The ballot on a phone: own hand, receipt, change, and those who do not vote."""

import pytest

from association import clock
from association.models import AuditEntry
from presidium.actions import room
from presidium.models import Ballot
from tests.clause_marker import clause
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def item(people):
    return make.voting(people)


@clause("A-4.9a", "A-5.4.2")
def test_a_member_votes_by_the_own_hand_and_may_change_it_until_closing(people, item):
    visitor = Visitor(people.chair)
    for choice in ("against", "for"):
        answer = visitor.send(f"/items/{item.pk}/ballots/", choice=choice)
        assert answer.url == f"/meetings/{item.meeting_id}/ballot/"
    page = visitor.get(answer.url)
    counted = page.context["counted"]
    assert (counted.choice, counted.own_hand, page.context["chosen"], page.context["given"]) == ("for", True, "for", 1)
    assert list(Ballot.objects.values_list("choice", flat=True)) == ["against", "for"]
    assert f"{counted.cast_at:%M:%S}" in page.content.decode()


@clause("A-4.2b.2")
def test_a_consultative_voice_follows_without_buttons_and_a_forced_ballot_is_journalled(people, item):
    visitor = Visitor(people.official)
    page = visitor.get(f"/meetings/{item.meeting_id}/ballot/")
    assert (page.context["verdict"].clause, '<form class="ballot"' in page.content.decode()) == ("A-4.2b.2", False)
    answer = visitor.send(f"/items/{item.pk}/ballots/", choice="for")
    kept = AuditEntry.objects.filter(verb="refusal", by=people.official)
    assert (answer.status_code, Ballot.objects.count(), kept.count()) == (403, 0, 1)


def test_a_stranger_finds_neither_the_ballot_nor_the_item(people, item):
    visitor = Visitor(people.stranger)
    assert visitor.get(f"/meetings/{item.meeting_id}/ballot/").status_code == 404
    assert visitor.send(f"/items/{item.pk}/ballots/", choice="for").status_code == 404


def test_a_member_who_is_not_in_the_room_is_told_so(people):
    item = make.voting(people, present=3)
    visitor = Visitor(people.seats[4])
    page = visitor.get(f"/meetings/{item.meeting_id}/ballot/")
    assert (bool(page.context["verdict"]), page.context["verdict"].clause) == (False, "A-4.9a")
    assert visitor.send(f"/items/{item.pk}/ballots/", choice="for").status_code == 403


def test_the_secretary_enters_a_ballot_but_not_over_an_own_hand(people, item):
    row = make.seat_of(item.meeting, people.chair)
    secretary = Visitor(people.secretary)
    secretary.send(f"/items/{item.pk}/ballots/", participant=row.pk, choice="abstain")
    Visitor(people.chair).send(f"/items/{item.pk}/ballots/", choice="for")
    answer = secretary.send(f"/items/{item.pk}/ballots/", participant=row.pk, choice="against")
    assert (answer.status_code, item.votes.get().roll.get(participant=row).counted.choice) == (409, "for")


def test_a_double_click_is_one_ballot(people, item):
    visitor = Visitor(people.chair)
    answers = [visitor.send(f"/items/{item.pk}/ballots/", key="k" * 20, choice="for") for _click in range(2)]
    assert ([answer.status_code for answer in answers], Ballot.objects.count()) == ([302, 302], 1)


def test_an_unknown_choice_is_refused(people, item):
    assert Visitor(people.chair).send(f"/items/{item.pk}/ballots/", choice="maybe").status_code == 400


def test_after_closing_the_ballot_shows_what_was_decided_and_waits(people, item):
    room.close_voting(item, by=people.secretary, at=clock.now())
    page = Visitor(people.chair).get(f"/meetings/{item.meeting_id}/ballot/")
    assert (page.context["item"], page.context["last"], page.context["sheet"]["verdict"].passed) == (None, item, False)


def test_before_the_meeting_the_ballot_says_when_it_begins(people):
    meeting = make.called(people)
    page = Visitor(people.chair).get(f"/meetings/{meeting.pk}/ballot/")
    assert (page.status_code, page.context["item"], bool(page.context["verdict"])) == (200, None, True)
