"""Calling, opening and leading a meeting, the agenda and the quarter."""

from datetime import date
from itertools import product

import pytest

from association.calendar import quarter_of
from presidium.rules import meetings
from presidium.rules.meetings import (
    Sitting,
    are_materials_handed,
    is_notice_enough,
    is_quarter_kept,
    may_be_secretary,
    may_call,
    may_decide,
    may_open,
    may_preside,
    may_read_minutes,
    watch_quarter,
)
from tests.clause_marker import clause

THIRD = quarter_of(date(2025, 8, 15))
BOTH = (False, True)


@clause("A-4.6", "A-3.9")
@pytest.mark.parametrize(
    ("facts", "passes"),
    [
        ({"office": "chair", "chair_present": True}, True),
        ({"office": "deputy", "chair_present": True}, False),
        ({"office": "deputy", "chair_present": False}, True),
        ({"office": "chair", "chair_present": True, "about_chair": True}, False),
        ({"office": "deputy", "chair_present": True, "about_chair": True}, True),
        ({"office": "chair", "chair_present": False, "is_present": False}, False),
        ({"office": "", "chair_present": False}, False),
        ({"office": "", "chair_present": False, "is_elected": True}, False),
        ({"office": "", "chair_present": False, "is_elected": True, "is_general": True}, False),
        (
            {"office": "", "chair_present": False, "is_elected": True, "is_general": True, "offices_empty": True},
            True,
        ),
        ({"office": "", "chair_present": False, "is_elected": True, "elect_presiding": True}, True),
    ],
)
def test_who_presides(facts, passes):
    assert may_preside(**{"is_present": True, **facts}).passed is passes


@clause("A-4.6")
def test_opening_needs_somebody_who_may_preside():
    for chair, deputy, elected, general, empty, setting in product(BOTH, repeat=6):
        opens = may_open(
            chair_present=chair,
            deputy_present=deputy,
            presiding_elected=elected,
            is_general=general,
            offices_empty=empty,
            elect_presiding=setting,
        )
        leaders = [
            may_preside(office="chair", is_present=chair, chair_present=chair),
            may_preside(office="deputy", is_present=deputy, chair_present=chair),
            may_preside(
                office="",
                is_present=True,
                chair_present=chair,
                is_elected=elected,
                is_general=general,
                offices_empty=empty,
                elect_presiding=setting,
            ),
        ]
        assert opens is any(leaders)


@clause("A-4.2a.2")
def test_an_extraordinary_meeting_needs_a_dated_decision_with_a_reason():
    day = date(2025, 9, 1)
    asked = [("ordinary", None, ""), ("extraordinary", day, "fire"), ("extraordinary", None, "fire")]
    asked += [("extraordinary", day, " ")]
    answers = [may_call(kind=kind, decided_on=decided, reason=reason) for kind, decided, reason in asked]
    assert answers == [True, True, False, False]


def test_notice_is_a_setting():
    notified = date(2025, 9, 1)
    days = [("ordinary", 8), ("ordinary", 7), ("extraordinary", 2), ("extraordinary", 1)]
    answers = [is_notice_enough(kind=k, notified_on=notified, meets_on=date(2025, 9, d)) for k, d in days]
    assert answers == [True, False, True, False]


@clause("A-4.3b")
def test_an_item_off_the_agenda_needs_an_amendment_and_warns_when_somebody_is_absent():
    cases = list(product(BOTH, BOTH, (7, 8)))
    verdicts = [may_decide(on_agenda=a, amendment_adopted=b, present=p, roster=8) for a, b, p in cases]
    assert [verdict.passed for verdict in verdicts] == [a or b for a, b, _ in cases]
    assert [case for case, verdict in zip(cases, verdicts, strict=True) if verdict.note] == [(False, True, 7)]


@clause("A-4.4a")
def test_the_secretary_comes_from_a_member_or_is_an_operator_before_there_are_any():
    allowed = [
        case
        for case in product(BOTH, repeat=3)
        if may_be_secretary(belongs_to_member=case[0], members_exist=case[1], is_operator=case[2])
    ]
    assert allowed == [(False, False, True), (True, False, False), (True, False, True), (True, True, False),
                       (True, True, True)]  # fmt: skip


@clause("A-4.8")
def test_materials_not_handed_out_are_noticed():
    assert [are_materials_handed(items_with_materials=3, items_handed=n) for n in (2, 3)] == [False, True]


@clause("A-5.3.7")
def test_full_minutes_are_for_the_presidium_the_secretary_and_by_grant():
    closed = [
        case
        for case in product(BOTH, repeat=3)
        if not may_read_minutes(holds_seat=case[0], is_secretary=case[1], has_grant=case[2])
    ]
    assert closed == [(False, False, False)]


@clause("A-4.2a.1")
@pytest.mark.parametrize(
    ("sitting", "kept"),
    [
        (Sitting(date(2025, 7, 1), meetings.ORDINARY, True), True),
        (Sitting(date(2025, 9, 30), meetings.ORDINARY, True), True),
        (Sitting(date(2025, 10, 1), meetings.ORDINARY, True), False),
        (Sitting(date(2025, 8, 1), meetings.ORDINARY, False), False),
        (Sitting(date(2025, 8, 1), meetings.EXTRAORDINARY, True), False),
        (Sitting(date(2025, 8, 1), meetings.GENERAL, True), False),
    ],
)
def test_only_a_held_ordinary_meeting_keeps_the_quarter(sitting, kept):
    assert is_quarter_kept(quarter=THIRD, sittings=[sitting]) is kept


def test_settings_let_other_meetings_keep_the_quarter():
    failed = Sitting(date(2025, 8, 1), meetings.ORDINARY, False)
    extra = Sitting(date(2025, 8, 1), meetings.EXTRAORDINARY, True)
    assert is_quarter_kept(quarter=THIRD, sittings=[failed], count_failed=True) is True
    assert is_quarter_kept(quarter=THIRD, sittings=[extra], count_extraordinary=True) is True


@clause("A-4.2a.1")
@pytest.mark.parametrize(
    ("on", "is_kept", "is_booked", "quiet"),
    [
        (date(2025, 8, 14), False, False, True),
        (date(2025, 8, 15), False, False, False),
        (date(2025, 8, 15), False, True, True),
        (date(2025, 9, 30), False, True, True),
        (date(2025, 10, 1), False, True, False),
        (date(2025, 10, 1), True, False, True),
    ],
)
def test_the_quarter_is_watched_from_its_middle(on, is_kept, is_booked, quiet):
    assert watch_quarter(on=on, quarter=THIRD, is_kept=is_kept, is_booked=is_booked).passed is quiet
