"""Verbs on what an organisation declares about a clause (K-O2)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import StoredFile, User
from association.statute import CLAUSES, Refused, denial
from qa_system import rules
from qa_system.models import Declaration, QaSystem


@transaction.atomic
def declare(
    system: QaSystem,
    *,
    clause: str,
    kind: str,
    text_ru: str,
    text_ky: str,
    rating: int | None,
    evidence: StoredFile | None,
    on: date,
    by: User,
    at: datetime,
) -> Declaration:
    """Declare how a clause is met, or the own arrangement that takes its place, with the reason (K-O2).

    The declaration before ends on that day; evidence given before stays when none is given now.
    """
    access.require(by, "keep_qa", system, at=at)
    if clause not in CLAUSES or not clause.startswith("K-"):
        raise Refused(denial("K-O2", _("There is no such clause.")))
    if not (text_ru.strip() or text_ky.strip()):
        raise Refused(denial("K-O2", _("Say it in words, in one language at least.")))
    if kind == Declaration.Kind.OWN:
        verdict = rules.may_lift.judge(check=clause)
        if not verdict:
            raise Refused(verdict)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    earlier = system.declarations.open().filter(clause=clause).first()
    kept = evidence or (earlier.evidence if earlier else None)
    system.declarations.open().filter(clause=clause).update(ends_on=on)
    row = Declaration.objects.create(
        system=system, clause=clause, kind=kind, text_ru=text_ru, text_ky=text_ky, rating=rating, evidence=kept,
        made_by=by, starts_on=on,
    )  # fmt: skip
    record("qa.declare", row, by=by, at=at, clause=clause, kind=kind, rating=rating)
    return row


@transaction.atomic
def withdraw(row: Declaration, *, on: date, by: User, at: datetime) -> None:
    """Take a declaration back from a day on; the clause is judged by the records again."""
    access.require(by, "keep_qa", row, at=at)
    if Declaration.objects.filter(pk=row.pk, ends_on=None).update(ends_on=on):
        record("qa.declaration.withdraw", row, by=by, at=at, on=on)
