"""A general meeting: one vote for each member organisation, its quorum, the founding one (A-3.6, A-5.6.5)."""

from datetime import timedelta

import pytest

from association import clock
from association.actions import accounts
from association.models import Association, Headship, Letter, User
from association.statute import Refused
from presidium.actions import general, meetings, minutes, room
from presidium.models import Meeting, Minutes, Office, Participant, Seat
from presidium.papers import minutes_facts
from presidium.queries import chair_on, voters
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import elections as make
from tests.factories import membership as members
from tests.factories import presidium, reading
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.assembly()


def clauses(verb, *args, **facts):
    with pytest.raises(Refused) as failed:
        verb(*args, at=clock.now(), **facts)
    return [verdict.clause for verdict in failed.value.verdicts]


@clause("A-3.6", "A-5.6.1")
def test_every_member_organisation_is_asked_through_its_head_with_one_vote(people):
    candidate = ground.organisation()
    members.membership(candidate, people.secretary, ground_of="candidate")
    meeting = make.planned(people)
    asked = {row.organisation: row.person for row in voters(meeting).select_related("organisation")}
    assert asked == {school: make.head(school) for school in people.schools}
    assert all(row.seat_id is None and row.holds_vote for row in voters(meeting))


@clause("A-3.6")
def test_half_of_the_organisations_make_a_quorum_and_fewer_do_not(people):
    meeting = make.planned(people, "chair")
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    make.arrive(people, meeting, people.schools[:2])
    verdict = room.quorum(meeting)
    assert (verdict.passed, verdict.needed, verdict.clause) == (False, 3, "A-3.6")
    assert clauses(room.open_meeting, meeting, by=people.secretary) == ["A-3.6"]
    make.arrive(people, meeting, people.schools[2:3])
    room.open_meeting(meeting, by=people.secretary, at=clock.now())
    assert (meeting.roster, meeting.presiding) == (6, people.people.chair.person)


def test_an_organisation_without_a_head_is_counted_in_the_whole(people):
    school = people.schools[-1]
    Headship.objects.filter(organisation=school).update(ends_on=clock.today())
    meeting = make.planned(people)
    assert (voters(meeting).count(), room.quorum(meeting).inputs["members"]) == (5, 6)


@clause("A-5.6.5")
def test_a_representative_votes_by_a_dated_paper_in_the_place_of_the_head(people):
    meeting = make.planned(people)
    school = people.schools[-1]
    row = make.represented(people, meeting, school)
    assert (row.voice, row.organisation, row.representation.basis.number) == ("decisive", school, "12")
    head = meeting.participants.get(person=make.head(school))
    assert (head.voice, head.holds_vote, voters(meeting).count()) == ("none", False, 6)
    general.ask_members(meeting, by=people.secretary, at=clock.now())
    assert Participant.objects.get(pk=row.pk).organisation == school


def invitations(user):
    return Letter.objects.filter(notice="general_invitation", to=user.email).count()


@clause("A-5.6.5", "A-4.4c", "A-4.8")
def test_a_representative_named_after_the_call_is_invited_once(people):
    meeting, school = add_question(people, make.planned(people)), people.schools[-1]
    reading.material(meeting, people.secretary)
    early, late = (ground.user("director", school, who=ground.person(name)) for name in ("Ранняя", "Поздний"))
    facts = {"number": "12", "dated_on": clock.today(), "until": None, "by": people.secretary}
    general.represent(meeting, school, early.person, at=clock.now(), **facts)
    meetings.invite_person(meeting, late.person, voice="none", by=people.secretary, at=clock.now())
    assert (invitations(early), invitations(late)) == (0, 0)
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    assert (invitations(early), invitations(late)) == (1, 1)
    assert not Letter.objects.filter(notice="general_agenda", to__in=[early.email, late.email]).exists()

    general.represent(meeting, school, early.person, at=clock.now(), **facts)  # a further paper for the same person
    assert invitations(early) == 1
    named = general.represent(meeting, school, late.person, at=clock.now(), **facts)  # from guest to vote: told anew
    assert (invitations(late), named.handings.count()) == (2, 1)
    third = ground.user("director", school, who=ground.person("Третья"))
    row = general.represent(meeting, school, third.person, at=clock.now(), **facts)
    assert (invitations(third), row.handings.count(), voters(meeting).count()) == (1, 1, 6)
    assert Participant.objects.get(pk=row.pk).invited_at is not None


@clause("A-4.4b")
def test_who_acts_for_two_member_organisations_is_told_the_agenda_once():
    people = presidium.cast()
    user = ground.user("director", members.member(people.secretary))
    accounts.give_role(user, "director", on=members.member(people.secretary), by=people.secretary, at=clock.now())
    presidium.called(people)
    assert Letter.objects.filter(notice="agenda", to=user.email).count() == 1


@clause("A-5.6.5")
@pytest.mark.parametrize("case", ["stranger", "over", "ahead", "another", "came"])
def test_who_may_not_represent(people, case):
    meeting = make.planned(people)
    school, person = people.schools[-1], ground.person("Доверенный")
    today, facts = clock.today(), {"number": "1", "until": None, "by": people.secretary}
    dated_on = today + timedelta(days=9) if case == "ahead" else today
    if case == "stranger":
        school = ground.organisation()
    if case == "over":
        facts["until"] = today
    if case == "another":
        person = make.head(people.schools[0])
    if case == "came":
        meetings.approve_agenda(add_question(people, meeting), by=people.people.chair, at=clock.now())
        make.arrive(people, meeting, [school])
    assert clauses(general.represent, meeting, school, person, dated_on=dated_on, **facts) == ["A-5.6.5"]


def add_question(people, meeting):
    meetings.add_question(meeting, title="О планах", decision="Принять.", by=people.secretary, at=clock.now())
    return meeting


def test_who_stops_being_a_member_before_the_meeting_loses_the_vote(people):
    meeting = add_question(people, make.planned(people))
    school = people.schools[-1]
    school.memberships.update(ends_on=clock.today())
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    assert (voters(meeting).count(), room.quorum(meeting).inputs["members"]) == (5, 5)


@clause("A-3.4a")
def test_each_body_decides_its_own_matters(people):
    school = ground.organisation()
    asked = members.application(school, people.secretary, state="registered")
    meeting = make.planned(people)
    verb = meetings.list_matter
    facts = {"matter_key": "admission", "subject_id": str(asked.pk), "by": people.secretary}
    assert clauses(verb, meeting, **facts) == ["A-3.4a"]


@clause("A-4.6", "A-3.4b", "A-3.6", "A-3.13a")
def test_the_founding_meeting_is_led_by_whom_it_chooses_and_elects_presidium_and_chair():
    people = make.founding()
    meeting = make.planned(people, "seats", "chair")
    names = [make.name(people, "seats", school) for school in people.schools[:3]]
    meetings.call_without_chair(meeting, by=people.secretary, at=clock.now())
    make.arrive(people, meeting, people.schools[:5])
    assert clauses(room.open_meeting, meeting, by=people.secretary) == ["A-4.6"]
    leader = meeting.participants.get(person=make.head(people.schools[0]))
    assert clauses(general.choose_presiding, leader, votes_for=2, by=people.secretary) == ["A-4.9b"]
    choice = general.choose_presiding(leader, votes_for=4, by=people.secretary, at=clock.now())
    assert (choice.votes_for, choice.present) == (4, 5)
    room.open_meeting(meeting, by=people.secretary, at=clock.now())
    assert meeting.presiding == leader.person

    item = make.item_of(meeting, "seats")
    for _name in names:
        make.vote(people, item, *["for"] * 3)
    assert {seat.person for seat in Seat.objects.all()} == {name.person for name in names}
    chair = make.name(people, "chair", people.schools[1])
    make.vote(people, make.item_of(meeting, "chair"), *["for"] * 3)
    assert chair_on(meeting.held_on) == chair.person
    assert Association.current().phase == "working"

    room.close_meeting(meeting, by=people.secretary, at=clock.now())
    record = Minutes.objects.get(meeting=meeting)
    facts = minutes_facts(record)
    assert facts["meeting"]["body"] == "general"
    assert facts["presiding"]["post"] == "избран(а) присутствующими: за – 4 из 5"
    assert facts["quorum"] == {"needed": 3, "reached": True, "clause": "3.6"}
    assert Seat.objects.first().basis.body.startswith("Общее собрание")
    account = ground.user("director", people.schools[0], who=leader.person)
    assert record.is_assigned_to(User.objects.get(pk=account.pk), "sign_as_presiding")
    paper = minutes.offer(record, by=people.secretary, at=clock.now())
    assert (paper.facts["meeting"]["number"], record.number) == ("1", 1)


def test_nobody_is_chosen_while_a_chair_is_in_office(people):
    meeting = add_question(people, make.planned(people))
    assert "A-4.3b" in refusal(meetings.call_without_chair, meeting, by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    make.arrive(people, meeting, people.schools[2:6])
    leader = meeting.participants.get(person=make.head(people.schools[2]))
    assert clauses(general.choose_presiding, leader, votes_for=3, by=people.secretary) == ["A-4.6"]
    assert not Office.objects.filter(person=leader.person).exists()
    assert Meeting.objects.get(pk=meeting.pk).state == "called"
