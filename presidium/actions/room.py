"""Verbs of the meeting room: open, presence, votes, close."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.matters import MATTERS
from association.models import Person, User
from association.statute import Refused, Verdict, denial
from association.workflow import advance
from presidium import rules
from presidium.actions import elections, general, materials, releases
from presidium.actions.carrying import carry_out
from presidium.actions.extracts import record_failure
from presidium.actions.minutes import begin
from presidium.models import AgendaItem, Ballot, Meeting, Minutes, Office, Participant, PresenceEvent, Vote, VoterRoll
from presidium.queries import chair_on, in_room, office_on, present_voters, tally, voters
from presidium.queries_elections import (
    are_offices_empty,
    chosen_to_preside,
    is_election,
    judge_election,
    judge_quorum,
    members_of,
    name_for,
    vote_values,
    votes_for,
    without_ties,
)
from presidium.queries_exclusion import MATTER, is_recused, weigh
from presidium.queries_preparation import may_be_decided


def _lock(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _no_vote_open(meeting: Meeting) -> None:
    if Vote.objects.filter(item__meeting=meeting, closed_at=None).exists():
        raise Refused(
            denial("A-4.9a", _("A vote is open. Arrivals and departures are noted when it is closed or cancelled."))
        )


@transaction.atomic
def note_presence(participant: Participant, *, arrived: bool, by: User, at: datetime) -> PresenceEvent | None:
    """Note that somebody came or left; noting the same twice changes nothing (A-4.7)."""
    meeting = _lock(participant.meeting)
    access.require(by, "run_meeting", meeting, at=at)
    if meeting.state not in (Meeting.State.CALLED, Meeting.State.OPEN):
        raise Refused(denial("A-4.7", _("Presence is noted only while the meeting is called or in session.")))
    _no_vote_open(meeting)
    if (participant.pk in in_room(meeting)) == arrived:
        return None
    event = PresenceEvent.objects.create(meeting=meeting, participant=participant, arrived=arrived, at=at, noted_by=by)
    verb = "meeting.arrive" if arrived else "meeting.leave"
    record(verb, event, by=by, at=at, meeting=meeting.pk, participant=participant.pk)
    meeting.touch()
    return event


def quorum(meeting: Meeting, at: datetime | None = None) -> Verdict:
    """Judge the quorum from the log of presence and the roster of the day (A-4.7)."""
    return judge_quorum(meeting, present=len(present_voters(meeting, at)), roster=voters(meeting).count())


def presiding_officer(meeting: Meeting) -> Person | None:
    """Who presides: the chair when in the room, otherwise the deputy, or who was chosen for want of both (A-4.6)."""
    inside = set(in_room(meeting))
    people = {row.person_id for row in meeting.participants.all() if row.pk in inside}
    for kind in (Office.Kind.CHAIR, Office.Kind.DEPUTY):
        person = office_on(kind, meeting.held_on)
        if person and person.pk in people:
            return person
    return chosen_to_preside(meeting)


@transaction.atomic
def open_meeting(meeting: Meeting, *, reason: str = "", by: User, at: datetime) -> None:
    """Open the meeting: somebody presides, there is a quorum, missing materials have a reason (A-4.6, A-4.7, A-4.8)."""
    if meeting.is_general:
        general.ask_members(meeting, by=by, at=at)
    presiding = presiding_officer(meeting)

    def lawful(locked: Meeting) -> None:
        chair, deputy = chair_on(locked.held_on), office_on(Office.Kind.DEPUTY, locked.held_on)
        verdicts = [
            rules.may_open.judge(
                chair_present=presiding is not None and presiding == chair,
                deputy_present=presiding is not None and presiding == deputy,
                presiding_elected=presiding is not None and presiding not in (chair, deputy),
                is_general=locked.is_general,
                offices_empty=are_offices_empty(locked.held_on),
            ),
            quorum(locked),
        ]
        if failed := [verdict for verdict in verdicts if not verdict]:
            raise Refused(*failed)
        materials.excuse(locked, reason=reason, by=by, at=at)

    advance(meeting, "open", by=by, at=at, checks=[lawful])
    Meeting.objects.filter(pk=meeting.pk).update(
        opened_at=at, presiding=presiding, secretary=by.person, roster=_whole(meeting)
    )
    meeting.refresh_from_db()
    meeting.touch()


def _whole(meeting: Meeting) -> int:
    """What the quorum is counted from: filled seats, at a general meeting all member organisations."""
    return members_of(meeting) if meeting.is_general else voters(meeting).count()


@transaction.atomic
def declare_failed(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Record that a called meeting was not held for want of a quorum; its items wait again (A-4.7)."""
    verdict = quorum(meeting)
    if verdict:
        raise Refused(denial("A-4.7", _("There is a quorum; the meeting can be opened.")))
    advance(meeting, "fail", by=by, at=at, quorum=verdict.as_dict())
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=at, roster=_whole(meeting), secretary=by.person)
    meeting.refresh_from_db()
    record_failure(meeting, by=by, at=at)
    _drop_waiting(meeting, by, at)
    meeting.touch()


def _drop_waiting(meeting: Meeting, by: User, at: datetime) -> None:
    for item in meeting.items.filter(state=AgendaItem.State.WAITING):
        advance(item, "move", by=by, at=at)
        if item.matter in MATTERS:
            matter = MATTERS[item.matter]
            matter.on_dropped(subject=matter.model.objects.get(pk=item.subject_id), by=by, at=at)


@transaction.atomic
def write_up(item: AgendaItem, *, heard: str, spoke: str, by: User, at: datetime) -> None:
    """Write what was heard and who spoke on an item; free text until the minutes are offered for signing."""
    access.require(by, "keep_minutes", at=at)
    if Minutes.objects.filter(meeting=item.meeting_id).exclude(state=Minutes.State.TEXT).exists():
        raise Refused(denial("A-4.10b", _("The minutes are offered for signing; take them back to change the text.")))
    AgendaItem.objects.filter(pk=item.pk).update(heard=heard, spoke=spoke)
    record("item.write_up", item, by=by, at=at)


@transaction.atomic
def open_voting(item: AgendaItem, *, by: User, at: datetime) -> Vote:
    """Open the vote on an item: the roll is fixed from those in the room (A-4.7, A-4.9a)."""
    meeting = _lock(item.meeting)

    def lawful(_locked: AgendaItem) -> None:
        if meeting.state != Meeting.State.OPEN:
            raise Refused(denial("A-4.6", _("The meeting is not in session.")))
        _no_vote_open(meeting)
        verdict = quorum(meeting)
        if not verdict:
            raise Refused(verdict)
        amended = may_be_decided(item, present=len(present_voters(meeting)), roster=meeting.roster)
        if not amended:
            raise Refused(amended)
        elections.demand_votable(item, meeting, by=by, at=at)
        releases.demand_led(item, meeting, by=by, at=at)

    advance(item, "open_vote", by=by, at=at, checks=[lawful])
    matter = MATTERS.get(item.matter)
    present, values = present_voters(meeting), vote_values(item)
    rule = matter.rule if matter else "ordinary"
    vote = Vote.objects.create(
        item=item, rule=rule, roster=meeting.roster, opened_at=at, opened_by=by, rule_values=values,
        quorum=quorum(meeting).as_dict(), needed=judge(rule, 0, len(present), values, meeting.roster).needed or 0,
        log_end=meeting.presence.order_by("-pk").first(),
    )  # fmt: skip
    VoterRoll.objects.bulk_create(
        [VoterRoll(vote=vote, participant=row, recused=is_recused(row, values)) for row in present]
    )
    meeting.touch()
    return vote


def judge(rule: str, given: int, present: int, values: dict, roster: int) -> Verdict:
    """Ask the rule that decides a vote; an exclusion counts on the whole roster and not on those present (A-3.14)."""
    if rule == MATTER:
        return weigh(given, roster, values)
    elected = judge_election(rule, given, present, values)
    if elected is not None:
        return elected
    return rules.is_adopted.judge(
        votes_for=given, present=present,
        decision_rule=values.get("decision_rule", rules.votes.HALF_OF_PRESENT),
    )  # fmt: skip


@transaction.atomic
def cast(
    item: AgendaItem, participant: Participant, *, choice: str, name: int | None = None, by: User, at: datetime
) -> Ballot:
    """Take a ballot: by one's own hand, or by the secretary for who has none of their own yet (A-4.9a, A-5.4.2).

    The latest ballot before closing counts; all stay. A refusal is remembered in the journal. `name` is the candidacy
    that the vote is for, where names stand.
    """
    _lock(item.meeting)  # before the vote, as closing does: otherwise the two wait for each other
    own_hand = by.person_id == participant.person_id
    vote = Vote.objects.select_for_update().filter(item=item, closed_at=None).first()
    line = vote.roll.filter(participant=participant).first() if vote else None
    verdict = rules.may_vote.judge(
        voice=participant.voice, has_seat=participant.holds_vote,
        is_present=participant.pk in in_room(item.meeting), is_recused=line.recused if line else False,
        is_open=line is not None,
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict, remember=True)
    if not own_hand:
        access.require(by, "record_ballots", at=at)
        if line.counted and line.counted.own_hand:
            raise Refused(denial("A-4.9a", _("This member voted by their own hand; the secretary cannot replace it.")))
    if choice not in Ballot.Choice.values:
        raise ValueError(choice)
    ballot = Ballot.objects.create(
        vote=vote, participant=participant, choice=choice, cast_at=at, entered_by=by, own_hand=own_hand,
        candidacy_id=name_for(vote, choice, name),
    )  # fmt: skip
    VoterRoll.objects.filter(pk=line.pk).update(counted=ballot)
    facts = {"item": item.pk, "participant": participant.pk, "choice": choice, "own_hand": own_hand}
    if ballot.candidacy_id:
        facts["name"] = ballot.candidacy_id
    record("vote.cast", ballot, by=by, at=at, **facts)
    item.meeting.touch()
    return ballot


@transaction.atomic
def cancel_voting(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Cancel an open vote; the item waits again, the ballots stay on record."""
    _lock(item.meeting)
    advance(item, "cancel_vote", by=by, at=at)
    item.votes.filter(closed_at=None).update(closed_at=at, closed_by=by, cancelled=True)
    item.meeting.touch()


@transaction.atomic
def close_voting(item: AgendaItem, *, by: User, at: datetime) -> Verdict:
    """Close the vote: freeze the inputs, judge, and let the matter carry itself out (A-4.9b)."""
    meeting = _lock(item.meeting)
    vote = Vote.objects.select_for_update().filter(item=item, closed_at=None).first()
    if vote is None:
        raise Refused(denial("A-4.9a", _("No vote is open on this item.")))
    count = tally(vote)
    complete = rules.is_sheet_complete.judge(
        votes_for=count.votes_for, against=count.against, abstained=count.abstained, not_voting=count.waiting,
        present=vote.roll.count(),
    )  # fmt: skip
    if not complete:
        raise Refused(complete)
    decisive = votes_for(vote, count.votes_for)
    verdict = without_ties(vote, judge(vote.rule, decisive, count.present, vote.rule_values, vote.roster))
    Vote.objects.filter(pk=vote.pk).update(closed_at=at, closed_by=by, verdict=verdict.as_dict())
    step = "carry" if verdict else "lose"
    if is_election(item):
        step = elections.settle(item, vote, verdict, by=by, at=at)
    advance(item, step, by=by, at=at, verdict=verdict.as_dict())
    carry_out(meeting, item, step, by=by, at=at)
    meeting.touch()
    return verdict


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Close the meeting; what was not decided moves to the next one, and the minutes are begun (A-4.10a)."""
    _no_vote_open(meeting)
    advance(meeting, "close", by=by, at=at)
    Meeting.objects.filter(pk=meeting.pk).update(closed_at=at)
    meeting.closed_at = at
    _drop_waiting(meeting, by, at)
    begin(meeting, by=by, at=at)
    meeting.touch()
