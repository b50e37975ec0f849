"""Letters that ask people to a meeting, and those that bring its agenda to the member organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from association import access, outbox
from association.journal import record
from association.models import Association, User
from membership.queries import members_on
from presidium import notices
from presidium.models import Meeting, Participant


@transaction.atomic
def invite(meeting: Meeting, people: Iterable[Participant], *, by: User, at: datetime) -> None:
    """Tell people with an account when and where, with which voice, and what is on the agenda (A-4.4c)."""
    notice = notices.GENERAL_INVITATION if meeting.is_general else notices.MEETING_INVITATION
    items, zone, asked = list(meeting.items.all()), Association.current().time_zone, list(people)
    for row in asked:
        for user in row.person.accounts.filter(is_active=True):
            outbox.send(
                notice, meeting, to=user, at=at, voice=row.get_voice_display(), items=items, person=row.person,
                zone=zone,
            )  # fmt: skip
    Participant.objects.filter(pk__in=[row.pk for row in asked]).update(invited_at=at)
    record("meeting.send_invitations", meeting, by=by, at=at, participants=[row.pk for row in asked])


@transaction.atomic
def send_agenda(meeting: Meeting, *, by: User, at: datetime) -> None:
    """Bring the agenda to all member organisations, not only to those who sit in the Presidium (A-4.4b).

    Who is asked to the meeting has it with the invitation; who acts for two organisations gets it once.
    """
    notice = notices.GENERAL_AGENDA if meeting.is_general else notices.AGENDA
    asked, told = set(meeting.participants.values_list("person_id", flat=True)), set()
    items, zone = list(meeting.items.all()), Association.current().time_zone
    for membership in members_on(meeting.held_on).select_related("organisation"):
        for user in access.account_holders(membership.organisation).exclude(person__in=asked).exclude(pk__in=told):
            outbox.send(notice, meeting, to=user, at=at, items=items, zone=zone)
            told.add(user.pk)
    record("meeting.send_agenda", meeting, by=by, at=at, told=sorted(told))
