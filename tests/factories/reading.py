"""Builders of materials: a question with what is to be read, handed out when the agenda is approved."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association import clock, files
from association.doors import Checked, open_checked
from association.models import Bundle, User
from presidium.actions import materials, meetings, preparation
from presidium.models import AgendaItem, Material, Meeting
from tests.factories import association as ground
from tests.factories import presidium as sittings
from tests.journeys.people import PDF


def checked(name: str = "проект-плана.pdf", data: bytes = PDF) -> Checked:
    """A file as the door lets it in."""
    return open_checked(SimpleUploadedFile(name, data))


def material(meeting: Meeting, by: User, title: str = "Проект плана") -> Material:
    """A material of the first question; of a called meeting, the pack is ready too."""
    row = materials.add_material(meeting.items.first(), title=title, checked=checked(), by=by, at=clock.now())
    if pack := Meeting.objects.get(pk=meeting.pk).pack_id:
        made = files.keep_made(ground.PDF, name="materials.pdf", organisation=None, at=clock.now())
        Bundle.objects.filter(pk=pack).update(file=made, count=2)
    return row


def called(people: sittings.Cast, **options) -> Meeting:
    """A called meeting whose first question has a material, handed out with the invitations."""
    meeting = sittings.planned(people, **options)
    material(meeting, people.secretary)
    meetings.invite_person(meeting, people.official.person, voice="consultative", by=people.secretary, at=clock.now())
    meetings.approve_agenda(meeting, by=people.chair, at=clock.now())
    return meeting


def appointed(item: AgendaItem, people: sittings.Cast, *, days: int = 3) -> AgendaItem:
    """A question that the fourth member of the Presidium prepares."""
    now = clock.now()
    day = meetings.local_day(now) + timedelta(days=days)
    preparation.appoint(item, people.seats[3].person, ready_by=day, by=people.chair, at=now)
    return AgendaItem.objects.select_related("meeting").get(pk=item.pk)
