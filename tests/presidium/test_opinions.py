"""A voice without a vote: the opinion of a consultative voice, and the guest who has none (A-4.2b)."""

import pytest

from association import clock
from association.models import AuditEntry, Paper
from presidium.actions import meetings, room
from presidium.actions.opinions import give_opinion
from presidium.models import Minutes, Opinion
from presidium.papers import minutes_facts
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def guest():
    """Somebody who is asked without a voice."""
    return ground.user("director", ground.organisation(), who=ground.person("Званов"))


def asked_guest(people, guest, meeting):
    facts = {"by": people.secretary, "at": clock.now()}
    meetings.invite_person(meeting, guest.person, voice="none", **facts)
    room.note_presence(make.seat_of(meeting, guest), arrived=True, **facts)


@clause("A-4.2b.2", "A-4.2b.3", "A-4.7")
def test_a_consultative_voice_hands_in_an_opinion_and_a_guest_none(people, guest):
    item = make.voting(people, present=4)
    meeting = item.meeting
    room.cancel_voting(item, by=people.secretary, at=clock.now())
    asked_guest(people, guest, meeting)
    official, stranger = Visitor(people.official), Visitor(guest)
    page = official.get(f"/meetings/{meeting.pk}/ballot/")
    assert page.context["opinion_form"] is not None
    assert "A-4.2b.2" in page.content.decode()
    assert stranger.get(f"/meetings/{meeting.pk}/ballot/").context["opinion_form"] is None
    address = f"/items/{item.pk}/opinions/"
    assert official.send(address, text="Поддерживаю\nпредложение.").url == f"/meetings/{meeting.pk}/ballot/"
    assert official.send(address, text=" ").status_code == 302
    before = AuditEntry.objects.count()
    assert stranger.send(address, text="И я.").status_code == 403
    assert AuditEntry.objects.count() == before + 1
    assert Opinion.objects.get().participant.person == people.official.person
    assert room.quorum(meeting).inputs["present"] == 4
    assert "Поддерживаю" in official.get(f"/meetings/{meeting.pk}/ballot/").content.decode()

    room.close_meeting(meeting, by=people.secretary, at=clock.now())
    assert refusal(give_opinion, item, make.seat_of(meeting, people.official), text="Позже", by=people.official,
                   at=clock.now()) == ["A-4.2b.2"]  # fmt: skip
    record = Minutes.objects.get(meeting=meeting)
    for language in ("ru", "ky"):
        facts = minutes_facts(record, language)["opinions"]
        assert [tuple(row.values())[:2] for row in facts] == [("Сынакова\u00a0В.\u00a0П.", 1)]
        assert (len(facts), facts[0]["voice"], facts[0]["text"][:12]) == (1, "consultative", "Поддерживаю\n")
    assert "Поддерживаю" in Visitor(people.secretary).get(f"/meetings/{meeting.pk}/minutes/").content.decode()
    assert not Paper.objects.filter(kind="D14").exists()


@clause("A-4.2b.2")
def test_nobody_hands_in_the_opinion_of_another(people):
    item = make.voting(people)
    seat = make.seat_of(item.meeting, people.official)
    facts = {"text": "За другого", "at": clock.now()}
    assert refusal(give_opinion, item, seat, by=people.secretary, **facts) == ["A-4.2b.2"]
    give_opinion(item, make.seat_of(item.meeting, people.seats[2]), by=people.seats[2], **facts)
    assert Opinion.objects.get().participant.voice == "decisive"
