"""The verb of those who have a voice: an opinion in their own words, kept with the question (A-4.2b.2)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from association.journal import record
from association.models import User
from association.statute import Refused
from presidium import rules
from presidium.models import AgendaItem, Meeting, Opinion, Participant
from presidium.queries import in_room


@transaction.atomic
def give_opinion(item: AgendaItem, participant: Participant, *, text: str, by: User, at: datetime) -> Opinion:
    """Hand in an opinion on a question while the meeting is in session; a refusal is remembered in the journal."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    verdict = rules.may_give_opinion.judge(
        voice=participant.voice, is_present=participant.pk in in_room(meeting),
        in_session=meeting.state == Meeting.State.OPEN and by.person_id == participant.person_id,
    )  # fmt: skip
    if not verdict:
        raise Refused(verdict, remember=True)
    opinion = Opinion.objects.create(item=item, participant=participant, text=text, given_at=at, given_by=by)
    record("item.opinion", opinion, by=by, at=at, meeting=meeting.pk, item=item.number, participant=participant.pk)
    meeting.touch()
    return opinion
