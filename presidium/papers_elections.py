"""What the minutes say of an election: who was put forward by whom, the votes of each round, and the verdict."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from association.statute import Verdict
from presidium.models import ActingPeriod, AgendaItem, Candidacy, Meeting, Vote
from presidium.queries import tally
from presidium.queries_elections import candidates, closed_votes, election_of, given, release_of

CHOSEN = {
    "ru": "избран(а) присутствующими: за – {votes} из {present}",
    "ky": "катышкандар шайлаган: макул – {votes}, катышкандар – {present}",
}
ACTING = {"ru": "исполняющий(ая) обязанности председателя", "ky": "төраганын милдетин аткаруучу"}


def election_facts(item: AgendaItem, language: str) -> dict[str, Any]:
    """The candidates and the votes of an item that elects; of a release who presided in the place of the chair."""
    release = release_of(item)
    if release is not None:
        return {"led_by": release.presided_by.surname_first if release.presided_by else None}
    election = election_of(item)
    if election is None:
        return {}
    names = {row.pk: row for row in candidates(election)}
    return {
        "candidates": [
            {"name": row.person.full_name, "organisation": row.organisation.title, "by": row.proposed_by}
            for row in names.values()
        ],
        "rounds": [_round(vote, names) for vote in closed_votes(item)],
    }


def _round(vote: Vote, names: dict[int, Candidacy]) -> dict[str, Any]:
    verdict, count = Verdict.from_dict(vote.verdict), tally(vote)
    votes = given(vote)
    elected = [row for row in names.values() if row.vote_id == vote.pk and row.outcome == Candidacy.Outcome.ELECTED]
    return {
        "names": [{"name": names[pk].person.surname_first, "votes": number} for pk, number in votes.items()],
        "against": count.against,
        "abstain": count.abstained,
        "none": count.waiting,
        "present": count.present,
        "needed": verdict.needed,
        "elected": elected[0].person.surname_first if elected else None,
        "clause": verdict.clause[2:],
    }


def how_presided(meeting: Meeting, language: str) -> str | None:
    """In what capacity the presiding officer led: chosen by those present, or acting for the chair (A-4.6, A-3.9)."""
    choice = meeting.presiding_choices.select_related("participant").last()
    if choice is not None and choice.participant.person_id == meeting.presiding_id:
        return CHOSEN[language].format(votes=choice.votes_for, present=choice.present)
    # Acting ends on the day of the election, and who acted presided at it.
    acting = ActingPeriod.objects.filter(starts_on__lte=meeting.held_on, person=meeting.presiding)
    led = acting.exclude(ends_on__lt=meeting.held_on).exclude(starts_on=F("ends_on")).exists()
    return ACTING[language] if led else None
