"""Clauses, rules, verdicts that outlive their language, refusals."""

import json
from datetime import UTC, date, datetime

import pytest
from django.utils.translation import gettext_lazy, override

from association import statute
from association.statute import (
    CLAUSES,
    RULES,
    Phrase,
    Refused,
    Verdict,
    altai,
    decode,
    demand,
    denial,
    encode,
    kyrgyz,
    observe,
    say,
)
from presidium.rules import is_adopted, minutes_due


@pytest.fixture
def registry(monkeypatch):
    """Rules registered by a test go away with it."""
    monkeypatch.setattr(statute, "RULES", {})
    return statute.RULES


def test_every_clause_has_an_owner_a_duty_and_an_english_meaning():
    assert len(CLAUSES) == 227
    assert [one.id for one in CLAUSES.values() if not (one.owner and one.duty and one.meaning)] == []
    assert {one.act for one in CLAUSES.values()} == set(statute.ACTS)
    assert CLAUSES["A-4.2b.2"].number == "4.2b.2"
    assert CLAUSES["A-3.14"].owners == ("me", "pr")


def test_kyrgyz_and_russian_meanings_use_their_own_letters():
    russian = set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
    for one in CLAUSES.values():
        assert {letter for letter in one.ru.lower() if letter.isalpha()} <= russian, one.id
        assert {letter for letter in one.ky.lower() if letter.isalpha()} <= russian | set("ңөү"), one.id


def test_a_meaning_falls_back_to_english_and_says_so():
    clause = statute.Clause("A-0", "A", "0", "as", "-", "Meaning", ru="Смысл")
    assert [clause.text(one) for one in ("ru", "ky", "en", "ru-ru")] == [
        ("Смысл", "ru"), ("Meaning", "en"), ("Meaning", "en"), ("Смысл", "ru"),
    ]  # fmt: skip


def test_a_rule_stands_under_all_its_clauses_once(registry):
    for _again in range(2):

        @altai("4.7", "Enough.", also=("4.6",), version=2)
        def is_enough(*, given):
            return given > 1

    assert [rule.name for rule in registry["A-4.7"]] == [rule.name for rule in registry["A-4.6"]] == [is_enough.name]
    assert (is_enough.clause, is_enough.clauses, is_enough.version) == ("A-4.7", ("A-4.7", "A-4.6"), 2)
    assert (is_enough(given=2), is_enough(given=1)) == (True, False)


@pytest.mark.parametrize("decorator", [altai, kyrgyz])
def test_an_unknown_clause_stops_the_start(decorator):
    with pytest.raises(KeyError):
        decorator("99.9", "No such thing.")(lambda: True)


def test_a_predicate_is_judged_with_its_message_and_facts(registry):
    @kyrgyz("6", "Nobody judges the own work.")
    def is_impartial(*, own):
        return not own

    verdict = is_impartial.judge(own=True)
    assert (verdict.passed, verdict.clause, verdict.inputs) == (False, "K-6", {"own": True})
    assert str(verdict.sentence) == "Nobody judges the own work."


def test_every_registered_rule_has_a_message_and_takes_facts_by_name():
    rules = {rule for found in RULES.values() for rule in found}
    assert [rule for rule in rules if not rule.message] == []
    assert [rule for rule in rules if rule.function.__code__.co_argcount] == []


def test_a_frozen_verdict_is_the_same_after_json():
    verdict = is_adopted(votes_for=3, present=6)
    stored = json.loads(json.dumps(verdict.as_dict()))
    assert Verdict.from_dict(stored) == verdict
    assert (stored["clause"], stored["rule"], stored["version"]) == ("A-4.9b", "presidium.rules.votes.is_adopted", 1)
    assert stored["inputs"] == {"votes_for": 3, "present": 6}


def test_a_sentence_is_said_in_the_language_of_its_reader():
    stored = Phrase.from_dict(json.loads(json.dumps(say(gettext_lazy("Monday")).as_dict())))
    with override("ru"):
        assert str(stored) == "Понедельник"
    with override("en"):
        assert str(stored) == "Monday"


def test_phrases_within_phrases_and_dates_are_said_too():
    phrase = say("%(what)s on %(day)s", what=(say("Monday"), "900"), day=date(2025, 9, 8))
    stored = Phrase.from_dict(json.loads(json.dumps(phrase.as_dict())))
    with override("ru"):
        assert str(stored).startswith("Понедельник, 900 on 8 сентября 2025")


def test_facts_come_back_from_json():
    facts = {"map": {"a": 1}, "set": {2, 1}, "day": date(2025, 9, 8), "none": None, "lazy": gettext_lazy("Monday")}
    assert decode(json.loads(json.dumps(encode(facts)))) == {
        "map": {"a": 1}, "set": (1, 2), "day": date(2025, 9, 8), "none": None, "lazy": Phrase("Monday"),
    }  # fmt: skip


def test_a_moment_or_an_object_is_no_fact_to_keep():
    for wrong in (datetime(2025, 9, 8, 12, tzinfo=UTC), object()):
        with pytest.raises(TypeError):
            encode(wrong)


def test_a_calendar_is_kept_as_its_name_and_years():
    assert encode({"calendar": statute_calendar()}) == {
        "map": {"calendar": {"map": {"country": "RU", "years": [2025]}}}
    }
    assert minutes_due(last_day=date(2025, 9, 1), calendar=statute_calendar()) == date(2025, 9, 8)


def statute_calendar():
    from association.calendar import Calendar

    return Calendar("RU", years=frozenset({2025}))


def test_demand_lets_pass_or_refuses_with_the_verdict():
    check = demand(is_adopted, lambda votes: {"votes_for": votes, "present": 6}, remember=True)
    assert check(3) is None
    with pytest.raises(Refused) as refusal:
        check(2)
    assert [one.clause for one in refusal.value.verdicts] == ["A-4.9b"]
    assert refusal.value.remember is True
    with override("en"):
        assert str(refusal.value) == "Not adopted: 2 of 6 present voted for, 3 were needed. (A-4.9b)"


def test_a_denial_names_a_clause_that_exists():
    verdict = denial("A-3.2.3", "Nobody of %(name)s is trained.", name="the school")
    assert (verdict.passed, verdict.clause) == (False, "A-3.2.3")
    with pytest.raises(KeyError):
        denial("A-99", "No.")


def test_an_observer_hears_of_rules_and_denials_until_it_ends():
    heard = []
    stop = observe(heard.append)
    is_adopted(votes_for=1, present=1)
    denial("A-3.2.3", "No.")
    stop()
    is_adopted(votes_for=1, present=1)
    assert heard == [("A-4.9b",), ("A-3.2.3",)]


def test_a_sentence_that_ends_with_a_date_has_one_full_stop():
    sentence = say("The term in office ends on %(day)s.", day=date(2025, 9, 8))

    with override("ru"):
        assert str(sentence) == "Срок полномочий истекает 8 сентября 2025 г."
