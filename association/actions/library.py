"""Verbs on the library of methodical materials: give one, take it back (A-7.2.9)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access, files
from association.doors import Checked
from association.journal import record
from association.models import LibraryItem, Organisation, QmsProcess, User
from association.statute import Refused, Verdict, denial

Check = Callable[[Organisation, date], Verdict]
CHECKS: list[Check] = []


@transaction.atomic
def give(
    organisation: Organisation, *, checked: Checked, kind: str, title: str, audience: str, licence: str, on: date,
    by: User, at: datetime, process: QmsProcess | None = None, title_ky: str = "", note: str = "", note_ky: str = "",
    authors: str = "",
) -> LibraryItem:  # fmt: skip
    """Put a material of an organisation into the library, its file with it (A-7.2.9).

    Raises Unacceptable when the organisation has no room left, Refused when a check of an app above does not pass.
    """
    access.require(by, "give_material", organisation, at=at)
    for check in CHECKS:
        if not (verdict := check(organisation, on)):
            raise Refused(verdict)
    stored = files.keep(checked, organisation=organisation, by=by, at=at)
    item = LibraryItem(
        kind=kind, title=title, title_ky=title_ky, note=note, note_ky=note_ky, organisation=organisation,
        authors=authors, process=process, licence=licence, audience=audience, file=stored, added_on=on, added_at=at,
        added_by=by,
    )  # fmt: skip
    item.refold()
    item.save(force_insert=True)
    facts = {"kind": kind, "title": title, "audience": audience, "licence": licence, "sha256": stored.sha256}
    record("material.give", item, by=by, at=at, organisation=organisation.pk, **facts)
    return item


@transaction.atomic
def take_back(item: LibraryItem, *, reason: str, by: User, at: datetime) -> None:
    """Take a material out of the library; it stays on record with the reason (A-7.2.9)."""
    if not access.can(by, "keep_library", at=at):
        access.require(by, "give_material", item, at=at)
    locked = LibraryItem.objects.select_for_update().get(pk=item.pk)
    if locked.taken_back_at is not None:
        raise Refused(denial("A-7.2.9", _("This material was taken back already.")))
    LibraryItem.objects.filter(pk=locked.pk).update(taken_back_at=at, taken_back_why=reason)
    record("material.take_back", locked, by=by, at=at, reason=reason, title=locked.title)
    item.taken_back_at, item.taken_back_why = at, reason
