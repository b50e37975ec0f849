"""The draft of the order on the composition (D06)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from association.fmt import date_text
from association.models import Association, Basis
from association.papers import PaperKind, association_facts, declare, official_signer
from membership import rules
from membership.models import Membership, Order, OrderLine
from membership.queries import register_rows
from membership.queries_experts import grounds_on

D06 = declare(PaperKind("D06", _("Draft order on the composition"), "order", ("ru",)))


def _short(day: date) -> str:
    return date_text(day, "ru", "short")


def removal_reason(line: OrderLine) -> str:
    """Why an organisation is removed, by which clause, paper and day; of an exclusion the clause alone (A-3.14)."""
    clause = f"п. {line.clause[2:]} Положения"
    if line.is_exclusion:
        return clause
    with translation.override("ru"):
        label = str(Membership.EndReason(line.reason).label)
    basis, parts = line.basis, [label, clause]
    if basis and basis.kind == Basis.Kind.APPLICATION:
        parts.append(f"заявление вх. № {basis.number} от {_short(basis.dated_on)}")
    if line.membership.ends_on:
        parts.append(f"с {_short(line.membership.ends_on)}")
    return ", ".join(parts)


def _joining(line: OrderLine, on: date) -> dict[str, str]:
    organisation = line.application.organisation
    head = organisation.head_on(on)
    return {
        "name": organisation.title,
        "head": head.person.full_name if head else "",
        "ground": line.application.clause[2:],
        "district": str(organisation.district or ""),
    }


def composition(lines: list[OrderLine], on: date) -> list[dict[str, str]]:
    """The members as they will stand when the order has done all it holds, in the order of the register."""
    leaving = {line.membership_id for line in lines if line.membership_id and not line.application_id}
    rows = [
        {
            "name": row.organisation.title,
            "head": " ".join(part for part in (row.head_surname, row.head_given, row.head_patronymic) if part),
            "ground": rules.GROUNDS[row.ground_then][2:],
            "district": str(row.organisation.district or ""),
        }
        for row in register_rows(on).annotate(ground_then=grounds_on(on))
        if row.kind == Membership.Kind.MEMBER and row.pk not in leaving
    ]
    return rows + [_joining(line, on) for line in lines if line.application]


def order_facts(order: Order, *, protocols: list[dict[str, Any]], on: date) -> dict[str, Any]:
    """Facts of D06: whom to include and to remove, and the whole composition as it will stand."""
    association = Association.current()
    lines = list(order.lines.select_related("application__organisation__district", "membership__organisation", "basis"))
    authority = association.authority
    return {
        "authority": {"name": authority.name_on(on).name if authority else ""},
        "association": association_facts(association),
        "clause": "3.3",
        "protocols": protocols,
        "include": [{"name": line.organisation.name_on(on).full} for line in lines if line.application],
        "remove": [
            {"name": line.organisation.name_on(on).full, "reason": removal_reason(line)}
            for line in lines
            if not line.application
        ],
        "members": composition(lines, on),
        "signer": official_signer(authority.head_on(on) if authority else None),
    }
