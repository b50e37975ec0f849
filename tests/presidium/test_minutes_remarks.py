"""The draft of the minutes before it is signed: shown, remarked on, answered; reminders of its days (A-4.10)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from association import clock
from association.models import Letter
from association.statute import Refused
from presidium import panels_assignments as panels
from presidium.actions import minutes, minutes_remarks, reminders, room
from presidium.models import Meeting, Minutes, MinutesRemark
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.cast()


@pytest.fixture
def record(people):
    row = make.held(people)
    minutes_remarks.show(row, by=people.secretary, at=clock.now())
    return Minutes.objects.get(pk=row.pk)


def offer(people, record, hours=0):
    minutes.offer(Minutes.objects.get(pk=record.pk), by=people.secretary, at=clock.now() + timedelta(hours=hours))


def refused(people, record, hours=0):
    with pytest.raises(Refused) as error:
        offer(people, record, hours)
    return [verdict.clause for verdict in error.value.verdicts]


@clause("A-4.10b", "A-5.4.3")
def test_a_shown_draft_is_held_for_forty_eight_hours(people, record):
    assert refused(people, record) == refused(people, record, 47) == ["A-4.10b"]
    offer(people, record, 48)
    assert Minutes.objects.get(pk=record.pk).state == "offered"


@clause("A-4.10b")
def test_it_is_offered_earlier_when_nobody_has_remarks(people, record):
    for user in people.seats:
        Visitor(user).send(f"/meetings/{record.meeting_id}/minutes/reading/")
    offer(people, record)
    assert (record.readings.count(), Minutes.objects.get(pk=record.pk).state) == (5, "offered")


@clause("A-4.10b")
def test_a_remark_is_answered_before_the_text_is_closed(people, record):
    item = record.meeting.items.get()
    member, secretary = Visitor(people.seats[2]), Visitor(people.secretary)
    page = member.get(f"/meetings/{record.meeting_id}/minutes/").content.decode()
    assert ('data-do="remark"' in page, 'data-do="reading"' in page) == (True, True)
    member.send(f"/items/{item.pk}/remarks/", text="Я этого не говорил.")
    assert refused(people, record, 60) == ["A-4.10b"]
    remark = MinutesRemark.objects.get()
    shown = secretary.get(f"/meetings/{record.meeting_id}/minutes/")
    assert (shown.context["remarks"], 'data-do="answer"' in shown.content.decode()) == ([remark], True)
    silent = secretary.send(f"/remarks/minutes/{remark.pk}/", accepted="0", reply="")
    assert (silent.status_code, MinutesRemark.objects.get().answer) == (409, "")
    secretary.send(f"/remarks/minutes/{remark.pk}/", accepted="1", reply="Исправлено.")
    assert (MinutesRemark.objects.get().answer, MinutesRemark.objects.get().answered_by) == (
        "accepted",
        people.secretary,
    )
    offer(people, record, 60)


def test_only_those_who_were_there_with_a_vote_remark(people):
    meeting = make.opened(people, present=4)
    room.close_meeting(meeting, by=people.secretary, at=clock.now())
    absent = Minutes.objects.get(meeting=meeting)
    minutes_remarks.show(absent, by=people.secretary, at=clock.now())
    item = absent.meeting.items.get()
    for user in (people.seats[4], people.official, people.secretary):
        with pytest.raises(PermissionDenied):
            minutes_remarks.remark(item, text="Нет", by=user, at=clock.now())
    assert Letter.objects.filter(notice="minutes_shown").count() == 4


def test_a_draft_that_was_not_shown_takes_no_remarks_and_is_not_held(people):
    row = make.held(people)
    with pytest.raises(Refused):
        minutes_remarks.remark(row.meeting.items.get(), text="Нет", by=people.chair, at=clock.now())
    offer(people, row)
    assert Minutes.objects.get(pk=row.pk).state == "offered"


@clause("A-4.10b")
def test_an_association_may_ask_for_the_time_always(people):
    row = make.held(people)
    rules = ground.settle(minutes_remarks="always", minutes_remark_hours=24)
    Meeting.objects.filter(pk=row.meeting_id).update(rule_set=rules)
    row = Minutes.objects.get(pk=row.pk)
    assert refused(people, row) == ["A-4.10b"]
    minutes_remarks.show(row, by=people.secretary, at=clock.now())
    assert refused(people, row, 23) == ["A-4.10b"]
    offer(people, row, 24)


@clause("A-4.10b")
def test_the_desk_asks_those_who_have_not_spoken_and_the_secretary_for_answers(people, record):
    def asked(user):
        return [duty.clause for duty in panels.to_read(user, clock.now())]

    assert [asked(user) for user in (people.seats[2], people.secretary, people.official)] == [["A-4.10b"], [], []]
    item = record.meeting.items.get()
    minutes_remarks.remark(item, text="Уточните", by=people.seats[2], at=clock.now())
    minutes_remarks.read_without_remarks(record, by=people.seats[3], at=clock.now())
    assert [asked(user) for user in (people.secretary, people.seats[3])] == [["A-4.10b"], []]


@clause("A-4.10a")
def test_minutes_of_a_friday_are_reminded_of_on_the_third_day_and_on_the_due_day(people):
    row = make.held(people)
    Meeting.objects.filter(pk=row.meeting_id).update(held_on=date(2025, 9, 5))
    Minutes.objects.filter(pk=row.pk).update(due_on=date(2025, 9, 10))
    told = [
        day for day in range(5, 14)
        if reminders.remind(on=date(2025, 9, day), by=None, at=datetime(2025, 9, day, 3, tzinfo=UTC))
    ]  # fmt: skip
    assert told == [8, 10]
    letters = Letter.objects.filter(notice="minutes_due").order_by("pk")
    assert [letter.to for letter in letters] == [people.secretary.email] * 2


@clause("A-4.10a")
def test_a_night_without_the_scheduler_is_made_up_for_once(people):
    row = make.held(people)
    Meeting.objects.filter(pk=row.meeting_id).update(held_on=date(2025, 9, 5))
    Minutes.objects.filter(pk=row.pk).update(due_on=date(2025, 9, 10))
    sent = [reminders.remind(on=date(2025, 9, day), by=None, at=clock.now()) for day in (9, 9, 12, 13)]
    assert sent == [1, 0, 1, 0]
