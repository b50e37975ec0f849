"""Reads of outgoing letters: who may be addressed, what waits for whom, whose papers and files a letter opens."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from association import access
from association.audiences import AUDIENCES, Audience
from association.models import Association, LetterCopy, LetterFile, Organisation, OutgoingLetter, RegisterEntry, User

MEMBERS = "members"


def circles() -> list[Audience]:
    """The circles of organisations that a letter may go to."""
    return list(AUDIENCES.values())


def to_organisation(organisation: Organisation, on: date) -> dict[str, Any]:
    """An organisation with its head as letters address them."""
    head = organisation.head_on(on)
    return {
        "organisation": organisation.pk,
        "kind": RegisterEntry.Correspondent.SCHOOL.value,
        "name": organisation.title,
        "post_dative": (head.post_dative or head.post) if head else "",
        "name_dative": (head.person.dative or head.person.surname_first) if head else "",
    }


def to_authority(on: date) -> dict[str, Any]:
    """The authority with the official who heads it."""
    authority = Association.current().authority
    head = authority.head_on(on) if authority else None
    return {
        "organisation": None,
        "kind": RegisterEntry.Correspondent.AUTHORITY.value,
        "name": authority.name_on(on).name if authority else "",
        "post_dative": (head.post_dative or head.post) if head else "",
        "name_dative": (head.person.dative or head.person.surname_first) if head else "",
    }


def addressees_of(letter: OutgoingLetter, on: date) -> list[dict[str, Any]]:
    """All to whom a letter goes on a day: the circle and the organisations chosen, the authority, those outside."""
    wanted = Q(pk__in=letter.organisations.values("pk"))
    if letter.audience in AUDIENCES:
        wanted |= Q(pk__in=AUDIENCES[letter.audience].organisations(on).values("pk"))
    rows = list(Organisation.objects.filter(wanted).order_by("sort_key", "pk"))
    members: set[int] = set()
    if MEMBERS in AUDIENCES:
        members = set(
            AUDIENCES[MEMBERS].organisations(on).filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True)
        )
    found = [to_organisation(row, on) for row in rows]
    for one in found:
        if one["organisation"] in members:
            one["kind"] = RegisterEntry.Correspondent.MEMBER.value
    if letter.to_authority:
        found.append(to_authority(on))
    return found + [{"organisation": None, **one} for one in letter.outside]


def waiting_for_signature() -> QuerySet[OutgoingLetter]:
    """Letters that the chair has not signed yet."""
    return OutgoingLetter.objects.filter(state=OutgoingLetter.State.OFFERED).order_by("pk")


def letters_seen(state: str) -> QuerySet[OutgoingLetter]:
    """Letters of a state, or all; the newest first."""
    rows = OutgoingLetter.objects.select_related("written_by__person", "reply_to").prefetch_related("copies__entry")
    return rows.filter(state=state) if state else rows


def copies_open_to(user: User, right: str) -> QuerySet[LetterCopy] | None:
    """The copies that reached an account: those of its organisations, and for officials those to the authority."""
    if right == "view_organisation":
        return LetterCopy.objects.filter(organisation__in=access.organisations(user, right))
    if right == "view_records" and access.can(user, "read_reports"):
        return LetterCopy.objects.filter(kind=RegisterEntry.Correspondent.AUTHORITY)
    return None


def papers_open_to(user: User, right: str) -> Q:
    """The papers of those copies."""
    copies = copies_open_to(user, right)
    return Q(pk__in=[]) if copies is None else Q(pk__in=copies.exclude(paper=None).values("paper"))


def files_open_to(user: User, right: str) -> Q:
    """The files attached to those copies."""
    copies = copies_open_to(user, right)
    if copies is None:
        return Q(pk__in=[])
    return Q(pk__in=LetterFile.objects.filter(letter__in=copies.values("letter")).values("file"))
