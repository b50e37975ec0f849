"""Reads of general meetings, elections, terms and who acts for the chair (A-3.4b, A-3.6 to A-3.9, A-5.6.5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as _

from association import matters
from association.models import Organisation, Person
from association.rule_options import value_of
from association.statute import Verdict, say
from membership.queries import members_on
from presidium import rules
from presidium.models import (
    AgendaItem,
    Ballot,
    Candidacy,
    Election,
    Meeting,
    Office,
    Participant,
    Release,
    Representation,
    Seat,
    Vote,
)
from presidium.queries import in_room, quorum_facts, roster_on
from presidium.queries_exclusion import rule_values

RULES = {Election.Kind.SEATS: "seat_election", Election.Kind.CHAIR: "chair_election",
         Election.Kind.DEPUTY: "deputy_election"}  # fmt: skip
MATTERS = {f"election_{kind}": kind for kind in Election.Kind.values}
RELEASE = "release"
NAMES = "candidates"


def members_of(meeting: Meeting) -> int:
    """The number a general meeting's quorum is counted from; frozen once it was opened."""
    return meeting.roster if meeting.opened_at else members_on(meeting.held_on).count()


def judge_quorum(meeting: Meeting, *, present: int, roster: int) -> Verdict:
    """Judge the quorum of the body that meets: of the Presidium in seats, of a general meeting in organisations."""
    if meeting.is_general:
        return rules.is_general_quorate.judge(present=min(present, members_of(meeting)), members=members_of(meeting))
    return rules.is_quorate.judge(present=present, **quorum_facts(meeting.rule_set.values, roster))


def are_offices_empty(day: date) -> bool:
    """Whether neither a chair nor a deputy is in office (A-4.6, the exception for the founding general meeting)."""
    return not Office.objects.on(day).filter(kind__in=[Office.Kind.CHAIR, Office.Kind.DEPUTY]).exists()


def chosen_to_preside(meeting: Meeting) -> Person | None:
    """Whom those present chose to preside, while that person is in the room."""
    choice = meeting.presiding_choices.select_related("participant__person").last()
    return choice.participant.person if choice and choice.participant_id in in_room(meeting) else None


def heads_on(day: date) -> Iterable[tuple[Organisation, Person | None]]:
    """The member organisations of a day with their heads."""
    for membership in members_on(day).select_related("organisation").order_by("organisation__sort_key", "pk"):
        head = membership.organisation.head_on(day)
        yield membership.organisation, head.person if head else None


def representation_of(person: Person, organisation: Organisation, day: date) -> Representation | None:
    """The dated paper by which a person speaks for an organisation on a day (A-5.6.5)."""
    return Representation.objects.on(day).filter(person=person, organisation=organisation).last()


def election_of(item: AgendaItem) -> Election | None:
    """The election that an item of the agenda is about."""
    return Election.objects.get(pk=item.subject_id) if item.matter in MATTERS else None


def release_of(item: AgendaItem) -> Release | None:
    """The early release that an item of the agenda is about."""
    if item.matter != RELEASE:
        return None
    return Release.objects.select_related("office__person").get(pk=item.subject_id)


def day_of(election: Election, today: date) -> date:
    """The day as of which names are judged: that of the meeting that lists the election, otherwise today."""
    key = f"election_{election.kind}"
    items = AgendaItem.objects.filter(matter=key, subject_id=str(election.pk), state=AgendaItem.State.WAITING)
    held_on = items.values_list("meeting__held_on", flat=True).last()
    return max(held_on, today) if held_on else today


def candidates(election: Election) -> QuerySet[Candidacy]:
    """The names that stand, in the order in which they were put forward."""
    rows = Candidacy.objects.filter(election=election, taken_back_at=None)
    return rows.select_related("person", "organisation").order_by("number")


def waiting_elections(kind: str) -> QuerySet[Election]:
    """Elections that no agenda lists yet."""
    return Election.objects.filter(kind=kind, state=Election.State.OPEN)


def waiting_releases() -> QuerySet[Release]:
    """Releases that no agenda lists yet."""
    return Release.objects.filter(state=Release.State.OPEN).select_related("office__person")


def closed_votes(item: AgendaItem) -> QuerySet[Vote]:
    """The votes of an item that were counted, in their order."""
    return item.votes.filter(cancelled=False, closed_at__isnull=False).order_by("pk")


def given(vote: Vote) -> dict[int, int]:
    """The votes for each name of a vote, names without a vote included."""
    counted = Ballot.objects.filter(pk__in=vote.roll.values("counted"), choice=Ballot.Choice.FOR)
    found = Counter(counted.values_list("candidacy", flat=True))
    return {pk: found[pk] for pk in vote.rule_values.get(NAMES, [])}


def to_be_voted(item: AgendaItem) -> list[Candidacy]:
    """The names of the next vote: all for chair and deputy, then those of the run-off; for seats one after another."""
    election = election_of(item)
    if election is None:
        return []
    standing = list(candidates(election).filter(outcome=""))
    if election.kind == Election.Kind.SEATS:
        return standing[:1]
    first = closed_votes(item).first()
    if first is None:
        return standing
    names = runoff(first)
    return [row for row in standing if row.pk in names]


def runoff(vote: Vote) -> tuple[int, ...]:
    """The names that go to a second vote after a vote on the chair, () when none do (A-3.6)."""
    votes = {str(pk): number for pk, number in given(vote).items()}
    names = rules.chair_runoff(
        votes=votes, present=vote.roll.count(), chair_rule=value_of(vote.rule_values, "chair_rule")
    )
    return tuple(int(name) for name in names)


def vote_values(item: AgendaItem) -> dict[str, Any]:
    """The settings a vote is held under; of an election with the names that stand in it."""
    values = rule_values(item)
    names = to_be_voted(item)
    return values | {NAMES: [row.pk for row in names]} if names else values


def votes_for(vote: Vote, total: int) -> int:
    """The figure that decides: the votes for; where several names stand, those for the first of them."""
    return max(given(vote).values(), default=0) if has_names(vote) else total


def belongs(matter_key: str, meeting: Meeting) -> bool:
    """Whether the body that meets decides on such a matter (A-3.4a, A-3.6, A-3.17c, A-5.6.5)."""
    matter = matters.MATTERS.get(matter_key)
    if matter is not None and matter.is_for_both:
        return True
    return meeting.is_general == (MATTERS.get(matter_key) in (Election.Kind.SEATS, Election.Kind.CHAIR))


def is_election(item: AgendaItem) -> bool:
    """Whether an item elects somebody."""
    return item.matter in MATTERS


def name_for(vote: Vote, choice: str, name: int | None) -> int | None:
    """The candidacy that a ballot is for; ValueError for a name that does not stand in this vote."""
    names = vote.rule_values.get(NAMES, [])
    if choice != Ballot.Choice.FOR or not names:
        return None
    chosen = names[0] if len(names) == 1 else name
    if chosen not in names:
        raise ValueError(name)
    return chosen


def has_names(vote: Vote) -> bool:
    """Whether a vote is for one of several names."""
    return len(vote.rule_values.get(NAMES, [])) > 1


def without_ties(vote: Vote, verdict: Verdict) -> Verdict:
    """Where half of those present elects, two names may have it: then neither is elected (A-3.6)."""
    if not (verdict and has_names(vote) and runoff(vote)):
        return verdict
    return replace(verdict, passed=False, sentence=say(_("Not elected: two names have the votes needed.")))


def judge_election(rule: str, votes: int, present: int, values: Mapping[str, Any]) -> Verdict | None:
    """Ask the rule of an election; None when the vote is no election."""
    if rule == "deputy_election":
        return rules.is_deputy_elected.judge(votes_for=votes, present=present)
    if rule == "chair_election":
        return rules.is_chair_elected.judge(votes_for=votes, present=present, chair_rule=value_of(values, "chair_rule"))
    if rule == "seat_election":
        return rules.is_seated.judge(votes_for=votes, present=present)
    return None


def seat_is_free(day: date, values: Mapping[str, Any]) -> bool:
    """Whether the number of seats, where it is settled, leaves one to be filled."""
    seats = value_of(values, "presidium_seats")
    return not seats or roster_on(day).count() < seats


def seated_in(day: date) -> QuerySet[Seat]:
    """Seats of a day, for who may stand."""
    return Seat.objects.on(day)


def votes_held(participant: Participant) -> bool:
    """Whether this participant has cast a ballot at the meeting."""
    return Ballot.objects.filter(participant=participant).exists()


def speaks_for(person: Person, organisation: Organisation, day: date) -> bool:
    """Whether a person is the head of a member organisation or its representative by a dated paper (A-5.6.5)."""
    head = organisation.head_on(day)
    return rules.may_speak_for.judge(
        is_member=members_on(day).filter(organisation=organisation).exists(),
        is_head=head is not None and head.person_id == person.pk,
        paper_in_force=representation_of(person, organisation, day) is not None,
    ).passed
