"""Questions in preparation: their form, preparer, order and removal; open matters; a question off the agenda."""

from datetime import timedelta

import pytest

from association import clock, desk
from association.models import Letter
from association.statute import Refused
from presidium import panels_preparation
from presidium.actions import meetings, participation, preparation, room
from presidium.models import AgendaItem, Election, Meeting, Office
from presidium.queries_preparation import unlisted_matters
from tests.clause_marker import clause
from tests.factories import membership as members
from tests.factories import presidium as make
from tests.factories import reading
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
WORDS = {"title": "Об обращении", "decision": "Направить обращение.", "rapporteur": "Макетов Б. Б."}


@pytest.fixture
def people():
    return make.cast()


def numbers(meeting):
    return [(row.number, row.title[-1]) for row in meeting.items.order_by("number")]


@clause("A-1.5")
def test_a_decision_takes_the_form_of_conclusion_proposal_or_appeal(people):
    item = make.planned(people).items.get()
    answer = Visitor(people.secretary).send(f"/items/{item.pk}/preparation/", form="appeal", **WORDS)
    item.refresh_from_db()
    assert (answer.status_code, item.form, item.title, item.rapporteur) == (
        302, "appeal", "Об обращении", "Макетов Б. Б.",
    )  # fmt: skip
    answer = Visitor(people.secretary).send(f"/items/{item.pk}/preparation/", form="order", **WORDS)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["form"])


def test_the_words_of_a_matter_that_carries_itself_out_are_not_changed(people):
    school = members.ground.organisation()
    application = members.application(school, people.secretary, state="registered")
    meeting = make.planned(people, questions=0)
    facts = {"by": people.secretary, "at": clock.now()}
    item = meetings.list_matter(meeting, matter_key="admission", subject_id=str(application.pk), **facts)
    preparation.word(item, title="Другое", decision="Отказать.", form="conclusion", rapporteur="Тестова", **facts)
    after = AgendaItem.objects.get(pk=item.pk)
    assert (after.title, after.decision, after.form) == (item.title, item.decision, "conclusion")


@clause("A-4.5")
def test_the_chair_appoints_who_prepares_a_question_and_a_letter_tells(people):
    item = make.planned(people).items.get()
    day = (clock.today() + timedelta(days=5)).isoformat()
    sent = {"person": people.seats[3].person_id, "ready_by": day}
    assert Visitor(people.secretary).send(f"/items/{item.pk}/preparer/", **sent).status_code == 403
    assert Visitor(people.chair).send(f"/items/{item.pk}/preparer/", **sent).status_code == 302
    item.refresh_from_db()
    assert (item.preparer, item.ready_by.isoformat()) == (people.seats[3].person, day)
    assert [row.to for row in Letter.objects.filter(notice="preparer")] == [people.seats[3].email]


@clause("A-4.5")
@pytest.mark.parametrize("days", [-1, 40])
def test_a_question_is_ready_before_its_meeting(people, days):
    item = make.planned(people).items.get()
    day = (clock.today() + timedelta(days=days)).isoformat()
    answer = Visitor(people.chair).send(f"/items/{item.pk}/preparer/", person=people.seats[3].person_id, ready_by=day)
    assert (answer.status_code, list(answer.context["preparer_form"].errors)) == (422, ["ready_by"])


@clause("A-4.5")
def test_the_preparer_finds_the_question_on_the_desk_until_it_is_ready(people):
    item = reading.appointed(make.planned(people).items.get(), people)
    preparer, other = people.seats[3], people.seats[2]
    found = [[duty.url for duty in panels_preparation.questions(user, clock.now())] for user in (preparer, other)]
    assert found == [[f"/items/{item.pk}/preparation/"], []]
    visitor = Visitor(preparer)
    assert visitor.get(f"/items/{item.pk}/preparation/").status_code == 200
    assert Visitor(other).get(f"/items/{item.pk}/preparation/").status_code == 404
    visitor.send(f"/items/{item.pk}/preparation/", form="proposal", **WORDS)
    visitor.send(f"/items/{item.pk}/readiness/")
    item.refresh_from_db()
    assert (item.form, item.ready_at is not None) == ("proposal", True)
    assert list(panels_preparation.questions(preparer, clock.now())) == []


@clause("A-4.5")
def test_letters_remind_before_the_day_on_it_and_once_after(people):
    item = reading.appointed(make.planned(people).items.get(), people, days=5)
    start = clock.now()
    told = [preparation.remind(by=None, at=start + timedelta(days=days)) for days in (0, 1, 3, 3, 4, 5, 6, 6, 7)]
    assert told == [0, 0, 1, 0, 0, 1, 1, 0, 0]  # the machine slept on the second day, and asked twice on the third
    assert Letter.objects.filter(notice="preparation_due", subject_id=str(item.pk)).count() == 3


@clause("A-4.3b")
def test_questions_move_up_and_down_while_the_agenda_is_a_draft(people):
    meeting = make.planned(people, questions=3)
    visitor = Visitor(people.secretary)
    last = meeting.items.get(number=3)
    visitor.send(f"/items/{last.pk}/order/", up="1")
    assert numbers(meeting) == [(1, "1"), (2, "3"), (3, "2")]
    visitor.send(f"/items/{last.pk}/order/", up="1")
    visitor.send(f"/items/{last.pk}/order/", up="1")
    assert numbers(meeting) == [(1, "3"), (2, "1"), (3, "2")]
    visitor.send(f"/items/{last.pk}/order/", up="0")
    assert numbers(meeting) == [(1, "1"), (2, "3"), (3, "2")]
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    assert visitor.send(f"/items/{last.pk}/order/", up="0").status_code == 409


@clause("A-4.3b")
def test_a_question_taken_off_the_agenda_lets_its_matter_wait_again(people):
    application = members.application(members.ground.organisation(), people.secretary, state="registered")
    meeting = make.planned(people, questions=2)
    facts = {"by": people.secretary, "at": clock.now()}
    item = meetings.list_matter(meeting, matter_key="admission", subject_id=str(application.pk), **facts)
    reading.material(meeting, people.secretary)
    visitor = Visitor(people.secretary)
    visitor.send(f"/items/{item.pk}/removal/")
    visitor.send(f"/items/{meeting.items.get(number=1).pk}/removal/")
    application.refresh_from_db()
    assert (numbers(meeting), application.state) == ([(1, "2")], "registered")
    waiting = visitor.get(f"/meetings/{meeting.pk}/").context["waiting"]
    assert [row["subject"].pk for row in waiting] == [application.pk]


def keys(day=None):
    return [row.key for row in unlisted_matters(day or clock.today())]


@clause("A-5.1.2")
def test_a_vacant_office_is_proposed_and_put_on_the_agenda_by_one_click(people):
    Office.objects.filter(kind="deputy").update(ends_on=clock.today())
    meeting = make.planned(people, questions=0)
    visitor = Visitor(people.secretary)
    proposed = visitor.get(f"/meetings/{meeting.pk}/").context["proposed"]
    assert [(row["key"], row["clause"]) for row in proposed] == [("vacant:deputy", "A-3.8")]
    visitor.send(f"/meetings/{meeting.pk}/items/", matter="question", subject="vacant:deputy")
    item = meeting.items.get()
    assert (item.matter, item.title_ky != "", Election.objects.get().kind) == ("election_deputy", True, "deputy")
    assert keys() == []
    answer = visitor.send(f"/meetings/{meeting.pk}/items/", matter="question", subject="vacant:deputy")
    assert (answer.status_code, meeting.items.count()) == (409, 1)


@pytest.mark.parametrize(("days", "expected"), [(91, 0), (90, 2), (0, 2), (-5, 2)])
def test_a_term_that_runs_out_is_proposed_from_ninety_days_before_its_end(people, days, expected):
    end = Office.objects.filter(kind="chair").get().starts_on.replace(year=2028)
    assert len(keys(end - timedelta(days=days))) == expected


@clause("A-4.3a")
def test_a_question_that_was_not_reached_is_proposed_for_the_next_agenda(people):
    held = make.opened(people, questions=2)
    room.close_meeting(held, by=people.secretary, at=clock.now())
    assert len(keys()) == 2
    meeting = make.planned(people, questions=0)
    item = preparation.list_open(meeting, key=keys()[0], by=people.secretary, at=clock.now())
    assert (item.title, len(keys())) == ("О плане работы 1", 1)


@clause("A-4.3b")
def test_a_question_off_the_agenda_is_decided_only_after_a_vote_to_amend(people):
    meeting = make.opened(people, questions=0 + 1)
    visitor = Visitor(people.secretary)
    sent = {"title": "О срочном", "decision": "Решить.", "form": "internal"}
    assert visitor.send(f"/meetings/{meeting.pk}/amendments/", **sent).status_code == 302
    item = meeting.items.get(title="О срочном")
    with pytest.raises(Refused) as refused:
        room.open_voting(item, by=people.secretary, at=clock.now())
    assert [row.clause for row in refused.value.verdicts] == ["A-4.3b"]
    asked = item.amendment
    room.open_voting(asked, by=people.secretary, at=clock.now())
    for row in meeting.participants.filter(voice="decisive"):
        room.cast(asked, row, choice="for", by=people.secretary, at=clock.now())
    room.close_voting(asked, by=people.secretary, at=clock.now())
    vote = room.open_voting(AgendaItem.objects.get(pk=item.pk), by=people.secretary, at=clock.now())
    assert vote.item_id == item.pk


@clause("A-4.4c")
def test_an_answer_is_taken_from_the_person_with_the_reason_of_an_absence(people):
    meeting = make.called(people)
    row = make.seat_of(meeting, people.seats[2])
    visitor = Visitor(people.seats[2])
    answer = visitor.send(f"/participants/{row.pk}/reply/", answer="no", reason=" ")
    assert (answer.status_code, list(answer.context["reply_form"].errors)) == (422, ["reason"])
    visitor.send(f"/participants/{row.pk}/reply/", answer="no", reason="командировка")
    row.refresh_from_db()
    assert (row.reply, row.absence_reason, row.replied_at is not None) == ("no", "командировка", True)
    assert Visitor(people.seats[3]).send(f"/participants/{row.pk}/reply/", answer="yes").status_code == 404
    Visitor(people.secretary).send(f"/participants/{row.pk}/reply/", answer="yes")
    row.refresh_from_db()
    assert (row.reply, row.absence_reason) == ("yes", "")


def test_answers_end_with_the_opening(people):
    meeting = make.opened(people)
    with pytest.raises(Refused):
        participation.reply(make.seat_of(meeting, people.seats[2]), answer="yes", by=people.seats[2], at=clock.now())


@clause("A-5.1.3", "A-4.4c")
def test_who_is_asked_after_the_approval_gets_the_letter_and_the_materials(people):
    meeting = make.planned(people)
    reading.material(meeting, people.secretary)
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    meeting.refresh_from_db()
    facts = {"by": people.secretary, "at": clock.now()}
    row = meetings.invite_person(meeting, people.official.person, voice="consultative", **facts)
    row.refresh_from_db()
    assert (row.invited_at is not None, row.handings.count()) == (True, 1)
    assert Letter.objects.filter(notice="meeting_invitation", to=people.official.email).count() == 1


@clause("A-5.3.2")
def test_the_page_says_what_a_meeting_still_needs(people):
    meeting = reading.called(people)
    ready = Visitor(people.secretary).get(f"/meetings/{meeting.pk}/").context["ready"]
    assert [(row["clause"], row["done"]) for row in ready] == [
        ("A-4.3b", True), ("A-4.5", True), ("A-4.4c", True), ("A-4.4c", False), ("A-4.8", True),
    ]  # fmt: skip


@clause("A-5.2.7")
def test_a_meeting_is_held_at_a_member_organisation(people):
    host = members.member(people.secretary)
    day = (clock.today() + timedelta(days=20)).isoformat()
    Visitor(people.secretary).send(
        "/meetings/new/", held_on=day, time="10:00", place="актовый зал", kind="ordinary", host=host.pk
    )
    assert Meeting.objects.get().host == host


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_meeting_costs_the_same_however_many_materials(people, count, django_assert_max_num_queries):
    meeting = make.planned(people, questions=3)
    for number in range(count):
        reading.material(meeting, people.secretary, title=f"Материал {number}")
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    visitor = Visitor(people.secretary)
    visitor.get(f"/meetings/{meeting.pk}/")
    with django_assert_max_num_queries(24):
        visitor.get(f"/meetings/{meeting.pk}/")


def test_duties_before_a_meeting_stand_on_the_desk(people):
    assert {panels_preparation.quarters, panels_preparation.questions} <= set(desk.DUTIES)
