"""What follows from a vote, in the transaction that closes it: the basis of the decision, and its matter's hook."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from association.actions.organisations import add_basis
from association.journal import record
from association.matters import MATTERS
from association.models import Association, Basis, User
from presidium.actions import elections
from presidium.models import AgendaItem, Meeting
from presidium.queries_elections import is_election

BODIES = {True: "Общее собрание", False: "Президиум"}


@transaction.atomic
def carry_out(meeting: Meeting, item: AgendaItem, step: str, *, by: User, at: datetime) -> None:
    """Carry out what was decided by the matter of the item; of an election, install who was elected (A-3.6, A-4.9b)."""
    matter = MATTERS.get(item.matter)
    if matter is None:
        return
    basis = item.basis or _basis(meeting, item, by, at)
    if is_election(item):
        elections.install(item, basis=basis, by=by, at=at)
    if step not in ("carry", "lose"):
        return
    subject = matter.model.objects.get(pk=item.subject_id)
    hook = matter.on_carried if step == "carry" else matter.on_lost
    hook(subject=subject, basis=basis, by=by, at=at)
    record("item.carry_out", item, by=by, at=at, step=step)


def _basis(meeting: Meeting, item: AgendaItem, by: User, at: datetime) -> Basis:
    """The decision as later papers cite it; its number comes with the signed minutes."""
    body = f"{BODIES[meeting.is_general]}. {Association.current().short_name}"[:300]
    basis = add_basis(
        kind=Basis.Kind.DECISION, body=body, dated_on=meeting.held_on, item=str(item.number), by=by, at=at
    )
    AgendaItem.objects.filter(pk=item.pk).update(basis=basis)
    item.basis = basis
    return basis
