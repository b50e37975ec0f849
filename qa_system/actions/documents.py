"""Verbs on the documented system: documents, their versions, who has read them (K-13.2, K-19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Person, RuleSet, User
from association.statute import Refused, denial
from association.workflow import advance
from qa_system import rules
from qa_system.actions import papers
from qa_system.actions.editing import locked_edition
from qa_system.models import Acknowledgement, CouncilDecision, DocumentVersion, QaDocument, QaSystem

CARRIED = ("body_ru", "body_ky", "file_ru", "file_ky", "act_name", "act_url")


def approver_of(kind: str, on: date) -> str:
    """Who approves a type of document; which types go before the council is a setting."""
    kinds = RuleSet.on_day(on).values.get("qa_council_kinds", list(rules.REQUIRED))
    return rules.approver_of(kind=kind, by_council=tuple(kinds))


@transaction.atomic
def add(
    system: QaSystem, *, kind: str, code: str, on: date, by: User, at: datetime, approver: str = "", **fields: Any
) -> QaDocument:
    """Put a document on the register with its first draft (K-19a)."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    if system.documents.filter(code=code, dropped_on=None).exists():
        raise Refused(denial("K-19a", _("A document of this code is there already.")))
    if kind == rules.POLICY and system.documents.filter(kind=kind, dropped_on=None).exists():
        raise Refused(denial("K-5.1", _("The policy is there already; begin a new version of it.")))
    chosen = rules.COUNCIL if kind == rules.POLICY else approver or approver_of(kind, on)
    row = QaDocument.objects.create(system=system, kind=kind, code=code, approver=chosen, added_on=on, **fields)
    record("qa.document.add", row, by=by, at=at, kind=kind, code=code)
    begin_version(row, by=by, at=at)
    return row


@transaction.atomic
def begin_version(document: QaDocument, *, by: User, at: datetime) -> DocumentVersion:
    """Begin the next version from the one in force; there is one draft at a time (K-19b)."""
    access.require(by, "keep_qa", document, at=at)
    QaDocument.objects.select_for_update().get(pk=document.pk)
    open_states = [DocumentVersion.State.DRAFT, DocumentVersion.State.SUBMITTED]
    if draft := document.versions.filter(state__in=open_states).first():
        return draft
    before = document.versions.filter(state=DocumentVersion.State.APPROVED).first()
    last = document.versions.aggregate(last=Max("number"))["last"] or 0
    carried = {name: getattr(before, name) for name in CARRIED} if before else {}
    version = DocumentVersion.objects.create(document=document, number=last + 1, begun_at=at, begun_by=by, **carried)
    record("qa.version.begin", version, by=by, at=at, number=version.number)
    return version


@transaction.atomic
def write(version: DocumentVersion, *, seen: int, by: User, at: datetime, **fields: Any) -> None:
    """Save the texts and files of a draft, one language or both; an approved version is never changed."""
    access.require(by, "keep_qa", version, at=at)
    fresh = locked_edition(version, seen, "edit")
    if fresh.state != DocumentVersion.State.DRAFT:
        raise Refused(denial("K-19b", _("This version is no draft any more; begin the next one.")))
    first, review = fields.get("effective_on", fresh.effective_on), fields.get("review_due", fresh.review_due)
    if first and review and review <= first:
        raise Refused(denial("K-19b", _("The day of review lies before the document is in force.")))
    DocumentVersion.objects.filter(pk=version.pk).update(edit=seen + 1, **fields)
    lengths = {name: len(value) for name, value in fields.items() if isinstance(value, str)}
    record("qa.version.write", version, by=by, at=at, fields=sorted(fields), lengths=lengths)


@transaction.atomic
def approve(version: DocumentVersion, *, decision: CouncilDecision, by: User, at: datetime) -> None:
    """Follow the council's approval: the version is in force, the one before is replaced (K-17a, K-19b)."""
    first = _make_room(version, on=decision.dated_on, by=by, at=at)
    advance(version, "approve", by=by, at=at, decision=decision.pk)
    DocumentVersion.objects.filter(pk=version.pk).update(effective_on=first, decision=decision)
    papers.print_approved(version, on=decision.dated_on, by=by, at=at)


@transaction.atomic
def order(version: DocumentVersion, *, order_number: str, ordered_on: date, on: date, by: User, at: datetime) -> None:
    """The head's order approves the version of a document that need not go before the council (K-19a)."""

    def may(locked: DocumentVersion) -> None:
        if locked.document.approver != rules.HEAD:
            raise Refused(denial("K-19a", _("This document goes before the council.")))
        verdict = rules.may_submit_document.judge(
            has_ru=has_text(locked, "ru"), has_ky=has_text(locked, "ky"), title=locked.document.title_ru
        )
        if not verdict:
            raise Refused(verdict)
        if ordered_on > on:
            raise Refused(denial("K-19a", _("The date of the order lies in the future.")))

    first = _make_room(version, on=ordered_on, by=by, at=at)
    advance(version, "order", by=by, at=at, checks=[may], number=order_number, ordered_on=ordered_on)
    order = {"order_number": order_number, "ordered_on": ordered_on}
    DocumentVersion.objects.filter(pk=version.pk).update(effective_on=first, **order)
    papers.print_approved(version, on=on, by=by, at=at)


def has_text(version: DocumentVersion, language: str) -> bool:
    """Whether a version has words or a file in a language."""
    return bool(getattr(version, f"body_{language}").strip() or getattr(version, f"file_{language}_id"))


def _make_room(version: DocumentVersion, *, on: date, by: User, at: datetime) -> date:
    """End the version in force before the next one takes its place; returns the first day of the next one."""
    first = version.effective_on if version.effective_on and version.effective_on > on else on
    in_force = DocumentVersion.objects.filter(document=version.document, state=DocumentVersion.State.APPROVED)
    for row in in_force.exclude(pk=version.pk):
        advance(row, "replace", by=by, at=at, by_version=version.pk)
        DocumentVersion.objects.filter(pk=row.pk).update(ended_on=first)
    return first


@transaction.atomic
def withdraw(version: DocumentVersion, *, on: date, by: User, at: datetime) -> None:
    """Take a version out of force without another one in its place; it stays readable."""
    advance(version, "withdraw", by=by, at=at, on=on)
    DocumentVersion.objects.filter(pk=version.pk).update(ended_on=on)


@transaction.atomic
def ask_to_read(version: DocumentVersion, *, people: Iterable[Person], by: User, at: datetime) -> int:
    """Put people on the list of acknowledgement of a version; returns how many are new on it."""
    access.require(by, "keep_qa", version, at=at)
    listed = set(version.acknowledgements.values_list("person", flat=True))
    fresh = [person for person in people if person.pk not in listed]
    Acknowledgement.objects.bulk_create(
        Acknowledgement(version=version, person=person, asked_at=at) for person in fresh
    )
    record("qa.version.ask", version, by=by, at=at, people=[person.pk for person in fresh])
    return len(fresh)


@transaction.atomic
def acknowledge(row: Acknowledgement, *, by: User, at: datetime) -> None:
    """Note that a person has read the version: by the own click, or entered from a signed list by the officer."""
    if by.person_id != row.person_id:
        access.require(by, "keep_qa", row, at=at)
    if Acknowledgement.objects.filter(pk=row.pk, read_at=None).update(read_at=at, entered_by=by):
        record("qa.version.acknowledge", row.version, by=by, at=at, person=row.person_id)
