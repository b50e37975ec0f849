"""The proposal against an independent brute force on all small sizes, its order, its costs (A-3.16c–e)."""

import random
from functools import cache

import pytest

from mentoring import matching, rules
from mentoring.rules.scoring import Field, Place, Side
from tests.clause_marker import clause

SECTORS = ("general", "preschool", "extra")


def field_of(mentors: int, candidates: int, dice: random.Random, *, loads: bool = False) -> Field:
    """A field with some districts, sectors and earlier work; some pairs have no ground at all."""
    places = {
        key: Place(key, 52.0 + key * 0.35, 83.0 + dice.random() * 3, frozenset(dice.sample(range(1, 7), 1)))
        for key in range(1, 7)
    }

    def side(key: int, *, mentor: bool) -> Side:
        load = dice.choice((0, 0, 0, 1)) if loads and mentor else 0
        return Side(key, dice.choice((None, *places)), dice.choice(SECTORS), load, dice.choice((0, 0, 0, 1, 2)))

    ones = {key: side(key, mentor=True) for key in dice.sample(range(1, 50), mentors)}
    others = {key: side(key, mentor=False) for key in dice.sample(range(50, 99), candidates)}
    others = {key: Side(key, one.place, one.sector) for key, one in others.items()}
    before = frozenset((one, other) for one in ones for other in others if dice.random() < 0.1)
    return Field(ones, others, places, before, dice.choice((0, 60, 100)))


def best_by_trying(field: Field, bounds: rules.Bounds, forbidden: set, locked: set) -> tuple[int, int, int]:
    """Every way to pair, tried one by one: most pairs, least sum of squared loads, best score."""
    rows, columns = (field.candidates, field.mentors), (field.mentors, field.candidates)
    turned = bounds.per_candidate == 1
    many, few = rows if turned else columns
    keys, slots = sorted(many), sorted(few)
    limit = bounds.per_mentor if turned else bounds.per_candidate
    taken = {key: few[key].load for key in slots}
    busy = {key: many[key].load for key in keys}
    for mentor, candidate in locked:
        taken[mentor if turned else candidate] += 1
        busy[candidate if turned else mentor] += 1

    def worth(row: int, slot: int) -> int:
        two = (slot, row) if turned else (row, slot)
        return 0 if two in forbidden or two in locked else field.fit(*two).total

    tops = [
        min(one for one in (limit, few[key].capacity or None, 99) if one is not None) if turned else
        (99 if limit is None else limit) for key in slots
    ]  # fmt: skip

    @cache
    def go(place: int, loads: tuple[int, ...]) -> tuple[int, int, int]:
        if place == len(keys):
            return 0, -sum(load * load for load in loads), 0
        best = go(place + 1, loads)
        if busy[keys[place]]:
            return best
        for n, slot in enumerate(slots):
            score = worth(keys[place], slot)
            if score and loads[n] < tops[n]:
                pairs, even, total = go(place + 1, (*loads[:n], loads[n] + 1, *loads[n + 1 :]))
                best = max(best, (pairs + 1, even, total + score))
        return best

    return go(0, tuple(taken[key] for key in slots))


def measured(field: Field, bounds: rules.Bounds, found: matching.Proposal, locked: set) -> tuple[int, int, int]:
    few, which = (field.mentors, 0) if bounds.per_candidate == 1 else (field.candidates, 1)
    loads = {key: side.load for key, side in few.items()}
    for two in [*((line.mentor, line.candidate) for line in found.lines), *locked]:
        loads[two[which]] += 1
    return len(found.lines), -sum(load * load for load in loads.values()), found.total


def within_balance(field: Field, found: matching.Proposal, locked: set, cap: str) -> list[bool]:
    """Whether the statute allows each pair beside those before it."""
    of_mentor = {key: side.load for key, side in field.mentors.items()}
    of_candidate = dict.fromkeys(field.candidates, 0)
    said = []
    for one, other in [*locked, *((line.mentor, line.candidate) for line in found.lines)]:
        facts = {"of_mentor": of_mentor[one], "of_candidate": of_candidate[other], "cap": cap}
        said.append(rules.may_pair(mentors=len(of_mentor), candidates=len(of_candidate), **facts).passed)
        of_mentor[one] += 1
        of_candidate[other] += 1
    return said


def drawn(dice: random.Random, field: Field, bounds: rules.Bounds) -> tuple[set, set]:
    """Some forbidden pairs, and a locked one where the balance has room for it."""
    every = [(one, other) for one in field.mentors for other in field.candidates]
    forbidden = {two for two in every if dice.random() < 0.2}
    free = [
        two for two in every
        if two not in forbidden and not field.mentors[two[0]].load
        and 0 not in (bounds.per_mentor, bounds.per_candidate)
    ]  # fmt: skip
    return forbidden, {dice.choice(free)} if free and dice.random() < 0.3 else set()


@clause("A-3.16d")
@clause("A-3.16e")
@pytest.mark.parametrize("cap", [rules.CAP_ADVISED, rules.CAP_OFF])
def test_every_small_case_is_the_best_by_trying_all_of_them(cap):
    dice = random.Random(316)
    for mentors in range(7):
        for candidates in range(7):
            for sample in range(10):
                field = field_of(mentors, candidates, dice, loads=sample % 2 == 1)
                bounds = rules.bounds_of(mentors=mentors, candidates=candidates, cap=cap)
                forbidden, locked = drawn(dice, field, bounds)

                found = matching.propose(field, bounds, locked=locked, forbidden=forbidden)

                wanted = best_by_trying(field, bounds, forbidden, locked)
                assert measured(field, bounds, found, locked) == wanted, (mentors, candidates, sample)
                assert all(within_balance(field, found, locked, cap))
                lines = {(line.mentor, line.candidate): line.score for line in found.lines}
                assert not set(lines) & (forbidden | locked)
                assert lines == {two: field.fit(*two).total for two in lines}


def near(mentors: int, candidates: int) -> Field:
    """Everybody in one district and one sector."""
    places = {1: Place(1)}
    return Field(
        {key: Side(key, 1, "general") for key in range(mentors)},
        {key: Side(key, 1, "general") for key in range(100, 100 + candidates)}, places,
    )  # fmt: skip


def loads_of(field: Field, found: matching.Proposal) -> tuple[list[int], list[int]]:
    ones, others = [line.mentor for line in found.lines], [line.candidate for line in found.lines]
    return (
        sorted((ones.count(key) for key in field.mentors), reverse=True),
        sorted((others.count(key) for key in field.candidates), reverse=True),
    )


@clause("A-3.16d")
@clause("A-3.16e")
def test_loads_are_as_the_statute_says():
    cases = {
        (3, 5): ([2, 2, 1], [1, 1, 1, 1, 1]), (5, 3): ([1, 1, 1, 1, 1], [2, 2, 1]), (4, 4): ([1] * 4, [1] * 4),
        (0, 4): ([], [0] * 4), (3, 0): ([0] * 3, []),
    }  # fmt: skip
    for (mentors, candidates), loads in cases.items():
        field = near(mentors, candidates)
        found = matching.propose(field, rules.bounds_of(mentors=mentors, candidates=candidates))
        assert loads_of(field, found) == loads
        assert all(within_balance(field, found, set(), rules.CAP_ADVISED))


def test_two_runs_and_a_shuffled_input_give_the_same_pairs():
    dice = random.Random(7)
    field = field_of(6, 6, dice)
    bounds = rules.bounds_of(mentors=6, candidates=6)
    mixed = Field(
        dict(sorted(field.mentors.items(), key=lambda _one: dice.random())),
        dict(sorted(field.candidates.items(), key=lambda _one: dice.random())),
        field.places, field.before, field.within,
    )  # fmt: skip

    first, again, other = (matching.propose(one, bounds) for one in (field, field, mixed))

    assert first.digest == again.digest == other.digest
    assert first.lines == again.lines == other.lines
    assert first.digest != matching.propose(field, bounds, forbidden={(line.mentor, line.candidate)
                                                                     for line in first.lines}).digest  # fmt: skip


def test_who_fits_nobody_is_named_and_the_next_best_stand_by_their_score():
    places = {1: Place(1, 52.5, 85.0), 2: Place(2, 52.6, 85.0), 3: Place(3, 53.9, 85.0)}
    mentors = {1: Side(1, 1, "general"), 2: Side(2, 2, "extra"), 3: Side(3, 3, "general")}
    candidates = {10: Side(10, 1, "general"), 11: Side(11, None, "special")}
    field = Field(mentors, candidates, places)

    found = matching.propose(field, rules.bounds_of(mentors=3, candidates=2))
    barred = matching.propose(field, rules.bounds_of(mentors=3, candidates=2), forbidden={(1, 10), (2, 10), (3, 10)})

    assert (found.lonely, found.barred) == ({11}, set())
    assert {(line.mentor, line.candidate, line.score, line.others) for line in found.lines} == {
        (1, 10, 95, ((3, 35),)),
        (2, 10, 44, ((3, 35),)),
    }
    assert (barred.lines, barred.lonely, barred.barred) == ((), {11}, {10})
