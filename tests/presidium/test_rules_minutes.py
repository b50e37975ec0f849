"""Minutes: the due day in all three ways, lateness, signatures, retention."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from association.calendar import CALENDAR, DUE_MODES, ROLLOVER, WORKING, Calendar, is_working
from presidium.rules import minutes
from presidium.rules.minutes import (
    are_minutes_on_time,
    are_minutes_signed,
    kept_until,
    may_sign_minutes,
    may_write_off,
    minutes_due,
    minutes_reminders,
)
from tests.clause_marker import clause

PLAIN = Calendar("RU")
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
CALENDARS = st.builds(
    lambda off, on: Calendar("RU", frozenset(off), frozenset(on)),
    st.sets(st.dates(date(2025, 1, 1), date(2025, 2, 28)), max_size=25),
    st.sets(st.dates(date(2025, 1, 1), date(2025, 2, 28)), max_size=10),
)
JANUARY = st.dates(date(2025, 1, 1), date(2025, 1, 31))


def september(day):
    return date(2025, 9, day)


@clause("A-4.10a")
@pytest.mark.parametrize(("met", "due_on"), [(1, 8), (2, 8), (4, 9), (5, 10), (8, 15)])
def test_due_vectors(met, due_on):
    assert minutes_due(last_day=september(met), calendar=PLAIN) == september(due_on)


@pytest.mark.parametrize(("mode", "due_on"), [(ROLLOVER, 9), (CALENDAR, 9), (WORKING, 11)])
def test_due_by_mode(mode, due_on):
    assert minutes_due(last_day=september(4), calendar=PLAIN, minutes_due_mode=mode) == september(due_on)


def test_calendar_mode_does_not_move_a_day_off():
    assert minutes_due(last_day=september(1), calendar=PLAIN, minutes_due_mode=CALENDAR) == september(6)


@clause("A-4.10a")
@given(JANUARY, CALENDARS, st.integers(1, 10))
def test_a_due_day_is_the_first_working_day_from_the_term_on(last_day, calendar, days):
    found = minutes_due(last_day=last_day, calendar=calendar, days=days)
    term = last_day + timedelta(days=days)
    assert is_working(found, calendar)
    assert found >= term
    assert [d for d in (term + timedelta(n) for n in range((found - term).days)) if is_working(d, calendar)] == []


@given(JANUARY, CALENDARS, st.integers(1, 10))
def test_working_days_are_counted_one_by_one(last_day, calendar, days):
    found = minutes_due(last_day=last_day, calendar=calendar, days=days, minutes_due_mode=WORKING)
    after = (last_day + timedelta(n) for n in range(1, (found - last_day).days + 1))
    assert sum(is_working(day, calendar) for day in after) == days
    assert is_working(found, calendar)


def test_an_unknown_mode_is_an_error():
    with pytest.raises(ValueError, match="moon"):
        minutes_due(last_day=september(1), calendar=PLAIN, minutes_due_mode="moon")
    assert DUE_MODES == (ROLLOVER, CALENDAR, WORKING)


@clause("A-4.10a")
def test_scenario_of_late_minutes():
    due_on = minutes_due(last_day=september(5), calendar=PLAIN)
    assert minutes_reminders(last_day=september(5), due_on=due_on) == (september(8), september(10))
    facts = {"due_on": due_on, "on": september(20), "drawn_on": september(9), "signed_on": september(12)}
    verdict = are_minutes_on_time(**facts)
    assert (verdict.passed, verdict.needed) == (False, 2)
    assert verdict.sentence.params == {"due": september(10), "days": 2}
    assert are_minutes_on_time(**facts, minutes_met_by=minutes.DRAWN).passed is True


@clause("A-4.10a")
@given(DAYS, st.integers(-30, 30), st.one_of(st.none(), st.integers(-30, 30)))
def test_minutes_are_late_by_the_days_after_the_due_day(due_on, today, signed):
    on = due_on + timedelta(days=today)
    signed_on = None if signed is None else due_on + timedelta(days=signed)
    verdict = are_minutes_on_time(due_on=due_on, on=on, drawn_on=None, signed_on=signed_on)
    late = today if signed is None else signed
    assert (verdict.passed, verdict.needed) == (late <= 0, max(late, 0))


@clause("A-4.10b")
def test_two_people_sign():
    cases = list(product((False, True), repeat=2))
    assert [may_sign_minutes(presided=a, kept=b) for a, b in cases] == [a or b for a, b in cases]
    signed = [are_minutes_signed(presiding_signed=a, secretary_signed=b) for a, b in cases]
    assert signed == [a and b for a, b in cases]


@clause("A-4.10c")
@pytest.mark.parametrize("day", [date(2022, 3, 14), date(2022, 12, 30)])
def test_retention_vectors(day):
    assert kept_until(minutes_on=day) == date(2026, 1, 1)


def test_retention_to_the_anniversary():
    assert kept_until(minutes_on=date(2022, 3, 14), retention_mode=minutes.ANNIVERSARY) == date(2025, 3, 14)


@clause("A-4.10c")
@given(DAYS, st.integers(1, 75))
def test_the_archival_count_is_never_shorter_than_the_literal_one(day, years):
    literal = kept_until(minutes_on=day, years=years, retention_mode=minutes.ANNIVERSARY)
    assert kept_until(minutes_on=day, years=years) >= literal


@clause("A-4.10c", "A-4.10d")
def test_minutes_of_2022_may_be_written_off_from_2026_unless_held():
    days = [date(2025, 12, 31), date(2026, 1, 1)]
    assert [may_write_off(minutes_on=date(2022, 3, 14), on=day).passed for day in days] == [False, True]
    held = may_write_off(minutes_on=date(2022, 3, 14), on=days[1], legal_hold=True)
    assert (held.passed, held.clause) == (False, "A-4.10d")


@clause("A-4.10c")
def test_affairs_go_from_who_has_them_to_who_leads_and_the_giver_signs_first():
    needed = [bool(minutes.must_hand_over.judge(keeper=keeper, chair=1)) for keeper in (None, 1, 2)]
    assert needed == [False, False, True]
    for giver in (True, False):
        for taker in (True, False):
            facts = {"is_giver": giver, "is_taker": taker}
            found = [bool(minutes.may_sign_handover.judge(is_given=given, **facts)) for given in (False, True)]
            assert found == [giver, taker]
