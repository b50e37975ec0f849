"""What an organisation is called, where it stands and who heads it, as entries of its history."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from association.chronicle import (
    AHEAD,
    STEP,
    Entry,
    Reading,
    author,
    linked,
    paper_of,
    source,
    source_of,
    unread,
)
from association.models import (
    Address,
    AuditEntry,
    Headship,
    ImportOutcome,
    OrganisationName,
    Reorganisation,
    Succession,
)

SUBJECT = "association.organisation"


def local_day(moment: datetime) -> date:
    """The day of a moment where the association works."""
    return timezone.localtime(moment).date()


@source
def identity(reading: Reading) -> Iterable[Entry]:
    """Names, addresses and heads after the first, and what the office did with the record itself."""
    acts = reading.acts(SUBJECT, reading.organisation.pk)
    yield from _named(reading)
    yield from _headed(reading, acts)
    yield from _kept(acts)


def names_of(reading: Reading) -> list[OrganisationName]:
    """Every name of the organisation, the oldest first."""
    return reading.keep("names", lambda: _dated(reading.organisation.names.all(), reading))


def heads_of(reading: Reading) -> list[Headship]:
    """Every head of the organisation, the first one first."""
    return reading.keep(
        "heads",
        lambda: _dated(
            reading.organisation.headships.select_related("person").defer(*unread(people=["person"])), reading
        ),
    )


def _dated(rows: QuerySet, reading: Reading) -> list:
    return list(reading.founded(rows, "basis").whole())


def _named(reading: Reading) -> Iterator[Entry]:
    rows = names_of(reading)
    for old, new in itertools.pairwise(rows):
        yield Entry(
            new.starts_on, _("Renamed"), _("Was: %(name)s.") % {"name": old.short}, "A-3.15.1",
            kind=_kind(new.starts_on, reading), paper=paper_of(new.basis, reading),
            act=(SUBJECT, reading.organisation.pk, "organisation.rename"), rank=0.2,
        )  # fmt: skip


@source_of(Address.objects.filter(organisation=OuterRef("pk"), ends_on__isnull=False))
def addresses(reading: Reading) -> Iterable[Entry]:
    """Legal addresses after the first; a new one is no end of the membership (A-3.15.1)."""
    rows = _dated(reading.organisation.addresses.all(), reading)
    for old, new in itertools.pairwise(rows):
        yield Entry(
            new.starts_on, _("New address"), _("%(new)s. Before: %(old)s.") % {"new": new.text, "old": old.text},
            "A-3.15.1",
            kind=_kind(new.starts_on, reading), paper=paper_of(new.basis, reading),
            act=(SUBJECT, reading.organisation.pk, "organisation.move"), rank=0.1,
        )  # fmt: skip


def _headed(reading: Reading, acts: list[AuditEntry]) -> Iterator[Entry]:
    appointed = {
        (act.facts.get("person"), act.facts.get("on")): author(act.by)
        for act in acts
        if act.verb == "organisation.appoint_head"
    }
    for row in heads_of(reading)[1:]:
        by = appointed.get((row.person_id, row.starts_on.isoformat()), "")
        yield Entry(
            row.starts_on, _("New head"), f"{row.person.full_name}, {row.post}.", paper=paper_of(row.basis, reading),
            by=by, kind=_kind(row.starts_on, reading),
        )  # fmt: skip


def _kind(on: date, reading: Reading) -> str:
    return AHEAD if on > reading.today else STEP


def _kept(acts: list[AuditEntry]) -> Iterator[Entry]:
    """What the office did with the record: entered it, corrected its details."""
    words = {
        "organisation.add": _("Entered into the portal"),
        "organisation.correct": _("Details corrected"),
    }
    for act in acts:
        if act.verb in words:
            yield Entry(local_day(act.at), words[act.verb], by=author(act.by), is_record=True, rank=-1)


@source_of(Reorganisation.objects.filter(organisation=OuterRef("pk")))
def reorganisations(reading: Reading) -> Iterable[Entry]:
    """Reorganisations and the liquidation of the organisation, with those who came after it (A-3.15.1)."""
    heavy = ("basis__paper__facts", "basis__paper__marks")
    rows = reading.organisation.reorganisations.select_related("basis__paper", "recorded_by__person").defer(*heavy)
    for row in rows.prefetch_related("successors"):
        heirs = ", ".join(heir.title for heir in row.successors.all())
        text = _("Successors: %(names)s.") % {"names": heirs} if heirs else ""
        yield Entry(
            row.on, _("State register: %(what)s") % {"what": row.get_kind_display()}, text, "A-3.15.1",
            _kind(row.on, reading), paper=paper_of(row.basis, reading), by=author(row.recorded_by), rank=0.5,
        )  # fmt: skip


@source_of(Succession.objects.filter(organisation=OuterRef("pk")))
def origins(reading: Reading) -> Iterable[Entry]:
    """The organisations that this one came after."""
    rows = reading.organisation.successions.select_related("reorganisation__organisation")
    for row in rows:
        event = row.reorganisation
        text = f"{event.organisation.title}: {event.get_kind_display()}."
        if reading.sees_records:
            text = linked(text, event.organisation.get_absolute_url())
        yield Entry(
            event.on, _("Came after another organisation"), text, "A-3.15.1", _kind(event.on, reading), rank=-0.5
        )


@source_of(ImportOutcome.objects.filter(organisation=OuterRef("pk")).exclude(act=ImportOutcome.Act.LEFT))
def imports(reading: Reading) -> Iterable[Entry]:
    """Tables that brought the organisation or changed it; for the office alone."""
    rows = reading.organisation.import_outcomes.exclude(act=ImportOutcome.Act.LEFT)
    for row in rows.select_related("source__applied_by__person", "source__file", "source__undone_by__person"):
        table = row.source
        file = linked(table.file.name, table.get_absolute_url())
        if table.applied_at:
            yield Entry(local_day(table.applied_at), _("Taken over from a table"), f"{row.get_act_display()}.", "",
                        paper=file, by=author(table.applied_by), is_record=True, rank=-0.9)  # fmt: skip
        if table.undone_at and row.undone:
            yield Entry(local_day(table.undone_at), _("Import undone"), f"{row.get_undone_display()}.", "", paper=file,
                        by=author(table.undone_by), is_record=True, rank=-0.8)  # fmt: skip
