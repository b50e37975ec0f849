"""Reads of the register of papers: what was looked for, what is under control, who may be given a paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from association import access
from association.audiences import AUDIENCES
from association.models import LetterCopy, Paper, RegisterEntry, RoleGrant, Routing, User
from association.roles import ROLES
from association.search import fold_query

CONTROLS = ("open", "overdue", "late", "void")


def wanted_rows(words: str) -> QuerySet[RegisterEntry]:
    """Entries whose correspondent, heading, number or organisation holds every word, however it is typed."""
    if not words:
        return RegisterEntry.objects.all()
    wanted = Q(pk__in=[])
    for form in fold_query(words):
        parts = (Q(search__contains=word) | Q(organisation__name_search__contains=word) for word in form.split())
        wanted |= Q(*parts)
    return RegisterEntry.objects.filter(wanted)


def under(control: str, today: date) -> Q:
    """Which entries a choice of control keeps: awaited ones, overdue ones, those entered late, struck ones."""
    awaited = Q(due_on__isnull=False, done_on=None, voided_at=None)
    return {
        "open": awaited,
        "overdue": awaited & Q(due_on__lt=today),
        "late": Q(came_on__lt=F("registered_on")),
        "void": Q(voided_at__isnull=False),
    }.get(control, Q())


def told(rows: QuerySet[RegisterEntry]) -> QuerySet[RegisterEntry]:
    """Entries with everything a line of the journal says, in a fixed number of queries."""
    routings = Routing.objects.filter(taken_back_at=None).select_related("to__person")
    copies = LetterCopy.objects.select_related("letter__written_by__person")
    return rows.select_related("organisation", "reply_to", "registered_by__person").prefetch_related(
        Prefetch("routings", routings), Prefetch("copies", copies), "dispatches", "files", "replies"
    )


def overdue(today: date) -> QuerySet[RegisterEntry]:
    """Papers under control whose day is over, the longest overdue first."""
    return RegisterEntry.objects.filter(under("overdue", today)).order_by("due_on", "pk")


def awaited(until: date) -> QuerySet[RegisterEntry]:
    """Papers under control that are to be answered by a day, the nearest first."""
    return RegisterEntry.objects.filter(under("open", until), due_on__lte=until).order_by("due_on", "pk")


def open_routings(user: User) -> QuerySet[Routing]:
    """What was passed to a person and is not done, the nearest first."""
    rows = Routing.objects.filter(to=user, done_at=None, taken_back_at=None, entry__voided_at=None)
    return rows.select_related("entry").order_by(F("due_on").asc(nulls_last=True), "pk")


def unsent(series: str = RegisterEntry.Series.OUTGOING) -> QuerySet[RegisterEntry]:
    """Letters written in the portal of which nobody noted yet how they left."""
    return RegisterEntry.objects.filter(
        series=series, voided_at=None, dispatches=None, copies__isnull=False
    ).order_by("registered_on", "pk")  # fmt: skip


def people_to_pass_to(day: date) -> QuerySet[User]:
    """Accounts a paper may be passed to: those who read the records, and the people of the circles named above."""
    roles = [role for role, (_scope, _name, rights) in ROLES.items() if "view_records" in rights]
    found = Q(pk__in=RoleGrant.objects.filter(role__in=roles, revoked_at=None).values("user"))
    for circle in AUDIENCES.values():
        if circle.people is not None:
            found |= Q(pk__in=circle.people(day).values("pk"))
    rows = User.objects.filter(found, is_active=True, person__isnull=False).select_related("person")
    return rows.order_by("person__surname", "person__given", "pk")


def entries_read_by(user: User) -> QuerySet[RegisterEntry]:
    """Entries that a person may open: all with the records, or what was passed to that person."""
    return access.visible(user, "view_records", RegisterEntry.objects.all())


def papers_of(entries: Iterable[RegisterEntry]) -> dict[int, Paper]:
    """The paper that went out under each number."""
    out = {f"{row.index}/{row.number}": row for row in entries if row.series == RegisterEntry.Series.OUTGOING}
    if not out:
        return {}
    papers = Paper.objects.filter(
        number__in=out, subject_id__in={row.subject_id for row in out.values()}, is_draft=False
    )
    return {
        out[paper.number].pk: paper
        for paper in papers
        if (paper.subject_type, paper.subject_id) == (out[paper.number].subject_type, out[paper.number].subject_id)
    }
