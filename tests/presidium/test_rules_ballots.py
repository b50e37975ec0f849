"""Who may vote, and the sheet of ballots that accounts for everybody present."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presidium.rules import votes
from presidium.rules.votes import is_sheet_complete, may_vote
from tests.clause_marker import clause

N = 100
VOICES = (votes.DECISIVE, votes.CONSULTATIVE, votes.NONE)


@clause("A-5.4.2", "A-4.2b.2", "A-4.2b.3", "A-4.9a")
def test_may_vote_for_every_combination():
    flags = product(VOICES, *[(False, True)] * 4)
    allowed = {
        (voice, seat, present, recused, opened)
        for voice, seat, present, recused, opened in flags
        if may_vote(voice=voice, has_seat=seat, is_present=present, is_recused=recused, is_open=opened)
    }
    assert allowed == {(votes.DECISIVE, True, True, False, True)}


@pytest.mark.parametrize(
    ("facts", "said_by"),
    [
        ({"voice": votes.CONSULTATIVE}, "A-4.2b.2"),
        ({"voice": votes.NONE}, "A-4.2b.3"),
        ({"has_seat": False}, "A-5.4.2"),
        ({"is_present": False}, "A-4.9a"),
        ({"is_recused": True}, "A-5.4.2"),
        ({"is_open": False}, "A-4.9a"),
    ],
)
def test_a_refused_vote_names_its_clause(facts, said_by):
    verdict = may_vote(**{"voice": votes.DECISIVE, "has_seat": True, "is_present": True, **facts})
    assert (verdict.passed, verdict.clause) == (False, said_by)


@clause("A-4.9a")
def test_a_sheet_adds_up_for_every_split_of_up_to_eight():
    for present in range(9):
        for split in product(range(present + 2), repeat=4):
            verdict = is_sheet_complete(
                votes_for=split[0], against=split[1], abstained=split[2], not_voting=split[3], present=present
            )
            assert verdict.passed is (sum(split) == present)


@given(st.lists(st.integers(0, N), min_size=4, max_size=4), st.integers(0, 4 * N))
def test_a_sheet_adds_up_for_any_split(split, present):
    names = ("votes_for", "against", "abstained", "not_voting")
    for whole in (present, sum(split)):
        verdict = is_sheet_complete(**dict(zip(names, split, strict=True)), present=whole)
        assert verdict.passed is (sum(split) == whole)
