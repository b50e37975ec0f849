"""The rules that the statute leaves open: versions, and the decision that makes the next one."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from association import clock, journal
from association.models import AuditEntry, RuleSet
from association.rule_options import DEFAULTS, OPTIONS, value_of
from association.statute import Refused, Verdict
from association.workflow import WrongState
from presidium.actions import meetings, minutes, room, rule_changes
from presidium.matters_rules import RULES
from presidium.models import Meeting, RuleChange, Vote
from presidium.queries import office_on
from presidium.queries_rules import versions, waiting_changes
from tests.association.test_verify import unprotected
from tests.clause_marker import clause
from tests.factories import presidium as sittings
from tests.factories import rules as make
from tests.source import APPS, python, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return sittings.cast(8)


def clauses_of(verb):
    with pytest.raises(Refused) as failed:
        verb()
    return [verdict.clause for verdict in failed.value.verdicts]


def test_the_first_version_says_what_the_statute_says(people):
    first = RuleSet.objects.get()
    assert (first.version, first.values, first.ends_on, first.basis) == (1, DEFAULTS, None, None)
    assert all(option.allows(option.default) for option in OPTIONS.values())
    assert value_of({}, "decision_rule") == "half_of_present"


def test_every_option_is_asked_by_the_code():
    product = [path for path in python(*APPS) if path != "association/rule_options.py"]
    asked = {key for key in OPTIONS for path in product if f'"{key}"' in text(path)}
    assert sorted(set(OPTIONS) - asked) == []


def test_an_option_takes_its_own_choices_alone():
    rule, least, switch = (OPTIONS[key] for key in ("decision_rule", "min_members", "require_certificate"))
    assert [rule.allows(one) for one in ("strict", "half_of_present", "moon", 1, None)] == [True, True] + [False] * 3
    assert [least.allows(one) for one in (1, 1000, 0, 1001, True, "5")] == [True, True] + [False] * 4
    assert [switch.allows(one) for one in (True, False, 1, 0, "True")] == [True, True] + [False] * 3


@clause("A-3.10", "A-4.9b")
def test_a_decision_makes_a_version_and_nothing_held_before_is_judged_anew(people):
    """Scenario 2: three for of six present are adopted, then the rule is made strict, then they are not."""
    before = sittings.voting(people, present=6)
    old = make.decided(people, before, 3, 3)
    ahead = sittings.called(people)
    change = make.proposed(people)
    item = make.on_the_table(people, change)
    assert make.decided(people, item, 5)

    first, second = RuleSet.objects.order_by("version")
    change.refresh_from_db()
    day = item.meeting.held_on
    assert (second.version, second.starts_on, first.ends_on, change.state) == (2, day, day, "in_force")
    assert (second.values, change.rule_set) == ({**DEFAULTS, "decision_rule": "strict"}, second)
    assert (second.basis.dated_on, second.basis.item) == (day, "1")
    assert [RuleSet.on_day(one) for one in (day - timedelta(days=1), day)] == [first, second]

    kept = Verdict.from_dict(Vote.objects.get(item=before).verdict)
    assert (old.passed, kept.passed, kept.note.msgid) == (True, True, "Adopted at exactly half (4.9).")
    used = dict(Meeting.objects.values_list("pk", "rule_set"))
    assert [used[one] for one in (before.meeting_id, item.meeting_id, ahead.pk)] == [first.pk, first.pk, second.pk]
    assert AuditEntry.objects.filter(verb="meeting.follow_rules").count() == 1

    later = sittings.voting(people, present=6)
    strict = make.decided(people, later, 3, 3)
    assert (strict.passed, strict.needed, Vote.objects.get(item=later).needed) == (False, 4, 4)


@clause("A-4.7", "A-4.9b")
def test_half_of_an_even_presidium_is_quorate_and_two_of_four_are_enough(people):
    item = sittings.voting(people, present=4)
    quorum = room.quorum(item.meeting)
    verdict = make.decided(people, item, 2, 2)
    assert (quorum.passed, quorum.needed, verdict.passed) == (True, 4, True)


@clause("A-4.7")
def test_the_quorum_may_be_counted_from_all_seats(people):
    make.in_force(people, quorum_base="all_seats", presidium_seats=12)
    meeting = sittings.called(people)
    for user in people.seats[:5]:
        room.note_presence(sittings.seat_of(meeting, user), arrived=True, by=people.secretary, at=clock.now())
    assert (room.quorum(meeting).passed, room.quorum(meeting).needed) == (False, 6)
    row = sittings.seat_of(meeting, people.seats[5])
    room.note_presence(row, arrived=True, by=people.secretary, at=clock.now())
    assert room.quorum(meeting).passed is True


@clause("A-4.10a")
def test_the_term_of_the_minutes_follows_the_version_of_their_meeting(people):
    literal = sittings.held(people, present=8)
    make.in_force(people, minutes_due_mode="calendar")
    record = sittings.held(people, present=8)
    assert record.due_on == record.meeting.held_on + timedelta(days=5)
    assert literal.meeting.rule_set.values["minutes_due_mode"] == "rollover"


def test_signed_minutes_give_the_version_its_number(people):
    change = make.proposed(people)
    item = make.on_the_table(people, change)
    make.decided(people, item, 5)
    room.close_meeting(item.meeting, by=people.secretary, at=clock.now())
    record = Meeting.objects.get(pk=item.meeting_id).minutes
    minutes.offer(record, by=people.secretary, at=clock.now())
    minutes._cite(record, late_reason="", by=people.secretary, at=clock.now())
    basis = RuleSet.objects.latest("version").basis
    assert (basis.number, basis.paper) == (str(record.number), record.paper)


@clause("A-3.10")
def test_a_change_that_is_not_adopted_leaves_the_rules(people):
    change = make.proposed(people)
    make.decided(people, make.on_the_table(people, change), 1, 4)
    change.refresh_from_db()
    assert (change.state, RuleSet.objects.count(), change.rule_set) == ("rejected", 1, None)


def test_a_change_that_was_not_reached_waits_for_the_next_meeting(people):
    change = make.proposed(people)
    item = make.on_the_table(people, change)
    assert list(waiting_changes()) == []
    room.cancel_voting(item, by=people.secretary, at=clock.now())
    room.close_meeting(item.meeting, by=people.secretary, at=clock.now())
    assert list(waiting_changes()) == [change]
    rule_changes.withdraw(change, by=people.secretary, at=clock.now())
    with pytest.raises(WrongState):
        rule_changes.withdraw(RuleChange.objects.get(), by=people.secretary, at=clock.now())


@clause("A-3.10")
def test_a_version_is_never_edited(people):
    made = make.in_force(people)
    with pytest.raises(IntegrityError, match="protected table"), transaction.atomic():
        RuleSet.objects.filter(pk=made.pk).update(values=DEFAULTS)
    with unprotected():
        RuleSet.objects.filter(pk=made.pk).update(values=DEFAULTS)
    found = journal.verify(at=clock.now())
    assert [one.subject for one in found if one.code == "edited-row"] == [f"association.ruleset:{made.pk}"]


@clause("A-4.10c")
def test_minutes_are_kept_by_the_rules_of_their_meeting(people):
    archival = sittings.held(people, present=8)
    make.in_force(people, retention_mode="anniversary")
    literal = sittings.held(people, present=8)
    days = [row.write_off_from for row in (archival, literal)]
    held_on = literal.meeting.held_on
    assert days == [date(archival.meeting.held_on.year + 4, 1, 1), held_on.replace(year=held_on.year + 3)]


@clause("A-3.10")
def test_two_changes_of_one_day_follow_each_other(people):
    both = [make.proposed(people), make.proposed(people, min_members=7)]
    for change in both:
        make.decided(people, make.on_the_table(people, change), 5)
    _first, second, third = RuleSet.objects.order_by("version")
    assert (third.values["decision_rule"], third.values["min_members"]) == ("strict", 7)
    assert (second.starts_on, second.ends_on) == (third.starts_on, third.starts_on)
    assert RuleSet.on_day(third.starts_on) == third
    assert [[line.option.key for line in one.lines] for one in versions()] == [["min_members"], ["decision_rule"], []]


def test_what_changes_nothing_or_is_no_choice_is_refused(people):
    assert clauses_of(lambda: make.proposed(people, decision_rule="half_of_present")) == ["A-3.10"]
    with pytest.raises(ValueError, match="decision_rule"):
        make.proposed(people, decision_rule="moon")
    with pytest.raises(PermissionDenied):
        rule_changes.propose(values={"min_members": 7}, reason="", by=people.seats[2], at=clock.now())


def test_the_agenda_names_the_settings_in_both_languages(people):
    change = make.proposed(people, decision_rule="strict", min_members=6)
    meeting = sittings.planned(people)
    facts = {"by": people.secretary, "at": clock.now()}
    item = meetings.list_matter(meeting, matter_key=RULES.key, subject_id=str(change.pk), **facts)
    assert ("более половины присутствующих" in item.decision, "6, вместо: 5" in item.decision) == (True, True)
    assert (item.title_ky != item.title, item.decision_ky != item.decision) == (True, True)
    assert office_on("chair", meeting.held_on) == people.chair.person
