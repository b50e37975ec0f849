"""manage.py recount: every closed vote counted again from raw rows; whatever was changed is named."""

import io
import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from association import clock, journal
from association.models import RuleSet
from association.statute import Refused
from presidium.actions import late_facts, room
from presidium.models import AgendaItem, Ballot, Meeting, PresenceEvent, Vote, VoterRoll
from presidium.queries_recount import _judge, recount, recounts
from presidium.rules.votes import RECUSED
from presidium.views import board
from tests.association.test_verify import unprotected
from tests.clause_marker import clause
from tests.factories import exclusion as cases
from tests.factories import presidium as make
from tests.factories import rules as changes

N = 100


@pytest.fixture
def people(db):
    return make.cast()


@pytest.fixture
def vote(people):
    """A closed vote of five: three for, one against, one silent."""
    item = make.voting(people)
    changes.decided(people, item, 3, 1)
    return Vote.objects.select_related("item__meeting__rule_set").get()


def said():
    """What the command says, and its exit code."""
    out = io.StringIO()
    try:
        call_command("recount", stdout=out)
    except SystemExit as ended:
        return out.getvalue(), ended.code
    return out.getvalue(), 0


def codes():
    return sorted({one.code for row in recounts() for one in row.differences})


def figures(row):
    return row.votes_for, row.against, row.abstained, row.silent


@clause("A-4.9b")
def test_what_nobody_touched_is_found_as_it_was_judged(people, vote):
    item = make.voting(people)
    room.cast(item, make.seat_of(item.meeting, people.chair), choice="for", by=people.chair, at=clock.now())
    room.cancel_voting(item, by=people.secretary, at=clock.now())
    row = recount(vote)
    assert (figures(row), row.passed, row.differences, row.late) == ((3, 1, 0, 1), True, [], [])
    assert said() == ("1 votes recounted: 0 differences, 0 facts entered late\n", 0)
    out = io.StringIO()
    call_command("recount", "--json", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["ok"], answer["votes"], answer["rows"][0]["for"]) == (True, 1, 3)


def flipped(vote):
    Ballot.objects.filter(pk=Ballot.objects.filter(choice="for").earliest("pk").pk).update(choice="against")


def misjudged(vote):
    Vote.objects.update(verdict={**vote.verdict, "passed": False})


def lightened(vote):
    Vote.objects.update(needed=2)


def enlarged(vote):
    Meeting.objects.update(roster=9)


def resettled(vote):
    RuleSet.objects.update(values={**RuleSet.objects.get().values, "decision_rule": "strict"})


def unrolled(vote):
    VoterRoll.objects.filter(counted=None).delete()


def repointed(vote):
    VoterRoll.objects.filter(counted__choice="against").update(counted=None)


def smuggled(vote):
    """An insert that no trigger refuses: a second ballot after the closing."""
    cast = Ballot.objects.get(choice="against")
    Ballot.objects.create(vote=vote, participant=cast.participant, choice="for", cast_at=cast.cast_at,
                          entered_by=cast.entered_by, own_hand=True)  # fmt: skip


def invented(vote):
    guest = vote.item.meeting.participants.get(voice="consultative")
    Ballot.objects.create(vote=vote, participant=guest, choice="for", cast_at=vote.closed_at,
                          entered_by=vote.opened_by, own_hand=False)  # fmt: skip


def vanished(vote):
    silent = VoterRoll.objects.get(counted=None).participant
    PresenceEvent.objects.filter(participant=silent).exclude(pk=vote.log_end_id).delete()


def restated(vote):
    AgendaItem.objects.filter(pk=vote.item_id).update(state="lost")


def renamed(vote):
    Vote.objects.update(rule="lottery")


ATTACKS = {
    flipped: ["passed", "state", "votes"],
    misjudged: ["passed"],
    lightened: ["needed"],
    enlarged: ["roster"],
    resettled: ["settings"],
    unrolled: ["roll"],
    repointed: ["ballot"],
    smuggled: ["ballot", "unrecorded", "votes"],
    invented: ["stranger", "unrecorded"],
    vanished: ["needed", "quorum", "roll", "whole"],
    restated: ["state"],
    renamed: ["unknown"],
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_whatever_is_changed_behind_the_portal_is_named(attack, vote):
    with unprotected():
        attack(vote)
    assert codes() == ATTACKS[attack]
    told, code = said()
    assert (code, told.count("\n")) == (1, 1 + sum(len(row.differences) for row in recounts()))


class Kept:
    """A closed vote as its row would keep it, without a database."""

    def __init__(self, rule, votes_for, present, roster, values):
        verdict = room.judge(rule, votes_for, present, values, roster)
        self.rule, self.rule_values, self.roster = rule, values, roster
        self.verdict, self.needed = verdict.as_dict(), verdict.needed
        self.item = AgendaItem(state="carried" if verdict else "lost")


STRICT = {"decision_rule": "strict"}
HELD = {"target_seat": RECUSED, "target_participant": 1}


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("ordinary", {}),
        ("ordinary", STRICT),
        ("deputy_election", STRICT),
        ("exclusion", {}),
        ("exclusion", HELD),
        ("chair_election", {}),
        ("chair_election", {"chair_rule": "half_of_present"}),
        ("seat_election", {}),
    ],
)
def test_both_counts_agree_for_every_number_present(rule, values):
    left_out = 1 if values is HELD else 0
    wrong = []
    for whole in range(left_out, N + 1):
        for part in range(whole + 1 - left_out):
            passed, differences = _judge(Kept(rule, part, whole, whole, values), [part], whole)
            if differences or passed is None:
                wrong.append((part, whole, differences))
    assert wrong == []


@pytest.mark.django_db
@clause("A-3.14")
@pytest.mark.parametrize("setting", ["stays", "recused"])
def test_an_exclusion_is_recounted_on_the_whole_roster(setting):
    stage = cases.scene(8, others=2, target_seated=True)
    if setting == RECUSED:
        changes.in_force(stage.people, target_seat=setting)
    _case, item = cases.on_the_table(stage, 8)
    cases.voted(stage, item, 6)
    row = list(recounts())[-1]
    assert (row.votes_for, row.passed, codes()) == (6, True, [])


def enter(people, user, *, arrived, moment, meeting):
    return late_facts.enter_late(
        make.seat_of(meeting, user), arrived=arrived, moment=moment, reason="Не заметили.", by=people.secretary,
        at=clock.now(),
    )  # fmt: skip


@clause("A-4.7", "A-4.9b")
def test_a_fact_entered_late_is_told_and_judges_nothing_anew(people, vote):
    meeting, kept = vote.item.meeting, vote.verdict
    event = enter(people, people.seats[1], arrived=False, moment=vote.opened_at, meeting=meeting)
    row = recount(Vote.objects.select_related("item__meeting__rule_set").get())
    assert (row.differences, row.late, row.passed) == ([], [event], True)
    assert (Vote.objects.get().verdict, AgendaItem.objects.get().state) == (kept, "carried")
    told, code = said()
    assert (code, told.splitlines()[-1]) == (0, "1 votes recounted: 0 differences, 1 facts entered late")
    lines = board.ballot_sheet(vote.item, {}, {})["lines"]
    assert (lines[-1]["clause"], people.seats[1].person.surname_first in lines[-1]["text"]) == ("A-4.7", True)
    assert (room.quorum(meeting).inputs["present"], room.quorum(meeting, vote.closed_at).inputs["present"]) == (4, 4)
    journal.seal(clock.now())
    assert journal.verify(at=clock.now()) == []


def test_a_fact_entered_before_the_next_vote_counts_there(people, vote):
    meeting = vote.item.meeting
    enter(people, people.seats[4], arrived=False, moment=vote.opened_at, meeting=meeting)
    other = AgendaItem.objects.create(meeting=meeting, number=2, matter="question", title="О плане", decision="Да.")
    second = room.open_voting(other, by=people.secretary, at=clock.now())
    assert second.roll.count() == 4
    changes.decided(people, other, 2)
    assert (codes(), [len(row.late) for row in recounts()]) == ([], [1, 0])


@clause("A-4.7")
def test_what_is_entered_late_has_its_bounds(people):
    meeting = make.opened(people, present=4, questions=2)
    tomorrow, before = clock.now() + timedelta(days=1), clock.now() - timedelta(days=2)
    chair, absent = people.seats[0], people.seats[4]

    def refused(user, arrived, moment):
        with pytest.raises(Refused) as failed:
            enter(people, user, arrived=arrived, moment=moment, meeting=meeting)
        return [verdict.clause for verdict in failed.value.verdicts]

    outside = [refused(absent, True, tomorrow), refused(absent, True, before), refused(chair, True, clock.now())]
    assert outside == [["A-4.7"]] * 3
    with pytest.raises(PermissionDenied):
        late_facts.enter_late(make.seat_of(meeting, absent), arrived=True, moment=clock.now(), reason="", by=chair,
                              at=clock.now())  # fmt: skip
    item = meeting.items.first()
    room.open_voting(item, by=people.secretary, at=clock.now())
    assert refused(absent, True, clock.now()) == ["A-4.9a"]
    ahead = make.called(people)
    meeting = ahead  # the one that `refused` asks
    assert refused(absent, True, clock.now()) == ["A-4.7"]


@clause("A-4.10b")
def test_nothing_is_entered_under_offered_minutes(people):
    record = make.offered(people)
    with pytest.raises(Refused) as failed:
        enter(people, people.seats[1], arrived=False, moment=record.meeting.opened_at, meeting=record.meeting)
    assert [verdict.clause for verdict in failed.value.verdicts] == ["A-4.10b"]
