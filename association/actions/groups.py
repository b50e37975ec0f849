"""Verbs on working groups: presets, people by period, proposals, tasks, notes (A-3.11, A-5.6.6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, files, outbox
from association.actions import organisations
from association.doors import Checked
from association.journal import record
from association.models import (
    Function,
    GroupNote,
    GroupProposal,
    GroupSeat,
    GroupTask,
    Organisation,
    Person,
    RoleGrant,
    StoredFile,
    User,
    WorkingGroup,
)
from association.models.group import LEADS
from association.notices import GROUP_ANSWERED, GROUP_PROPOSED
from association.queries_groups import accounts_of, member_organisations, seats_on, still_leads
from association.rules import groups as rules
from association.statute import Refused, Verdict, denial
from association.workflow import advance

KEEPS, ROLE = "keep_groups", "group_leader"
# The groups of clause 3.11.1-3, in the words of the statute.
STANDING: tuple[dict[str, Any], ...] = (
    {
        "key": "consulting", "clause": "A-3.11.1", "function": Function.CONSULTING,
        "name": "Рабочая группа по консультационно-методической работе",
        "name_ky": "Консультациялык-методикалык иштер боюнча жумушчу топ",
        "purpose": "Организационно-правовая и методическая помощь организациям, которые разрабатывают и внедряют СМК.",
        "purpose_ky": "СМСти иштеп чыгып, киргизип жаткан уюмдарга уюштуруу-укуктук жана методикалык жардам.",
    },
    {
        "key": "analytical", "clause": "A-3.11.2", "function": Function.ANALYTICAL,
        "name": "Рабочая группа по научно-аналитической работе",
        "name_ky": "Илимий-аналитикалык иштер боюнча жумушчу топ",
        "purpose": "Модельные документы для процессов СМК, анализ результатов аудитов, подготовка конференций.",
        "purpose_ky": "СМС процесстери үчүн үлгү документтер, аудиттердин жыйынтыгын талдоо, конференцияларды даярдоо.",
    },
    {
        "key": "information", "clause": "A-3.11.3", "function": Function.INFORMATION,
        "name": "Рабочая группа по информационному обеспечению деятельности",
        "name_ky": "Ишти маалымат менен камсыздоо боюнча жумушчу топ",
        "purpose": "Информационное обеспечение деятельности Ассоциации.",
        "purpose_ky": "Ассоциациянын ишин маалымат менен камсыз кылуу.",
    },
)  # fmt: skip


def _hold(verdict: Verdict) -> None:
    if not verdict:
        raise Refused(verdict)


def _lock(group: WorkingGroup) -> WorkingGroup:
    return WorkingGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)


@transaction.atomic
def preset(*, on: date, by: User | None, at: datetime) -> int:
    """Set up the standing groups that are missing, and say how many (A-3.11.1-3); done twice it changes nothing."""
    known = set(WorkingGroup.objects.exclude(key=None).values_list("key", flat=True))
    missing = [WorkingGroup(starts_on=on, **row) for row in STANDING if row["key"] not in known]
    for row in missing:
        row.save(force_insert=True)
        record("group.found", row, by=by, at=at, key=row.key)
    return len(missing)


@transaction.atomic
def found(*, on: date, by: User, at: datetime, basis: Mapping[str, Any] | None = None, **fields: Any) -> WorkingGroup:
    """Set up a group, a commission or a creative team; the decision it stands on may be named (A-3.11.4)."""
    access.require(by, KEEPS, at=at)
    stands_on = organisations.add_basis(**basis, by=by, at=at) if basis else None
    row = WorkingGroup.objects.create(starts_on=on, basis=stands_on, **fields)
    record("group.found", row, by=by, at=at, name=row.name, kind=row.kind)
    return row


@transaction.atomic
def describe(group: WorkingGroup, *, by: User, at: datetime, **fields: Any) -> None:
    """Write name and purpose of a group anew; its leader may too."""
    locked = _lock(group)
    access.require(by, LEADS, locked, at=at)
    WorkingGroup.objects.filter(pk=locked.pk).update(**fields)
    record("group.describe", locked, by=by, at=at, fields=fields)


@transaction.atomic
def end(group: WorkingGroup, *, on: date, by: User, at: datetime) -> None:
    """End a group from a day; the places in it end with it."""
    access.require(by, KEEPS, at=at)
    locked = _lock(group)
    if locked.ends_on is not None or on < locked.starts_on:
        raise Refused(denial(locked.clause, _("The group has ended already, or begins later.")))
    for seat in locked.seats.open():
        _end_seat(seat, on, by, at)
    WorkingGroup.objects.filter(pk=locked.pk).update(ends_on=on)
    record("group.end", locked, by=by, at=at, on=on)


@transaction.atomic
def seat(
    group: WorkingGroup, person: Person | Mapping[str, str], *, role: str, post: str, on: date, by: User, at: datetime,
    organisation: Organisation | None = None,
) -> GroupSeat:  # fmt: skip
    """Let a person lead a group or work in it from a day; a new leader follows the one before, who stays a member."""
    locked = _lock(group)
    access.require(by, KEEPS if role == GroupSeat.Role.LEADER else LEADS, locked, at=at)
    return _seat(locked, _person(person, by, at), role, post, organisation, on, by, at)


def _person(named: Person | Mapping[str, str], by: User, at: datetime) -> Person:
    """The person meant, entered when only the name is given."""
    return named if isinstance(named, Person) else organisations.add_person(**named, by=by, at=at)


def _seat(
    group: WorkingGroup, person: Person, role: str, post: str, organisation: Organisation | None, on: date, by: User,
    at: datetime,
) -> GroupSeat:  # fmt: skip
    _hold(rules.is_within.judge(since=group.starts_on, until=group.ends_on, on=on))
    present = seats_on(group, on).filter(person=person).first() or group.seats.open().filter(person=person).first()
    if present is not None and present.role == role:
        _hold(rules.may_join.judge(is_member=True, is_in_already=True))
    if present is not None:
        _end_seat(present, on, by, at)
    if role == GroupSeat.Role.LEADER and (former := group.seats.open().filter(role=role).first()):
        _end_seat(former, on, by, at)
        _open_seat(group, former.person, GroupSeat.Role.MEMBER, former.post, former.organisation, on, by, at)
    return _open_seat(group, person, role, post, organisation, on, by, at)


def _open_seat(
    group: WorkingGroup, person: Person, role: str, post: str, organisation: Organisation | None, on: date, by: User,
    at: datetime,
) -> GroupSeat:  # fmt: skip
    row = GroupSeat.objects.create(
        group=group, person=person, role=role, post=post, organisation=organisation, starts_on=on
    )
    record("group.seat", row, by=by, at=at, group=group.pk, person=person.pk, role=role, on=on)
    if role == GroupSeat.Role.LEADER:
        for account in accounts_of(row):
            access.grant(account, ROLE, by=by, at=at)
    return row


def _end_seat(row: GroupSeat, on: date, by: User, at: datetime) -> None:
    GroupSeat.objects.filter(pk=row.pk).update(ends_on=max(on, row.starts_on))
    record("group.unseat", row, by=by, at=at, group=row.group_id, on=on)
    if row.role != GroupSeat.Role.LEADER:
        return
    for account in accounts_of(row):
        if not still_leads(account, on, but=row.pk):
            for held in RoleGrant.objects.filter(user=account, role=ROLE, revoked_at=None):
                access.revoke(held, by=by, at=at)


@transaction.atomic
def unseat(row: GroupSeat, *, on: date, by: User, at: datetime) -> None:
    """End somebody's place in a group from a day."""
    access.require(by, LEADS, _lock(row.group), at=at)
    locked = GroupSeat.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.ends_on is None:
        _end_seat(locked, on, by, at)


@transaction.atomic
def propose(
    group: WorkingGroup, organisation: Organisation, *, person: Person | Mapping[str, str], post: str, word: str,
    on: date, by: User, at: datetime,
) -> GroupProposal:  # fmt: skip
    """A director names a person of the own organisation for a group (A-5.6.6)."""
    access.require(by, "join_group", organisation, at=at)
    locked = _lock(group)
    _hold(rules.is_within.judge(since=locked.starts_on, until=locked.ends_on, on=on))
    known = person if isinstance(person, Person) else None
    is_in = known is not None and seats_on(locked, on).filter(person=known).exists()
    is_in = is_in or locked.proposals.filter(person=known, state=GroupProposal.State.ASKED).exists()
    is_member = member_organisations(on).filter(pk=organisation.pk).exists()
    _hold(rules.may_join.judge(is_member=is_member, is_in_already=is_in))
    row = GroupProposal.objects.create(
        group=locked, organisation=organisation, person=_person(person, by, at), post=post, word=word, proposed_at=at,
        proposed_by=by,
    )  # fmt: skip
    record("group.propose", row, by=by, at=at, group=locked.pk, person=row.person_id, organisation=organisation.pk)
    leader = seats_on(locked, on).filter(role=GroupSeat.Role.LEADER).first()
    to = list(accounts_of(leader)) if leader else []
    outbox.send(GROUP_PROPOSED, row, to=to or access.holders(KEEPS), at=at)
    return row


@transaction.atomic
def accept(proposal: GroupProposal, *, on: date, by: User, at: datetime) -> GroupSeat:
    """Take the proposed person into the group from a day (A-5.6.6)."""
    _settle(proposal, "accept", "", by, at)
    row = GroupProposal.objects.select_related("group", "person", "organisation").get(pk=proposal.pk)
    group = _lock(row.group)
    return _seat(group, row.person, GroupSeat.Role.MEMBER, row.post, row.organisation, on, by, at)


@transaction.atomic
def refuse(proposal: GroupProposal, *, answer: str, by: User, at: datetime) -> None:
    """Answer a proposal in the negative, with the reason."""
    _settle(proposal, "refuse", answer, by, at)


def _settle(proposal: GroupProposal, step: str, answer: str, by: User, at: datetime) -> None:
    advance(proposal, step, by=by, at=at, group=proposal.group_id, answer=answer)
    GroupProposal.objects.filter(pk=proposal.pk).update(answer=answer)
    proposal.answer = answer
    outbox.send(GROUP_ANSWERED, proposal, to=proposal.proposed_by, at=at, is_in=step == "accept")


@transaction.atomic
def give_task(
    group: WorkingGroup, *, text: str, person: Person, due_on: date, on: date, by: User, at: datetime
) -> GroupTask:
    """The leader gives a member of the group something to do until a day (A-3.11)."""
    locked = _lock(group)
    access.require(by, LEADS, locked, at=at)
    if not seats_on(locked, on).filter(person=person).exists():
        raise Refused(denial(locked.clause, _("Only somebody of the group takes a task of the group.")))
    if due_on < on:
        raise Refused(denial(locked.clause, _("The due day lies in the past.")))
    row = GroupTask.objects.create(
        group=locked, text=text, person=person, due_on=due_on, given_at=at, given_by=by
    )  # fmt: skip
    record("group.give_task", row, by=by, at=at, group=locked.pk, person=person.pk, due_on=due_on)
    return row


@transaction.atomic
def finish_task(task: GroupTask, *, word: str, checked: Checked | None, by: User, at: datetime) -> None:
    """Note that a task is done, with a word on how and a file if there is one."""
    advance(task, "finish", by=by, at=at, group=task.group_id, word=word)
    stored = _kept(checked, by, at)
    GroupTask.objects.filter(pk=task.pk).update(word=word, file=stored, settled_at=at)


@transaction.atomic
def drop_task(task: GroupTask, *, by: User, at: datetime) -> None:
    """Give a task up; it stays on record."""
    advance(task, "drop", by=by, at=at, group=task.group_id)
    GroupTask.objects.filter(pk=task.pk).update(settled_at=at)


@transaction.atomic
def note(group: WorkingGroup, *, text: str, on: date, checked: Checked | None, by: User, at: datetime) -> GroupNote:
    """The leader writes down what the group did, with the material it worked on."""
    locked = _lock(group)
    access.require(by, LEADS, locked, at=at)
    row = GroupNote.objects.create(
        group=locked, text=text, on=on, file=_kept(checked, by, at), written_at=at, written_by=by
    )
    record("group.note", row, by=by, at=at, group=locked.pk, on=on)
    return row


def _kept(checked: Checked | None, by: User, at: datetime) -> StoredFile | None:
    return files.keep(checked, organisation=None, by=by, at=at) if checked else None
