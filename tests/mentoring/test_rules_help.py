"""The rules of help: what an entry and a line say, when a plan's days lie, what closes and what settles (A-3.16b)."""

from datetime import date, timedelta
from decimal import Decimal

from mentoring import rules
from tests.clause_marker import clause

DAY = date(2025, 10, 6)


@clause("A-3.16b")
def test_an_entry_says_its_area_its_hours_and_what_was_done():
    good = {"area": "policy", "hours": Decimal("0.25"), "text": "Разобрали."}
    wrong = [{"area": "sport"}, {"hours": Decimal(0)}, {"hours": Decimal("24.25")}, {"text": " "}]

    assert list(rules.AREAS) == ["policy", "council", "analysis", "measures"]
    assert [bool(rules.is_help_described(**good))] + [
        bool(rules.is_help_described(**{**good, **one})) for one in wrong
    ] == [True, False, False, False, False]
    verdict = rules.is_help_described(**{**good, "hours": Decimal(25)})
    assert (verdict.clause, bool(verdict.sentence)) == ("A-3.16b", True)


@clause("A-3.16b")
def test_a_line_of_the_plan_lies_between_the_pair_and_the_foreseeable():
    said = {"area": "council", "text": "Составить план.", "starts_on": DAY, "today": DAY}
    last = DAY + timedelta(days=3 * 366)
    asked = [DAY - timedelta(days=1), DAY, last, last + timedelta(days=1)]

    assert [bool(rules.is_line_planned(**said, due_on=day)) for day in asked] == [False, True, True, False]
    assert not rules.is_line_planned(**{**said, "text": ""}, due_on=DAY)
    assert not rules.is_line_planned(**{**said, "area": ""}, due_on=DAY)


def test_the_days_of_a_first_plan_are_spread_over_the_school_year():
    for offset in range(800):
        first = DAY + timedelta(days=offset)
        days = rules.plan_days(first=first, count=4)
        gaps = [(later - before).days for before, later in zip([first, *days], days, strict=False)]
        assert (days[-1].month, days[-1].day, len(days)) == (5, 31, 4)
        assert min(gaps) >= 14
        assert max(gaps) - min(gaps) <= 1
        assert days[-1] - first <= timedelta(days=365 + 8 * 7)


@clause("A-4.11")
def test_the_journal_is_open_until_the_first_day_without_the_pair():
    ends = [None, DAY + timedelta(days=1), DAY, DAY - timedelta(days=9)]
    verdicts = [rules.is_journal_open(today=DAY, ends_on=day) for day in ends]

    assert [bool(one) for one in verdicts] == [True, True, False, False]
    assert verdicts[2].clause == "A-4.11"


@clause("A-3.16b")
def test_an_entry_is_changed_by_its_own_side_until_it_is_confirmed():
    told = [(settled, own) for settled in (False, True) for own in (False, True)]

    assert [bool(rules.may_change_entry(is_settled=one, is_own=two)) for one, two in told] == [
        False, True, False, False
    ]  # fmt: skip
