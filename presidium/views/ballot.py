"""The ballot of one person on a phone."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from presidium import rules
from presidium.forms import OpinionForm
from presidium.models import AgendaItem, Ballot, Meeting, Participant, Vote, VoterRoll
from presidium.queries import in_room, meetings_seen_by
from presidium.views import board, live


def ballot(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the question voted on with three equal answers, or why this person does not vote."""
    meeting = get_object_or_404(meetings_seen_by(request.user).select_related("rule_set"), pk=pk)
    asked = meeting.participants.select_related("person").filter(person__isnull=False)
    participant = get_object_or_404(asked, person=request.user.person_id)
    facts = {"meeting": meeting, "participant": participant, "stamp": live.stamp(request, meeting)}
    facts |= question(meeting, participant)
    if not live.is_poll(request):
        facts |= voice_of(meeting, participant, facts["item"])
    return render(request, f"presidium/{'ballot_live' if live.is_poll(request) else 'ballot'}.html", facts)


def question(meeting: Meeting, participant: Participant) -> dict[str, Any]:
    """The vote now open, or the last one closed, with this person's place in it."""
    votes = Vote.objects.filter(item__meeting=meeting, cancelled=False).select_related("item")
    vote = votes.filter(closed_at=None).first()
    if vote is None:
        last = votes.order_by("closed_at").last()
        sheet = board.outcome(last) if last else None
        return {"item": None, "last": last.item if last else None, "sheet": sheet,
                "verdict": _may(meeting, participant, None, is_open=True)}  # fmt: skip
    line = VoterRoll.objects.filter(vote=vote, participant=participant).select_related("counted").first()
    counted: Ballot | None = line.counted if line else None
    sheet = board.outline(vote)
    return {
        "item": vote.item, "count": meeting.items.count(), "sheet": sheet,
        "given": sheet["present"] - sheet["tally"].waiting,
        "verdict": _may(meeting, participant, line, is_open=line is not None), "counted": counted,
        "word": board.words_of(counted.choice) if counted else "",
        "chosen": counted.choice if counted else "", "candidacy": counted.candidacy_id if counted else None,
    }  # fmt: skip


def voice_of(meeting: Meeting, participant: Participant, item: AgendaItem | None) -> dict[str, Any]:
    """The opinions this person handed in, and the form for one while they have a voice in the room (A-4.2b.2)."""
    closed = [AgendaItem.State.CARRIED, AgendaItem.State.LOST]
    items = meeting.items.order_by("number")
    about = item or items.exclude(state__in=closed).first() or items.last()
    verdict = rules.may_give_opinion.judge(
        voice=participant.voice, is_present=participant.pk in in_room(meeting),
        in_session=meeting.state == Meeting.State.OPEN,
    )  # fmt: skip
    return {
        "opinions": participant.opinions.select_related("item"), "about": about,
        "opinion_form": OpinionForm() if verdict and about else None,
    }  # fmt: skip


def _may(meeting: Meeting, participant: Participant, line: VoterRoll | None, *, is_open: bool):
    here = meeting.state != Meeting.State.OPEN or participant.pk in in_room(meeting)
    return rules.may_vote.judge(
        voice=participant.voice, has_seat=participant.holds_vote, is_present=here,
        is_recused=line.recused if line else False, is_open=is_open,
    )  # fmt: skip
