"""Meetings for calendar programs: a file of one, a secret address for all."""

import pytest
from django.test import Client

from association import clock
from presidium.models import CalendarFeed
from tests.clause_marker import clause
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


def address_of(user):
    Visitor(user).send("/calendar/address/")
    return f"/calendar/{CalendarFeed.objects.get(user=user, revoked_at=None).token}.ics"


def events(text):
    return text.count("BEGIN:VEVENT")


@clause("A-4.4c")
def test_a_meeting_is_taken_into_a_calendar(people):
    meeting = make.called(people)
    answer = Visitor(people.official).get(f"/meetings/{meeting.pk}/event.ics")
    text = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert (events(text), "LOCATION:каб. 12" in text) == (1, True)
    assert Visitor(people.stranger).get(f"/meetings/{meeting.pk}/event.ics").status_code == 404


def test_a_secret_address_tells_title_time_and_place_of_one_s_own_meetings(people):
    make.called(people)
    make.planned(people)
    texts = [Client().get(address_of(user)).content.decode() for user in (people.official, people.secretary)]
    assert [events(text) for text in texts] == [1, 2]
    assert [("О плане" in text, make.DECISION in text, "Сынакова" in text) for text in texts] == [(False,) * 3] * 2
    assert ["STATUS:TENTATIVE" in text for text in texts] == [False, True]


def test_a_new_address_and_a_revocation_silence_the_former_one(people):
    first = address_of(people.official)
    second = address_of(people.official)
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    Visitor(people.official).send("/calendar/address/revocation/")
    assert Client().get(second).status_code == 404
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 0


def test_the_address_of_a_closed_account_answers_no_more(people):
    address = address_of(people.official)
    type(people.official).objects.filter(pk=people.official.pk).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_nobody_reads_by_guessing(people):
    assert Client().get("/calendar/guess.ics").status_code == 404


def test_the_page_shows_the_own_address_alone(people):
    address = address_of(people.official)
    assert address in Visitor(people.official).get("/calendar/address/").content.decode()
    assert address not in Visitor(people.stranger).get("/calendar/address/").content.decode()
    assert clock.now() > CalendarFeed.objects.get().made_at
