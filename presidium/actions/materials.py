"""Verbs on the materials of an agenda: bring, take back, hand out, open; the reason when some are missing (A-4.8)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_noop as _

from association import access, files, outbox
from association.actions import bundles, papers
from association.doors import Checked
from association.journal import record
from association.models import Association, User
from association.statute import Refused, denial
from presidium import notices
from presidium.models import AgendaItem, Handing, Material, Meeting, Participant
from presidium.papers_preparation import D10M, pack_parts, reading_list_facts
from presidium.queries_preparation import agenda_of, judge_materials

ROOM = 100 * 2**20  # bytes of all materials of one meeting
BEFORE = (Meeting.State.PLANNED, Meeting.State.CALLED)


def _before_opening(item: AgendaItem, by: User, at: datetime) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if not (by.person_id and by.person_id == AgendaItem.objects.get(pk=item.pk).preparer_id):
        access.require(by, "prepare_meeting", at=at)
    if meeting.state not in BEFORE:
        raise Refused(denial("A-4.8", _("Materials are handed out before the meeting starts.")))
    return meeting


@transaction.atomic
def add_material(item: AgendaItem, *, title: str, checked: Checked, by: User, at: datetime) -> Material:
    """Bring a material of a question; when the agenda is approved already, everybody asked gets it at once (A-4.8)."""
    meeting = _before_opening(item, by, at)
    rows = Material.objects.filter(item__meeting=meeting, withdrawn_at=None)
    if (rows.aggregate(total=Sum("file__size"))["total"] or 0) + checked.size > ROOM:
        raise Refused(denial("A-4.8", _("The materials of one meeting take up to 100 MB together.")))
    stored = files.keep(checked, organisation=None, by=by, at=at)
    material = Material.objects.create(item=item, title=title or stored.name, file=stored, added_at=at, added_by=by)
    record("material.add", material, by=by, at=at, meeting=meeting.pk, item=item.number, sha256=stored.sha256)
    if meeting.state == Meeting.State.CALLED:
        hand_out(meeting, by=by, at=at)
        _tell(material, meeting, at)
    return material


@transaction.atomic
def withdraw_material(material: Material, *, by: User, at: datetime) -> None:
    """Take a material back before the meeting; the log of who was given it stays."""
    meeting = _before_opening(material.item, by, at)
    if Material.objects.filter(pk=material.pk, withdrawn_at=None).update(withdrawn_at=at):
        record("material.withdraw", material, by=by, at=at, meeting=meeting.pk)
        if meeting.state == Meeting.State.CALLED:
            _bind(meeting, by, at)


@transaction.atomic
def hand_out(meeting: Meeting, *, by: User, at: datetime) -> int:
    """Give the materials to all who are asked and have an account, and bind them into one file; return how many."""
    rows = list(Material.objects.filter(item__meeting=meeting, withdrawn_at=None))
    people = list(meeting.participants.filter(person__accounts__is_active=True).distinct())
    done = sum(_hand(material, row, Handing.Way.PORTAL, by, at) for material in rows for row in people)
    if rows:
        record("material.hand_out", meeting, by=by, at=at, materials=len(rows), people=len(people), given=done)
        _bind(meeting, by, at)
    return done


@transaction.atomic
def hand_on_paper(participant: Participant, *, by: User, at: datetime) -> int:
    """Note that a person was given the materials on paper; those given already stay as they are (A-4.8)."""
    meeting = Meeting.objects.select_for_update().get(pk=participant.meeting_id)
    access.require(by, "prepare_meeting", at=at)
    if meeting.state != Meeting.State.CALLED:
        raise Refused(denial("A-4.8", _("Materials are handed out when the agenda is approved, before the meeting.")))
    rows = Material.objects.filter(item__meeting=meeting, withdrawn_at=None)
    done = sum(_hand(material, participant, Handing.Way.PAPER, by, at) for material in rows)
    record("material.hand_on_paper", participant, by=by, at=at, meeting=meeting.pk, given=done)
    return done


def _hand(material: Material, participant: Participant, way: str, by: User, at: datetime) -> int:
    facts = {"way": way, "handed_at": at, "handed_by": by}
    _row, created = Handing.objects.get_or_create(material=material, participant=participant, defaults=facts)
    return int(created)


@transaction.atomic
def open_materials(meeting: Meeting, materials: list[Material], *, by: User, at: datetime) -> int:
    """Note when a person first opened what they were given; return how many are opened for the first time (A-4.8)."""
    rows = Handing.objects.filter(material__in=materials, participant__person=by.person_id, opened_at=None)
    done = rows.update(opened_at=at) if by.person_id else 0
    if done:
        record("material.open", meeting, by=by, at=at, materials=[row.pk for row in materials])
    return done


@transaction.atomic
def excuse(meeting: Meeting, *, reason: str, by: User, at: datetime) -> None:
    """Let a meeting open although materials are missing, with the reason; without it the opening is held (A-4.8)."""
    verdict = judge_materials(meeting)
    if verdict:
        return
    if not reason.strip():
        raise Refused(verdict)
    access.require(by, "run_meeting", meeting, at=at)
    Meeting.objects.filter(pk=meeting.pk).update(materials_reason=reason.strip()[:300])
    record("material.excuse", meeting, by=by, at=at, reason=reason.strip()[:300])


def _bind(meeting: Meeting, by: User, at: datetime) -> None:
    """Order one file of agenda, list and materials, with bookmarks; what is no PDF is named in the list."""
    items = agenda_of(meeting)
    facts = reading_list_facts(meeting, items)
    listing = papers.draw(D10M, meeting, facts=facts, by=by, at=at, draft=False, dated_on=meeting.held_on)
    held = [paper for paper in (meeting.agenda_paper, listing) if paper]
    parts = pack_parts(items, held)
    name = f"materials-{meeting.held_on.isoformat()}"
    pack = bundles.bind(held, meeting, form="pdf", name=name, parts=parts, by=by, at=at)
    Meeting.objects.filter(pk=meeting.pk).update(pack=pack)


def _tell(material: Material, meeting: Meeting, at: datetime) -> None:
    people = User.objects.filter(is_active=True, person__in=meeting.participants.values("person")).order_by("pk")
    zone = Association.current().time_zone
    outbox.send(notices.MATERIAL_ADDED, meeting, to=people, at=at, material=material, item=material.item, zone=zone)
