"""Working days, terms, quarters and academic years; the seeded calendars."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from association import calendar
from association.calendar import (
    Calendar,
    Span,
    academic_year,
    add_months,
    add_working_days,
    add_years,
    archived_until,
    calendar_from,
    due,
    is_working,
    middle_of,
    next_quarter,
    next_working,
    quarter_of,
)
from association.models import CalendarDay

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
MONDAY, SATURDAY = date(2025, 9, 1), date(2025, 9, 6)


def test_a_day_off_and_a_moved_working_day():
    moved = Calendar("RU", days_off=frozenset({MONDAY}), working_days=frozenset({SATURDAY}))
    assert [is_working(day, Calendar("RU")) for day in (MONDAY, SATURDAY)] == [True, False]
    assert [is_working(day, moved) for day in (MONDAY, SATURDAY)] == [False, True]


@given(DAYS)
def test_the_next_working_day_of_a_plain_week(day):
    found = next_working(day, Calendar("RU"))
    assert found.weekday() < 5
    assert (found - day).days == {5: 2, 6: 1}.get(day.weekday(), 0)


def test_due_vectors():
    met = [date(2025, 9, day) for day in (1, 4, 5, 8)]
    assert [due(day, 5, Calendar("RU")).day for day in met] == [8, 9, 10, 15]
    assert due(date(2025, 9, 4), 5, Calendar("RU"), calendar.WORKING) == date(2025, 9, 11)
    assert due(date(2025, 9, 1), 5, Calendar("RU"), calendar.CALENDAR) == date(2025, 9, 6)


def test_no_working_days_leave_the_day_as_it_is():
    assert add_working_days(SATURDAY, 0, Calendar("RU")) == SATURDAY


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2023, 9, 15), 3, date(2026, 9, 15)),
        (date(2024, 2, 29), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2024, 2, 29), -1, date(2023, 2, 28)),
    ],
)
def test_years_to_the_day(day, years, expected):
    assert add_years(day, years) == expected


@given(DAYS, st.integers(-500, 500))
def test_months(day, months):
    found = add_months(day, months)
    assert (found.day, (found.year - day.year) * 12 + found.month - day.month) == (1, months)


@given(DAYS)
def test_an_academic_year_holds_its_day_and_the_years_follow_each_other(day):
    year = academic_year(day)
    assert day in year
    assert (year.first.month, year.first.day, year.last.month, year.last.day) == (9, 1, 8, 31)
    assert academic_year(year.last + timedelta(1)).first == year.last + timedelta(1)


def test_an_academic_year_is_named_by_both_years():
    assert str(academic_year(date(2025, 12, 1))) == "2025/2026"
    assert str(Span(MONDAY, SATURDAY)) == "2025"
    assert tuple(Span(MONDAY, SATURDAY)) == (MONDAY, SATURDAY)


@given(DAYS, st.sampled_from([1, 9]))
def test_quarters_hold_their_day_and_follow_each_other(day, starts):
    quarter = quarter_of(day, starts)
    assert day in quarter
    assert (quarter.first.month - starts) % 3 == 0
    assert next_quarter(quarter) == quarter_of(quarter.last + timedelta(1), starts)
    assert add_months(quarter.first, 3) == quarter.last + timedelta(1)


def test_the_middle_of_the_third_quarter_is_the_fifteenth_of_august():
    assert middle_of(quarter_of(date(2025, 7, 1))) == date(2025, 8, 15)


@pytest.mark.parametrize("day", [date(2022, 3, 14), date(2022, 12, 30)])
def test_archival_years_are_full_years(day):
    assert archived_until(day, 3) == date(2026, 1, 1)


def test_a_year_without_rows_is_not_known():
    known = calendar_from("RU", [(date(2025, 1, 1), False), (date(2025, 11, 1), True)])
    assert (known.knows(2025), known.knows(2026)) == (True, False)
    assert known.unknown_years(date(2024, 12, 1), date(2026, 1, 1)) == [2024, 2026]
    assert known.as_fact() == {"country": "RU", "years": (2025,)}


def seed(**years):
    said = StringIO()
    call_command("calendars", stdout=said, no_color=True, **years)
    return said.getvalue()


@pytest.mark.django_db
def test_the_seed_knows_five_years_and_moved_days():
    seed()
    russia, kyrgyzstan = (CalendarDay.objects.calendar(country) for country in ("RU", "KG"))
    assert russia.years == kyrgyzstan.years == frozenset(range(2023, 2028))
    assert is_working(date(2025, 11, 1), russia) is True
    assert is_working(date(2025, 11, 3), russia) is False
    assert is_working(date(2025, 3, 21), kyrgyzstan) is False
    assert is_working(date(2025, 3, 21), russia) is True


@pytest.mark.django_db
def test_a_second_seed_changes_nothing_and_keeps_what_people_edited():
    seed(first=2025, last=2025)
    CalendarDay.objects.filter(country="RU", day=date(2025, 6, 12)).update(kind="working", source="by hand")
    before = list(CalendarDay.objects.values())
    assert seed(first=2025, last=2025) == "RU: 0 new, 20 kept\nKG: 0 new, 20 kept\n"
    assert list(CalendarDay.objects.values()) == before


@pytest.mark.django_db
def test_a_year_the_package_does_not_know_is_said_openly():
    assert seed(first=1990, last=1990).splitlines()[1:2] == ["RU: no rows for 1990; only weekends count as days off"]


@pytest.mark.django_db
def test_a_day_stands_once_for_a_country_and_only_in_known_kinds():
    CalendarDay.objects.create(country="RU", day=MONDAY, kind="non_working")
    for wrong in ({"country": "RU"}, {"country": "XX"}, {"country": "KG", "kind": "other"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CalendarDay.objects.create(**{"day": MONDAY, "kind": "working", **wrong})
