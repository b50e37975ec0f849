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
from presidium.models import AgendaItem, Meeting, Participant, Vote, VoterRoll
from presidium.queries import Presence, Tally, presence
from presidium.queries_exclusion import MATTER, rule_values
from presidium.rules import is_quorate, may_open
from presidium.rules.votes import FILLED, STRICT

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
    base = meeting.rule_set.values.get("quorum_base", FILLED)
    facts = {"roster": len(seats), "seats": len(seats), "quorum_base": base}
    needed = is_quorate.judge(present=0, **facts).needed or 0
    log = presence(meeting, {row.pk for row in seats}, needed)
    present = [row for row in seats if row.pk in log.inside]
    verdict = is_quorate.judge(present=len(present), **facts)
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
        "present": present, "roster": len(seats), "needed": needed, "quorum": verdict, "said": said,
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
        return {"vote": None, "tally": Tally(0, 0, 0, present), **_need(rule, needed, present, values, roster)}
    roll = list(vote.roll.select_related("participant__person", "counted"))
    count = _count(roll)
    verdict = Verdict.from_dict(vote.verdict) if vote.verdict else None
    return {
        "vote": vote, "tally": count, "verdict": verdict, "decided": verdict is not None,
        "strip": [_tile(row, vote) for row in roll],
        "by_hand": [_hand(row) for row in roll if not (row.recused or (row.counted and row.counted.own_hand))],
        "lines": _lines(vote, verdict) if verdict is not None else [],
        **_need(vote.rule, vote.needed, count.present, vote.rule_values, vote.roster),
    }  # fmt: skip


def _rule_of(item: AgendaItem) -> str:
    return MATTERS[item.matter].rule if item.matter in MATTERS else "ordinary"


def _need(rule: str, needed: int, present: int, values: dict[str, Any], roster: int) -> dict[str, Any]:
    elected = rule == "deputy_election"
    more = elected or values.get("decision_rule") == STRICT
    heading = ngettext("%(n)s vote for is needed", "%(n)s votes for are needed", needed) % {"n": needed}
    if rule == MATTER:
        reason = _("two thirds of the whole Presidium, %(n)s seats") % {"n": roster}
        return {"needed": needed, "heading": heading, "reason": reason, "present": present, "clause": "A-3.14"}
    reason = _("more than half of %(n)s") if more else _("at least half of %(n)s")
    return {"needed": needed, "heading": heading, "reason": reason % {"n": present}, "present": present,
            "clause": "A-3.8" if elected else "A-4.9b"}  # fmt: skip


def _count(roll: list[VoterRoll]) -> Tally:
    choices = [row.counted.choice if row.counted else "wait" for row in roll]
    return Tally(*(choices.count(choice) for choice in ("for", "against", "abstain", "wait")))


def _tile(row: VoterRoll, vote: Vote) -> dict[str, str]:
    choice = row.counted.choice if row.counted else "wait"
    person = row.participant.person
    return {"family": person.surname, "initials": person.initials, "name": person.surname_first, "vote": choice,
            "word": _("Recused") if row.recused else words_of(choice, closed=vote.closed_at is not None)}  # fmt: skip


def _hand(row: VoterRoll) -> dict[str, Any]:
    chosen = row.counted.choice if row.counted else ""
    return {"pk": row.participant_id, "name": row.participant.person.surname_first, "chosen": chosen}


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
    return [*rows, {"text": said, "clause": quorum.clause if quorum else ""}]


def opening(meeting: Meeting, here: dict[str, Any]) -> list[Verdict]:
    """What the opening of a called meeting still waits for (A-4.6, A-4.7)."""
    led = presiding_officer(meeting) is not None
    return [may_open.judge(chair_present=led, deputy_present=False), here["quorum"]]


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
        "opening": opening(meeting, here) if meeting.state == Meeting.State.CALLED else [],
    }  # fmt: skip
