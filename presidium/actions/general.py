"""Verbs of a general meeting: who votes for each member organisation, and who presides while nobody may (A-3.6)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions.organisations import add_basis
from association.journal import record
from association.models import Basis, Organisation, Person, User
from association.rule_options import value_of
from association.statute import Refused, denial
from membership.queries import members_on
from presidium import rules
from presidium.actions import inviting
from presidium.actions.materials import hand_out
from presidium.models import Meeting, Participant, PresidingChoice, Representation
from presidium.queries import in_room, present_voters
from presidium.queries_elections import are_offices_empty, heads_on, votes_held

AHEAD = (Meeting.State.PLANNED, Meeting.State.CALLED)
DECISIVE, NO_VOICE = Participant.Voice.DECISIVE, Participant.Voice.NONE


@transaction.atomic
def ask_members(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Ask every member organisation of the day through its head; who is no member or head any more loses the vote.

    A representative named by a paper that holds on the day stays in the place of the head (A-5.6.5).
    """
    known = {row.organisation_id: row for row in meeting.participants.exclude(organisation=None)}
    changed = 0
    for organisation, head in heads_on(meeting.held_on):
        row = known.pop(organisation.pk, None)
        if row is not None and (row.representation_id or (head and row.person_id == head.pk)):
            continue
        changed += _give_vote(meeting, organisation, head, row, None)
    for row in known.values():
        _take_vote(row)
        changed += 1
    if changed:
        record("meeting.ask_members", meeting, by=by, at=at, changed=changed)
        meeting.touch()
    return changed


def _take_vote(row: Participant) -> None:
    Participant.objects.filter(pk=row.pk).update(voice=NO_VOICE, organisation=None, representation=None)


def _give_vote(
    meeting: Meeting, organisation: Organisation, person: Person | None, before: Participant | None,
    representation: Representation | None,
) -> int:  # fmt: skip
    """Put the vote of an organisation into one pair of hands; a person has one vote only, of one organisation."""
    if before is not None:
        _take_vote(before)
    if person is None:
        return int(before is not None)
    asked = meeting.participants.filter(person=person).first()
    if asked is not None and asked.organisation_id not in (None, organisation.pk):
        return int(before is not None)
    facts = {"voice": DECISIVE, "organisation": organisation, "representation": representation,
             "post": organisation.title}  # fmt: skip
    Participant.objects.update_or_create(meeting=meeting, person=person, defaults=facts)
    return 1


@transaction.atomic
def represent(
    meeting: Meeting, organisation: Organisation, person: Person, *, number: str, dated_on: date, until: date | None,
    by: User, at: datetime,
) -> Participant:  # fmt: skip
    """Let a representative with a dated paper vote for an organisation at a general meeting (A-5.6.5).

    Named after the call, the representative is invited at once, with what is to be read (A-4.4c, A-4.8).
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    access.require(by, "prepare_meeting", at=at)
    day = locked.held_on
    if not locked.is_general or locked.state not in (*AHEAD, Meeting.State.OPEN):
        raise Refused(denial("A-5.6.5", _("Representatives are named for a general meeting, before it ends.")))
    before = locked.participants.filter(organisation=organisation).first()
    if before is not None and (votes_held(before) or before.pk in in_room(locked)):
        raise Refused(denial("A-5.6.5", _("Who votes for this organisation is in the room or has voted already.")))
    asked = locked.participants.filter(person=person).exclude(organisation=None).exclude(organisation=organisation)
    known = locked.participants.filter(person=person).first()
    verdict = rules.may_speak_for.judge(
        is_member=members_on(day).filter(organisation=organisation).exists(), is_head=False,
        paper_in_force=dated_on <= day and (until is None or until >= day), represents_another=asked.exists(),
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict)
    basis = add_basis(
        kind=Basis.Kind.OTHER, body=organisation.title[:300], number=number, dated_on=dated_on, by=by, at=at
    )
    paper = Representation.objects.create(
        organisation=organisation, person=person, starts_on=dated_on, ends_on=date.fromordinal(until.toordinal() + 1)
        if until else None, basis=basis,
    )  # fmt: skip
    _give_vote(locked, organisation, person, before, paper)
    record("meeting.represent", locked, by=by, at=at, organisation=organisation.pk, person=person.pk, number=number)
    locked.touch()
    return _told(locked.participants.get(person=person), known, by, at)


def _told(named: Participant, known: Participant | None, by: User, at: datetime) -> Participant:
    """Invite who votes since the call; whoever was invited with a vote already is not told again (A-4.4c, A-4.8)."""
    had_vote = known is not None and known.voice == DECISIVE and known.invited_at is not None
    if named.meeting.state == Meeting.State.CALLED and not had_vote:
        Participant.objects.filter(pk=named.pk).update(invitation=None)  # a paper that names another voice
        inviting.invite(named.meeting, [named], by=by, at=at)
        hand_out(named.meeting, by=by, at=at)
    return named


@transaction.atomic
def choose_presiding(participant: Participant, *, votes_for: int, by: User, at: datetime) -> PresidingChoice:
    """Record whom those present elected to preside, and by how many votes, while both offices are empty (A-4.6)."""
    meeting = Meeting.objects.select_for_update().get(pk=participant.meeting_id)
    access.require(by, "run_meeting", meeting, at=at)
    present = present_voters(meeting)
    if meeting.state != Meeting.State.CALLED or not 0 < votes_for <= len(present):
        raise Refused(denial("A-4.6", _("The figure of votes is between one and the number of those present.")))
    verdicts = [
        rules.may_preside.judge(
            office="", is_present=participant in present, chair_present=False, is_elected=True,
            is_general=meeting.is_general, offices_empty=are_offices_empty(meeting.held_on),
            elect_presiding=bool(meeting.rule_set.values.get("elect_presiding", False)),
        ),
        rules.is_adopted.judge(
            votes_for=votes_for, present=len(present),
            decision_rule=value_of(meeting.rule_set.values, "decision_rule"),
        ),
    ]  # fmt: skip
    if failed := [verdict for verdict in verdicts if not verdict]:
        raise Refused(*failed)
    choice = PresidingChoice.objects.create(
        meeting=meeting, participant=participant, votes_for=votes_for, present=len(present), chosen_at=at, noted_by=by
    )
    record("meeting.choose_presiding", choice, by=by, at=at, meeting=meeting.pk, person=participant.person_id,
           votes_for=votes_for, present=len(present))  # fmt: skip
    meeting.touch()
    return choice
