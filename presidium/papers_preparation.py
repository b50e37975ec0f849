"""Papers of the preparation of a meeting: the invitation of each person (D11), the list of materials with its pack."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from association.models import Association, Paper, Person, StoredFile
from association.papers import PaperKind, association_facts, declare
from presidium.models import AgendaItem, Material, Meeting, Participant
from presidium.papers import leads, meeting_facts

D11 = declare(PaperKind("D11", _("Invitation to a meeting"), "invitation"))
D10M = declare(PaperKind("D10M", _("List of materials of a meeting"), "materials"))
VOICES = {"decisive": "решающий", "consultative": "совещательный", "none": "без права голоса"}
REPLY_DAYS = 2  # before the meeting


def salutation(person: Person) -> str:
    """How a letter turns to a person; the patronymic tells the form, without one both are printed."""
    name = f"{person.given} {person.patronymic}".strip()
    if person.patronymic.endswith("ич"):
        return f"Уважаемый {name}!"
    return f"Уважаемая {name}!" if person.patronymic.endswith("на") else f"Уважаемый (ая) {name}!"


def invitation_facts(participant: Participant, *, on: date) -> dict[str, Any]:
    """Facts of D11: the voice a person holds, the questions, until when an answer is asked (A-4.2b, A-4.4c)."""
    meeting, person = participant.meeting, participant.person
    last = meeting.held_on - timedelta(days=REPLY_DAYS)
    has_materials = Material.objects.filter(item__meeting=meeting, withdrawn_at=None).exists()
    return {
        "association": association_facts(Association.current()),
        "date": on.isoformat(),
        "invitee": {
            "post_dative": None, "name_dative": person.dative or person.full_name, "salutation": salutation(person),
        },
        "voice": participant.voice,
        "meeting": meeting_facts(meeting),
        "items": [{"number": item.number, "title": item.title} for item in meeting.items.all()],
        "materials": f"{settings.SITE_ADDRESS}{meeting.get_absolute_url()}" if has_materials else None,
        "reply_by": last.isoformat() if last > on else None,
        "signer": leads(on),
        "executor": None,
    }  # fmt: skip


def reading_list_facts(meeting: Meeting, items: Iterable[AgendaItem]) -> dict[str, Any]:
    """Facts of the list of materials: by question what is to be read, and who is asked with which voice (A-4.8)."""
    people = meeting.participants.select_related("person")
    return {
        "association": association_facts(Association.current()),
        "meeting": meeting_facts(meeting),
        "items": [
            {
                "number": item.number, "title": item.title,
                "materials": [
                    {
                        "title": row.title, "file": row.file.name,
                        "bound": row.file.kind == StoredFile.Kind.PDF,
                    }
                    for row in item.reading
                ],
            }
            for item in items
        ],
        "invited": [
            {"name": row.person.surname_first, "post": row.post or None, "voice": VOICES[row.voice]} for row in people
        ],
    }  # fmt: skip


def pack_parts(items: Iterable[AgendaItem], papers: Iterable[Paper]) -> list[dict[str, Any]]:
    """The bookmarks of the pack: its papers, then each question with those of its materials that are PDF."""
    parts: list[dict[str, Any]] = [{"level": 0, "title": paper.title, "paper": paper.pk} for paper in papers]
    for item in items:
        rows = [row for row in item.reading if row.file.kind == StoredFile.Kind.PDF]
        if rows:
            parts.append({"level": 0, "title": f"{item.number}. {item.title}"})
        parts += [{"level": 1, "title": row.title, "file": row.file_id} for row in rows]
    return parts
