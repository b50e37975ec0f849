"""Votes by the literal vectors of the matrix, and all of them for rosters up to 100 against fractions."""

from fractions import Fraction
from itertools import product

import pytest

from presidium.rules import votes
from presidium.rules.votes import (
    chair_runoff,
    is_adopted,
    is_chair_elected,
    is_deputy_elected,
    is_exclusion_agreed,
    is_general_quorate,
    is_quorate,
    is_seated,
    is_sheet_complete,
    may_vote_alternative,
)
from tests.clause_marker import clause

N = 100
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
PARTS = [(part, whole) for whole in range(N + 1) for part in range(whole + 1)]


def share(part, whole):
    return Fraction(part, whole) if whole else Fraction(0)


def at_least(part, whole, bound):
    return whole > 0 and share(part, whole) >= bound


def more_than(part, whole, bound):
    return whole > 0 and share(part, whole) > bound


def agree(answers, oracle):
    """Every answer equals the oracle's, and the needed figure is the first part that passes."""
    wrong = [(part, whole) for part, whole in PARTS if bool(answers[part, whole]) is not oracle(part, whole)]
    assert wrong == []
    for whole in range(1, N + 1):
        first = next(part for part in range(whole + 1) if oracle(part, whole))
        assert {answers[part, whole].needed for part in range(whole + 1)} == {first}


def smallest(rule, whole, part="votes_for", over="present", **settings):
    return next(one for one in range(whole + 1) if rule(**{part: one, over: whole}, **settings))


@clause("A-4.7")
@pytest.mark.parametrize(("roster", "least"), [(5, 3), (6, 3), (7, 4), (8, 4), (9, 5), (10, 5), (11, 6)])
def test_quorum_vectors(roster, least):
    assert smallest(is_quorate, roster, "present", "roster") == least


@clause("A-4.7")
def test_quorum_for_every_roster():
    agree({(p, r): is_quorate(present=p, roster=r) for p, r in PARTS}, lambda p, r: at_least(p, r, HALF))


def test_quorum_of_all_seats_for_every_number_of_seats():
    enough = {(present, seats): at_least(present, seats, HALF) for present, seats in PARTS}
    wrong = [
        (present, roster, seats)
        for roster, seats in PARTS
        for present in range(roster + 1)
        if is_quorate.function(present=present, roster=roster, seats=seats, quorum_base=votes.ALL_SEATS).passed
        is not enough[present, seats]
    ]
    assert wrong == []


def test_an_empty_roster_has_no_quorum():
    assert is_quorate(present=0, roster=0).passed is False


@clause("A-4.9b")
@pytest.mark.parametrize(("present", "least"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)])
def test_ordinary_decision_vectors(present, least):
    assert smallest(is_adopted, present) == least


@pytest.mark.parametrize(("present", "least"), [(2, 2), (4, 3), (6, 4), (8, 5)])
def test_strict_decision_vectors(present, least):
    assert smallest(is_adopted, present, decision_rule=votes.STRICT) == least


@clause("A-4.9b")
@pytest.mark.parametrize(
    ("votes_for", "present", "passes"),
    [(3, 6, True), (2, 6, False), (3, 7, False), (2, 4, True)],
    ids=["3:3 of 6", "2 for 2 against 2 abstained", "3 for 4 abstained of 7", "2 of 4"],
)
def test_those_who_abstain_stay_in_the_count(votes_for, present, passes):
    assert is_adopted(votes_for=votes_for, present=present).passed is passes


@clause("A-4.9b")
def test_ordinary_decision_for_every_number_present():
    agree({(v, p): is_adopted(votes_for=v, present=p) for v, p in PARTS}, lambda v, p: at_least(v, p, HALF))


def test_strict_decision_for_every_number_present():
    answers = {(v, p): is_adopted(votes_for=v, present=p, decision_rule=votes.STRICT) for v, p in PARTS}
    agree(answers, lambda v, p: more_than(v, p, HALF))


def test_exactly_half_is_said_and_only_then():
    noted = {(v, p) for v, p in PARTS if is_adopted(votes_for=v, present=p).note}
    assert noted == {(v, p) for v, p in PARTS if p and share(v, p) == HALF}
    assert is_adopted(votes_for=3, present=6).note.msgid == "Adopted at exactly half (4.9)."


@clause("A-3.8")
@pytest.mark.parametrize(("present", "least"), [(4, 3), (5, 3), (6, 4), (7, 4)])
def test_deputy_vectors(present, least):
    assert smallest(is_deputy_elected, present) == least


@clause("A-3.8")
def test_deputy_election_for_every_number_present():
    agree({(v, p): is_deputy_elected(votes_for=v, present=p) for v, p in PARTS}, lambda v, p: more_than(v, p, HALF))


@clause("A-3.14")
@pytest.mark.parametrize(
    ("roster", "least"), [(3, 2), (4, 3), (5, 4), (6, 4), (7, 5), (8, 6), (9, 6), (10, 7), (11, 8), (12, 8)]
)
def test_exclusion_vectors(roster, least):
    assert smallest(is_exclusion_agreed, roster, "consents", "roster") == least


@clause("A-3.14")
def test_exclusion_for_every_roster():
    answers = {(c, r): is_exclusion_agreed(consents=c, roster=r) for c, r in PARTS}
    agree(answers, lambda c, r: at_least(c, r, TWO_THIRDS))


@clause("A-3.14")
def test_exclusion_with_the_target_recused_for_every_roster():
    for (consents, roster), seated, consents_too in product(PARTS, (False, True), (False, True)):
        if (seated and roster == 0) or (consents_too and (not seated or consents == 0)):
            continue
        if seated and not consents_too and consents == roster:
            continue  # all seats consent, so the target's is among them
        verdict = is_exclusion_agreed(
            consents=consents,
            roster=roster,
            target_seated=seated,
            target_consents=consents_too,
            target_seat=votes.RECUSED,
        )
        assert bool(verdict) is at_least(consents - consents_too, roster - seated, TWO_THIRDS)


@clause("A-3.6")
def test_six_member_organisations_need_three_for_quorum_and_two_votes():
    assert smallest(is_general_quorate, 6, "present", "members") == 3
    assert smallest(is_chair_elected, 3) == 2


@clause("A-3.6")
def test_general_meeting_for_every_number_of_organisations():
    agree({(p, m): is_general_quorate(present=p, members=m) for p, m in PARTS}, lambda p, m: at_least(p, m, HALF))
    agree({(v, p): is_chair_elected(votes_for=v, present=p) for v, p in PARTS}, lambda v, p: more_than(v, p, HALF))


def test_chair_by_half_of_present_for_every_number_of_organisations():
    answers = {(v, p): is_chair_elected(votes_for=v, present=p, chair_rule=votes.HALF_OF_PRESENT) for v, p in PARTS}
    agree(answers, lambda v, p: at_least(v, p, HALF))


@clause("A-3.6")
@pytest.mark.parametrize(
    ("votes_of", "present", "again"),
    [
        ({"a": 3, "b": 2, "c": 1}, 6, ("a", "b")),
        ({"a": 4, "b": 2}, 6, ()),
        ({"a": 2, "b": 1, "c": 1}, 6, ("a", "b", "c")),
        ({"a": 3}, 6, ()),
        ({"a": 3, "b": 3}, 6, ("a", "b")),
        ({}, 6, ()),
    ],
    ids=["top two", "elected", "equal second names", "one name alone", "tie", "nobody stands"],
)
def test_runoff(votes_of, present, again):
    assert chair_runoff(votes=votes_of, present=present) == again


def test_two_exact_halves_go_to_a_runoff():
    assert chair_runoff(votes={"a": 3, "b": 3}, present=6, chair_rule=votes.HALF_OF_PRESENT) == ("a", "b")


def test_runoff_for_three_names_and_up_to_twelve_organisations():
    for present in range(1, 13):
        for split in product(range(present + 1), repeat=3):
            if sum(split) > present:
                continue
            again = chair_runoff(votes=dict(zip("abc", split, strict=True)), present=present)
            if any(more_than(one, present, HALF) for one in split):
                assert again == ()
            else:
                second = sorted(split)[1]
                assert again == tuple(n for n, one in zip("abc", split, strict=True) if one >= second)


@clause("A-5.6.5")
def test_four_of_six_seat_a_nominee_and_three_do_not():
    assert [is_seated(votes_for=v, present=6).passed for v in (3, 4)] == [False, True]


@clause("A-5.6.5")
def test_seat_election_for_every_number_of_organisations():
    agree({(v, p): is_seated(votes_for=v, present=p) for v, p in PARTS}, lambda v, p: more_than(v, p, HALF))


@clause("A-3.4b")
def test_every_head_sits_without_a_vote_when_the_rule_set_says_all():
    assert is_seated(votes_for=0, present=0, presidium_composition=votes.ALL).passed is True


@pytest.mark.parametrize(
    "call",
    [
        lambda: is_quorate(present=4, roster=3),
        lambda: is_quorate(present=2, roster=3, quorum_base=votes.ALL_SEATS),
        lambda: is_quorate(present=2, roster=4, seats=3, quorum_base=votes.ALL_SEATS),
        lambda: is_adopted(votes_for=-1, present=3),
        lambda: is_deputy_elected(votes_for=4, present=3),
        lambda: is_exclusion_agreed(consents=4, roster=3),
        lambda: chair_runoff(votes={"a": 3, "b": 2}, present=4),
        lambda: is_sheet_complete(votes_for=3, against=-1, abstained=0, not_voting=0, present=2),
    ],
)
def test_figures_that_cannot_be_are_errors(call):
    with pytest.raises(ValueError, match=r"cannot be|needs their number|no negative"):
        call()


@clause("A-4.9b")
def test_an_alternative_closes_once_another_passed():
    assert [may_vote_alternative(adopted_before=one) for one in (False, True)] == [True, False]


def test_scenario_of_a_tie_at_exactly_half():
    assert is_quorate(present=6, roster=8).passed is True
    assert is_adopted(votes_for=3, present=6).passed is True
    assert is_deputy_elected(votes_for=3, present=6).passed is False
    assert is_adopted(votes_for=3, present=6, decision_rule=votes.STRICT).passed is False


def test_scenario_of_an_exclusion():
    cases = [(5, 8), (6, 8), (3, 5), (4, 5)]
    assert [is_exclusion_agreed(consents=c, roster=r).passed for c, r in cases] == [False, True, False, True]


def test_the_needed_figure_is_known_before_anybody_votes():
    assert is_adopted(votes_for=0, present=7).needed == 4
