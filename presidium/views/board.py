"""What the live screens of a meeting show: who is here, the quorum, the item and its vote."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association.fmt import moment_text
from association.matters import MATTERS
from association.statute import Verdict
from presidium.actions.room import judge, presiding_officer
from presidium.models import AgendaItem, Meeting, Participant, PresenceEvent, Vote, VoterRoll
from presidium.queries import Presence, Tally, chair_on, late_facts, office_on, presence, tally
from presidium.queries_elections import are_offices_empty, judge_quorum, members_of
from presidium.queries_exclusion import MATTER, rule_values
from presidium.queries_preparation import judge_materials
from presidium.rules import may_open
from presidium.rules.votes import STRICT
from presidium.views.election_board import election_sheet, leads, names_of

ELECTION_CLAUSES = {"deputy_election": "A-3.8", "chair_election": "A-3.6", "seat_election": "A-5.6.5"}
CLOSED = (AgendaItem.State.CARRIED, AgendaItem.State.LOST, AgendaItem.State.MOVED)


def words_of(choice: str, *, closed: bool = False) -> str:
    """How a choice is said beside a name."""
    if choice == "wait":
        return _("Did not vote") if closed else _("Awaited")
    return {"for": _("For"), "against": _("Against"), "abstain": _("Abstained")}[choice]


def clock_text(moment) -> str:
    """The hour of a moment in the active zone."""
    return moment_text(timezone.localtime(moment), "ru", "time")


def attendance(meeting: Meeting) -> dict[str, Any]:
    """Who is asked and who is here, with the quorum judged from the log of presence (A-4.7)."""
    people = list(meeting.participants.select_related("person"))
    seats = [row for row in people if row.voice == Participant.Voice.DECISIVE]
    roster = members_of(meeting) if meeting.is_general else len(seats)
    needed = judge_quorum(meeting, present=0, roster=roster).needed or 0
    log = presence(meeting, {row.pk for row in seats}, needed)
    present = [row for row in seats if row.pk in log.inside]
    verdict = judge_quorum(meeting, present=len(present), roster=roster)
    if verdict and log.quorate_since:
        said = _("quorum since %(time)s") % {"time": clock_text(log.quorate_since)}
    else:
        said = ngettext("no quorum, %(n)s more needed", "no quorum, %(n)s more needed", needed - len(present)) % {
            "n": needed - len(present)
        }
    presiding = meeting.presiding_id or getattr(presiding_officer(meeting), "pk", None)
    return {
        "seats": [_line(row, log, presiding) for row in seats],
        "others": [_line(row, log, presiding) for row in people if row.voice != Participant.Voice.DECISIVE],
        "present": present, "roster": roster, "needed": needed, "quorum": verdict, "said": said,
    }  # fmt: skip


def _line(row: Participant, log: Presence, presiding: int | None) -> dict[str, Any]:
    remark = row.absence_reason
    if row.pk in log.inside:
        remark = _("since %(time)s") % {"time": clock_text(log.inside[row.pk])}
        if row.person_id == presiding:
            remark = _("since %(time)s, presides") % {"time": clock_text(log.inside[row.pk])}
    elif row.pk in log.stays:
        came, left = log.stays[row.pk]
        remark = f"{clock_text(came)}\u2013{clock_text(left)}"
    return {
        "pk": row.pk, "name": f"{row.person.surname} {row.person.initials}",
        "here": row.pk in log.inside, "back": row.pk in log.stays,
        "remark": remark, "post": row.post, "voice": row.get_voice_display(),
    }  # fmt: skip


def choose(items: list[AgendaItem], wanted: str) -> AgendaItem | None:
    """The item asked for by number, otherwise the one voted on, the first to be heard, the last."""
    for item in items:
        if str(item.number) == wanted:
            return item
    for state in (AgendaItem.State.VOTING, AgendaItem.State.WAITING):
        for item in items:
            if item.state == state:
                return item
    return items[-1] if items else None


def numbers(items: list[AgendaItem], current: AgendaItem | None) -> list[dict[str, Any]]:
    """The numbers of the agenda, with what is closed and what is shown."""
    return [
        {"number": item.number, "url": item.get_absolute_url(), "closed": item.state in CLOSED,
         "current": item == current}
        for item in items
    ]  # fmt: skip


def last_vote(item: AgendaItem) -> Vote | None:
    """The vote that stands for an item: the open one or the one that decided."""
    return item.votes.filter(cancelled=False).last()


def ballot_sheet(item: AgendaItem, here: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The vote of an item for the bar and the strip by name; before it is open, what will be needed (A-4.9)."""
    vote = last_vote(item)
    if vote is None:
        present, roster, rule = len(here["present"]), here["roster"], _rule_of(item)
        values = rule_values(item) if rule == MATTER else values
        needed = judge(rule, 0, present, values, roster).needed or 0
        return {"vote": None, "tally": Tally(0, 0, 0, present), "election": election_sheet(item, None),
                **_need(rule, needed, present, values, roster)}  # fmt: skip
    roll = list(vote.roll.select_related("participant__person", "counted"))
    count = _count(roll)
    verdict = Verdict.from_dict(vote.verdict) if vote.verdict else None
    named = election_sheet(item, vote)
    return {
        "election": named, "vote": vote, "tally": count, "verdict": verdict, "decided": verdict is not None,
        "strip": [_tile(row, vote, names_of(named)) for row in roll],
        "by_hand": [_hand(row) for row in roll if not (row.recused or (row.counted and row.counted.own_hand))],
        "lines": _lines(vote, verdict) if verdict is not None else [],
        **_need(vote.rule, vote.needed, count.present, vote.rule_values, vote.roster),
    }  # fmt: skip


def outline(vote: Vote) -> dict[str, Any]:
    """An open vote for the phones, which are many: what is needed and how many have voted, nobody by name (A-4.9)."""
    count = tally(vote)
    need = _need(vote.rule, vote.needed, count.present, vote.rule_values, vote.roster)
    return {"vote": vote, "tally": count, "election": election_sheet(vote.item, vote), **need}


def outcome(vote: Vote) -> dict[str, Any]:
    """A closed vote for the phones: the verdict with its sentences, nobody by name."""
    verdict = Verdict.from_dict(vote.verdict) if vote.verdict else None
    return {"vote": vote, "verdict": verdict, "lines": _lines(vote, verdict) if verdict is not None else []}


def _rule_of(item: AgendaItem) -> str:
    return MATTERS[item.matter].rule if item.matter in MATTERS else "ordinary"


def _need(rule: str, needed: int, present: int, values: dict[str, Any], roster: int) -> dict[str, Any]:
    elected = rule in ELECTION_CLAUSES
    more = elected or values.get("decision_rule") == STRICT
    heading = ngettext("%(n)s vote for is needed", "%(n)s votes for are needed", needed) % {"n": needed}
    if rule == MATTER:
        reason = _("two thirds of the whole Presidium, %(n)s seats") % {"n": roster}
        return {"needed": needed, "heading": heading, "reason": reason, "present": present, "clause": "A-3.14"}
    reason = _("more than half of %(n)s") if more else _("at least half of %(n)s")
    return {"needed": needed, "heading": heading, "reason": reason % {"n": present}, "present": present,
            "clause": ELECTION_CLAUSES.get(rule, "A-4.9b")}  # fmt: skip


def _count(roll: list[VoterRoll]) -> Tally:
    choices = [row.counted.choice if row.counted else "wait" for row in roll]
    return Tally(*(choices.count(choice) for choice in ("for", "against", "abstain", "wait")))


def _tile(row: VoterRoll, vote: Vote, names: dict[int, str]) -> dict[str, str]:
    choice = row.counted.choice if row.counted else "wait"
    person = row.participant.person
    name = names.get(row.counted.candidacy_id) if row.counted else None
    return {"family": person.surname, "initials": person.initials, "name": person.surname_first, "vote": choice,
            "word": _("Recused") if row.recused else name or words_of(choice, closed=bool(vote.closed_at))}  # fmt: skip


def _hand(row: VoterRoll) -> dict[str, Any]:
    return {"pk": row.participant_id, "name": row.participant.person.surname_first,
            "chosen": row.counted.choice if row.counted else "",
            "candidacy": row.counted.candidacy_id if row.counted else None}  # fmt: skip


def _lines(vote: Vote, verdict: Verdict) -> list[dict[str, str]]:
    quorum = Verdict.from_dict(vote.quorum) if vote.quorum else None
    closed = _("The vote was closed at %(time)s.") % {
        "time": moment_text(timezone.localtime(vote.closed_at), "ru", "seconds")
    }
    rows = [{"text": str(verdict.sentence), "clause": verdict.clause}]
    if vote.rule == MATTER and not verdict:
        rows.append({"text": _("Signed consent sheets may still be added to these votes."), "clause": ""})
    if verdict.note:
        rows.append({"text": str(verdict.note), "clause": ""})
    said = f"{closed} {quorum.sentence}" if quorum else closed
    return [*rows, {"text": said, "clause": quorum.clause if quorum else ""}, *map(_late, late_facts(vote))]


def _late(row: PresenceEvent) -> dict[str, str]:
    """A fact that became known after the vote: it is told, the verdict stays (A-4.9)."""
    facts = {
        "name": row.participant.person.surname_first, "moment": clock_text(row.at),
        "entered": clock_text(row.entered_at),
    }  # fmt: skip
    if row.arrived:
        said = _("Entered later, at %(entered)s: %(name)s arrived at %(moment)s. The vote stays as it was judged.")
    else:
        said = _("Entered later, at %(entered)s: %(name)s left at %(moment)s. The vote stays as it was judged.")
    return {"text": said % facts, "clause": "A-4.7"}


def opening(meeting: Meeting, here: dict[str, Any]) -> list[Verdict]:
    """What the opening of a called meeting still waits for (A-4.6, A-4.7)."""
    person, day = presiding_officer(meeting), meeting.held_on
    officers = (chair_on(day), office_on("deputy", day))
    verdict = may_open.judge(
        chair_present=person is not None and person == officers[0],
        deputy_present=person is not None and person == officers[1],
        presiding_elected=person is not None and person not in officers, is_general=meeting.is_general,
        offices_empty=are_offices_empty(day),
    )  # fmt: skip
    return [verdict, here["quorum"]]


def facts(meeting: Meeting, wanted: str) -> dict[str, Any]:
    """Everything a live screen shows of a meeting."""
    items = list(meeting.items.all())
    item = choose(items, wanted)
    here = attendance(meeting)
    after = next((row for row in items if item and row.number > item.number and row.state not in CLOSED), None)
    return {
        "meeting": meeting, "items": numbers(items, item), "item": item, "here": here, "next": after,
        "count": len(items), "undecided": sum(row.state not in CLOSED for row in items),
        "voting": any(row.state == AgendaItem.State.VOTING for row in items),
        "sheet": ballot_sheet(item, here, meeting.rule_set.values) if item else None,
        "leads": leads(item), "opening": opening(meeting, here) if meeting.state == Meeting.State.CALLED else [],
        "handed": judge_materials(meeting) if meeting.state == Meeting.State.CALLED else None,
    }  # fmt: skip
