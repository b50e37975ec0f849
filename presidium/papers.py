"""Papers of the Presidium and the facts they are made from."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from association.fmt import moment_text
from association.matters import MATTERS
from association.models import Association
from association.papers import PaperKind, association_facts, declare, iso, signer
from association.statute import Verdict
from membership.queries import members_on, size_on
from presidium.models import AgendaItem, Assignment, Meeting, Minutes, Opinion, Participant, PresenceEvent
from presidium.papers_elections import election_facts, how_presided
from presidium.queries import in_room, tally, voters
from presidium.queries_elections import judge_quorum
from presidium.queries_exclusion import MATTER
from presidium.queries_terms import leader_on

D10 = declare(PaperKind("D10", _("Agenda"), "agenda"))
D14 = declare(
    PaperKind(
        "D14",
        _("Minutes of a meeting of the Presidium"),
        "minutes",
        ("ru", "ky"),
        ("secretary", "presiding"),
        retention="3 years, A-4.10c",
    )
)

POSTS = {
    "ru": {"chair": "Председатель Президиума", "presiding": "Председательствующий", "secretary": "Секретарь",
           "acting": "И. о. председателя Президиума"},
    "ky": {"chair": "Президиумдун төрагасы", "presiding": "Төрагалык кылуучу", "secretary": "Катчы",
           "acting": "Президиумдун төрагасынын милдетин аткаруучу"},
}  # fmt: skip


def meeting_facts(meeting: Meeting, number: int | None = None) -> dict[str, Any]:
    """The meeting as papers name it, in the local time of the association."""
    zone = ZoneInfo(Association.current().time_zone)
    starts = (meeting.opened_at or meeting.starts_at).astimezone(zone)
    return {
        "body": "general" if meeting.is_general else "presidium",
        "extraordinary": meeting.kind == Meeting.Kind.EXTRAORDINARY,
        "number": str(number) if number else None,
        "on": meeting.held_on.isoformat(),
        "starts_at": moment_text(starts, "ru", "time"),
        "ends_at": moment_text(meeting.closed_at.astimezone(zone), "ru", "time") if meeting.closed_at else None,
        "place": meeting.place,
        "conference": conference_facts(meeting),
    }


def conference_facts(meeting: Meeting) -> dict[str, Any] | None:
    """The yearly conference that a general meeting is held within (A-6.3b)."""
    if not meeting.conference:
        return None
    return {"title": meeting.conference, "from": iso(meeting.conference_from), "until": iso(meeting.conference_until)}


def agenda_facts(meeting: Meeting) -> dict[str, Any]:
    """Facts of D10."""
    zone = ZoneInfo(Association.current().time_zone)
    return {
        "association": association_facts(Association.current()),
        "meeting": meeting_facts(meeting),
        "items": [
            {"number": item.number, "title": item.title, "rapporteur": item.rapporteur or None}
            for item in meeting.items.all()
        ],
        "approved_on": meeting.approved_at.astimezone(zone).date().isoformat() if meeting.approved_at else None,
        "signer": approver(meeting),
    }


def approver(meeting: Meeting) -> dict[str, Any]:
    """Who approves the agenda: the chair, the deputy as acting chair, or nobody yet at a founding meeting (A-3.9)."""
    zone = ZoneInfo(Association.current().time_zone)
    return leads(meeting.approved_at.astimezone(zone).date() if meeting.approved_at else meeting.held_on)


def leads(day: date) -> dict[str, Any]:
    """The chair under a paper of the Presidium, or the deputy under the title of acting chair (A-3.9)."""
    person, acting = leader_on(day)
    return signer(POSTS["ru"]["acting" if acting else "chair"], person)


def _person(row: Participant) -> dict[str, Any]:
    return {"name": row.person.surname_first, "post": None, "organisation": row.post or None}


def _title(item: AgendaItem, language: str) -> tuple[str, str]:
    if language == "ky" and item.title_ky:
        return item.title_ky, item.decision_ky
    return item.title, item.decision


def item_facts(item: AgendaItem, language: str = "ru") -> dict[str, Any]:
    """One item of the minutes: heard, spoke, decided, voted."""
    title, decision = _title(item, language)
    facts: dict[str, Any] = {
        "number": item.number,
        "title": title,
        "rapporteur": item.rapporteur or None,
        "heard": item.heard or None,
        "speakers": _speakers(item.spoke),
        "decisions": [],
    }
    facts |= election_facts(item, language)
    vote = item.votes.filter(cancelled=False, closed_at__isnull=False).last()
    if vote is None:
        moved = "Кийинки отурумга жылдырылды." if language == "ky" else "Перенести вопрос на следующее заседание."
        facts["decisions"] = [{"number": f"{item.number}.1", "text": moved}, *assigned(item)]
        return facts
    verdict, count = Verdict.from_dict(vote.verdict), tally(vote)
    if item.state == AgendaItem.State.CARRIED:
        facts["decisions"] = [{"number": f"{item.number}.1", "text": decision}]
    facts["decisions"] += assigned(item)
    facts["vote"] = {
        "for": count.votes_for,
        "against": count.against,
        "abstain": count.abstained,
        "none": count.waiting,
        "present": count.present,
        "needed": verdict.needed,
        "carried": verdict.passed,
        "clause": verdict.clause[2:].rstrip("ab"),
        "roster": vote.roster if vote.rule == MATTER else None,
    }
    return facts


def assigned(item: AgendaItem) -> list[dict[str, Any]]:
    """What was given to whom until when on an item, numbered after its decision."""
    rows = item.assignments.exclude(state=Assignment.State.STRUCK).select_related("person", "organisation", "item")
    return [
        {"number": row.cited, "text": row.text, "executor": row.executor, "due": row.due_on.isoformat()} for row in rows
    ]


def _speakers(text: str) -> list[dict[str, str]]:
    rows = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, _dash, said = line.partition(":")
        rows.append({"name": name.strip(), "text": said.strip()} if said else {"name": "", "text": line})
    return rows


def _movements(meeting: Meeting) -> list[dict[str, str]]:
    """Arrivals and departures after the opening, with the time."""
    zone = ZoneInfo(Association.current().time_zone)
    events = PresenceEvent.objects.filter(meeting=meeting, at__gt=meeting.opened_at)
    return [
        {
            "time": moment_text(event.at.astimezone(zone), "ru", "time"),
            "name": event.participant.person.surname_first,
            "move": "arrived" if event.arrived else "left",
        }
        for event in events.select_related("participant__person")
    ]


def _annexes(meeting: Meeting, language: str) -> list[str]:
    """What is filed with the minutes: cases of exclusion that were considered (D28), annexes of adopted matters."""
    words = {
        "ru": "Дело об исключении (представление и лист согласия), вопрос {number}",
        "ky": "Чыгаруу жөнүндө иш (сунуштама жана макулдук барагы), {number}-маселе",
    }[language]
    found = []
    for item in meeting.items.filter(basis__isnull=False):
        matter = MATTERS.get(item.matter)
        if item.matter == MATTER:
            found.append(words.format(number=item.number))
        elif matter and matter.annex and item.state == AgendaItem.State.CARRIED:
            found.append(matter.annex[language].format(number=item.number))
    return found


def _opinions(meeting: Meeting) -> list[dict[str, Any]]:
    """The opinions that those with a voice handed in, each with its question (A-4.2b.2)."""
    rows = Opinion.objects.filter(item__meeting=meeting).select_related("participant__person", "item")
    return [
        {
            "name": row.participant.person.surname_first, "item": row.item.number, "text": row.text,
            "voice": row.participant.voice,
        }
        for row in rows
    ]  # fmt: skip


def _size_note(meeting: Meeting) -> dict[str, int] | None:
    """The number of members when it is below what the statute asks for: an exit is heard, not voted on (A-3.12)."""
    verdict = size_on(meeting.held_on)
    return None if verdict else {"members": members_on(meeting.held_on).count(), "needed": verdict.needed}


def _quorum(meeting: Meeting, present: int) -> dict[str, Any]:
    """The quorum at the opening, in seats or in member organisations (A-4.7, A-3.6)."""
    verdict = judge_quorum(meeting, present=present, roster=meeting.roster)
    return {"needed": verdict.needed, "reached": verdict.passed, "clause": "3.6" if meeting.is_general else "4.7"}


def minutes_facts(minutes: Minutes, language: str = "ru") -> dict[str, Any]:
    """Facts of D14, grown from what happened."""
    meeting = minutes.meeting
    association = Association.current()
    seats = list(voters(meeting))
    at_opening = in_room(meeting, meeting.opened_at)
    came = set(PresenceEvent.objects.filter(meeting=meeting, arrived=True).values_list("participant_id", flat=True))
    present = [row for row in seats if row.pk in came]
    others = meeting.participants.exclude(voice=Participant.Voice.DECISIVE).select_related("person")
    heard = [row for row in others if row.pk in came]
    posts = POSTS[language]
    opened_with = sum(row.pk in at_opening for row in seats)
    return {
        "association": association_facts(association, language),
        "meeting": meeting_facts(meeting, minutes.number),
        "presiding": {"name": meeting.presiding.surname_first, "post": how_presided(meeting, language)},
        "secretary": {"name": meeting.secretary.surname_first if meeting.secretary else ""},
        "roster": meeting.roster,
        "present": [_person(row) for row in present],
        "list_attached": len(present) > 15,
        "consultative": [_person(row) for row in heard if row.voice == Participant.Voice.CONSULTATIVE],
        "invited": [_person(row) for row in heard if row.voice == Participant.Voice.NONE],
        "absent": [
            {"name": row.person.surname_first, "reason": row.absence_reason or None}
            for row in seats
            if row.pk not in came
        ],
        "quorum": _quorum(meeting, opened_with),
        "items": [item_facts(item, language) for item in meeting.items.all()],
        "movements": _movements(meeting),
        "size_note": _size_note(meeting),
        "annexes": _annexes(meeting, language),
        "opinions": _opinions(meeting),
        "signers": [signer(posts["presiding"], meeting.presiding), signer(posts["secretary"], meeting.secretary)],
    }
