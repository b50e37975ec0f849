"""Pages of meetings: the list, a new one, preparation, approval, invitations."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from association import clock
from membership.models import Application
from presidium.actions import meetings as verbs
from presidium.models import AgendaItem, Meeting, Participant
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import membership as entry
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Barnaul")


@pytest.fixture
def people():
    return make.cast()


def year_of(meeting):
    return f"/meetings/?year={meeting.held_on.year}"


def shown(visitor, address):
    return [row.pk for row in visitor.get(address).context["rows"]]


def queries(visitor, address):
    visitor.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert visitor.get(address).status_code == 200
    return len(seen)


def test_those_with_the_records_see_every_meeting(people):
    meeting = make.planned(people)
    assert [shown(Visitor(user), year_of(meeting)) for user in (people.secretary, people.chair, people.seats[2])] == [
        [meeting.pk]
    ] * 3


def test_an_invited_person_sees_the_own_meeting_once_it_is_called_and_a_stranger_none(people):
    start = clock.now() + timedelta(days=10)
    planned, called = make.planned(people, starts_at=start), make.called(people, starts_at=start)
    assert shown(Visitor(people.official), year_of(called)) == [called.pk]
    assert shown(Visitor(people.stranger), year_of(called)) == []
    assert Visitor(people.official).get(f"/meetings/{planned.pk}/").status_code == 404


def test_the_list_asks_as_much_for_three_meetings_as_for_one(people):
    start = clock.now() + timedelta(days=10)
    first = make.planned(people, starts_at=start)
    before = queries(Visitor(people.secretary), year_of(first))
    for questions in (1, 2):
        make.planned(people, questions=questions, starts_at=start)
    assert queries(Visitor(people.secretary), year_of(first)) == before


def test_a_meeting_is_planned_in_the_local_time_of_the_association(people):
    day = clock.today(ZONE) + timedelta(days=20)
    answer = Visitor(people.secretary).send(
        "/meetings/new/", held_on=day.isoformat(), time="14:30", place="каб. 12", kind="ordinary", reason=""
    )
    meeting = Meeting.objects.get()
    local = meeting.starts_at.astimezone(ZONE)
    assert (answer.status_code, answer.url) == (302, f"/meetings/{meeting.pk}/")
    assert (meeting.held_on, f"{local:%d %H:%M}") == (day, f"{day:%d} 14:30")
    assert meeting.participants.filter(voice="decisive").count() == 5


@clause("A-4.2a.2")
def test_an_extraordinary_meeting_asks_for_its_reason_at_the_field(people):
    day = (clock.today(ZONE) + timedelta(days=2)).isoformat()
    visitor = Visitor(people.secretary)
    fields = {"held_on": day, "time": "10:00", "place": "каб. 12", "kind": "extraordinary"}
    answer = visitor.send("/meetings/new/", **fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    assert answer.context["form"]["place"].value() == "каб. 12"
    assert visitor.send("/meetings/new/", reason="Запрос министерства", **fields).status_code == 302


def test_a_meeting_is_not_planned_in_the_past(people):
    day = (clock.today(ZONE) - timedelta(days=1)).isoformat()
    answer = Visitor(people.secretary).send(
        "/meetings/new/", held_on=day, time="10:00", place="каб. 12", kind="ordinary"
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["held_on"])


@clause("A-4.3a")
def test_a_waiting_application_is_put_on_the_agenda(people):
    school = ground.organisation()
    application = entry.application(school, people.secretary, state=Application.State.REGISTERED)
    meeting = make.planned(people, questions=0)
    visitor = Visitor(people.secretary)
    waiting = visitor.get(f"/meetings/{meeting.pk}/").context["waiting"]
    assert [(row["matter"].key, row["subject"].pk) for row in waiting] == [("admission", application.pk)]
    visitor.send(f"/meetings/{meeting.pk}/items/", matter="admission", subject=str(application.pk))
    assert list(meeting.items.values_list("matter", "subject_id")) == [("admission", str(application.pk))]
    assert visitor.get(f"/meetings/{meeting.pk}/").context["waiting"] == []


def test_a_subject_that_does_not_wait_is_not_found(people):
    meeting = make.planned(people)
    answer = Visitor(people.secretary).send(f"/meetings/{meeting.pk}/items/", matter="admission", subject="1")
    assert answer.status_code == 404


def test_a_question_without_a_draft_comes_back_with_what_was_typed(people):
    meeting = make.planned(people, questions=0)
    visitor = Visitor(people.secretary)
    answer = visitor.send(f"/meetings/{meeting.pk}/questions/", title="О плане", decision="", form="internal")
    form = answer.context["question_form"]
    assert (answer.status_code, list(form.errors), form["title"].value()) == (422, ["decision"], "О плане")
    visitor.send(f"/meetings/{meeting.pk}/questions/", title="О плане", decision="Утвердить.", form="internal")
    assert list(meeting.items.values_list("number", "title")) == [(1, "О плане")]


@clause("A-4.3b", "A-4.4c")
def test_the_chair_approves_the_agenda_and_the_invitations_go_out(people):
    meeting = make.planned(people)
    assert Visitor(people.secretary).send(f"/meetings/{meeting.pk}/approval/").status_code == 403
    assert Visitor(people.chair).send(f"/meetings/{meeting.pk}/approval/").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, meeting.approved_by) == ("called", people.chair)
    assert meeting.participants.filter(invited_at=None).count() == 0
    assert Visitor(people.secretary).get(f"/meetings/{meeting.pk}/").context["may_approve"] is False


def test_an_agenda_without_questions_is_not_approved(people):
    meeting = make.planned(people, questions=0)
    answer = Visitor(people.chair).send(f"/meetings/{meeting.pk}/approval/")
    assert (answer.status_code, [row.clause for row in answer.context["verdicts"]]) == (409, ["A-4.3b"])


@clause("A-4.2b.1", "A-4.2b.2")
def test_a_person_without_a_seat_is_found_by_name_and_asked_without_a_vote(people):
    meeting = make.planned(people)
    visitor = Visitor(people.secretary)
    page = visitor.get(f"/meetings/{meeting.pk}/?name=сынак")
    assert [pk for pk, _name in page.context["invite_form"].fields["person"].widget.choices] == [
        people.official.person_id
    ]
    address = f"/meetings/{meeting.pk}/participants/"
    assert visitor.send(address, person=people.official.person_id, voice="decisive").status_code == 422
    visitor.send(address, person=people.official.person_id, voice="consultative", post="Министерство")
    row = Participant.objects.get(meeting=meeting, person=people.official.person_id)
    assert (row.voice, row.post) == ("consultative", "Министерство")


def test_those_invited_see_the_agenda_only(people):
    meeting = make.called(people)
    page = Visitor(people.official).get(f"/meetings/{meeting.pk}/")
    assert [item.number for item in page.context["items"]] == [1]
    assert (page.context["people"], make.DECISION in page.content.decode()) == ([], False)


@pytest.mark.parametrize(
    ("who", "expected"),
    [("stranger", [404, 403, 403, 403, 404, 403]), ("official", [200, 403, 403, 403, 200, 403])],
)
def test_people_outside_the_presidium_open_nothing_else(people, who, expected):
    meeting = make.called(people)
    visitor = Visitor(getattr(people, who))
    pages = ["", "room/", "hall/", "minutes/", "ballot/"]
    found = [visitor.get(f"/meetings/{meeting.pk}/{page}").status_code for page in pages]
    assert [*found, visitor.get("/meetings/new/").status_code] == expected


def test_a_question_is_not_added_to_an_approved_agenda(people):
    meeting = make.called(people)
    answer = Visitor(people.secretary).send(
        f"/meetings/{meeting.pk}/questions/", title="О новом", decision="Решить.", form="internal"
    )
    assert answer.status_code == 409
    assert AgendaItem.objects.filter(meeting=meeting).count() == 1


def test_the_strip_of_the_year_says_which_quarters_had_a_meeting(people):
    meeting = make.planned(people)
    quarters = Visitor(people.secretary).get(year_of(meeting)).context["quarters"]
    this = quarters[(meeting.held_on.month - 1) // 3]
    assert [mark["kind"] for mark in this["marks"]] == ["planned"]
    assert len(quarters) == 4


def test_an_early_meeting_is_said_to_be_at_short_notice(people):
    meeting = make.planned(people, starts_at=clock.now() + timedelta(days=2))
    assert Visitor(people.secretary).get(f"/meetings/{meeting.pk}/").context["short_notice"] is True
    assert verbs.local_day(meeting.starts_at) == meeting.held_on
