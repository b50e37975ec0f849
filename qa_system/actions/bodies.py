"""Verbs on the quality unit or officer (K-11, K-12, K-14)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_noop as _

from association import access
from association.journal import record
from association.models import Person, User
from association.statute import CLAUSES, Refused, Verdict, denial
from association.workflow import advance
from qa_system import rules
from qa_system.models import BodyFunction, BodyMember, CouncilDecision, Declaration, QaSystem, QualityBody

# What the regulation itself gives to the body (K-12, K-13); an organisation adds its own (K-14).
OWN_FUNCTIONS = (
    "K-12.1", "K-12.2", "K-12.3", "K-12.4", "K-12.5", "K-13.1a", "K-13.1b", "K-13.1c", "K-13.1d", "K-13.2", "K-13.3",
    "K-13.4", "K-13.5", "K-13.6",
)  # fmt: skip


def is_lifted(system: QaSystem, clause: str, on: date) -> bool:
    """Whether the organisation has put its own arrangement in the place of a check (K-O2)."""
    own = system.declarations.on(on).filter(clause=clause, kind=Declaration.Kind.OWN).exists()
    return own and rules.may_lift(check=clause)


@transaction.atomic
def prepare(
    system: QaSystem, *, kind: str, name_ru: str, name_ky: str, why_no_unit: str, on: date, by: User, at: datetime
) -> QualityBody:
    """Prepare a unit or an officer, with the functions the regulation gives; one at a time is open (K-11a)."""
    access.require(by, "keep_qa", system, at=at)
    QaSystem.objects.select_for_update().get(pk=system.pk)
    if system.bodies.exclude(state=QualityBody.State.CLOSED).exists():
        raise Refused(denial("K-11a", _("A quality unit or officer is there already; close it before another one.")))
    if kind == QualityBody.Kind.OFFICER and not why_no_unit.strip():
        raise Refused(rules.has_quality_body.judge(active=1, is_officer=True, reason=""))
    body = QualityBody.objects.create(
        system=system, kind=kind, name_ru=name_ru, name_ky=name_ky, why_no_unit=why_no_unit
    )
    BodyFunction.objects.bulk_create(
        BodyFunction(body=body, clause=one, text_ru=CLAUSES[one].text("ru")[0][:500],
                     text_ky=CLAUSES[one].text("ky")[0][:500], added_on=on)
        for one in OWN_FUNCTIONS
    )  # fmt: skip
    record("qa.body.prepare", body, by=by, at=at, kind=kind, name=name_ru)
    return body


@transaction.atomic
def decide(body: QualityBody, *, decision: CouncilDecision, by: User, at: datetime) -> None:
    """Note that the council has decided on the body (K-11b)."""
    advance(body, "decide", by=by, at=at, decision=decision.pk)
    QualityBody.objects.filter(pk=body.pk).update(decision=decision)
    body.decision = decision


def may_draft_order(body: QualityBody, on: date) -> Verdict:
    """Whether the head's order may be drafted: after the council, unless the organisation arranged it otherwise."""
    approved = body.decision is not None and rules.goes_on(outcome=body.decision.outcome)
    verdict = rules.may_order_body.judge(has_decision=body.decision is not None, is_approved=approved)
    return verdict if verdict or not is_lifted(body.system, "K-11b", on) else Verdict(True, "K-11b")


@transaction.atomic
def order(
    body: QualityBody, *, order_number: str, ordered_on: date, control: str, on: date, by: User, at: datetime
) -> list[Verdict]:
    """Enter number and date of the head's order; the body is at work from then (K-11c).

    Returns the warnings: an order older than the decision, a head who leads the body.
    """
    if not (verdict := may_draft_order(body, on)):
        raise Refused(verdict)
    if ordered_on > on:
        raise Refused(denial("K-11c", _("The date of the order lies in the future.")))
    if body.state == QualityBody.State.DRAFT:
        advance(body, "decide", by=by, at=at, lifted=True)
    advance(body, "order", by=by, at=at, number=order_number, ordered_on=ordered_on)
    QualityBody.objects.filter(pk=body.pk).update(order_number=order_number, ordered_on=ordered_on, control=control)
    return warnings(body, ordered_on=ordered_on, on=on)


def warnings(body: QualityBody, *, ordered_on: date, on: date) -> list[Verdict]:
    """What the regulation would have otherwise, without stopping anything (K-11c, K-11d)."""
    found = []
    if body.decision:
        found.append(rules.is_order_after_decision.judge(ordered_on=ordered_on, decided_on=body.decision.dated_on))
    head = body.system.organisation.head_on(on)
    leads = bool(head and body.members.on(on).filter(is_head=True, person=head.person).exists())
    found.append(rules.is_under_head.judge(leader_is_head=leads))
    return [verdict for verdict in found if not verdict]


@transaction.atomic
def close(body: QualityBody, *, on: date, by: User, at: datetime) -> None:
    """Close a body; its members end on that day, its records stay."""
    advance(body, "close", by=by, at=at, on=on)
    QualityBody.objects.filter(pk=body.pk).update(closed_on=on)
    for row in body.members.open():
        end_member(row, on=max(on, row.starts_on), by=by, at=at)


@transaction.atomic
def add_member(
    body: QualityBody,
    *,
    person: Person,
    post_ru: str,
    post_ky: str,
    is_head: bool,
    on: date,
    by: User,
    at: datetime,
) -> BodyMember:
    """Put a person on the staff of the body from a day on."""
    access.require(by, "keep_qa", body, at=at)
    QualityBody.objects.select_for_update().get(pk=body.pk)
    if body.members.open().filter(person=person).exists():
        raise Refused(denial("K-13.1b", _("This person is on the staff already.")))
    if is_head and body.members.open().filter(is_head=True).exists():
        raise Refused(denial("K-13.1b", _("Somebody leads the unit already; end that first.")))
    row = BodyMember.objects.create(
        body=body, person=person, post_ru=post_ru, post_ky=post_ky, is_head=is_head, starts_on=on
    )
    record("qa.body.member", row, by=by, at=at, body=body.pk, person=person.pk, on=on)
    return row


@transaction.atomic
def end_member(row: BodyMember, *, on: date, by: User, at: datetime) -> None:
    """End a person's time on the staff."""
    access.require(by, "keep_qa", row, at=at)
    if BodyMember.objects.filter(pk=row.pk, ends_on=None).update(ends_on=max(on, row.starts_on)):
        record("qa.body.member_end", row, by=by, at=at, on=on)


@transaction.atomic
def add_function(
    body: QualityBody, *, text_ru: str, text_ky: str, order_reference: str, on: date, by: User, at: datetime
) -> BodyFunction:
    """Add a function of the organisation's own, with the order that adds it (K-14)."""
    access.require(by, "keep_qa", body, at=at)
    verdict = rules.is_function_founded.judge(clause="", order_reference=order_reference)
    if not verdict:
        raise Refused(verdict)
    row = BodyFunction.objects.create(
        body=body, text_ru=text_ru, text_ky=text_ky, order_reference=order_reference, added_on=on
    )
    record("qa.body.function", row, by=by, at=at, body=body.pk, order=order_reference)
    return row


@transaction.atomic
def drop_function(row: BodyFunction, *, on: date, by: User, at: datetime) -> None:
    """Take an added function back; what the regulation gives stays."""
    access.require(by, "keep_qa", row, at=at)
    if row.clause:
        raise Refused(denial("K-14", _("The regulation itself gives this function; it is not taken back.")))
    if BodyFunction.objects.filter(pk=row.pk, dropped_on=None).update(dropped_on=on):
        record("qa.body.function_drop", row, by=by, at=at, on=on)
