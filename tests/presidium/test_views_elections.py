"""Pages of elections, of a general meeting, of early release and of who acts for the chair."""

from datetime import timedelta

import pytest

from association import clock
from association.models import User
from presidium.actions import meetings, room, seats
from presidium.models import ActingPeriod, Ballot, Candidacy, Election, Meeting, Office, Release
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import elections as make
from tests.factories.browser import Visitor
from tests.policy_forms import scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.assembly()


@pytest.fixture
def secretary(people):
    return Visitor(people.secretary)


def pair(school):
    return f"{make.head(school).pk}-{school.pk}"


@clause("A-3.6", "A-5.6.1")
def test_the_secretary_plans_a_general_meeting_with_an_election(people, secretary):
    day = (clock.today() + timedelta(days=2)).isoformat()
    answer = secretary.send("/meetings/new/", held_on=day, time="12:00", place="каб. 12", kind="general")
    meeting = Meeting.objects.get(kind="general")
    assert answer.url == meeting.get_absolute_url()
    answer = secretary.send(f"/meetings/{meeting.pk}/elections/", kind="chair")
    election = Election.objects.get()
    assert answer.url == election.get_absolute_url()
    answer = secretary.send(f"{election.get_absolute_url()}nominations/", candidate=pair(people.schools[1]))
    assert (answer.status_code, Candidacy.objects.get().person) == (302, make.head(people.schools[1]))
    page = secretary.get(meeting.get_absolute_url()).content.decode()
    assert str(Candidacy.objects.get().person) in page
    assert secretary.send(f"/meetings/{meeting.pk}/elections/", kind="king").status_code == 404


def test_a_wrong_name_is_said_at_the_field(people, secretary):
    make.planned(people, "seats")
    address = people.held["seats"].get_absolute_url()
    answer = secretary.send(f"{address}nominations/", candidate="1-1")
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["candidate"])


@clause("A-3.8")
def test_the_chair_puts_the_deputy_forward_and_takes_the_name_back(people, secretary):
    make.planned(people, "deputy", kind="ordinary")
    address = people.held["deputy"].get_absolute_url()
    chair = Visitor(people.people.chair)
    assert any("/elections/" in duty.url for duty in chair.get("/desk/").context["duties"])
    assert secretary.get(address).context["form"] is None
    assert secretary.send(f"{address}nominations/", candidate=pair(people.schools[2])).status_code == 422
    assert chair.send(f"{address}nominations/", candidate=pair(people.schools[2])).url == address
    row = Candidacy.objects.get()
    assert not any("/elections/" in duty.url for duty in chair.get("/desk/").context["duties"])
    assert chair.send(f"/candidacies/{row.pk}/retraction/").url == address
    assert Candidacy.objects.get().taken_back_at is not None


@clause("A-5.6.5", "A-5.6.1")
def test_a_head_without_a_seat_votes_for_a_name_on_the_own_phone(people):
    meeting = make.planned(people, "chair")
    one, two = (make.name(people, "chair", school) for school in people.schools[:2])
    head = ground.user("director", people.schools[-1], who=make.head(people.schools[-1]))
    make.opened(people, meeting)
    item = make.item_of(meeting, "chair")
    room.open_voting(item, by=people.secretary, at=clock.now())
    phone = Visitor(User.objects.get(pk=head.pk))
    page = phone.get(f"/meetings/{meeting.pk}/ballot/").content.decode()
    assert f'value="for:{one.pk}"' in page
    assert f'value="for:{two.pk}"' in page
    assert phone.send(f"/items/{item.pk}/ballots/", choice=f"for:{two.pk}").status_code == 302
    assert (Ballot.objects.get().candidacy, Ballot.objects.get().own_hand) == (two, True)
    for wrong in ("for", "for:x", f"for:{two.pk + 900}"):
        assert phone.send(f"/items/{item.pk}/ballots/", choice=wrong).status_code == 400
    shown = Visitor(people.secretary).get(f"/meetings/{meeting.pk}/room/").content.decode()
    assert f'data-candidate="{one.pk}"' in shown
    assert Visitor(people.secretary).get(f"/meetings/{meeting.pk}/hall/").status_code == 200


@clause("A-4.6")
def test_the_room_of_a_founding_meeting_asks_who_presides():
    people = make.founding(4)
    meeting, secretary = make.planned(people, "seats"), Visitor(people.secretary)
    assert secretary.get(meeting.get_absolute_url()).context["calls"]
    assert secretary.send(f"/meetings/{meeting.pk}/calling/").status_code == 302
    make.arrive(people, meeting, people.schools[:3])
    page = secretary.get(f"/meetings/{meeting.pk}/room/")
    assert (page.context["chosen"]["who"], page.context["can"]["open"]) == (None, False)
    row = meeting.participants.get(person=make.head(people.schools[0]))
    secretary.send(f"/meetings/{meeting.pk}/presiding/", participant=row.pk, votes_for="2")
    page = secretary.get(f"/meetings/{meeting.pk}/room/")
    assert (page.context["chosen"]["who"], page.context["can"]["open"]) == (row.person, True)
    assert secretary.send(f"/meetings/{meeting.pk}/opening/").status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).presiding == row.person


@clause("A-5.6.5")
def test_a_representative_is_recorded_on_the_page_of_the_meeting(people, secretary):
    meeting, school = make.planned(people), people.schools[-1]
    facts = {"organisation": school.pk, "person": ground.person("Доверенный").pk, "number": "7"}
    address = f"/meetings/{meeting.pk}/representatives/"
    answer = secretary.send(address, **facts, dated_on=clock.today() + timedelta(days=5))
    assert (answer.status_code, list(answer.context["representation_form"].errors)) == (422, ["organisation"])
    assert secretary.send(address, **facts, dated_on=clock.today()).url == meeting.get_absolute_url()
    assert meeting.participants.get(organisation=school).representation.basis.number == "7"


@clause("A-3.7.2")
def test_an_application_to_be_released_is_registered_with_its_scan(people, secretary):
    office = Office.objects.open().get(kind="chair")
    address, facts = f"/presidium/offices/{office.pk}/release/", {"reason": "own_wish", "number": "5"}
    answer = secretary.send(address, **facts, dated_on=clock.today())
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["scan"])
    answer = secretary.send(address, **facts, dated_on=clock.today() + timedelta(days=1), scan=scan())
    assert list(answer.context["form"].errors) == ["dated_on"]
    answer = secretary.send(address, reason="gross_violation", number="5", dated_on=clock.today(), scan=scan())
    assert list(answer.context["form"].errors) == ["note"]
    assert secretary.send(address, **facts, dated_on=clock.today(), scan=scan()).url == "/presidium/"
    assert Release.objects.get().entry.subject_type == "presidium.release"
    answer = secretary.send(address, **facts, dated_on=clock.today(), scan=scan())
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    secretary_office = seats.take_office(
        "secretary", people.secretary.person, organisation=people.schools[0], on=clock.today(), basis=None,
        by=people.secretary, at=clock.now(),
    )  # fmt: skip
    assert secretary.get(f"/presidium/offices/{secretary_office.pk}/release/").status_code == 404


@clause("A-3.9")
def test_an_absence_and_the_return_of_the_chair_are_recorded(people, secretary):
    today = clock.today()
    facts = {"reason": "отпуск", "number": "3", "dated_on": today}
    wrong = secretary.send("/presidium/acting/", on=today, until=today - timedelta(days=1), **facts)
    assert (wrong.status_code, list(wrong.context["absence_form"].errors)) == (422, ["until"])
    assert secretary.send("/presidium/acting/", on=today, **facts).url == "/presidium/"
    assert ActingPeriod.objects.get().person == people.people.seats[1].person
    page = secretary.get("/presidium/")
    assert (page.context["absence_form"], page.context["acting"].note) == (None, "отпуск")
    assert secretary.send("/presidium/acting/", on=today, **facts).status_code == 422
    assert secretary.send("/presidium/acting/end/", on=today).url == "/presidium/"
    assert secretary.get("/presidium/").context["acting"] is None


@clause("A-3.6", "A-3.8")
def test_the_composition_of_a_day_shows_terms_and_warns(people, secretary):
    office = Office.objects.open().get(kind="chair")
    soon = office.last_day - timedelta(days=20)
    headings = [row["heading"] for row in secretary.get(f"/presidium/?on={soon}").context["warnings"]]
    assert len(headings) == 2
    after = office.last_day + timedelta(days=1)
    looks = [row["look"] for row in secretary.get(f"/presidium/?on={after}").context["warnings"]]
    assert looks == ["bad", "bad"]
    assert secretary.get("/presidium/").context["warnings"] == []
    Office.objects.filter(pk=office.pk).update(last_day=clock.today() + timedelta(days=5))
    for who in (people.secretary, people.people.chair, people.people.seats[1]):
        assert any(duty.clause == "A-3.6" for duty in Visitor(who).get("/desk/").context["duties"])
    assert not any(d.clause == "A-3.6" for d in Visitor(people.people.seats[2]).get("/desk/").context["duties"])


@pytest.mark.parametrize("count", [1, 3])
def test_an_election_is_read_in_the_same_number_of_queries(people, secretary, count, django_assert_max_num_queries):
    make.planned(people, "chair")
    for school in people.schools[:count]:
        make.name(people, "chair", school)
    address = people.held["chair"].get_absolute_url()
    secretary.get(address)
    with django_assert_max_num_queries(24):
        assert len(secretary.get(address).context["names"]) == count


def test_a_general_meeting_is_approved_by_the_chair_and_its_letters_name_it(people):
    meeting = make.planned(people, "chair")
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    assert str(meeting).startswith("Общее собрание") or str(meeting).startswith("General meeting")
    assert meeting.agenda_paper.facts["meeting"]["body"] == "general"
