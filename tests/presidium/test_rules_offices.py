"""Terms of chair and deputy, who may stand, early release."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.rules import offices
from presidium.rules.offices import holds_office, may_release, may_stand_for_chair, may_stand_for_deputy, term_end
from tests.clause_marker import clause

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@clause("A-3.6", "A-3.8")
@pytest.mark.parametrize(
    ("elected_on", "last"),
    [(date(2023, 9, 15), date(2026, 9, 15)), (date(2024, 2, 29), date(2027, 2, 28))],
)
def test_term_vectors(elected_on, last):
    assert term_end(elected_on=elected_on) == last


@given(DAYS, st.integers(1, 12))
def test_a_term_ends_on_the_same_day_and_month(elected_on, years):
    last = term_end(elected_on=elected_on, years=years)
    assert (last.year, last.month) == (elected_on.year + years, elected_on.month)
    assert last.day == elected_on.day or (elected_on.day, last.day) == (29, 28)


@clause("A-3.6")
@given(DAYS, st.integers(-3000, 3000))
def test_an_office_is_held_through_its_last_day(elected_on, shift):
    on = elected_on + timedelta(days=shift)
    held = holds_office(on=on, elected_on=elected_on, after_expiry=offices.VACATE)
    assert held.passed is (elected_on <= on <= term_end(elected_on=elected_on))


@clause("A-3.6")
def test_an_expired_term_goes_on_with_a_warning_until_the_election():
    elected_on, successor_on = date(2023, 9, 15), date(2026, 10, 1)
    days = [date(2026, 9, 15), date(2026, 9, 16), date(2026, 10, 1)]
    verdicts = [holds_office(on=day, elected_on=elected_on, ended_on=successor_on) for day in days]
    assert [(one.passed, bool(one.note)) for one in verdicts] == [(True, False), (True, True), (False, False)]


@clause("A-3.6", "A-3.8", "A-5.4.1")
def test_who_may_stand():
    cases = list(product((False, True), repeat=2))
    assert [may_stand_for_chair(has_seat=a, is_general=b) for a, b in cases] == [a and b for a, b in cases]
    assert [may_stand_for_deputy(has_seat=a, nominated_by_chair=b) for a, b in cases] == [a and b for a, b in cases]


@clause("A-3.7.1", "A-3.7.2", "A-3.7.3")
@pytest.mark.parametrize(
    ("reason", "registered", "answer"),
    [
        ("dismissed", False, (True, "A-3.7.1")),
        ("organisation_left", False, (True, "A-3.7.1")),
        ("own_wish", False, (False, "A-3.7.2")),
        ("own_wish", True, (True, "A-3.7.2")),
        ("gross_violation", False, (True, "A-3.7.3")),
        ("dislike", True, (False, "A-3.7.1")),
    ],
)
def test_release_needs_a_ground(reason, registered, answer):
    verdict = may_release(reason=reason, application_registered=registered)
    assert (verdict.passed, verdict.clause) == answer
