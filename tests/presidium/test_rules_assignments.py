"""Rules of assignments and of the draft of the minutes, against definitions written down anew."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium import rules
from tests.clause_marker import clause

DUE = date(2025, 9, 10)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


@clause("A-4.4e")
@pytest.mark.parametrize(("on", "stage"), [(6, ""), (7, "soon"), (9, "soon"), (10, "today"), (11, "late")])
def test_reminders_go_out_three_days_before_on_the_day_and_after_it(on, stage):
    assert rules.reminder_stage(due_on=DUE, on=date(2025, 9, on)) == stage


@given(due_on=DAYS, on=DAYS)
def test_every_day_has_one_stage(due_on, on):
    left = (due_on - on) // timedelta(days=1)
    expected = "late" if left < 0 else "today" if left == 0 else "soon" if left < 4 else ""
    assert rules.reminder_stage(due_on=due_on, on=on) == expected


@clause("A-3.5")
def test_an_assignment_is_not_due_before_its_meeting():
    found = [bool(rules.is_due_ahead.judge(held_on=DUE, due_on=DUE + timedelta(days=n))) for n in (-1, 0, 1)]
    assert found == [False, True, True]


@clause("A-3.5")
@pytest.mark.parametrize(
    ("executor", "reporter", "verifier", "acts", "may"),
    [
        (1, 1, 2, False, True), (1, 1, 1, False, False), (None, 3, 3, False, False), (None, 3, 4, True, False),
        (None, 3, 4, False, True), (None, None, None, False, False),
    ],
)  # fmt: skip
def test_only_somebody_else_verifies(executor, reporter, verifier, acts, may):
    facts = {"executor": executor, "reporter": reporter, "verifier": verifier, "acts_for_executor": acts}
    assert bool(rules.is_verified_by_another.judge(**facts)) is may


@clause("A-5.5.2", "A-5.7.4", "A-5.3.6")
@pytest.mark.parametrize(("text", "file", "enough"), [("Да", True, True), ("Да", False, False), ("  ", True, False)])
def test_a_report_has_words_and_a_file(text, file, enough):
    verdict = rules.is_report_proved.judge(text=text, has_file=file)
    assert (bool(verdict), verdict.clause) == (enough, "A-5.5.2")


@clause("A-4.10b")
@given(
    shown=st.booleans(), hours=st.integers(0, 200), readers=st.integers(0, 9), silent=st.integers(0, 9),
    unanswered=st.integers(0, 3), mode=st.sampled_from(["shown", "always", "never"]),
)  # fmt: skip
def test_the_text_closes_when_nobody_is_left_to_speak_or_the_time_is_over(
    shown, hours, readers, silent, unanswered, mode
):
    silent = min(silent, readers)
    verdict = rules.may_close_text.judge(
        is_shown=shown, hours=hours, readers=readers, silent=silent, unanswered=unanswered, minutes_remarks=mode
    )
    held = mode != "never" and (shown or mode == "always")
    spoken = shown and (hours >= 48 or silent == readers)
    assert bool(verdict) == (unanswered == 0 and (not held or spoken))


@clause("A-5.2.2")
@pytest.mark.parametrize(
    ("seat", "due", "whole", "may"),
    [(False, 5, None, False), (True, -1, None, False), (True, 0, None, True), (True, 5, 5, True), (True, 6, 5, False),
     (True, 6, -1, True)],
)  # fmt: skip
def test_the_chair_gives_members_work_within_the_term_of_the_whole(seat, due, whole, may):
    source = None if whole is None else DUE + timedelta(days=whole)
    facts = {"has_seat": seat, "given_on": DUE, "due_on": DUE + timedelta(days=due), "source_due_on": source}
    assert bool(rules.may_distribute.judge(**facts)) is may


@clause("A-5.2.2")
@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("chairs", [True, False])
@pytest.mark.parametrize("same", [True, False])
def test_what_was_given_to_the_presidium_or_the_chair_is_passed_on_to_another(whole, chairs, same):
    verdict = rules.may_pass_on.judge(is_whole=whole, is_chairs=chairs, to_same=same)
    assert bool(verdict) is ((whole or chairs) and not same)


@clause("A-5.5.2")
@pytest.mark.parametrize(("account", "came", "may"), [(True, 0, False), (False, -1, False), (False, 0, True),
                                                      (False, 3, True), (False, 4, False)])  # fmt: skip
def test_a_report_is_entered_for_who_has_no_account(account, came, may):
    facts = {"came_on": DUE + timedelta(days=came), "given_on": DUE, "on": DUE + timedelta(days=3)}
    assert bool(rules.may_enter_report.judge(has_account=account, **facts)) is may
