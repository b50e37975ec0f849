"""Verbs on the questions of an agenda in preparation: wording, preparer, order, removal, what is added in session."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop as _

from association import access, outbox
from association.journal import record
from association.matters import MATTERS
from association.models import Person, User
from association.statute import Refused, denial
from membership.queries import local_day
from presidium import notices, rules
from presidium.models import AgendaItem, Material, Meeting
from presidium.queries import untold
from presidium.queries_preparation import unlisted_matters

BEFORE = (Meeting.State.PLANNED, Meeting.State.CALLED)
WORDING = ("title", "title_ky", "decision", "decision_ky")


def _drafted(item: AgendaItem, by: User, at: datetime) -> Meeting:
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    access.require(by, "prepare_meeting", at=at)
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(denial("A-4.3b", _("The agenda is approved; a further item needs a vote to amend it.")))
    return meeting


@transaction.atomic
def word(item: AgendaItem, *, by: User, at: datetime, **facts: Any) -> None:
    """Word a question of an agenda in preparation: draft decision, its form, rapporteur (A-1.5, A-4.3a).

    The secretary or who prepares it; the words of a matter that carries itself out stay those of the matter.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if by.person_id is None or by.person_id != item.preparer_id:
        access.require(by, "prepare_meeting", at=at)
    if meeting.state != Meeting.State.PLANNED:
        raise Refused(denial("A-4.3b", _("The agenda is approved; its questions are not worded anew.")))
    fixed = WORDING if item.matter in MATTERS else ()
    changed = {name: value for name, value in facts.items() if name not in fixed}
    AgendaItem.objects.filter(pk=item.pk).update(**changed)
    record("item.word", item, by=by, at=at, meeting=meeting.pk, item=item.number, form=changed.get("form", item.form))


@transaction.atomic
def appoint(item: AgendaItem, person: Person, *, ready_by: date, by: User, at: datetime) -> None:
    """The chair appoints who prepares a question, and until which day; a letter tells them (A-4.5)."""
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    access.require(by, "approve_agenda", at=at)
    if meeting.state not in BEFORE:
        raise Refused(denial("A-4.5", _("Questions are prepared before the meeting begins.")))
    if not local_day(at) <= ready_by <= meeting.held_on:
        raise Refused(denial("A-4.5", _("The day lies between today and the day of the meeting.")))
    AgendaItem.objects.filter(pk=item.pk).update(preparer=person, ready_by=ready_by, ready_at=None, reminded="")
    record("item.appoint", item, by=by, at=at, meeting=meeting.pk, person=person.pk, ready_by=ready_by)
    item.preparer, item.ready_by, item.ready_at = person, ready_by, None
    users = User.objects.filter(is_active=True, person=person).order_by("pk")
    outbox.send(notices.PREPARER, item, to=users, at=at, meeting=meeting)


@transaction.atomic
def report_ready(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Say that a question is prepared; reminders stop (A-4.5)."""
    if by.person_id is None or by.person_id != item.preparer_id:
        access.require(by, "prepare_meeting", at=at)
    if AgendaItem.objects.filter(pk=item.pk, ready_at=None).exclude(preparer=None).update(ready_at=at):
        record("item.ready", item, by=by, at=at, meeting=item.meeting_id)


@transaction.atomic
def remind(*, by: User | None, at: datetime, limit: int = 200) -> int:
    """Write to those whose questions are due within three days, on the day itself and once after it (A-4.5).

    Each stage once; a stage that a sleeping machine missed gives way to the next.
    """
    day, done = local_day(at), 0
    rows = AgendaItem.objects.select_for_update(of=("self",)).filter(
        untold(day, "ready_by"), ready_at=None, preparer__isnull=False, meeting__state__in=BEFORE,
        meeting__held_on__gte=day,
    )  # fmt: skip
    for item in rows.select_related("meeting").order_by("ready_by", "pk")[:limit]:
        stage = rules.reminder_stage(due_on=item.ready_by, on=day)
        AgendaItem.objects.filter(pk=item.pk).update(reminded=stage)
        users = User.objects.filter(is_active=True, person=item.preparer_id).order_by("pk")
        outbox.send(notices.PREPARATION_DUE, item, to=users, at=at, meeting=item.meeting)
        record("item.remind", item, by=by, at=at, meeting=item.meeting_id, stage=stage)
        done += 1
    return done


@transaction.atomic
def move_item(item: AgendaItem, *, up: bool, by: User, at: datetime) -> None:
    """Move a question one place up or down; the first does not go higher (A-4.3b)."""
    meeting = _drafted(item, by, at)
    rows = {row.pk: row for row in meeting.items.order_by("number")}
    order = list(rows)
    if item.pk not in rows:
        return
    place = order.index(item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    _number(order, rows)
    record("meeting.reorder", meeting, by=by, at=at, item=item.pk, up=up)


@transaction.atomic
def drop_item(item: AgendaItem, *, by: User, at: datetime) -> None:
    """Take a question off an agenda that is not approved yet; its matter waits again (A-4.3b)."""
    meeting = _drafted(item, by, at)
    locked = AgendaItem.objects.get(pk=item.pk)
    facts = {"title": locked.title, "matter": locked.matter, "subject_id": locked.subject_id}
    record("meeting.unlist", meeting, by=by, at=at, item=locked.number, **facts)
    Material.objects.filter(item=locked).delete()
    locked.delete()
    if facts["matter"] in MATTERS:
        matter = MATTERS[facts["matter"]]
        matter.on_dropped(subject=matter.model.objects.get(pk=facts["subject_id"]), by=by, at=at)
    rows = {row.pk: row for row in meeting.items.order_by("number")}
    _number(list(rows), rows)


def _number(order: list[int], rows: dict[int, AgendaItem]) -> None:
    """Give the places of an agenda anew; first out of the way, since a number is given once at any moment."""
    moved = [(pk, place) for place, pk in enumerate(order, start=1) if rows[pk].number != place]
    for pk, place in moved:
        AgendaItem.objects.filter(pk=pk).update(number=place + 10_000)
    for pk, place in moved:
        AgendaItem.objects.filter(pk=pk).update(number=place)


@transaction.atomic
def list_open(meeting: Meeting, *, key: str, by: User, at: datetime) -> AgendaItem | None:
    """Put an open matter on the agenda, worded in Russian and Kyrgyz by its source (A-4.3a, A-5.1.2).

    Returns the free question it became, None when the source put a matter of its own on the agenda.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    access.require(by, "prepare_meeting", at=at)
    if locked.state != Meeting.State.PLANNED:
        raise Refused(denial("A-4.3b", _("The agenda is approved; a further item needs a vote to amend it.")))
    found = [row for row in unlisted_matters(local_day(at), locked.kind) if row.key == key]
    if not found:
        raise Refused(denial("A-4.3a", _("This matter is open no more, or an agenda lists it already.")))
    if found[0].put is not None:
        found[0].put(locked, by=by, at=at)
        return None
    worded = {}
    for language in ("ru", "ky"):
        with translation.override(language):
            worded[language] = (str(found[0].title()), str(found[0].draft()))
    item = AgendaItem.objects.create(
        meeting=locked, number=locked.items.count() + 1, matter="question", subject_id=key, title=worded["ru"][0],
        decision=worded["ru"][1], title_ky=worded["ky"][0], decision_ky=worded["ky"][1],
    )  # fmt: skip
    record("meeting.list", meeting, by=by, at=at, item=item.number, matter="question", subject_id=key)
    return item


@transaction.atomic
def propose_amendment(
    meeting: Meeting, *, title: str, decision: str, rapporteur: str = "", form: str = "internal", by: User, at: datetime
) -> AgendaItem:
    """Put a question off the approved agenda before a meeting in session: a vote to amend comes first (A-4.3b)."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    access.require(by, "run_meeting", locked, at=at)
    if locked.state != Meeting.State.OPEN:
        raise Refused(denial("A-4.3b", _("The agenda is amended by a vote of a meeting in session.")))
    number = locked.items.count() + 1
    facts = {"meeting": locked, "matter": "amendment", "form": AgendaItem.Form.INTERNAL}
    question = AgendaItem.objects.create(
        number=number, title=f"О включении в повестку дня вопроса «{title}»"[:500],
        title_ky=f"«{title}» маселесин күн тартибине киргизүү жөнүндө"[:500],
        decision=f"Включить в повестку дня вопрос «{title}».",
        decision_ky=f"«{title}» маселеси күн тартибине киргизилсин.",
        **facts,
    )  # fmt: skip
    item = AgendaItem.objects.create(
        meeting=locked, number=number + 1, matter="question", title=title, decision=decision, rapporteur=rapporteur,
        form=form, amendment=question,
    )  # fmt: skip
    record("meeting.propose_amendment", locked, by=by, at=at, item=item.number, title=title)
    locked.touch()
    return item
