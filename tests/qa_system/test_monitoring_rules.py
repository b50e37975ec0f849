"""Attainment, bands, trend, score, coverage and periods by the fixed answers of the matrix, in exact fractions."""

from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_system import rules
from tests.clause_marker import clause

figures = st.decimals(min_value=D("-1000"), max_value=D(1000), places=3)
positive = st.decimals(min_value=D("0.001"), max_value=D(1000), places=3)
shares = st.none() | st.fractions(min_value=0, max_value=300)
frequencies = st.sampled_from([rules.MONTH, rules.QUARTER, rules.TERM, rules.YEAR])
years = st.integers(2000, 2099)


@clause("K-13.3")
@pytest.mark.parametrize(
    ("direction", "fact", "target", "percent"),
    [
        ("higher", "75", "75", 100), ("higher", "60", "75", 80), ("higher", "90", "75", 120), ("higher", "0", "75", 0),
        ("higher", "2", "3", Fraction(200, 3)), ("higher", "-3", "6", -50),
        ("lower", "6", "6", 100), ("lower", "8", "6", 75), ("lower", "3", "6", 200),
        ("lower", "9", "6", Fraction(200, 3)),
        ("lower", "0", "6", 100), ("lower", "-1", "6", 100), ("lower", "-1", "0", 100),
        ("higher", "0", "0", 100), ("higher", "1", "0", 0), ("higher", "-1", "0", 0),
        ("lower", "0", "0", 100), ("lower", "1", "0", 0),
        ("higher", None, "75", None), ("higher", "75", None, None), ("", "75", "75", None),
        ("higher", "5", "-5", None), ("lower", "-6", "-5", None),
    ],
)  # fmt: skip
def test_attainment_by_the_fixed_answers(direction, fact, target, percent):
    given_facts = {"fact": None if fact is None else D(fact), "target": None if target is None else D(target)}
    assert rules.attainment(direction=direction, **given_facts) == percent


@clause("K-13.3")
@pytest.mark.parametrize(("fact", "percent"), [("1", 100), ("2", 100), ("1.5", 100), ("0.999", 0), ("2.001", 0)])
def test_a_range_is_reached_inside_and_missed_outside(fact, percent):
    assert rules.attainment(direction="range", fact=D(fact), low=D(1), high=D(2)) == percent
    assert rules.attainment(direction="range", fact=D(fact), low=D(1)) is None
    assert rules.attainment(direction="range", fact=None, low=D(1), high=D(2)) is None


@clause("K-13.3")
def test_lower_is_better_at_nothing_gives_the_cap_of_the_setting():
    assert rules.attainment(direction="lower", fact=D(0), target=D(5), cap=120) == 120


@given(positive, positive)
def test_both_directions_mirror_each_other(fact, target):
    higher = rules.attainment(direction="higher", fact=fact, target=target)
    lower = rules.attainment(direction="lower", fact=fact, target=target)
    assert higher * lower == 10_000
    assert higher == Fraction(fact) / Fraction(target) * 100


@given(st.sampled_from(["higher", "lower", "range"]), figures, st.none() | figures)
def test_no_data_is_never_a_figure(direction, fact, target):
    ends = {"target": target, "low": target, "high": target}
    assert rules.attainment(direction=direction, fact=None, **ends) is None
    assert rules.band(has_fact=False, attained=None) == rules.NO_DATA
    known = rules.attainment(direction=direction, fact=fact, **ends)
    assert (known is None) == (target is None or (direction != "range" and target < 0))


@clause("K-13.3")
def test_bands_are_taken_before_rounding():
    nearly = rules.attainment(direction="higher", fact=D("99.999"), target=D(100))
    assert rules.band(has_fact=True, attained=nearly) == rules.NEAR
    assert rules.shown(nearly) == D("100.0")
    below = rules.attainment(direction="higher", fact=D("89.999"), target=D(100))
    assert (rules.band(has_fact=True, attained=below), rules.shown(below)) == (rules.FAR, D("90.0"))
    assert rules.band(has_fact=True, attained=Fraction(90)) == rules.NEAR
    assert rules.band(has_fact=True, attained=Fraction(100)) == rules.REACHED
    assert rules.band(has_fact=True, attained=Fraction(96), met_from=95, near_from=80) == rules.REACHED
    assert rules.band(has_fact=True, attained=None) == rules.NO_TARGET


@pytest.mark.parametrize(
    ("percent", "text"),
    [(Fraction(200, 3), "66.7"), (Fraction(1, 20), "0.1"), (Fraction(25, 2), "12.5"), (Fraction(9995, 100), "100.0"),
     (Fraction(995, 1000), "1.0"), (Fraction(0), "0.0")],
)  # fmt: skip
def test_figures_are_rounded_half_up_for_the_eye_alone(percent, text):
    assert rules.shown(percent) == D(text)


@clause("K-13.3")
@pytest.mark.parametrize(
    ("direction", "fact", "baseline", "word"),
    [("higher", "5", "4", rules.BETTER), ("higher", "3", "4", rules.WORSE), ("higher", "4", "4", rules.SAME),
     ("lower", "5", "4", rules.WORSE), ("lower", "3", "4", rules.BETTER),
     ("range", "3", "4", rules.BETTER), ("range", "1.5", "2", rules.SAME), ("range", "0", "2", rules.WORSE),
     ("higher", "5", None, None), ("higher", None, "4", None), ("", "5", "4", None)],
)  # fmt: skip
def test_the_trend_is_against_the_baseline(direction, fact, baseline, word):
    values = {"fact": None if fact is None else D(fact), "baseline": None if baseline is None else D(baseline)}
    assert rules.trend(direction=direction, low=D(1), high=D(2), **values) == word
    if direction == "range":
        assert rules.trend(direction=direction, **values) is None


@clause("K-13.3")
def test_a_missing_baseline_takes_the_trend_alone():
    attained = rules.attainment(direction="higher", fact=D(5), target=D(5))
    assert rules.band(has_fact=True, attained=attained) == rules.REACHED
    assert rules.trend(direction="higher", fact=D(5), baseline=None) is None


@clause("K-13.3")
def test_the_score_weighs_what_has_data_and_caps_it():
    parts = [(1, Fraction(120)), (3, Fraction(80)), (5, None)]
    assert rules.score(parts=parts) == 85
    assert rules.score(parts=parts, cap=120) == 90
    assert rules.score(parts=[(1, None)]) is None
    assert rules.score(parts=[]) is None
    assert rules.coverage(known=[True] * 11 + [False]) == (11, 12)


@given(st.lists(st.tuples(st.integers(1, 100), shares), max_size=8))
def test_a_score_lies_between_its_parts_and_no_data_moves_nothing(parts):
    known = [(weight, share) for weight, share in parts if share is not None]
    found = rules.score(parts=parts)
    assert found == rules.score(parts=known)
    if known:
        capped = [min(share, 100) for _weight, share in known]
        assert min(capped) <= found <= max(capped)
    else:
        assert found is None


@clause("K-13.3")
@given(frequencies, years)
def test_the_periods_of_a_year_fill_it_without_gap(frequency, year):
    periods = rules.periods_of(frequency=frequency, year=year)
    assert len(periods) == {"month": 12, "quarter": 4, "term": 2, "year": 1}[frequency]
    assert (periods[0].starts_on, periods[-1].ends_on) == (date(year, 9, 1), date(year + 1, 9, 1))
    assert [one.ends_on for one in periods[:-1]] == [one.starts_on for one in periods[1:]]
    assert [rules.period_named(one.key) for one in periods] == list(periods)
    assert {one.year for one in periods} == {year}
    assert [one.number for one in periods] == list(range(1, len(periods) + 1))


@pytest.mark.parametrize(
    "key",
    ["", "month", "month-", "month-2026-13", "week-2026-10", "quarter-2026-10", "term-2026-10", "year-2026-10",
     "month-0001-01", "month-2026-10-01", "month-9999-01", "month-２０２６-10"],
)  # fmt: skip
def test_an_address_names_a_period_or_none(key):
    assert rules.period_named(key) is None


@clause("K-13.3")
def test_october_is_entered_until_the_tenth_of_november():
    october = rules.period_named("month-2026-10")
    assert (october.last_day, october.due_on) == (date(2026, 10, 31), date(2026, 11, 10))
    assert rules.is_period_over(ends_on=october.ends_on, on=date(2026, 11, 1))
    assert not rules.is_period_over(ends_on=october.ends_on, on=date(2026, 10, 31))
    assert rules.academic_year(date(2026, 8, 31)) == 2025


def keys(**facts):
    values = {"frequency": "month", "added_on": date(2026, 9, 15), "dropped_on": None, "first_year": 2025,
              "on": date(2026, 12, 1)} | facts  # fmt: skip
    return [one.key for one in rules.expected(**values)]


@clause("K-13.3")
def test_an_indicator_owes_the_periods_it_was_in_force():
    assert keys() == ["month-2026-09", "month-2026-10", "month-2026-11"]
    assert keys(on=date(2026, 11, 30)) == ["month-2026-09", "month-2026-10"]
    assert keys(added_on=date(2026, 10, 1)) == ["month-2026-10", "month-2026-11"]
    assert keys(dropped_on=date(2026, 11, 30)) == ["month-2026-09", "month-2026-10"]
    assert keys(frequency="year", added_on=date(2026, 8, 31)) == ["year-2025-09"]
    assert keys(frequency="") == []


@clause("K-13.3")
def test_a_fact_is_a_figure_or_a_reason_and_a_correction_says_why():
    assert [
        bool(rules.is_fact_told(has_value=value, why_none=why))
        for value in (True, False)
        for why in ("", " ", "болезнь")
    ] == [True, True, False, False, False, True]
    assert rules.is_correction_founded(version=1, why="")
    assert not rules.is_correction_founded(version=2, why=" ")
    assert rules.is_correction_founded(version=2, why="опечатка")
    assert not rules.may_reopen(why="  ")
    assert not rules.is_period_open(is_reviewed=True)


@clause("K-7.4")
def test_monitoring_is_kept_while_nothing_is_more_than_one_period_behind():
    assert rules.is_monitoring_kept(indicators=3, overdue=0)
    assert rules.is_monitoring_kept(indicators=3, overdue=1).needed == 1
    assert not rules.is_monitoring_kept(indicators=0, overdue=0)


@clause("K-7.8")
def test_work_is_improved_when_no_area_falls_and_something_rises():
    assert rules.is_work_improved(areas={}) is None
    assert rules.is_work_improved(areas={"educational": (2, 1), "financial": (1, 1)})
    falls = rules.is_work_improved(areas={"educational": (5, 0), "financial": (0, 1), "research": (1, 2)})
    assert (bool(falls), falls.needed) == (False, 2)
    assert not rules.is_work_improved(areas={"educational": (0, 0)})


@clause("K-7.9")
def test_resources_are_improved_when_more_rise_than_fall():
    assert rules.are_resources_improved(better=0, worse=0) is None
    assert rules.are_resources_improved(better=2, worse=1)
    assert not rules.are_resources_improved(better=1, worse=1)
    assert not rules.are_resources_improved(better=0, worse=0, same=1)


@given(st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 1, 1)), frequencies)
def test_every_day_lies_in_exactly_one_period(day, frequency):
    periods = rules.periods_of(frequency=frequency, year=rules.academic_year(day))
    assert sum(one.starts_on <= day < one.ends_on for one in periods) == 1
    assert all(one.due_on - one.last_day == timedelta(days=rules.ENTRY_DAYS) for one in periods)
