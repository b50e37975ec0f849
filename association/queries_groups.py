"""Reads of working groups: who leads, who works in them, as of a day (A-3.11)."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from association import access
from association.audiences import AUDIENCES
from association.models import GroupProposal, GroupSeat, GroupTask, Organisation, Person, User, WorkingGroup
from association.models.group import LEADS
from association.rules import groups as rules


def groups_on(day: date) -> QuerySet[WorkingGroup]:
    """The groups of a day with the people of that day, leaders first."""
    seats = GroupSeat.objects.on(day).select_related("person", "organisation")
    return WorkingGroup.objects.on(day).prefetch_related(Prefetch("seats", queryset=seats, to_attr="people"))


def seats_on(group: WorkingGroup, day: date) -> QuerySet[GroupSeat]:
    """Who leads a group and works in it on a day."""
    return group.seats.on(day).select_related("person", "organisation")


def member_organisations(day: date) -> QuerySet[Organisation]:
    """Organisations whose people may join groups (A-5.6.6)."""
    return AUDIENCES["members"].organisations(day)


def accounts_of(seat: GroupSeat) -> QuerySet[User]:
    """The accounts of who holds a place."""
    return User.objects.filter(is_active=True, person=seat.person_id)


def still_leads(user: User, day: date, *, but: int) -> bool:
    """Whether an account leads another group than one on a day."""
    rows = GroupSeat.objects.on(day).filter(role=GroupSeat.Role.LEADER, person=user.person_id)
    return rows.exclude(pk=but).exists()


def tasks_of(user: User, day: date) -> QuerySet[GroupTask]:
    """Open tasks of the groups that a person leads, and those given to the person."""
    led = GroupSeat.objects.on(day).filter(role=GroupSeat.Role.LEADER, person=user.person_id or 0)
    own = Q(group__in=led.values("group")) | Q(person=user.person_id or 0)
    return GroupTask.objects.filter(own, state=rules.OPEN).select_related("group", "person")


def proposals_for(user: User, day: date) -> QuerySet[GroupProposal]:
    """Proposals that await the word of who leads the group."""
    led = GroupSeat.objects.on(day).filter(role=GroupSeat.Role.LEADER, person=user.person_id or 0)
    rows = GroupProposal.objects.filter(state=rules.ASKED, group__in=led.values("group"))
    return rows.select_related("group", "person", "organisation")


def people_of(organisations: QuerySet[Organisation]) -> QuerySet[Person]:
    """Who is known to belong to organisations: their heads, and their people in groups."""
    own = Q(headships__organisation__in=organisations) | Q(group_seats__organisation__in=organisations)
    return Person.objects.filter(pk__in=Person.objects.filter(own).values("pk"))


def reads_inside(user: User, group: WorkingGroup, day: date) -> bool:
    """Whether a person reads tasks, notes and materials: the office, the leader, the people, their directors."""
    if access.can(user, "view_records") or access.can(user, LEADS, group):
        return True
    if not user.is_authenticated:
        return False
    own = Q(person=user.person_id or 0) | Q(organisation__in=access.organisations(user, "join_group"))
    return group.seats.on(day).filter(own).exists()


__all__ = [
    "LEADS", "accounts_of", "groups_on", "member_organisations", "people_of", "proposals_for", "reads_inside",
    "seats_on", "still_leads", "tasks_of",
]  # fmt: skip
