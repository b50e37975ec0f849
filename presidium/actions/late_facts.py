"""The verb that enters an arrival or a departure which nobody noted when it happened."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import User
from association.statute import Refused, denial
from presidium.actions.meetings import local_day
from presidium.models import Meeting, Minutes, Participant, PresenceEvent, Vote
from presidium.queries import in_room


@transaction.atomic
def enter_late(
    participant: Participant, *, arrived: bool, moment: datetime, reason: str, by: User, at: datetime
) -> PresenceEvent:
    """Enter an arrival or departure of an earlier moment (A-4.7); votes that are closed stay as they were judged."""
    meeting = Meeting.objects.select_for_update().get(pk=participant.meeting_id)
    access.require(by, "run_meeting", meeting, at=at)
    _may_enter(meeting)
    latest = min(at, meeting.closed_at or at)
    if moment > latest or local_day(moment) != local_day(meeting.opened_at):
        raise Refused(denial("A-4.7", _("Give a moment of the day of the meeting that lies before now and its close.")))
    if (participant.pk in in_room(meeting, moment)) == arrived:
        raise Refused(denial("A-4.7", _("The log of presence says the same for this moment already.")))
    event = PresenceEvent.objects.create(
        meeting=meeting, participant=participant, arrived=arrived, at=moment, noted_by=by, entered_at=at,
        late_reason=reason,
    )  # fmt: skip
    facts = {"participant": participant.pk, "arrived": arrived, "moment": moment, "reason": reason}
    record("meeting.enter_late", event, by=by, at=at, meeting=meeting.pk, **facts)
    meeting.touch()
    return event


def _may_enter(meeting: Meeting) -> None:
    if meeting.state not in (Meeting.State.OPEN, Meeting.State.HELD):
        raise Refused(denial("A-4.7", _("A fact is entered late only once the meeting was opened.")))
    if Minutes.objects.filter(meeting=meeting).exclude(state=Minutes.State.TEXT).exists():
        raise Refused(denial("A-4.10b", _("The minutes are offered for signing; take them back to change the text.")))
    if Vote.objects.filter(item__meeting=meeting, closed_at=None).exists():
        raise Refused(
            denial("A-4.9a", _("A vote is open. Arrivals and departures are noted when it is closed or cancelled."))
        )
