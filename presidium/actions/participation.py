"""Verbs of those asked to a meeting: their answer, their invitation as a paper."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from membership.queries import local_day
from presidium.models import Meeting, Participant
from presidium.papers_preparation import D11, invitation_facts


@transaction.atomic
def reply(participant: Participant, *, answer: str, reason: str = "", by: User, at: datetime) -> None:
    """Keep whether a person comes, by their own word or by the secretary's; who does not come says why (A-4.4c)."""
    meeting = Meeting.objects.select_for_update().get(pk=participant.meeting_id)
    if by.person_id is None or by.person_id != participant.person_id:
        access.require(by, "prepare_meeting", at=at)
    if meeting.state != Meeting.State.CALLED:
        raise Refused(denial("A-4.4c", _("Answers are taken from the approval of the agenda to the opening.")))
    if answer not in Participant.Reply.values:
        raise ValueError(answer)
    reason = reason.strip()[:120] if answer == Participant.Reply.NO else ""
    if answer == Participant.Reply.NO and not reason:
        raise Refused(denial("A-4.4c", _("Say why you will not come; the minutes name the reason.")))
    Participant.objects.filter(pk=participant.pk).update(reply=answer, absence_reason=reason, replied_at=at)
    record("meeting.reply", meeting, by=by, at=at, participant=participant.pk, answer=answer, reason=reason)


@transaction.atomic
def draw_invitations(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Order the invitations as papers, one for each person with the voice held there (A-4.4c, A-4.2b)."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    access.require(by, "prepare_meeting", at=at)
    if locked.state != Meeting.State.CALLED:
        raise Refused(denial("A-4.4c", _("Invitations are made when the agenda is approved.")))
    rows = list(locked.participants.filter(invitation=None).select_related("person"))
    for row in rows:
        facts, day = invitation_facts(row, on=local_day(at)), local_day(at)
        paper = papers.draw(D11, row, facts=facts, by=by, at=at, draft=False, dated_on=day)
        Participant.objects.filter(pk=row.pk).update(invitation=paper)
    record("meeting.draw_invitations", meeting, by=by, at=at, made=len(rows))
    return len(rows)
