"""Verbs on the draft of the authority's order."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association.actions import papers
from association.journal import record
from association.models import Paper, User
from association.workflow import advance
from membership.models import Application, Order, OrderLine
from membership.papers import D06, order_facts


@transaction.atomic
def include(application: Application, *, by: User, at: datetime) -> Order:
    """Put a granted application into the draft order that is open, or into a new one."""
    drafts = Order.objects.select_for_update().filter(state=Order.State.DRAFT).order_by("pk")
    order = drafts.first() or Order.objects.create(drafted_at=at, drafted_by=by)
    OrderLine.objects.create(order=order, application=application)
    record("order.include", order, by=by, at=at, application=application.pk)
    return order


@transaction.atomic
def void(order: Order, *, reason: str, on: date, by: User, at: datetime) -> Order | None:
    """Void a draft with its reason; the applications in it wait in a new draft, which is returned (A-3.3)."""
    advance(order, "void", by=by, at=at, reason=reason)
    if not order.lines.exists():
        return None
    fresh = Order.objects.create(drafted_at=at, drafted_by=by)
    order.lines.update(order=fresh)
    record("order.replace", fresh, by=by, at=at, voided=order.pk)
    draft_order(fresh, on=on, by=by, at=at)
    return fresh


def protocols_of(order: Order) -> list[dict[str, str]]:
    """List the minutes an order stands on; the number is empty until they are signed."""
    bases = {line.application.basis for line in order.lines.select_related("application__basis")}
    rows = sorted((basis.dated_on.isoformat(), basis.number) for basis in bases if basis)
    return [{"number": number or "___", "date": day} for day, number in dict.fromkeys(rows)]


@transaction.atomic
def draft_order(order: Order, *, on: date, by: User, at: datetime, draft: bool = True) -> Paper:
    """Draw the draft of the order; while the minutes it cites are unsigned it is marked as a draft (A-3.3)."""
    facts = order_facts(order, protocols=protocols_of(order), on=on)
    paper = papers.draw(D06, order, facts=facts, by=by, at=at, draft=draft)
    Order.objects.filter(pk=order.pk).update(paper=paper)
    order.paper = paper
    return paper
