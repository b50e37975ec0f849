"""The head's order on the quality unit or officer (Q01)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.papers import iso
from qa_system.models import BodyMember, QualityBody
from qa_system.papers.kinds import bilingual
from qa_system.papers.letterhead import head_of, letterhead
from qa_system.papers.words import both

Q01 = bilingual("Q01", _("Order on the quality unit or officer"), "order")


def _person(row: BodyMember) -> dict[str, Any]:
    return {"name": row.person.full_name, "post": both(row, "post"), "leads": row.is_head}


def order_facts(body: QualityBody, *, on: date) -> dict[str, Any]:
    """Facts of Q01: by which decision, what is set up, who works in it, to whom it is subordinate (K-11b to K-11d)."""
    decision = body.decision
    members = body.members.select_related("person")
    return {
        "letterhead": letterhead(body.system, on),
        "kind": body.kind,
        "name": both(body, "name"),
        "number": body.order_number,
        "date": iso(body.ordered_on),
        "council": decision.council if decision else body.system.council,
        "decision": {"number": decision.number, "date": iso(decision.dated_on), "item": decision.item}
        if decision
        else None,
        "staff": [_person(row) for row in members.on(on) or members.filter(ends_on=None)],
        "control": body.control,
        "signer": head_of(body.system, on),
    }
