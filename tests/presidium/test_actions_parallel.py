"""Votes under pressure: everybody at once, while the secretary closes."""

import time

import pytest
from django.db import connection

from association import clock, journal
from association.models import AuditEntry
from association.statute import Refused, Verdict
from presidium.actions import room
from presidium.models import AgendaItem, Ballot, Participant, PresenceEvent, Vote, VoterRoll
from presidium.queries import tally
from tests.association.crowd import at_once
from tests.clause_marker import clause
from tests.factories import presidium
from tests.factories.browser import Visitor

pytestmark = pytest.mark.usefixtures("committed")
CHOICES = ["for", "against", "abstain"]


def assembly(size):
    """A Presidium of so many seats in session, its vote open: the secretary, the item, account by participant."""
    people = presidium.cast(size)
    item = presidium.voting(people, present=size)
    by_person = {user.person_id: user for user in people.seats}
    voters = {row.pk: by_person[row.person_id] for row in item.meeting.participants.filter(voice="decisive")}
    return people.secretary, item, voters


def vote(item, participant, user, choice):
    """Cast one ballot from rows of its own, as a request does; a refusal is given back."""
    try:
        row = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
        return room.cast(row, Participant.objects.get(pk=participant), choice=choice, by=user, at=clock.now()).pk
    except Refused as refused:
        return refused


def close(item, secretary):
    return room.close_voting(AgendaItem.objects.get(pk=item.pk), by=secretary, at=clock.now())


def none_lost(ballots, answers):
    """Each ballot of the rush was acknowledged, each acknowledged one is kept, the others were refused in words."""
    assert {type(answer) for answer in answers} <= {int, Refused}
    assert sorted(pk for pk, *_rest in ballots) == sorted(answer for answer in answers if isinstance(answer, int))


@clause("A-4.9a", "A-4.9b", "A-5.4.2")
@pytest.mark.parametrize("delay", [0.0, 0.2])
def test_the_verdict_is_that_of_the_ballots_at_the_moment_of_closing(delay):
    """P1, P2: thirty members vote, each twice, while the vote closes; nothing is lost and nobody counts twice."""
    size = 30 if connection.vendor == "postgresql" else 8
    secretary, item, voters = assembly(size)
    for number, (participant, user) in enumerate(voters.items()):  # everybody has a ballot before the rush begins
        vote(item, participant, user, CHOICES[number % 3])

    def closing():
        time.sleep(delay)
        return close(item, secretary)

    def voting(number, participant, user):
        return [vote(item, participant, user, CHOICES[(number + turn) % 3]) for turn in (1, 2)]

    acts = [lambda pair=pair, number=number: voting(number, *pair) for number, pair in enumerate(voters.items())]
    *results, verdict = at_once(*acts, closing)

    ballots = list(Ballot.objects.order_by("pk").values_list("pk", "participant", "choice"))
    assert isinstance(verdict, Verdict)
    none_lost(ballots[size:], [answer for result in results for answer in result])
    kept = Vote.objects.get()
    latest = {participant: (pk, choice) for pk, participant, choice in ballots}
    roll = dict(VoterRoll.objects.values_list("participant", "counted"))
    assert roll == {participant: pk for participant, (pk, _choice) in latest.items()}
    choices = [choice for _pk, choice in latest.values()]
    count = tally(kept)
    assert (count.votes_for, count.against, count.abstained, count.waiting) == (
        *(choices.count(choice) for choice in CHOICES), 0,
    )  # fmt: skip
    inputs = Verdict.from_dict(kept.verdict).inputs
    assert (inputs["votes_for"], inputs["present"]) == (choices.count("for"), size)
    assert verdict.passed == (2 * choices.count("for") >= size)
    assert AgendaItem.objects.get().state == ("carried" if verdict.passed else "lost")
    assert AuditEntry.objects.filter(verb="vote.cast").count() == len(ballots)
    journal.seal(clock.now())
    assert journal.verify(at=clock.now()) == []


@clause("A-5.4.2")
def test_one_member_pressing_many_times_has_one_vote():
    """P1, P3: from many tabs, under keys of their own; all ballots stay, one counts."""
    _secretary, item, voters = assembly(3)
    participant, user = next(iter(voters.items()))
    tabs = [Visitor(user) for _tab in range(6)]
    address = f"/items/{item.pk}/ballots/"
    answers = at_once(
        *[lambda tab=tab: tab.send(address, participant=participant, choice="for").status_code for tab in tabs]
    )

    assert answers == [302] * 6
    assert Ballot.objects.filter(participant=participant).count() == 6
    assert (tally(Vote.objects.get()).votes_for, tally(Vote.objects.get()).waiting) == (1, 2)


@clause("A-4.9a")
def test_the_secretary_does_not_replace_a_ballot_given_by_ones_own_hand():
    secretary, item, voters = assembly(3)
    own, other, _third = voters.items()
    vote(item, *own, "against")
    refused = vote(item, own[0], secretary, "for")
    vote(item, other[0], secretary, "abstain")
    vote(item, other[0], secretary, "for")

    assert [verdict.clause for verdict in refused.verdicts] == ["A-4.9a"]
    counted = VoterRoll.objects.select_related("counted").order_by("pk")
    shown = {row.participant_id: (row.counted.choice, row.counted.own_hand, row.counted.entered_by)
             for row in counted if row.counted}  # fmt: skip
    assert shown == {own[0]: ("against", True, own[1]), other[0]: ("for", False, secretary)}
    vote(item, *other, "against")
    assert VoterRoll.objects.get(participant=other[0]).counted.own_hand is True


@clause("A-4.7", "A-4.9a")
def test_nobody_comes_or_goes_while_votes_are_opened_and_closed():
    """The roll is fixed when the vote opens: a departure noted at the same moment falls before or after."""
    secretary, item, voters = assembly(4)
    room.cancel_voting(AgendaItem.objects.get(pk=item.pk), by=secretary, at=clock.now())
    leaver = list(voters)[-1]

    def leave():
        try:
            return room.note_presence(
                Participant.objects.get(pk=leaver), arrived=False, by=secretary, at=clock.now()
            ).pk
        except Refused as refused:
            return [verdict.clause for verdict in refused.verdicts]

    def opening():
        return room.open_voting(AgendaItem.objects.get(pk=item.pk), by=secretary, at=clock.now()).pk

    left, opened = at_once(leave, opening)
    roll = set(VoterRoll.objects.filter(vote=opened).values_list("participant", flat=True))
    if left == ["A-4.9a"]:
        assert roll == set(voters)
    else:
        assert (PresenceEvent.objects.get(pk=left).participant_id, roll) == (leaver, set(voters) - {leaver})


def test_of_two_who_close_at_once_one_does():
    secretary, item, voters = assembly(3)
    for participant, user in voters.items():
        vote(item, participant, user, "for")

    def closing():
        try:
            return close(item, secretary).passed
        except Refused as refused:
            return [verdict.clause for verdict in refused.verdicts]

    assert sorted(at_once(closing, closing), key=str) == [True, ["A-4.9a"]]
    assert AuditEntry.objects.filter(verb="agendaitem.carry").count() == 1
