"""The quarterly rhythm: amber from mid-quarter, red after it; what does not count (A-4.2a.1)."""

from datetime import UTC, date, datetime

import pytest

from association.calendar import quarter_of
from presidium import panels_preparation
from presidium.models import Meeting
from presidium.queries_preparation import judge_quarter, quarter_watch
from presidium.views.year import quarters_of, year_name, year_of
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories import elections
from tests.factories import presidium as make
from tests.factories.browser import Visitor

pytestmark = pytest.mark.django_db
YEAR = 2026


def meeting(day, state="held", kind="ordinary"):
    return Meeting(held_on=day, starts_at=datetime(day.year, day.month, day.day, 4, tzinfo=UTC), state=state, kind=kind)


def look(rows, on, number=2):
    for row in rows:
        row.record = None
    quarter = quarters_of(rows, YEAR, on, {})[number]
    return quarter["look"]


@clause("A-4.2a.1")
@pytest.mark.parametrize(
    ("on", "expected"),
    [(date(2026, 7, 1), "calm"), (date(2026, 8, 14), "calm"), (date(2026, 8, 15), "need"), (date(2026, 9, 30), "need"),
     (date(2026, 10, 1), "bad")],
)  # fmt: skip
def test_a_quiet_quarter_turns_amber_in_its_middle_and_red_after_its_end(on, expected):
    assert look([], on) == expected


@clause("A-4.2a.1")
@pytest.mark.parametrize(
    ("state", "kind", "expected"),
    [("held", "ordinary", "ok"), ("held", "extraordinary", "bad"), ("failed", "ordinary", "bad"),
     ("held", "general", "bad"), ("planned", "ordinary", "bad")],
)  # fmt: skip
def test_only_an_ordinary_meeting_that_was_held_keeps_the_quarter(state, kind, expected):
    assert look([meeting(date(2026, 8, 20), state, kind)], date(2026, 10, 1)) == expected


@clause("A-4.2a.1")
def test_a_booked_meeting_calms_the_watch_and_a_setting_may_count_extraordinary_ones():
    quarter, on = quarter_of(date(2026, 8, 15)), date(2026, 8, 15)
    booked = judge_quarter([meeting(date(2026, 9, 4), "planned")], quarter, on, {})
    extra = [meeting(date(2026, 8, 1), kind="extraordinary")]
    counted = judge_quarter(extra, quarter, on, {"count_extraordinary": True})
    assert [(kept, bool(verdict)) for kept, verdict in (booked, counted, judge_quarter(extra, quarter, on, {}))] == [
        (False, True), (True, True), (False, False),
    ]  # fmt: skip


@clause("A-4.2a.1")
def test_the_secretary_and_the_chair_find_the_quarter_on_the_desk():
    people = make.cast()
    middle, over = datetime(2026, 8, 15, 4, tzinfo=UTC), datetime(2026, 10, 3, 4, tzinfo=UTC)
    users = (people.secretary, people.chair, people.seats[2])
    found = [[duty.url for duty in panels_preparation.quarters(user, middle)] for user in users]
    assert [len(rows) for rows in found] == [2, 2, 0]
    assert (found[0][1], found[1][1]) == ("/meetings/new/", "/meetings/")
    late = [(duty.overdue_days, duty.clause) for duty in panels_preparation.quarters(people.secretary, over)]
    assert late == [(3, "A-4.2a.1")]


def test_quarters_before_the_presidium_are_not_missed():
    ground.association()
    assert quarter_watch(date(2026, 8, 15)) == []


@clause("A-4.2a.1")
def test_quarters_of_the_academic_year_begin_in_september_on_the_strip_the_page_and_the_desk():
    values, on = {"quarter_starts": 9}, date(2026, 11, 3)
    rows = [meeting(date(2026, 9, 2)), meeting(date(2027, 2, 27)), meeting(date(2027, 8, 31), "planned")]
    for row in rows:
        row.record = None
    strip = quarters_of(rows, YEAR, on, values)
    assert [(quarter["months"][0][:3], len(quarter["marks"]), quarter["this"]) for quarter in strip] == [
        ("сен", 1, True), ("дек", 1, False), ("мар", 0, False), ("июн", 1, False),
    ]  # fmt: skip
    assert float(strip[0]["marks"][0]["x"].rstrip("%")) < 5 < 60 < float(strip[0]["today"].rstrip("%"))
    assert [(year_of(day, 9), year_of(day, 1)) for day in (date(2026, 8, 31), date(2026, 9, 1))] == [
        (2025, 2026), (2026, 2026)]  # fmt: skip
    assert (year_name(2026, 9), year_name(2026, 1)) == ("2026/27", "2026")

    people = make.cast()
    elections.settle(**values)
    planned = make.planned(people, starts_at=datetime(2027, 1, 15, 4, tzinfo=UTC))
    page = Visitor(people.secretary).get("/meetings/?year=2026")
    assert (page.context["rows"], page.context["year"]) == ([planned], "2026/27")
    assert [tab["label"] for tab in page.context["tabs"] if tab["current"]] == ["2026/27"]
    assert Visitor(people.secretary).get("/meetings/?year=9999").status_code == 200
    spans = [quarter.first for quarter, _verdict in quarter_watch(date(2026, 11, 3))]
    assert spans == [date(2026, 6, 1), date(2026, 9, 1)]
