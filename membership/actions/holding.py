"""The one order in which verbs lock rows here, so that no two of them ever wait for each other in a ring.

Organisations by their keys; then what they belong by, by its keys; then the orders that are not entered; then
applications, exits, letters and certificates; the series of numbers come last. A verb that needs several of these
takes the upper ones first, also those it reaches only later.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from association.models import Organisation
from association.statute import Refused, denial
from membership.models import Membership, Order


def hold(organisations: Iterable[int], *, orders: Q | None = None) -> None:
    """Lock organisations and their memberships, and on demand the drafts and the orders that `orders` names."""
    keys = sorted(set(organisations))
    held = Organisation.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(held.order_by("pk").values_list("pk", flat=True))
    belonging = Membership.objects.select_for_update(of=("self",)).filter(organisation__in=keys)
    list(belonging.order_by("pk").values_list("pk", flat=True))
    if orders is not None:
        drafts = Order.objects.select_for_update(of=("self",)).filter(Q(state=Order.State.DRAFT) | orders)
        list(drafts.order_by("pk").values_list("pk", flat=True))


def hold_drafts(organisations: Iterable[int]) -> None:
    """Lock organisations, their memberships and every order that is still a draft."""
    hold(organisations, orders=Q(pk__in=[]))


def hold_order(order: Order) -> None:
    """Lock everything an order is about, then the order itself.

    Raises Refused when another desk has put an organisation into it between the two.
    """
    seen = _about(order)
    hold(seen, orders=Q(pk=order.pk))
    if _about(order) - seen:
        raise Refused(denial("A-3.3", _("The draft has changed in the meantime: look at it once more.")))


def _about(order: Order) -> set[int]:
    rows = order.lines.values_list("application__organisation", "membership__organisation")
    return {key for row in rows for key in row if key is not None}
