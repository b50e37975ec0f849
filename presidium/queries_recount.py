"""A second count of closed votes from what was recorded raw: ballots, the log of presence, the frozen settings.

It shares no rule with the verdicts it checks: shares are fractions here, and the needed figure is found by trying.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from operator import ge, gt
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import AuditEntry
from presidium.models import AgendaItem, Ballot, Meeting, PresenceEvent, Vote
from presidium.queries import late_facts, voters

HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)
# The share a rule asks for, and whether exactly this share is enough; nobody at all never is.
SHARES = {
    "ordinary": (HALF, ge), "ordinary strict": (HALF, gt), "exclusion": (TWO_THIRDS, ge),
    "deputy_election": (HALF, gt), "seat_election": (HALF, gt),
    "chair_election": (HALF, gt), "chair_election half_of_present": (HALF, ge),
}  # fmt: skip
# The option that picks another share for a rule, where one does.
VARIANTS = {"ordinary": "decision_rule", "chair_election": "chair_rule"}
SENTENCES = {
    "roll": _("the roll is not that of the log of presence: %(kept)s instead of %(counted)s"),
    "ballot": _("another ballot is counted than the latest one: %(kept)s instead of %(counted)s"),
    "stranger": _("a ballot of somebody who is not on the roll or is recused: %(kept)s"),
    "unrecorded": _("a ballot that the journal does not know: %(kept)s"),
    "roster": _("the roster is %(kept)s instead of %(counted)s"),
    "settings": _("the settings are not those of the meeting's version of the rules: %(kept)s instead of %(counted)s"),
    "votes": _("%(kept)s votes for instead of %(counted)s"),
    "whole": _("counted from %(kept)s instead of %(counted)s"),
    "needed": _("%(kept)s votes needed instead of %(counted)s"),
    "passed": _("the verdict is %(kept)s instead of %(counted)s"),
    "quorum": _("the quorum at the opening is %(kept)s instead of %(counted)s"),
    "state": _("the item is %(kept)s instead of %(counted)s"),
    "unknown": _("no rule of this name is known: %(kept)s"),
}


@dataclass(frozen=True)
class Difference:
    """One thing kept that the second count does not find: a stable code, what is kept, what is counted."""

    code: str
    kept: Any
    counted: Any = ""

    @property
    def sentence(self) -> str:
        return SENTENCES[self.code] % {"kept": self.kept, "counted": self.counted}


@dataclass(frozen=True)
class Recount:
    """One closed vote counted again."""

    vote: Vote
    votes_for: int
    against: int
    abstained: int
    silent: int
    passed: bool | None
    differences: list[Difference] = field(default_factory=list)
    late: list[PresenceEvent] = field(default_factory=list)


def recounts() -> Iterator[Recount]:
    """Every vote that was closed and not cancelled, in the order of closing."""
    closed = Vote.objects.filter(closed_at__isnull=False, cancelled=False).order_by("closed_at", "pk")
    for vote in closed.select_related("item__meeting__rule_set", "item"):
        yield recount(vote)


def recount(vote: Vote) -> Recount:
    """Count one closed vote again and name what differs; a fact entered late is told and changes nothing."""
    present, recused = _present(vote), _recused(vote)
    given = Ballot.objects.filter(vote=vote, participant__in=present - recused).order_by("pk")
    latest = {row.participant_id: row for row in given}.values()
    count = Counter(row.choice for row in latest)
    names = Counter(row.candidacy_id for row in latest if row.choice == Ballot.Choice.FOR)
    passed, judged = _judge(vote, _figures(vote, count["for"], names), len(present))
    found = [*_records(vote, present), *judged, *_quorum(vote, len(present))]
    return Recount(
        vote, count["for"], count["against"], count["abstain"], len(present) - len(latest), passed, found,
        list(late_facts(vote)),
    )  # fmt: skip


def _figures(vote: Vote, votes_for: int, names: Counter) -> list[int]:
    """The votes for, of each name where several stand; the largest figure decides."""
    standing = vote.rule_values.get("candidates", [])
    return sorted((names[one] for one in standing), reverse=True) if len(standing) > 1 else [votes_for]


def _present(vote: Vote) -> set[int]:
    """Who of the roster was in the room when the vote opened, by the log as it was known then."""
    lines = PresenceEvent.objects.filter(meeting=vote.item.meeting_id)
    known = lines.filter(pk__lte=vote.log_end_id) if vote.log_end_id else lines.filter(at__lte=vote.opened_at)
    inside: set[int] = set()
    for participant, arrived in known.order_by("at", "pk").values_list("participant", "arrived"):
        (inside.add if arrived else inside.discard)(participant)
    # A voice lost in the middle of a meeting was held while the votes before it were open: the roll tells of it.
    held = set(vote.roll.values_list("participant", flat=True))
    return inside & (held | set(voters(vote.item.meeting).values_list("pk", flat=True)))


def _records(vote: Vote, present: set[int]) -> Iterator[Difference]:
    """Hold the roll and its pointers against the raw ballots, and these against the journal."""
    roll = dict(vote.roll.values_list("participant", "counted"))
    if set(roll) != present:
        yield Difference("roll", sorted(roll), sorted(present))
    ballots = list(Ballot.objects.filter(vote=vote).order_by("pk").values_list("pk", "participant"))
    latest = {participant: pk for pk, participant in ballots}
    recused = _recused(vote)
    for participant, counted in roll.items():
        if counted != latest.get(participant):
            yield Difference("ballot", counted, latest.get(participant))
    for pk, participant in ballots:
        if participant not in present or participant in recused:
            yield Difference("stranger", pk)
    keys = [str(pk) for pk, _participant in ballots]
    acts = AuditEntry.objects.filter(verb="vote.cast", subject_type="presidium.ballot", subject_id__in=keys)
    known = set(acts.values_list("subject_id", flat=True))
    yield from (Difference("unrecorded", int(key)) for key in keys if key not in known)


def _recused(vote: Vote) -> set[int]:
    if vote.rule_values.get("target_seat") != "recused":
        return set()
    return {vote.rule_values.get("target_participant")} - {None}


def _judge(vote: Vote, figures: list[int], present: int) -> tuple[bool | None, list[Difference]]:
    variant = vote.rule_values.get(VARIANTS.get(vote.rule))
    bound, compare = SHARES.get(f"{vote.rule} {variant}", SHARES.get(vote.rule, (None, None)))
    if bound is None or compare is None:
        return None, [Difference("unknown", vote.rule)]
    whole = vote.roster - len(_recused(vote)) if vote.rule == "exclusion" else present
    enough = [one for one in figures if whole > 0 and compare(Fraction(one, whole), bound)]
    needed = next((one for one in range(1, whole + 1) if compare(Fraction(one, whole), bound)), 1)
    passed = len(enough) == 1  # of several names that have enough none is elected
    return passed, list(_compared(vote, figures[0], whole, needed, passed))


def _compared(vote: Vote, votes_for: int, whole: int, needed: int, passed: bool) -> Iterator[Difference]:
    """Hold what the vote keeps against what was counted."""
    verdict, inputs = vote.verdict or {}, (vote.verdict or {}).get("inputs", {})
    kept = {
        "votes": inputs.get("votes_for", inputs.get("consents")),
        "whole": inputs.get("present", inputs.get("roster")),
        "passed": verdict.get("passed"),
        "state": vote.item.state,
    }
    if vote.rule == "exclusion" and isinstance(kept["whole"], int):
        kept["whole"] -= len(_recused(vote))
    state = AgendaItem.State.CARRIED if passed else AgendaItem.State.LOST
    counted = {"votes": votes_for, "whole": whole, "passed": passed, "state": str(state)}
    if vote.rule.endswith("_election"):  # such an item may be voted on again, for the next name
        del kept["state"]
    yield from (Difference(code, kept[code], counted[code]) for code in kept if kept[code] != counted[code])
    for said in (verdict.get("needed"), vote.needed):
        if said != needed:
            yield Difference("needed", said, needed)


def _quorum(vote: Vote, present: int) -> Iterator[Difference]:
    """Hold roster, settings and quorum against the meeting and its version of the rules."""
    meeting: Meeting = vote.item.meeting
    if vote.roster != meeting.roster:
        yield Difference("roster", vote.roster, meeting.roster)
    version = meeting.rule_set.values
    held = {key: vote.rule_values.get(key) for key in version}
    if held != version:
        yield Difference("settings", held, version)
    yield from _quorate(vote, meeting, present)


def _quorate(vote: Vote, meeting: Meeting, present: int) -> Iterator[Difference]:
    kept, version = vote.quorum or {}, meeting.rule_set.values
    inputs = kept.get("inputs", {})
    roster = inputs.get("members" if meeting.is_general else "roster", vote.roster)
    # A seat lost in the middle of a meeting leaves the roster that the quorum is counted from; none is ever added.
    least = meeting.roster if meeting.is_general else voters(meeting).count()
    if not least <= roster <= meeting.roster:
        yield Difference("roster", roster, meeting.roster)
    settled = version.get("quorum_base") == "all_seats" and not meeting.is_general
    whole = max(roster, version.get("presidium_seats", 0)) if settled else roster
    inside = min(present, roster) if meeting.is_general else present
    said, counted = (kept.get("passed"), inputs.get("present")), (whole > 0 and Fraction(inside, whole) >= HALF, inside)
    if said != counted:
        yield Difference("quorum", said, counted)
