"""Joining, membership, its end and its certificate by the statute."""

from datetime import date, timedelta
from itertools import chain, combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from membership import rules
from tests.clause_marker import clause

BOTH = (False, True)
DAY = date(2025, 9, 15)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
KINDS = sorted({need.kind for needs in rules.NEEDS.values() for need in needs})
SUBSETS = list(chain.from_iterable(combinations(KINDS, size) for size in range(len(KINDS) + 1)))


@clause("A-3.1.1", "A-3.1.2", "A-3.1.3", "A-3.1.4", "A-3.2.1", "A-3.2.2", "A-3.2.3")
@pytest.mark.parametrize("ground", rules.GROUNDS)
def test_a_ground_is_proved_by_all_its_papers_and_no_fewer(ground):
    wanted = [need.kind for need in rules.needs_of(ground) if not need.optional]
    proved = [given for given in SUBSETS if rules.has_all_papers(ground=ground, papers=given)]
    assert proved == [given for given in SUBSETS if set(wanted) <= set(given)]


@pytest.mark.parametrize(
    ("ground", "papers", "clause_named", "how_many"),
    [
        ("certified", [], "A-3.1.1", 1),
        ("introduced", [], "A-3.1.2", 1),
        ("introducing", ["qms_evidence"], "A-3.1.3", 1),
        ("conclusion", ["expert_conclusion"], "A-3.1.4", 1),
        ("candidate", [], "A-3.2.1", 3),
        ("candidate", ["head_order"], "A-3.2.2", 2),
        ("candidate", ["head_order", "introduction_plan"], "A-3.2.3", 1),
    ],
)
def test_a_missing_paper_is_named_with_its_clause(ground, papers, clause_named, how_many):
    verdict = rules.has_all_papers(ground=ground, papers=papers)
    assert (verdict.passed, verdict.clause, verdict.needed) == (False, clause_named, how_many)
    assert len(verdict.sentence.params["papers"]) == how_many


@clause("A-3.2.3")
def test_the_number_of_trained_specialists_is_a_setting():
    papers = ["head_order", "introduction_plan", "training_document"]
    asked = [(papers, 1), (papers, 2), ([*papers, "training_document"], 2)]
    answers = [rules.has_all_papers(ground="candidate", papers=p, trained_needed=n).passed for p, n in asked]
    assert answers == [True, False, True]


@clause("A-3.1.1")
@pytest.mark.parametrize(
    ("change", "passes"),
    [
        ({}, True),
        ({"number": " "}, False),
        ({"body": ""}, False),
        ({"issued_on": None}, False),
        ({"valid_until": None}, False),
        ({"on": date(2024, 1, 1)}, True),
        ({"on": date(2023, 12, 31)}, False),
        ({"on": date(2026, 12, 31)}, True),
        ({"on": date(2027, 1, 1)}, False),
    ],
)
def test_a_certificate_is_described_and_valid(change, passes):
    described = {"number": "900", "body": "Register", "issued_on": date(2024, 1, 1), "valid_until": date(2026, 12, 31)}
    assert rules.is_certificate_described(**{**described, "on": DAY, **change}).passed is passes


@clause("A-3.1.4")
def test_only_the_conclusion_ground_needs_a_positive_conclusion_by_default():
    results = ["", rules.POSITIVE, rules.NEGATIVE, rules.WITH_REMARKS]
    refused = [
        (ground, result, setting)
        for ground, result, setting in product(rules.GROUNDS, results, BOTH)
        if not rules.has_positive_conclusion(ground=ground, result=result, direct_needs_conclusion=setting)
    ]
    unsound = [result for result in results if result != rules.POSITIVE]
    direct = [rules.CERTIFIED, rules.INTRODUCED, rules.INTRODUCING]
    expected = [(ground, result, True) for ground, result in product(direct, unsound)]
    expected += [(rules.CONCLUSION, result, setting) for result, setting in product(unsound, BOTH)]
    assert sorted(refused) == sorted(expected)


@clause("A-3.1.4", "A-3.2.4")
def test_who_may_use_which_ground():
    refused = [
        (ground, candidate)
        for ground, candidate in product([*rules.GROUNDS, "other"], BOTH)
        if not rules.may_use_ground(ground=ground, is_candidate=candidate)
    ]
    assert refused == [("conclusion", False), ("candidate", True), ("other", False), ("other", True)]


@clause("A-3.13a", "A-3.13b", "A-3.2.4", "A-A.1")
def test_the_addressee_follows_the_phase():
    authority = [
        (ground, phase)
        for ground, phase in product(rules.GROUNDS, (rules.ORGANISATIONAL, rules.WORKING))
        if rules.addressee(ground=ground, phase=phase) == rules.AUTHORITY
    ]
    assert authority == [(ground, rules.ORGANISATIONAL) for ground in rules.GROUNDS if ground != rules.CANDIDATE]


@clause("A-3.2.4")
def test_candidate_status_opens_with_a_chair():
    refused = [(g, c) for g, c in product(rules.GROUNDS, BOTH) if not rules.may_apply(ground=g, has_chair=c)]
    assert refused == [("candidate", False)]


@clause("A-3.13a")
def test_the_phase_turns_once_and_never_back():
    asked = product((rules.ORGANISATIONAL, rules.WORKING), BOTH, BOTH)
    working = [
        case
        for case in asked
        if rules.phase_of(was=case[0], presidium_elected=case[1], chair_elected=case[2]) == rules.WORKING
    ]
    assert working == [(rules.ORGANISATIONAL, True, True), *product([rules.WORKING], BOTH, BOTH)]


@clause("A-3.3")
def test_membership_waits_for_the_order():
    decided, ordered = date(2025, 9, 1), date(2025, 9, 20)
    asked = [(None, "order"), (None, "decision"), (ordered, "order"), (ordered, "decision")]
    days = [rules.member_from(decided_on=decided, ordered_on=o, membership_effective=mode) for o, mode in asked]
    assert days == [None, None, ordered, decided]


@clause("A-3.12")
def test_fewer_than_five_members_is_noticed():
    assert [rules.is_minimum_kept(members=n).passed for n in range(8)] == [n >= 5 for n in range(8)]
    assert rules.is_minimum_kept(members=4).needed == 5


@clause("A-1.2b")
def test_kind_place_and_certificate_of_an_applicant():
    for school, here, certificate, setting in product(BOTH, repeat=4):
        answer = rules.is_eligible(
            is_educational=school, in_region=here, has_certificate=certificate, require_certificate=setting
        )
        assert answer.passed is (school and here and (certificate if setting else True))
        doubts = [not school, not here, setting and not certificate]
        assert len(answer.sentence.params.get("doubts", ())) == sum(doubts)


@clause("A-3.13c")
def test_the_certificate_waits_for_membership_and_order():
    asked = [(True, DAY), (True, None), (True, DAY + timedelta(1)), (False, DAY)]
    answers = [rules.may_get_certificate(is_member=m, ordered_on=o, on=DAY) for m, o in asked]
    assert answers == [True, False, False, False]


@clause("A-B.2", "A-B.7")
@given(st.sets(st.integers(1, 50)), st.integers(-2, 50))
def test_a_certificate_number_is_never_given_twice(given_numbers, number):
    assert rules.is_number_free(number=number, given=given_numbers) is (number > 0 and number not in given_numbers)


@clause("A-B.7")
@pytest.mark.parametrize(
    ("member_until", "replaced_on", "state"),
    [
        (None, None, rules.VALID),
        (DAY + timedelta(1), None, rules.VALID),
        (DAY, None, rules.ANNULLED),
        (None, DAY, rules.REPLACED),
        (None, DAY + timedelta(1), rules.VALID),
        (DAY, DAY, rules.REPLACED),
    ],
)
def test_the_state_of_a_certificate(member_until, replaced_on, state):
    assert rules.certificate_state(on=DAY, member_until=member_until, replaced_on=replaced_on) == state


@clause("A-B.7", "A-B.4")
def test_reissue():
    reasons = ["renaming", "new_address", "loss", "new_head"]
    answers = [rules.reissue_of(reason=reason) for reason in reasons]
    assert answers == [rules.NEW_NUMBER, rules.NEW_NUMBER, rules.SAME_NUMBER, rules.NO_REISSUE]


@clause("A-3.15.1")
def test_only_reorganisation_and_liquidation_end_membership():
    events = ["reorganisation", "liquidation", "renaming", "new_address", "new_head"]
    assert [rules.ends_membership(event=event) for event in events] == [True, True, False, False, False]


@clause("A-3.15.2", "A-5.6.7")
@given(DAYS, st.integers(-400, 400))
def test_a_member_leaves_on_the_stated_day_not_before_registration(registered_on, shift):
    stated_on = registered_on + timedelta(days=shift)
    expected = stated_on if shift > 0 else registered_on
    assert rules.leaves_on(stated_on=stated_on, registered_on=registered_on) == expected
    assert rules.leaves_on(stated_on=None, registered_on=registered_on) == registered_on


@clause("A-5.6.7", "A-3.15.2")
def test_an_exit_needs_no_consent_unless_the_rule_set_asks():
    allowed = [
        case
        for case in product(BOTH, repeat=4)
        if rules.may_withdraw(is_member=case[0], by_head=case[1], presidium_consents=case[2], needs_consent=case[3])
    ]
    assert allowed == [(True, True, False, False), (True, True, True, False), (True, True, True, True)]


@clause("A-A.6", "A-A.7")
@pytest.mark.parametrize(
    ("ground", "name", "post", "answer"),
    [
        ("introduced", "", "", (True, "A-A.6")),
        ("introduced", "Person", "Head", (True, "A-A.6")),
        ("introduced", "Person", " ", (False, "A-A.7")),
        ("introduced", "", "Head", (False, "A-A.6")),
        ("candidate", "", "", (True, "A-A.6")),
        ("candidate", "Person", "Head", (False, "A-A.6")),
    ],
)
def test_a_recommendation_is_a_pair_and_not_for_candidates(ground, name, post, answer):
    verdict = rules.is_recommendation_sound(ground=ground, name=name, post=post)
    assert (verdict.passed, verdict.clause) == answer


@clause("A-A.8")
def test_the_statute_in_force_is_acknowledged():
    asked = product(BOTH, ("1", "2"))
    answers = [rules.has_acknowledged(acknowledged=a, version_read=v, version_in_force="2") for a, v in asked]
    assert answers == [False, False, False, True]


@clause("A-A.9")
def test_an_application_is_signed_before_it_is_registered():
    asked = [(DAY, None), (DAY, DAY), (DAY, DAY - timedelta(1)), (None, DAY)]
    answers = [rules.is_signed(signed_on=signed, registered_on=registered) for signed, registered in asked]
    assert answers == [True, True, False, False]
