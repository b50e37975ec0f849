"""Pages of the authority's orders: the draft, the signed order, the voiding of a wrong one."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.models import Basis
from association.statute import Verdict
from membership.actions import orders as verbs
from membership.forms import OrderForm, VoidForm
from membership.models import Order, OrderLine
from membership.panels_endings import effects_of_voiding
from membership.queries import last_entered, lines_waiting, obstacle_to_voiding, size_after

PAGE = 50
LINES = ("application__organisation", "application__basis", "membership__organisation", "basis")


def orders(request: HttpRequest) -> HttpResponse:
    """List the orders on the composition, drafts first, and the lines that wait for another order."""
    rows = Order.objects.annotate(
        included=Count("lines", filter=Q(lines__kind=OrderLine.Kind.INCLUDE)),
        removed=Count("lines", filter=Q(lines__kind=OrderLine.Kind.REMOVE)),
    ).order_by("state", "-pk")
    context = {
        "rows": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "waiting": lines_waiting(),
        "may_move": access.can(request.user, "register_documents"),
    }
    return render(request, "membership/orders.html", context)


def _found(request: HttpRequest, pk: int) -> Order:
    rows = access.visible(request.user, "enter_order", Order.objects.all())
    return get_object_or_404(
        rows.select_related("paper__file", "paper__job", "scan", "replaced_by", "voided_by__person"), pk=pk
    )


def _form(request: HttpRequest, row: Order, lines: list[OrderLine], size: Verdict) -> OrderForm:
    return OrderForm(
        request.POST or None, request.FILES or None, order=row, today=clock.today(),
        papers_on=tuple(line.decision.dated_on for line in lines if line.decision),
        verdict=size if any(line.is_exclusion for line in lines) else None,
    )  # fmt: skip


def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one order; enter number, date and scan of the signed one."""
    row = _found(request, pk)
    lines = list(row.lines.select_related(*LINES))
    size = size_after(row, clock.today()) if row.state == Order.State.DRAFT else None
    form = _form(request, row, lines, size) if size is not None and lines else None
    if request.method == "POST" and form and form.is_valid():
        return _enter(request, row, form.cleaned_data)
    decided = [line.decision for line in lines if line.decision and line.decision.kind == Basis.Kind.DECISION]
    context = {
        "order": row, "form": form, "size": size, "last": last_entered(),
        "included": [line for line in lines if line.application],
        "removed": [line for line in lines if not line.application],
        "unsigned": [basis for basis in decided if not basis.number],
        "may_move": access.can(request.user, "register_documents"),
    }  # fmt: skip
    return render(request, "membership/order.html", context, status=422 if form and form.errors else 200)


def _enter(request: HttpRequest, row: Order, data: dict) -> HttpResponse:
    with transaction.atomic():
        scan = data["scan"] and files.keep(data["scan"], organisation=None, by=request.user, at=clock.now())
        begun = verbs.enter_order(
            row, number=data["number"], dated_on=data["dated_on"], scan=scan, by=request.user, at=clock.now(),
            is_confirmed=data.get("is_confirmed", False),
        )  # fmt: skip
    word = ngettext("%(n)s membership has begun.", "%(n)s memberships have begun.", len(begun))
    messages.success(request, word % {"n": len(begun)} if begun else _("The order is entered."))
    return redirect(row)


def voiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what voiding an order undoes, ask for the reason, and void it."""
    row = _found(request, pk)
    if row.state == Order.State.VOID:
        return redirect(row)
    obstacle = obstacle_to_voiding(row) if row.state == Order.State.ENTERED else None
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        fresh = verbs.void(row, reason=reason, on=clock.today(), by=request.user, at=clock.now())
        said = _("The order is voided; a new draft stands in its place.") if fresh else _("The order is voided.")
        messages.success(request, said)
        return redirect(fresh or row)
    lines = list(row.lines.select_related(*LINES).prefetch_related("membership__certificates"))
    context = {"order": row, "form": form, "effects": effects_of_voiding(row, lines), "obstacle": obstacle}
    return render(request, "membership/order_voiding.html", context, status=422 if form.errors else 200)


def _line(request: HttpRequest, pk: int) -> OrderLine:
    rows = access.visible(request.user, "register_documents", OrderLine.objects.select_related("order"))
    return get_object_or_404(rows, pk=pk)


@require_POST
def line_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the draft."""
    row = _line(request, pk)
    verbs.take_out(row, by=request.user, at=clock.now())
    messages.success(request, _("Taken out of the draft; it waits for the next order."))
    return redirect(row.order or "orders")


@require_POST
def line_return(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a waiting line into the draft."""
    return redirect(verbs.put_back(_line(request, pk), by=request.user, at=clock.now()))


@require_POST
def drawing(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the draft anew from the records of today."""
    row = _found(request, pk)
    verbs.redraw(row, by=request.user, at=clock.now())
    return redirect(row)
