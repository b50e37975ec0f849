"""Verbs on the draft of the authority's order."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from association.actions import papers
from association.models import Paper, User
from membership.models import Order
from membership.papers import D06, order_facts


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
