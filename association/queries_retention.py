"""Reads of retention: what falls due by a day, what stands in its way, the file plan of a year (A-4.10c, A-4.10d)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Q, QuerySet

from association.holdings import SOURCES, Document, Term
from association.models import DatedModel, FileKind, FilePlan, LegalHold, Paper, WriteOffAct, WriteOffLine
from association.rules import retention as rules
from association.statute import Verdict

KEEPING = (WriteOffLine.State.LISTED, WriteOffLine.State.WRITTEN_OFF)


@dataclass(frozen=True)
class Due:
    """A document whose term has ended by a day: its kind, what stands in its way, the act that names it already."""

    document: Document
    kind: FileKind
    blockers: list[Verdict] = field(default_factory=list)
    hold: LegalHold | None = None
    act: WriteOffAct | None = None

    @property
    def is_free(self) -> bool:
        """Whether it may be put on an act now."""
        return not self.blockers and self.hold is None and self.act is None


def kinds_on(day: date) -> dict[str, FileKind]:
    """The kinds in use on a day by index."""
    return {row.index: row for row in FileKind.objects.in_use(day)}


def terms_of(kinds: dict[str, FileKind]) -> dict[str, Term]:
    """How long each kind is kept."""
    return {index: Term(index, row.term, row.years) for index, row in kinds.items()}


def due_by(on: date) -> list[Due]:
    """Every document whose term has ended by a day and that is not written off, by kind and day."""
    kinds = kinds_on(on)
    terms = terms_of(kinds)
    found = [document for source in SOURCES.values() for document in source.documents(terms, until=on)]
    return _judged(found, kinds, on)


def documents_of(keys: Iterable[str], on: date) -> list[Due]:
    """The documents named by their keys, whatever their term; what nobody keeps is left out."""
    kinds = kinds_on(on)
    terms = terms_of(kinds)
    wanted: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        source, _colon, subject = key.partition(":")
        if source in SOURCES and subject.isdecimal() and len(subject) < 19:
            wanted[source].append(subject)
    found = [row for source, ids in wanted.items() for row in SOURCES[source].documents(terms, keys=ids)]
    return _judged(found, kinds, on)


def _judged(documents: list[Document], kinds: dict[str, FileKind], on: date) -> list[Due]:
    """Add blockers, holds and acts, with a few queries for all."""
    by_source: dict[str, list[str]] = defaultdict(list)
    for row in documents:
        by_source[row.source].append(row.subject_id)
    blockers = {key: SOURCES[key].blockers(ids, on) for key, ids in by_source.items()}
    standing = _of(LegalHold.objects.filter(lifted_at=None), documents)
    holds = {(row.subject_type, row.subject_id): row for row in standing}
    lines = _of(WriteOffLine.objects.filter(state__in=KEEPING).select_related("act"), documents)
    acts = {(row.subject_type, row.subject_id): row for row in lines}
    made = []
    for row in documents:
        key = (row.subject_type, row.subject_id)
        line = acts.get(key)
        made.append(
            Due(row, kinds[row.index], blockers[row.source].get(row.subject_id, []), holds.get(key),
                line.act if line else None)
        )  # fmt: skip
    return sorted(made, key=lambda one: (one.document.index, one.document.dated_on, one.document.key))


def _of(rows: QuerySet, documents: list[Document]) -> QuerySet:
    """The rows about these documents."""
    wanted: dict[str, list[str]] = defaultdict(list)
    for one in documents:
        wanted[one.subject_type].append(one.subject_id)
    about = Q(pk__in=[])
    for label, ids in wanted.items():
        about |= Q(subject_type=label, subject_id__in=ids)
    return rows.filter(about)


def reasons_against(due: Due, on: date) -> list[Verdict]:
    """Everything that keeps a document off an act on a day, in words with its clause."""
    held = due.hold is not None
    verdict = rules.may_list.judge(on=on, free=due.document.free_from, held=held, needed=len(due.blockers))
    if due.blockers and not held:
        return list(due.blockers)
    return [] if verdict else [verdict]


def facts_in_force(bases: Collection[int], on: date) -> dict[int, list[str]]:
    """Dated facts of any app that hold on a day by these bases: basis -> their names."""
    found: dict[int, list[str]] = defaultdict(list)
    if not bases:
        return found
    for model in apps.get_models():
        if issubclass(model, DatedModel):
            for row in model.objects.on(on).filter(basis__in=bases).order_by("pk"):
                found[row.basis_id].append(str(row))
    return found


def open_holds() -> QuerySet[LegalHold]:
    """The holds that stand, the latest first."""
    return LegalHold.objects.filter(lifted_at=None).select_related("set_by__person")


def plan_for(year: int) -> FilePlan | None:
    """The file plan of a year in its latest version."""
    return FilePlan.objects.filter(year=year).select_related("paper__file").order_by("-version").first()


def is_plan_missing(day: date) -> bool:
    """Whether no file plan is approved for the year of a day."""
    return not FilePlan.objects.filter(year=day.year, state=FilePlan.State.APPROVED).exists()


def acts_seen() -> QuerySet[WriteOffAct]:
    """All acts, the latest first."""
    return WriteOffAct.objects.select_related("paper__file").prefetch_related("commission__person", "lines")


def written_off(paper: Paper) -> WriteOffAct | None:
    """The act by which the bytes of a paper were destroyed, or None."""
    return paper.file.removed_by if paper.file and paper.file.removed_at else None
