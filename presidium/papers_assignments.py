"""Papers that grow from a meeting: attendance and voting sheets, extract, failed meeting, register of decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from association.fmt import moment_text
from association.models import Association, Person, User
from association.papers import PaperKind, association_facts, declare, iso, signer
from association.rule_options import value_of
from association.statute import Verdict
from presidium.models import AgendaItem, Assignment, Meeting, Minutes, Office, Participant, Vote, VoterRoll
from presidium.papers import POSTS, leads, meeting_facts, minutes_facts
from presidium.queries import presence, tally, voters
from presidium.queries_elections import has_names, judge_quorum
from presidium.queries_exclusion import MATTER
from presidium.queries_terms import leader_on
from presidium.rules.votes import STRICT

D12 = declare(PaperKind("D12", _("Attendance sheet"), "attendance"))
D13 = declare(PaperKind("D13", _("Voting sheet"), "voting_sheet"))
D15 = declare(PaperKind("D15", _("Extract from the minutes"), "extract"))
D16 = declare(PaperKind("D16", _("Record of a meeting that was not held"), "failed_meeting"))
D17 = declare(PaperKind("D17", _("Register of decisions and assignments"), "decisions_register"))

MOST, LETTERS = 100, 600  # decisions on one print, letters of one text on it
OFFICES = {"chair": "председатель", "deputy": "заместитель председателя", "secretary": "секретарь"}
FORMS = {"conclusion": "заключение", "proposal": "предложение", "appeal": "обращение", "internal": "решение"}
GIVERS = {"chair": "поручение председателя", "acting": "поручение и. о. председателя"}
DEMANDS = {
    "exclusion": "не менее двух третей всего состава Президиума",
    "more": "более половины присутствующих",
    "half": "не менее половины присутствующих",
}


def _hour(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return moment_text(moment.astimezone(ZoneInfo(Association.current().time_zone)), "ru", "time")


def _needed(meeting: Meeting) -> int:
    return judge_quorum(meeting, present=0, roster=meeting.roster).needed or 0


def attendance_facts(meeting: Meeting) -> dict[str, Any]:
    """Facts of D12: who came and went by the log of presence, as it stood when the meeting was closed."""
    people = list(meeting.participants.select_related("person"))
    log = presence(meeting, (), 0)
    offices = {
        row.person_id: OFFICES[row.kind]
        for row in Office.objects.on(meeting.held_on).filter(kind__in=OFFICES).order_by("-kind")
    }
    seats = [row for row in people if row.voice == Participant.Voice.DECISIVE]
    guests = [row for row in people if row.voice != Participant.Voice.DECISIVE]
    came = {row.pk for row in people if row.pk in log.inside or row.pk in log.stays}
    present = sum(row.pk in came for row in seats)
    needed = _needed(meeting)

    def hours(row: Participant) -> dict[str, str | None]:
        stay = log.stays.get(row.pk)
        arrived = stay[0] if stay else log.inside.get(row.pk)
        return {"arrived": _hour(arrived), "left": _hour(stay[1]) if stay and row.pk not in log.inside else None}

    return {
        "association": association_facts(Association.current()),
        "meeting": meeting_facts(meeting, _number(meeting)),
        "seats": [
            {"name": row.person.surname_first, "organisation": row.post, "office": offices.get(row.person_id),
             "reason": row.absence_reason or None, **hours(row)}
            for row in seats
        ],
        "invitees": [
            {"name": row.person.surname_first, "post": row.post or None, "voice": row.voice, **hours(row)}
            for row in guests
        ],
        "totals": {
            "roster": meeting.roster, "present": present,
            "consultative": sum(row.pk in came and row.voice == Participant.Voice.CONSULTATIVE for row in guests),
            "other": sum(row.pk in came and row.voice == Participant.Voice.NONE for row in guests),
        },
        "quorum": {"needed": needed, "reached": present >= needed},
        "signer": signer(POSTS["ru"]["secretary"], meeting.secretary),
    }  # fmt: skip


def _number(meeting: Meeting) -> int | None:
    record = Minutes.objects.filter(meeting=meeting).first()
    return record.number if record else None


def voting_facts(vote: Vote) -> dict[str, Any]:
    """Facts of D13: the roll and the counted ballots of a closed vote, with its frozen verdict (A-4.9)."""
    meeting, verdict, count = vote.item.meeting, Verdict.from_dict(vote.verdict), tally(vote)
    named = has_names(vote)
    return {
        "association": association_facts(Association.current()),
        "meeting": meeting_facts(meeting, _number(meeting)),
        "item": {"number": vote.item.number, "title": vote.item.title, "question": vote.item.decision},
        "voters": [
            {"name": row.participant.person.surname_first, "organisation": row.participant.post,
             "choice": row.counted.choice if row.counted else "none", "recused": row.recused,
             "for_whom": _name_in(row) if named else None}
            for row in vote.roll.select_related("participant__person", "counted__candidacy__person")
        ],
        "totals": {
            "for": count.votes_for, "against": count.against, "abstain": count.abstained, "none": count.waiting,
            "present": count.present, "roster": vote.roster,
        },
        "needed": verdict.needed,
        "demand": DEMANDS[_demand(vote)],
        "carried": verdict.passed,
        "clause": verdict.clause[2:].rstrip("ab"),
        "closed_at": timezone.localtime(vote.closed_at).isoformat(timespec="minutes")[:16],
        "signers": [
            signer(POSTS["ru"]["presiding"], meeting.presiding), signer(POSTS["ru"]["secretary"], meeting.secretary),
        ],
    }  # fmt: skip


def _demand(vote: Vote) -> str:
    """How many votes are asked for, in the words of the sheet."""
    if vote.rule == MATTER:
        return "exclusion"
    key = "chair_rule" if vote.rule == "chair_election" else "decision_rule"
    by_majority = vote.rule in ("deputy_election", "seat_election")
    return "more" if by_majority or value_of(vote.rule_values, key) in (STRICT, "majority") else "half"


def _name_in(row: VoterRoll) -> str | None:
    """The name that a counted vote is for, where several stand."""
    return row.counted.candidacy.person.surname if row.counted and row.counted.candidacy else None


def extract_facts(minutes: Minutes, item: AgendaItem, *, on: date, for_whom: str) -> dict[str, Any]:
    """Facts of D15: one question of signed minutes under its own number, certified by the secretary (A-4.4e)."""
    facts = minutes_facts(minutes)
    person = minutes.meeting.secretary
    return {
        **facts,
        "items": [row for row in facts["items"] if row["number"] == item.number],
        "certified": {**signer(POSTS["ru"]["secretary"], person), "date": on.isoformat(), "signed_at": None},
        "original_in": None,
        "for_whom": for_whom or None,
    }


def failed_facts(meeting: Meeting, secretary: Person | None) -> dict[str, Any]:
    """Facts of D16: who had come, how many were needed, until when one waited (A-4.7)."""
    seats, inside = list(voters(meeting)), presence(meeting, (), 0).inside
    leader, _acting = leader_on(meeting.held_on)
    return {
        "association": association_facts(Association.current()),
        "meeting": {**meeting_facts(meeting), "ends_at": None},
        "roster": meeting.roster,
        "present": [
            {"name": row.person.surname_first, "organisation": row.post or None} for row in seats if row.pk in inside
        ],
        "absent": [
            {"name": row.person.surname_first, "reason": row.absence_reason or None}
            for row in seats
            if row.pk not in inside
        ],
        "needed": _needed(meeting),
        "waited_until": _hour(meeting.closed_at),
        "next": None,
        "presiding": {"name": leader.surname_first if leader else "", "post": None},
        "secretary": {"name": secretary.surname_first if secretary else ""},
        "signers": [leads(meeting.held_on), signer(POSTS["ru"]["secretary"], secretary)],
    }


def register_facts(
    rows: Sequence[AgendaItem], *, given: Sequence[Assignment] = (), first: date, last: date, by: User, at: datetime
) -> dict[str, Any]:
    """Facts of D17: each decision of a period and what it gave to whom, then what the chair gave (A-3.5, A-5.2.2)."""
    lines = [line for row in rows for line in (_decision(row), *map(_given, row.given))]
    lines += [_given(one) for one in given]
    kinds = [one.state for row in rows for one in row.given] + [one.state for one in given]
    return {
        "association": association_facts(Association.current()),
        "first": first.isoformat(),
        "last": last.isoformat(),
        "rows": lines,
        "counts": {
            "decisions": len(rows), "assignments": len(kinds),
            "done": sum(state == Assignment.State.DONE for state in kinds),
        },
        "signer": None,
        "printed": {
            "by": by.person.initials_first if by.person else by.email,
            "at": timezone.localtime(at).isoformat(timespec="minutes")[:16],
        },
    }  # fmt: skip


def _decision(row: AgendaItem) -> dict[str, Any]:
    minutes = getattr(row.meeting, "minutes", None)
    carried = row.state == AgendaItem.State.CARRIED
    return {
        "number": f"{row.number}.1", "minutes": str(minutes.number) if minutes and minutes.number else None,
        "on": row.meeting.held_on.isoformat(), "text": _cut(row.decision if carried else row.title),
        "form": FORMS[row.form], "result": "принято" if carried else "не принято",
        "executor": None, "due": None, "done": None, "proof": None,
    }  # fmt: skip


def _given(row: Assignment) -> dict[str, Any]:
    is_done = row.state == Assignment.State.DONE
    form = "поручение" if row.item_id else GIVERS[row.gave_as]
    return {
        "number": row.cited, "minutes": None, "on": iso(row.given_on), "text": _cut(row.text), "form": form,
        "result": None, "executor": row.executor, "due": row.due_on.isoformat(),
        "done": iso(timezone.localtime(row.verified_at).date()) if is_done and row.verified_at else None,
        "proof": row.proof.name[:80] if is_done and row.proof else None,
    }  # fmt: skip


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[:LETTERS].rstrip()}…"
