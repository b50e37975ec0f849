"""Verbs on the file plan: its kinds, its approval for a year, and holds on documents (A-7.2, A-4.10c, A-4.10d)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _

from association import access
from association.actions import papers
from association.holdings import Document
from association.journal import record
from association.models import FileKind, FilePlan, LegalHold, Signature, StoredFile, User
from association.papers.retention import D25, approver, plan_facts
from association.rules import retention as rules
from association.rules.file_kinds import PRESET
from association.statute import Refused, denial
from association.workflow import advance

CAPACITY = "chair"


@transaction.atomic
def lay_kinds(*, on: date, by: User | None, at: datetime) -> int:
    """Lay the kinds of records that every association keeps (A-7.2); those that were ever there are left alone."""
    known = set(FileKind.objects.values_list("index", flat=True))
    rows = [
        FileKind(index=one.index, title=one.title, title_ky=one.title_ky, term=one.term, years=one.years,
                 clause=one.clause, starts_on=on)
        for one in PRESET if one.index not in known
    ]  # fmt: skip
    if rows:
        FileKind.objects.bulk_create(rows)
        record("file_plan.lay", None, by=by, at=at, indexes=[row.index for row in rows])
    return len(rows)


@transaction.atomic
def set_kind(
    *, index: str, title: str, title_ky: str, term: str, years: int | None, note: str, on: date, by: User, at: datetime
) -> FileKind:
    """Add a kind, or say from a day on how it is called and kept; what a clause sets is never shortened (A-4.10c)."""
    access.require(by, "keep_files", at=at)
    years = years if term == rules.YEARS else None
    before = FileKind.objects.select_for_update().filter(index=index, ends_on=None).first()
    clause = before.clause if before else ""
    if before:
        if on < before.starts_on:
            raise Refused(denial("A-4.10d", _("The kind was changed later than this day already.")))
        limit = before.years if clause else None
        shorter = rules.may_set_term.judge(own_term=not clause, years=years, statute_years=limit)
        if not shorter or (clause and term == rules.NEEDED):
            raise Refused(rules.may_set_term.judge(own_term=False, years=years or 0, statute_years=before.years or 0))
        FileKind.objects.filter(pk=before.pk).update(ends_on=on)
    row = FileKind.objects.create(
        index=index, title=title, title_ky=title_ky, term=term, years=years, clause=clause, note=note, starts_on=on
    )
    record("file_plan.set_kind", row, by=by, at=at, index=index, term=term, years=years, on=on)
    return row


@transaction.atomic
def begin_plan(year: int, *, by: User, at: datetime) -> FilePlan:
    """Begin the file plan of a year, or its next version once one is approved (D25)."""
    access.require(by, "keep_files", at=at)
    last = FilePlan.objects.select_for_update().filter(year=year).order_by("-version").first()
    if last and last.state != FilePlan.State.APPROVED:
        raise Refused(denial("A-4.10d", _("A file plan of this year is being drawn up already.")))
    plan = FilePlan.objects.create(year=year, version=last.version + 1 if last else 1, begun_at=at)
    record("fileplan.begin", plan, by=by, at=at, year=year, version=plan.version)
    return plan


@transaction.atomic
def offer_plan(plan: FilePlan, *, by: User, at: datetime) -> None:
    """Draw the file plan from the kinds in use and lay it before the chair, in Russian and as a Kyrgyz edition."""
    advance(plan, "offer", by=by, at=at)
    day = timezone.localtime(at).date()
    for language in ("ky", "ru"):
        paper = papers.draw(
            D25, plan, facts=plan_facts(plan, day, language), by=by, at=at, language=language, draft=False,
            dated_on=day, number=f"{plan.year}/{plan.version}",
            code=papers.new_code() if language == "ru" else None,
        )  # fmt: skip
    FilePlan.objects.filter(pk=plan.pk).update(paper=paper)
    plan.paper = paper


@transaction.atomic
def reopen_plan(plan: FilePlan, *, by: User, at: datetime) -> None:
    """Take the file plan back for a change before it is approved."""
    advance(plan, "reopen", by=by, at=at)


@transaction.atomic
def approve_plan(plan: FilePlan, *, proof: papers.Proof, sha256: str, by: User, at: datetime) -> None:
    """The chair approves the file plan of a year (D25); the kinds hold as they stand on it."""
    advance(plan, "approve", by=by, at=at)
    paper = FilePlan.objects.select_related("paper").get(pk=plan.pk).paper
    assert paper is not None
    post = approver(timezone.localtime(at).date())["post"]
    papers.sign(paper, capacity=CAPACITY, post=post, proof=proof, sha256=sha256, by=by, at=at)
    FilePlan.objects.filter(pk=plan.pk).update(approved_at=at)


@transaction.atomic
def file_plan_scan(plan: FilePlan, *, scan: StoredFile, by: User, at: datetime) -> Signature:
    """Record that the chair approved the printed file plan by hand; the scan is kept."""
    advance(plan, "file_scan", by=by, at=at, scan=scan.sha256)
    paper = FilePlan.objects.select_related("paper").get(pk=plan.pk).paper
    assert paper is not None
    who = approver(timezone.localtime(at).date())
    FilePlan.objects.filter(pk=plan.pk).update(approved_at=at)
    return papers.file_scan(paper, capacity=CAPACITY, post=who["post"], name=who["name"], scan=scan, by=by, at=at)


@transaction.atomic
def set_hold(document: Document, *, reason: str, by: User, at: datetime) -> LegalHold:
    """Forbid the write-off of a document until the hold is lifted (A-4.10d); one hold at a time."""
    access.require(by, "keep_files", at=at)
    about = {"subject_type": document.subject_type, "subject_id": document.subject_id}
    if LegalHold.objects.select_for_update().filter(lifted_at=None, **about).exists():
        raise Refused(denial("A-4.10d", _("A hold on this document stands already.")))
    hold = LegalHold.objects.create(title=document.cited[:300], reason=reason[:300], set_at=at, set_by=by, **about)
    record("hold.set", hold, by=by, at=at, reason=reason, **about)
    return hold


@transaction.atomic
def lift_hold(hold: LegalHold, *, reason: str, by: User, at: datetime) -> None:
    """Lift a hold with a reason (A-4.10d)."""
    access.require(by, "keep_files", at=at)
    done = LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(
        lifted_at=at, lifted_by=by, lift_reason=reason[:300]
    )
    if not done:
        raise Refused(denial("A-4.10d", _("The hold is lifted already.")))
    record("hold.lift", hold, by=by, at=at, reason=reason)
