"""Meetings of the demonstration, played through the verbs of the meeting room."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from association.doors import open_checked
from association.models import User
from association.proofs import Password
from association.statute import Refused
from membership.queries import waiting_for_meeting
from mentoring.demo import assignments
from mentoring.demo.cast import EMPTY_PDF
from mentoring.demo.stage import PASSWORD, Stage
from presidium.actions import materials, meetings, minutes, preparation, room
from presidium.models import Meeting
from presidium.queries import voters


def _prepare(stage: Stage, starts_at: datetime, topic: str, kind: str) -> Meeting:
    stage.now = max(stage.now, starts_at - timedelta(days=14))
    meeting = meetings.plan(
        starts_at=starts_at, place="МБОУ «Демонстрационная СОШ № 901», г. Барнаул, каб. 12", kind=kind,
        reason="Срочный запрос министерства" if kind == "extraordinary" else "", by=stage.secretary, at=stage.tick(),
    )  # fmt: skip
    meetings.add_question(
        meeting, title=f"О вопросе «{topic}»", decision=f"Принять к сведению и одобрить: {topic.lower()}.",
        rapporteur="Примеров Б. Б.", by=stage.secretary, at=stage.tick(),
    )  # fmt: skip
    for application in waiting_for_meeting():
        key = "candidate_status" if application.is_for_candidate else "admission"
        meetings.list_matter(
            meeting, matter_key=key, subject_id=str(application.pk), by=stage.secretary, at=stage.tick()
        )
    return meeting


def plan_next(stage: Stage, starts_at: datetime) -> Meeting:
    """Plan the coming meeting; its first question is being prepared, its agenda waits for the chair."""
    starts_at = starts_at.replace(hour=7, minute=0, second=0, microsecond=0)
    meeting = _prepare(stage, starts_at, "План на следующий квартал", "ordinary")
    item, chair = meeting.items.first(), stage.heads[901]
    day = meeting.held_on - timedelta(days=3)
    preparation.appoint(item, stage.heads[903].person, ready_by=day, by=chair, at=stage.tick())
    draft = open_checked(SimpleUploadedFile("проект-плана.pdf", EMPTY_PDF, "application/pdf"))
    materials.add_material(item, title="Проект плана", checked=draft, by=stage.heads[903], at=stage.tick())
    return meeting


def hold(
    stage: Stage, day: datetime, present: set[str], topic: str, kind: str = "ordinary", *, sign: bool = True,
    assigns: bool = False, puts: Callable[[Stage, Meeting], object] | None = None,
) -> Meeting:  # fmt: skip
    """Call and hold a meeting with those heads present; without a quorum record that it failed.

    `puts` puts more on the agenda before the chair approves it.
    """
    starts_at = day.replace(hour=7, minute=0, second=0, microsecond=0)
    meeting = _prepare(stage, starts_at, topic, kind)
    if puts is not None:
        puts(stage, meeting)
    meetings.approve_agenda(meeting, by=stage.heads[901], at=stage.tick())
    stage.now = starts_at - timedelta(minutes=12)
    heads = {stage.heads[int(number)].person_id for number in present}
    seats = list(voters(meeting))
    for row in seats:
        if row.person_id in heads:
            room.note_presence(row, arrived=True, by=stage.secretary, at=stage.tick(2))
    try:
        room.open_meeting(meeting, by=stage.secretary, at=stage.tick(2))
    except Refused:
        room.declare_failed(meeting, by=stage.secretary, at=stage.tick(30))
        return meeting
    for item in meeting.items.all():
        _decide(stage, item, [row for row in seats if row.person_id in heads])
    room.close_meeting(meeting, by=stage.secretary, at=stage.tick(10))
    if assigns:
        assignments.give(stage, meeting)
    _write_minutes(stage, meeting, sign=sign)
    if assigns:
        assignments.carry_out(stage, meeting)
    return meeting


def _decide(stage: Stage, item, present: list) -> None:
    room.write_up(
        item, heard=f"{item.rapporteur or 'Образцова А. А.'} доложила по вопросу.",
        spoke=f"{present[0].person.surname_first}: поддерживаю.", by=stage.secretary, at=stage.tick(5),
    )  # fmt: skip
    room.open_voting(item, by=stage.secretary, at=stage.tick())
    for place, row in enumerate(present):
        voter: User = row.person.accounts.get()
        choice = "abstain" if place == len(present) - 1 and item.number == 1 else "for"
        room.cast(item, row, choice=choice, by=voter, at=stage.tick())
    room.close_voting(item, by=stage.secretary, at=stage.tick())


def _write_minutes(stage: Stage, meeting: Meeting, *, sign: bool) -> None:
    record = meeting.minutes
    stage.tick(60 * 26)
    minutes.offer(record, by=stage.secretary, at=stage.now)
    stage.work()
    record.refresh_from_db()
    digest = record.paper.sha256
    minutes.sign_as_secretary(record, proof=Password(PASSWORD), sha256=digest, by=stage.secretary, at=stage.tick())
    if not sign:
        return
    meeting.refresh_from_db()
    chair = meeting.presiding.accounts.get()
    stage.tick(60 * 20)
    minutes.sign_as_presiding(record, proof=Password(PASSWORD), sha256=digest, on=stage.day, by=chair, at=stage.now)
