"""Rules of the Presidium against definitions written a second time, over all the arguments they take."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from association.calendar import quarter_of
from presidium.rules import exclusion, meetings, minutes, offices, votes
from tests.clause_marker import clause

N = 100
BOTH = (False, True)
HALF = Fraction(1, 2)
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@clause("A-3.6")
@given(
    st.lists(st.integers(0, 14), max_size=7), st.integers(0, 30),
    st.sampled_from([votes.MAJORITY, votes.HALF_OF_PRESENT]),
)  # fmt: skip
def test_a_runoff_follows_exactly_when_nobody_alone_has_the_share(figures, silent, rule):
    """Up to seven names and up to a hundred and more organisations present."""
    given_to, present = dict(zip("abcdefg", figures, strict=False)), max(1, sum(figures) + silent)
    shares = {name: Fraction(number, present) for name, number in given_to.items()}
    enough = [one for one, part in shares.items() if part > HALF or (rule == votes.HALF_OF_PRESENT and part == HALF)]
    again = votes.chair_runoff(votes=given_to, present=present, chair_rule=rule)
    if len(enough) == 1 or len(shares) < 2:
        assert again == ()
        return
    better = {one: sum(other > part for other in shares.values()) for one, part in shares.items()}
    assert set(again) == {one for one in shares if better[one] < 2}
    assert len(again) >= 2


@clause("A-5.6.5", "A-3.4b")
def test_a_seat_under_the_composition_of_all_heads_asks_for_no_vote():
    asked = [votes.is_seated(votes_for=part, present=whole, presidium_composition=votes.ALL)
             for whole in range(N + 1) for part in range(whole + 1)]  # fmt: skip
    assert {(one.passed, one.needed) for one in asked} == {(True, 0)}


@clause("A-3.14")
def test_who_may_move_an_exclusion_for_every_combination():
    names = ("is_member", "is_own", "target_is_member", "has_open_case")
    allowed = {
        case for case in product(BOTH, repeat=4) if exclusion.may_initiate(**dict(zip(names, case, strict=True)))
    }
    assert allowed == {(True, False, True, False)}


@clause("A-3.14")
def test_who_may_consent_for_every_combination():
    names = ("is_considered", "on_roster", "has_consented", "is_recused")
    allowed = {case for case in product(BOTH, repeat=4) if exclusion.may_consent(**dict(zip(names, case, strict=True)))}
    assert allowed == {(True, True, False, False)}


@clause("A-4.3b")
def test_an_amended_agenda_warns_for_every_number_present_but_all():
    for roster in range(1, N + 1):
        for present in range(roster + 1):
            facts = {"present": present, "roster": roster}
            verdict = meetings.may_decide(on_agenda=False, amendment_adopted=True, **facts)
            assert (verdict.passed, verdict.note is not None) == (True, present != roster)
            for adopted in BOTH:
                listed = meetings.may_decide(on_agenda=True, amendment_adopted=adopted, **facts)
                assert (listed.passed, listed.note) == (True, None)
            assert not meetings.may_decide(on_agenda=False, amendment_adopted=False, **facts)


@clause("A-4.6", "A-3.9")
def test_who_presides_for_every_combination():
    names = "is_present chair_present about_chair is_elected is_general offices_empty elect_presiding".split()
    for office, case in product((meetings.CHAIR, meetings.DEPUTY, meetings.NO_OFFICE), product(BOTH, repeat=7)):
        facts = dict(zip(names, case, strict=True))
        lawful = {
            meetings.CHAIR: not facts["about_chair"],
            meetings.DEPUTY: facts["about_chair"] or not facts["chair_present"],
            meetings.NO_OFFICE: facts["is_elected"]
            and (facts["elect_presiding"] or (facts["is_general"] and facts["offices_empty"])),
        }[office]
        assert meetings.may_preside(office=office, **facts).passed is (facts["is_present"] and lawful)


@clause("A-4.2a.2")
def test_the_notice_is_counted_in_days_for_every_term():
    called = date(2025, 9, 1)
    for kind, least in ((meetings.ORDINARY, 7), (meetings.GENERAL, 7), (meetings.EXTRAORDINARY, 1)):
        days = [day for day in range(-N, N + 1) if meetings.is_notice_enough(
            kind=kind, notified_on=called, meets_on=called + timedelta(days=day))]  # fmt: skip
        assert days == list(range(least, N + 1))


@clause("A-4.2a.1")
@given(
    DAYS, st.lists(st.tuples(st.integers(-100, 100), st.sampled_from(["ordinary", "extraordinary"]), st.booleans())),
    st.booleans(), st.booleans(),
)  # fmt: skip
def test_a_quarter_is_kept_by_the_meetings_of_its_three_months(day, held, extraordinary, failed):
    sittings = [meetings.Sitting(day + timedelta(days=shift), kind, quorate) for shift, kind, quorate in held]

    def same_quarter(one):
        return (one.year, (one.month - 1) // 3) == (day.year, (day.month - 1) // 3)

    counted = [
        one for one in sittings
        if same_quarter(one.day) and (one.kind == "ordinary" or extraordinary) and (one.quorate or failed)
    ]  # fmt: skip
    assert meetings.is_quarter_kept(
        quarter=quarter_of(day), sittings=sittings, count_extraordinary=extraordinary, count_failed=failed
    ) is bool(counted)


@clause("A-4.10c")
@given(DAYS, st.integers(1, 75), st.integers(-800, 30_000))
def test_minutes_are_kept_whole_years_from_the_first_of_january(minutes_on, years, shift):
    on = minutes_on + timedelta(days=shift) if shift < 20_000 else date(minutes_on.year + years, 12, 31)
    first = date(minutes_on.year + years + 1, 1, 1)
    assert minutes.kept_until(minutes_on=minutes_on, years=years) == first
    assert minutes.may_write_off(minutes_on=minutes_on, on=on, years=years).passed is (on >= first)


@clause("A-3.6")
@given(DAYS, st.integers(0, 2000), st.one_of(st.none(), st.integers(0, 2000)), st.booleans())
def test_an_office_ends_by_its_end_alone_or_with_its_term_when_the_rules_say_so(elected_on, shift, ended, vacates):
    on = elected_on + timedelta(days=shift)
    ended_on = None if ended is None else elected_on + timedelta(days=ended)
    verdict = offices.holds_office(
        on=on, elected_on=elected_on, ended_on=ended_on,
        after_expiry=offices.VACATE if vacates else offices.ACTING_UNTIL_ELECTION,
    )  # fmt: skip
    over = ended_on is not None and on >= ended_on
    expired = on > offices.term_end(elected_on=elected_on)
    assert verdict.passed is not (over or (expired and vacates))
    assert (verdict.note is not None) is (expired and not over)
