"""Pages of the authority's orders, and the release of papers that waited for signed minutes."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from association import clock, files
from membership.actions import decisions, letters
from membership.forms import OrderForm
from membership.models import Application, Order
from membership.queries import awaiting_release


def orders(request: HttpRequest) -> HttpResponse:
    """List the orders on the composition, drafts first."""
    rows = Order.objects.select_related("paper").prefetch_related("lines__application__organisation")
    return render(request, "membership/orders.html", {"rows": rows.order_by("state", "-pk")})


def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one order; enter number, date and scan of the signed one."""
    row = get_object_or_404(Order.objects.select_related("paper__file", "paper__job", "scan"), pk=pk)
    lines = row.lines.select_related("application__organisation", "application__basis")
    form = OrderForm(request.POST or None, request.FILES or None, initial={"dated_on": clock.today()})
    unsigned = [line for line in lines if line.application.basis and not line.application.basis.number]
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with transaction.atomic():
            scan = data["scan"] and files.keep(data["scan"], organisation=None, by=request.user, at=clock.now())
            begun = decisions.enter_order(
                row, number=data["number"], dated_on=data["dated_on"], scan=scan, by=request.user, at=clock.now()
            )
        word = ngettext("%(n)s membership has begun.", "%(n)s memberships have begun.", len(begun))
        messages.success(request, word % {"n": len(begun)})
        return redirect(row)
    context = {"order": row, "lines": lines, "form": form, "unsigned": unsigned}
    return render(request, "membership/order.html", context, status=422 if form.errors else 200)


def releases(request: HttpRequest) -> HttpResponse:
    """Release in one batch the letters and the draft order that waited for signed minutes."""
    if request.method == "POST":
        done = letters.release_all(on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, _("Released: %(n)s.") % {"n": done})
        return redirect("releases")
    decided = [Application.State.GRANTED, Application.State.ENTERED, Application.State.REFUSED]
    waiting = Application.objects.filter(state__in=decided, letter=None, basis__number="")
    context = {"ready": awaiting_release(), "waiting": waiting.select_related("organisation", "basis")}
    return render(request, "membership/releases.html", context)
