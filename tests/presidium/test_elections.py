"""Elections to seats, of the chair with its run-off, of the deputy; what is written when an item closes."""

from datetime import timedelta

import pytest

from association import clock
from association.calendar import add_years
from association.models import AuditEntry
from association.statute import Verdict
from presidium.actions import elections, meetings, room
from presidium.models import Candidacy, Election, Office, Seat, Vote
from presidium.papers import item_facts
from presidium.queries import chair_on, office_on
from presidium.queries_elections import to_be_voted
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import elections as make
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db
NONE = ["abstain"] * 6


@pytest.fixture
def people():
    return make.assembly()


def chair_vote(people, *schools):
    """A general meeting of six with the heads of these schools as candidates for the chair."""
    meeting = make.planned(people, "chair")
    names = [make.name(people, "chair", school) for school in schools]
    make.opened(people, meeting)
    return make.item_of(meeting, "chair"), names


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@clause("A-3.6")
def test_a_run_off_of_the_top_two_elects_the_chair_for_three_years(people):
    item, (one, two, three) = chair_vote(people, *people.schools[:3])
    verdict = make.vote(people, item, one, one, two, two, three, "abstain")
    assert (verdict.passed, verdict.needed, fresh(item).state) == (False, 4, "waiting")
    assert to_be_voted(item) == [one, two]
    assert fresh(three).outcome == Candidacy.Outcome.NOT
    before = Office.objects.open().get(kind="chair")
    verdict = make.vote(people, item, two, two, two, two, one, one)
    assert (verdict.passed, verdict.clause, fresh(item).state) == (True, "A-3.6", "carried")
    office = Office.objects.open().get(kind="chair")
    day = item.meeting.held_on
    assert (office.person, office.starts_on, office.last_day) == (two.person, day, add_years(day, 3))
    assert (office.basis, fresh(before).ends_on) == (fresh(item).basis, day)
    assert two.person.surname in fresh(item).decision
    assert fresh(people.held["chair"]).state == "elected"


@clause("A-3.6")
def test_an_undecided_run_off_needs_new_names_and_the_chair_before_goes_on(people):
    item, (one, two) = chair_vote(people, *people.schools[1:3])
    make.vote(people, item, one, one, one, two, two, two)
    make.vote(people, item, one, one, one, two, two, two)
    assert (fresh(item).state, fresh(people.held["chair"]).state) == ("lost", "undecided")
    assert chair_on(item.meeting.held_on) == people.people.chair.person
    assert refusal(make.name, people, "chair", people.schools[0]) == ["A-5.4.1"]
    assert elections.begin("chair", by=people.secretary, at=clock.now()).is_open


@clause("A-3.6")
def test_a_single_name_without_a_majority_is_not_elected(people):
    item, (_one,) = chair_vote(people, people.schools[1])
    verdict = make.vote(people, item, "for", "for", "for", "against", "abstain")
    assert (verdict.passed, fresh(item).state) == (False, "lost")


@clause("A-3.6")
def test_where_half_elects_two_halves_elect_nobody(people):
    make.settle(chair_rule="half_of_present")
    item, (one, two) = chair_vote(people, *people.schools[1:3])
    verdict = make.vote(people, item, one, one, one, two, two, two)
    assert (verdict.passed, fresh(item).state) == (False, "waiting")
    assert make.vote(people, item, one, one, one, two, two).passed


@clause("A-3.6", "A-5.4.1")
def test_a_candidate_for_the_chair_holds_a_seat(people):
    make.planned(people, "chair")
    assert refusal(make.name, people, "chair", people.schools[-1]) == ["A-3.6"]
    make.name(people, "chair", people.schools[0])
    assert refusal(make.name, people, "chair", people.schools[0]) == ["A-5.4.1"]


def test_who_has_lost_the_seat_is_not_voted_on(people):
    item, (one, _two) = chair_vote(people, *people.schools[1:3])
    Seat.objects.filter(person=one.person).update(ends_on=item.meeting.held_on)
    assert refusal(room.open_voting, item, by=people.secretary, at=clock.now()) == ["A-3.6"]


@clause("A-4.9a")
def test_a_vote_is_for_a_name_that_stands_and_names_stay_while_it_is_open(people):
    item, (one, _two) = chair_vote(people, *people.schools[1:3])
    room.open_voting(item, by=people.secretary, at=clock.now())
    row = item.meeting.participants.get(person=make.head(people.schools[0]))
    for wrong in (None, one.pk + 900):
        with pytest.raises(ValueError, match=str(wrong)):
            room.cast(item, row, choice="for", name=wrong, by=people.secretary, at=clock.now())
    facts = {"by": people.secretary, "at": clock.now()}
    assert refusal(elections.take_back, one, **facts) == ["A-4.9a"]
    assert refusal(make.name, people, "chair", people.schools[0]) == ["A-4.9a"]


def test_an_election_without_names_is_not_voted_on(people):
    item, _names = chair_vote(people)
    assert refusal(room.open_voting, item, by=people.secretary, at=clock.now()) == ["A-5.4.1"]


def test_a_name_taken_back_is_not_voted_on_and_stays_on_record(people):
    meeting = make.planned(people, "chair")
    one, two = (make.name(people, "chair", school) for school in people.schools[:2])
    elections.take_back(one, by=people.secretary, at=clock.now())
    make.opened(people, meeting)
    assert to_be_voted(make.item_of(meeting, "chair")) == [two]
    assert Candidacy.objects.filter(election=people.held["chair"]).count() == 2


@clause("A-5.6.5", "A-3.4b")
def test_seats_are_voted_on_name_by_name(people):
    meeting = make.planned(people, "seats")
    won, lost = (make.name(people, "seats", school) for school in people.schools[4:])
    make.opened(people, meeting)
    item = make.item_of(meeting, "seats")
    verdict = make.vote(people, item, *["for"] * 4)
    assert (verdict.needed, verdict.clause, fresh(item).state) == (4, "A-5.6.5", "waiting")
    seat = Seat.objects.get(person=won.person)
    assert (seat.organisation, seat.starts_on, seat.basis) == (people.schools[4], meeting.held_on, fresh(item).basis)
    assert not make.vote(people, item, *["for"] * 3)
    assert (fresh(item).state, fresh(lost).outcome) == ("carried", "not")
    assert not Seat.objects.filter(person=lost.person).exists()
    assert AuditEntry.objects.filter(verb="election.install").count() == 1


@clause("A-3.4b")
def test_a_seat_is_for_the_head_of_a_member_organisation_without_one(people):
    make.planned(people, "seats")
    assert refusal(make.name, people, "seats", people.schools[0]) == ["A-3.4b"]
    assert refusal(make.name, people, "seats", ground.organisation()) == ["A-5.6.5"]


@clause("A-5.6.5")
def test_a_representative_stands_and_is_seated(people):
    meeting = make.planned(people, "seats")
    school = people.schools[-1]
    row = make.represented(people, meeting, school)
    elections.nominate(people.held["seats"], row.person, school, by=people.secretary, at=clock.now())
    make.opened(people, meeting, people.schools[:5])
    make.vote(people, make.item_of(meeting, "seats"), *["for"] * 3)
    assert Seat.objects.get(person=row.person).organisation == school


def test_a_meeting_that_closes_between_two_names_keeps_the_seat_and_lets_the_other_wait(people):
    meeting = make.planned(people, "seats")
    _won, lost = (make.name(people, "seats", school) for school in people.schools[4:])
    make.opened(people, meeting)
    item = make.item_of(meeting, "seats")
    make.vote(people, item, *["for"] * 6)
    room.close_meeting(item.meeting, by=people.secretary, at=clock.now())
    assert (fresh(item).state, fresh(people.held["seats"]).state) == ("moved", "open")
    assert (Seat.objects.count(), fresh(lost).outcome) == (5, "")


def first_ordinary(people, by=None, name=None):
    meeting = make.planned(people, "deputy", kind="ordinary")
    if name is not None:
        make.name(people, "deputy", people.schools[name], by or people.people.chair)
    return make.item_of(make.opened(people, meeting, people.schools[:4]), "deputy")


@clause("A-3.8")
def test_only_the_name_that_the_chair_proposes_is_voted_on_for_the_deputy(people):
    item = first_ordinary(people)
    assert refusal(make.name, people, "deputy", people.schools[2], people.secretary) == ["A-3.8"]
    assert refusal(make.name, people, "deputy", people.schools[2], people.people.seats[3]) == ["A-3.8"]
    assert refusal(room.open_voting, item, by=people.secretary, at=clock.now()) == ["A-3.8"]


@clause("A-3.8")
def test_half_of_those_present_do_not_elect_the_deputy_and_more_do(people):
    item = first_ordinary(people, name=2)
    assert not make.vote(people, item, "for", "for", "against", "against")
    assert office_on("deputy", item.meeting.held_on) == people.people.seats[1].person
    item = first_ordinary(people, name=2)
    assert make.vote(people, item, "for", "for", "for", "against").clause == "A-3.8"
    office = Office.objects.open().get(kind="deputy")
    assert office.person == make.head(people.schools[2])
    assert office.last_day == add_years(item.meeting.held_on, 3)


@clause("A-3.8")
def test_a_deputy_who_becomes_chair_leaves_the_office_and_a_new_deputy_is_asked_for(people):
    item, (_one,) = chair_vote(people, people.schools[1])
    make.vote(people, item, *["for"] * 6)
    assert office_on("deputy", item.meeting.held_on) is None
    assert Election.objects.get(kind="deputy").state == "open"


def test_each_body_elects_its_own(people):
    ordinary = make.planned(people, kind="ordinary")
    for meeting, kind in ((ordinary, "chair"), (ordinary, "seats"), (make.planned(people), "deputy")):
        facts = {"by": people.secretary, "at": clock.now()}
        assert refusal(elections.begin_at, meeting, kind, **facts) == ["A-5.4.1"]


@clause("A-3.6")
def test_the_minutes_tell_names_rounds_and_verdict(people):
    item, (one, two) = chair_vote(people, *people.schools[1:3])
    make.vote(people, item, one, one, one, two, two, "against")
    make.vote(people, item, one, one, one, one, two, "abstain")
    facts = item_facts(fresh(item))
    assert [row["name"] for row in facts["candidates"]] == [one.person.full_name, two.person.full_name]
    first, second = facts["rounds"]
    assert ([row["votes"] for row in first["names"]], first["against"], first["elected"]) == ([3, 2], 1, None)
    assert (second["elected"], second["needed"], second["clause"]) == (one.person.surname_first, 4, "3.6")
    assert one.person.full_name in facts["decisions"][0]["text"]
    votes = [Verdict.from_dict(vote.verdict).passed for vote in Vote.objects.filter(item=item)]
    assert votes == [False, True]


def test_a_planned_election_is_listed_once_and_waits_again_when_the_meeting_fails(people):
    meeting = make.planned(people, "chair")
    make.name(people, "chair", people.schools[1])
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    assert refusal(elections.begin, "chair", by=people.secretary, at=clock.now()) == ["A-5.4.1"]
    make.arrive(people, meeting, people.schools[:1])
    room.declare_failed(meeting, by=people.secretary, at=clock.now())
    assert fresh(people.held["chair"]).state == "open"
    again = meetings.plan(
        starts_at=clock.now() + timedelta(days=9), place="каб. 12", kind="general", by=people.secretary, at=clock.now()
    )
    item = meetings.list_matter(
        again, matter_key="election_chair", subject_id=str(people.held["chair"].pk), by=people.secretary, at=clock.now()
    )
    assert (item.number, to_be_voted(item)[0].person) == (1, make.head(people.schools[1]))
