"""The rules on experts and their conclusion, and on the certification of systems."""

from datetime import date, timedelta
from itertools import product

import pytest

from association.statute import say
from membership import rules
from tests.clause_marker import clause

DAY = date(2026, 3, 2)


def rows(*marks, remark=""):
    return [{"key": str(number), "mark": mark, "remark": remark} for number, mark in enumerate(marks)]


def judged(marks=("met",), *, remark="", result=rules.POSITIVE, remarks="", reason=""):
    return rules.is_conclusion_complete.judge(
        criteria=rows(*marks, remark=remark), result=result, remarks=remarks, reason=reason
    )


@clause("A-3.1.4")
def test_any_conflict_keeps_an_expert_away_and_the_first_is_said():
    first, second = say("первый"), say("второй")

    verdicts = [rules.may_review.judge(conflicts=found) for found in ((), (first,), (first, second))]

    assert [(one.passed, str(one.sentence)) for one in verdicts[1:]] == [(False, "первый"), (False, "первый")]
    assert verdicts[0].passed
    assert {one.clause for one in verdicts} == {"A-3.1.4"}


@clause("A-3.1.4")
def test_a_package_gets_experts_after_registration_and_while_its_text_is_open():
    passed = {
        facts: bool(rules.may_be_assigned.judge(is_registered=facts[0], is_expert=facts[1], is_settled=facts[2]))
        for facts in product((True, False), repeat=3)
    }

    assert [facts for facts, yes in passed.items() if yes] == [(True, True, False)]


@clause("A-3.1.4")
@pytest.mark.parametrize(
    ("facts", "complete"),
    [
        ({}, True),
        ({"marks": ()}, False),
        ({"marks": ("met", "")}, False),
        ({"marks": ("met", "wonderful")}, False),
        ({"marks": ("partly",)}, False),
        ({"marks": ("partly",), "remark": "нет подписи"}, True),
        ({"marks": ("not_met",), "remark": "нет"}, False),
        ({"marks": ("not_met",), "remark": "нет", "result": rules.NEGATIVE, "reason": "Система не описана."}, True),
        ({"marks": ("not_met",), "remark": " ", "result": rules.NEGATIVE, "reason": "Система не описана."}, False),
        ({"result": rules.NEGATIVE}, False),
        ({"result": rules.NEGATIVE, "reason": "  "}, False),
        ({"result": rules.WITH_REMARKS}, False),
        ({"result": rules.WITH_REMARKS, "remarks": "Дополнить план."}, True),
        ({"result": ""}, False),
        ({"result": "excellent"}, False),
        ({"marks": ("partly",), "remark": "x" * 2001}, False),
    ],
)
def test_a_conclusion_is_complete_when_all_is_judged_and_the_result_is_founded(facts, complete):
    verdict = judged(**facts)

    assert bool(verdict) == complete
    assert str(verdict.sentence) != ""


@clause("A-3.1.4")
def test_a_conclusion_is_final_when_all_who_are_left_have_signed():
    finished = {
        (assigned, signed): rules.is_fully_signed.judge(assigned=assigned, signed=signed)
        for assigned, signed in [((1, 2), ()), ((1, 2), (1,)), ((1, 2), (1, 2)), ((1,), (1, 2)), ((), (1,)), ((), ())]
    }

    assert [bool(one) for one in finished.values()] == [False, False, True, True, True, False]
    assert [one.needed for one in finished.values()] == [2, 1, 0, 0, 0, 0]


@clause("A-3.1.4")
def test_a_conclusion_speaks_of_the_package_it_judged_in_any_order():
    assert rules.is_about(judged=["a", "b"], present=["b", "a"])
    assert not rules.is_about(judged=["a"], present=["a", "b"])
    assert not rules.is_about(judged=["a", "a"], present=["a"])


@clause("A-4.12")
@pytest.mark.parametrize(
    ("on", "stops", "certified"),
    [
        (-1, (), False), (0, (), True), (10, (), True), (11, (), False), (5, ((4, 6),), False), (4, ((4, 6),), False),
        (6, ((4, 6),), True), (9, ((4, None),), False), (3, ((4, None),), True), (5, ((5, 5),), True),
    ],
)  # fmt: skip
def test_certified_is_computed_for_each_day(on, stops, certified):
    def day(number):
        return None if number is None else DAY + timedelta(days=number)

    periods = [(day(first), day(last)) for first, last in stops]

    assert rules.is_certified(on=day(on), issued_on=day(0), valid_until=day(10), stops=periods) == certified


@clause("A-4.12")
def test_a_record_has_its_days_in_order_and_is_kept_once():
    good = {"issued_on": DAY, "valid_until": DAY + timedelta(days=900), "received_on": DAY, "on": DAY}
    bad = [
        {**good, "valid_until": DAY}, {**good, "received_on": DAY - timedelta(days=1)},
        {**good, "received_on": DAY + timedelta(days=1)}, {**good, "is_known": True},
    ]  # fmt: skip

    assert rules.is_record_sound.judge(**good)
    assert [bool(rules.is_record_sound.judge(**facts)) for facts in bad] == [False] * 4
    assert len({str(rules.is_record_sound.judge(**facts).sentence) for facts in bad}) == 4


@clause("A-4.12")
def test_the_ground_of_members_of_other_grounds_is_raised_on_a_certified_day():
    good = {
        "is_member": True, "ground": rules.INTRODUCED, "is_certified": True, "on": DAY, "member_from": DAY
    }  # fmt: skip
    verdicts = {ground: bool(rules.may_raise_ground.judge(**{**good, "ground": ground})) for ground in rules.GROUNDS}

    assert [ground for ground, raised in verdicts.items() if raised] == ["introduced", "introducing", "conclusion"]
    for change in ({"is_member": False}, {"is_certified": False}, {"member_from": DAY + timedelta(days=1)}):
        assert not rules.may_raise_ground.judge(**{**good, **change})


@clause("A-4.12")
def test_audits_and_stops_fall_into_the_term():
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=10), DAY + timedelta(days=11)]

    kept = [rules.is_within_term(day=day, issued_on=DAY, valid_until=DAY + timedelta(days=10)) for day in days]

    assert kept == [False, True, True, False]
