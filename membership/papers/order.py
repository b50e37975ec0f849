"""The draft of the order on the composition (D06)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.models import Association
from association.papers import PaperKind, association_facts, declare, official_signer
from membership import rules
from membership.models import Order
from membership.queries import register_rows

D06 = declare(PaperKind("D06", _("Draft order on the composition"), "order", ("ru",)))


def order_facts(order: Order, *, protocols: list[dict[str, Any]], on: date) -> dict[str, Any]:
    """Facts of D06: whom to include, and the whole composition as it will stand."""
    association = Association.current()
    lines = order.lines.select_related("application__organisation__district")
    joining = [line.application for line in lines]
    rows = [
        {
            "name": row.organisation.title,
            "head": f"{row.head_surname or ''} {row.head_given or ''} {row.head_patronymic or ''}".strip(),
            "ground": rules.GROUNDS[row.ground][2:],
            "district": str(row.organisation.district or ""),
        }
        for row in register_rows(on)
        if row.kind == "member"
    ]
    for application in joining:
        head = application.organisation.head_on(on)
        rows.append(
            {
                "name": application.organisation.title,
                "head": head.person.full_name if head else "",
                "ground": application.clause[2:],
                "district": str(application.organisation.district or ""),
            }
        )
    authority = association.authority
    return {
        "authority": {"name": authority.name_on(on).name if authority else ""},
        "association": association_facts(association),
        "clause": "3.3",
        "protocols": protocols,
        "include": [{"name": application.organisation.name_on(on).full} for application in joining],
        "remove": [],
        "members": rows,
        "signer": official_signer(authority.head_on(on) if authority else None),
    }
