"""Early release, the deputy who acts for the chair, and terms that come to their end (A-3.6 to A-3.9)."""

from datetime import timedelta

import pytest

from association import access, clock, offices
from association.actions import organisations
from association.models import Letter, RuleSet, User
from association.statute import Refused
from membership.actions import applications, certificates, letters
from membership.models import Membership
from membership.queries_certificates import signers_on
from presidium.actions import acting, meetings, participation, room, seats
from presidium.models import ActingPeriod, Meeting, Office, Release, Seat, TermWarning
from presidium.papers import agenda_facts, minutes_facts
from presidium.queries import chair_on, office_on
from presidium.queries_terms import acting_on, judge_deputy, terms_on
from tests.clause_marker import clause
from tests.factories import applying
from tests.factories import association as ground
from tests.factories import elections as make
from tests.factories import membership as members
from tests.factories.moments import days, fresh
from tests.factories.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.assembly()


def listed(people, reason="own_wish", present=None, kind="chair"):
    """A release on the table of a Presidium in session, its four members in the room or those named."""
    release = make.release(people, reason, kind)
    meeting = make.planned(people, kind="ordinary")
    facts = {"by": people.secretary, "at": clock.now()}
    meetings.list_matter(meeting, matter_key="release", subject_id=str(release.pk), **facts)
    make.opened(people, meeting, present or people.schools[:4])
    return release, make.item_of(meeting, "release")


def sign_on(user):
    return User.objects.get(pk=user.pk)


@clause("A-3.7.2", "A-3.7.3", "A-3.9")
def test_the_deputy_presides_over_the_release_and_acts_from_the_decision_on(people):
    release, item = listed(people)
    assert (item.meeting.presiding, release.entry.index) == (people.people.chair.person, "01-13")
    assert make.vote(people, item, "for", "for", "against", "abstain").passed
    day = item.meeting.held_on
    assert (fresh(release).state, fresh(release).presided_by) == ("granted", people.people.seats[1].person)
    assert chair_on(day) is None
    period = acting_on(day)
    assert (period.person, period.reason, period.ends_on) == (people.people.seats[1].person, "vacancy", None)
    assert fresh(item.meeting).presiding == period.person
    room.close_meeting(fresh(item.meeting), by=people.secretary, at=clock.now())
    facts = minutes_facts(fresh(item.meeting).minutes)
    assert facts["items"][0]["led_by"] == period.person.surname_first
    assert facts["presiding"]["post"] == "исполняющий(ая) обязанности председателя"


@clause("A-3.7.3", "A-5.5.3")
def test_without_the_deputy_in_the_room_the_release_of_the_chair_is_not_voted_on(people):
    release, item = listed(people, "gross_violation", [people.schools[0], *people.schools[2:4]])
    assert refusal(room.open_voting, item, by=people.secretary, at=clock.now()) == ["A-4.6"]
    assert fresh(release).state == "listed"


@clause("A-3.7.1")
def test_a_release_that_is_not_adopted_leaves_the_office(people):
    release, item = listed(people, "dismissed")
    assert not make.vote(people, item, "for", "against", "against", "abstain")
    assert (fresh(release).state, chair_on(item.meeting.held_on)) == ("refused", people.people.chair.person)


@clause("A-3.7.1", "A-3.7.2", "A-3.7.3")
@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ({"reason": "dislike"}, "A-3.7.1"),
        ({"reason": "dismissed", "file": None}, "A-3.7.1"),
        ({"reason": "own_wish", "file": None}, "A-3.7.2"),
        ({"reason": "gross_violation", "note": " "}, "A-3.7.3"),
    ],
)
def test_only_three_grounds_each_with_its_paper(people, facts, number):
    with pytest.raises(Refused) as failed:
        make.release(people, **facts)
    assert [verdict.clause for verdict in failed.value.verdicts] == [number]
    assert not Release.objects.exists()


def test_an_office_is_released_once_and_a_secretary_never(people):
    make.release(people)
    assert refusal(make.release, people) == ["A-3.7.1"]
    facts = {"on": clock.today(), "basis": None, "by": people.secretary, "at": clock.now()}
    seats.take_office("secretary", people.secretary.person, organisation=people.schools[0], **facts)
    assert refusal(make.release, people, kind="secretary") == ["A-3.7.1"]


def test_a_deputy_is_released_without_a_gap_to_act_for(people):
    _release, item = listed(people, kind="deputy")
    make.vote(people, item, *["for"] * 4)
    assert (office_on("deputy", item.meeting.held_on), ActingPeriod.objects.count()) == (None, 0)
    assert chair_on(item.meeting.held_on) == people.people.chair.person


@clause("A-3.9")
def test_in_an_absence_with_its_paper_the_deputy_has_the_rights_of_the_chair(people):
    deputy = people.people.seats[1]
    today = clock.today()
    facts = {"number": "3", "dated_on": today, "by": people.secretary, "at": clock.now()}
    assert refusal(acting.act_in_absence, on=today, until=None, reason=" ", **facts) == ["A-3.9"]
    assert not access.can(deputy, "approve_agenda")
    acting.act_in_absence(on=today, until=days(5), reason="отпуск", **facts)
    assert access.can(sign_on(deputy), "approve_agenda")
    assert not access.can(sign_on(people.people.seats[2]), "approve_agenda")
    assert not access.can(sign_on(deputy), "approve_agenda", at=clock.now() + timedelta(days=7))
    assert refusal(acting.act_in_absence, on=days(5), until=None, reason="отпуск", **facts) == ["A-3.9"]
    meeting = make.planned(people, kind="ordinary")
    meetings.add_question(meeting, title="О плане", decision="Принять.", by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=sign_on(deputy), at=clock.now())
    assert agenda_facts(meeting)["signer"]["post"] == "И. о. председателя Президиума"
    acting.come_back(on=today, by=people.secretary, at=clock.now())
    assert not access.can(sign_on(deputy), "approve_agenda")


def signed_papers(people, meeting):
    """The posts and names of the chair's line on papers of today, and the addressee of an application."""
    facts, school = {"by": people.secretary, "at": clock.now()}, ground.organisation()
    held = Membership.objects.get(organisation=members.member(people.secretary, on=clock.today()))
    certificate = held.certificates.get()
    kyrgyz = certificates.translate(certificate, language="ky", **facts)
    candidate = members.application(school, people.secretary, ground_of="candidate", state="registered")
    basis = organisations.add_basis(kind="decision", body="Президиум", number="7", dated_on=clock.today(), **facts)
    told = letters.draft(candidate, kind="candidate", basis=basis, **facts)
    letter = letters.release(told, on=clock.today(), **facts)
    applicant = ground.organisation()
    director = ground.director(applicant)
    applied = applying.filled(applicant, director)
    form = applications.draw_paper(applied, on=clock.today(), by=director, at=clock.now())
    participation.draw_invitations(meeting, **facts)
    invitation = meeting.participants.first().invitation
    meeting.participants.update(invitation=None)
    lines = [certificate.paper.facts["signers"][1], kyrgyz.facts["signers"][1], letter.facts["signer"],
             invitation.facts["signer"]]  # fmt: skip
    return [*((line["post"], line["name"]) for line in lines), tuple(form.facts["addressee"].values())]


@clause("A-3.9", "A-B.6", "A-4.4c", "A-A.1")
def test_papers_name_the_deputy_under_the_title_of_acting_chair(people):
    meeting = make.planned(people, kind="ordinary")
    meetings.add_question(meeting, title="О плане", decision="Принять.", by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=people.people.chair, at=clock.now())
    chair, deputy = (user.person for user in people.people.seats[:2])
    facts = {"number": "3", "dated_on": clock.today(), "by": people.secretary, "at": clock.now()}
    acting.act_in_absence(on=clock.today(), until=days(5), reason="отпуск", **facts)
    whole = "И. о. председателя Президиума"
    assert signed_papers(people, meeting) == [
        (f"{whole} Ассоциации", deputy.initials_first),
        ("Ассоциациянын Президиумунун төрагасынын милдетин аткаруучу", deputy.initials_first),
        (f"{whole} Ассоциации", deputy.initials_first), (whole, deputy.initials_first),
        (f"{whole} Ассоциации", deputy.dative or deputy.surname_first),
    ]  # fmt: skip
    assert signers_on(clock.today())
    assert (offices.leader(clock.today()), offices.holder("chair", clock.today())) == (
        offices.Leader(deputy, True), chair)  # fmt: skip

    acting.come_back(on=clock.today(), by=people.secretary, at=clock.now())
    posts = [post for post, _name in signed_papers(people, meeting)]
    assert posts == [
        "Председатель Президиума Ассоциации", "Ассоциациянын Президиумунун төрагасы",
        "Председатель Президиума Ассоциации", "Председатель Президиума", "Председателю Президиума Ассоциации",
    ]  # fmt: skip
    Office.objects.filter(kind="chair").update(ends_on=clock.today())
    assert (offices.leader(clock.today()), signers_on(clock.today()).passed) == (offices.Leader(), False)
    acting.act_until_election(on=clock.today(), basis=None, by=people.secretary, at=clock.now())
    assert offices.leader(clock.today()) == offices.Leader(deputy, True)


@clause("A-3.9")
def test_nobody_but_a_deputy_acts(people):
    Office.objects.filter(kind="deputy").update(ends_on=clock.today())
    facts = {"number": "3", "dated_on": clock.today(), "by": people.secretary, "at": clock.now()}
    assert refusal(acting.act_in_absence, on=clock.today(), until=None, reason="отпуск", **facts) == ["A-3.9"]
    assert acting.act_until_election(on=clock.today(), basis=None, by=None, at=clock.now()) is None


@clause("A-3.9")
def test_the_deputy_who_acts_until_the_election_does_so_until_the_election(people):
    _release, item = listed(people)
    make.vote(people, item, *["for"] * 4)
    room.close_meeting(fresh(item.meeting), by=people.secretary, at=clock.now())
    day = item.meeting.held_on
    assert refusal(acting.come_back, on=day, by=people.secretary, at=clock.now()) == ["A-3.9"]
    facts = {"on": day + timedelta(days=9), "basis": None, "by": people.secretary, "at": clock.now()}
    seats.take_office("chair", make.head(people.schools[2]), **facts)
    assert ActingPeriod.objects.get().ends_on == day + timedelta(days=9)


@clause("A-3.6", "A-3.8")
def test_the_three_warnings_of_an_ending_term_go_once_to_secretary_chair_and_deputy(people):
    office = Office.objects.open().get(kind="chair")
    Office.objects.filter(kind="deputy").update(last_day=office.last_day + timedelta(days=400))
    sent = []
    for left in (91, 90, 89, 30, 29, 7, 7, 0, -1):
        day = office.last_day - timedelta(days=left)
        before = Letter.objects.count()
        acting.watch_terms(on=day, by=None, at=clock.now())
        sent.append(Letter.objects.count() - before)
    assert sent == [0, 3, 0, 3, 0, 3, 0, 0, 0]
    assert list(TermWarning.objects.values_list("days", flat=True)) == [90, 30, 7]


@clause("A-3.6", "A-3.9")
def test_an_expired_term_goes_on_with_a_warning_or_is_vacated_as_the_rules_say(people):
    office = Office.objects.open().get(kind="chair")
    day = office.last_day + timedelta(days=1)
    Office.objects.filter(kind="deputy").update(last_day=day + timedelta(days=400))
    acting.watch_terms(on=day, by=None, at=clock.now())
    assert chair_on(day) == office.person
    assert [term.is_over for term in terms_on(day) if term.office == office] == [True]
    make.settle(after_expiry="vacate")
    acting.watch_terms(on=day, by=None, at=clock.now())
    assert (chair_on(day), acting_on(day).person) == (None, people.people.seats[1].person)


@clause("A-3.8")
def test_an_ordinary_meeting_without_a_deputy_warns_afterwards(people):
    Office.objects.filter(kind="deputy").update(ends_on=ground.DAY)
    assert judge_deputy(clock.today())
    Meeting.objects.create(
        kind="ordinary", state="held", starts_at=clock.now(), held_on=clock.today(), place="каб. 12",
        rule_set=RuleSet.objects.get(),
    )  # fmt: skip
    assert judge_deputy(clock.today()).clause == "A-3.8"
    assert not judge_deputy(clock.today())


@clause("A-3.4b")
def test_where_every_head_sits_a_new_member_and_a_successor_take_the_seat(people):
    make.settle(presidium_composition="all")
    school = ground.organisation(head=ground.person("Новичков"))
    members.membership(school, people.secretary, on=clock.today())
    assert Seat.objects.get(organisation=school).person == make.head(school)


@clause("A-3.4b")
def test_where_seats_are_elected_a_new_member_has_none(people):
    school = ground.organisation()
    members.membership(school, people.secretary, on=clock.today())
    assert not Seat.objects.filter(organisation=school).exists()
