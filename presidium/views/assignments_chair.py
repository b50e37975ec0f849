"""What the chair gives the members of the Presidium outside of a meeting, and how much each has to do (A-5.2.2)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from presidium.actions import distribution as verbs
from presidium.forms_assignments import DistributionForm
from presidium.models import Assignment
from presidium.queries import roster_on
from presidium.queries_assignments import GIVES, assignments_seen_by, loads_on
from presidium.views.assignments import page_of, today


def assignment_members(request: HttpRequest) -> HttpResponse:
    """The members of the Presidium with what each has to do: open, overdue, to be verified."""
    rows = loads_on(today())
    whole = assignments_seen_by(request.user).filter(whole=True, state__in=Assignment.OPEN)
    facts = {
        "rows": rows, "gives": access.can(request.user, GIVES), "whole": whole,
        "open": sum(row.open for row in rows), "late": sum(row.late for row in rows),
    }  # fmt: skip
    return render(request, "presidium/assignment_members.html", facts)


def assignment_new(request: HttpRequest) -> HttpResponse:
    """Give a member of the Presidium something to do."""
    day = today()
    number = request.GET.get("to", "")
    seat = roster_on(day).filter(pk=number).first() if number.isdecimal() and len(number) < 12 else None
    form = DistributionForm(request.POST or None, day=day, initial={"member": seat})
    if request.method == "POST" and form.is_valid():
        row = verbs.distribute(by=request.user, at=clock.now(), **form.facts)
        messages.success(request, _("The assignment is given; %(who)s is told.") % {"who": row.executor})
        return redirect(row)
    facts = {"form": form, "loads": loads_on(day)}
    return render(request, "presidium/assignment_chair.html", facts, status=422 if form.errors else 200)


@require_POST
def assignment_parts(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a member a part of what was given to the Presidium or to the chair."""
    rows = access.visible(request.user, GIVES, assignments_seen_by(request.user))
    row = get_object_or_404(rows, pk=pk)
    form = DistributionForm(request.POST, day=today(), source=row)
    if not form.is_valid():
        return page_of(request, row, pass_form=form, status=422)
    part = verbs.pass_on(row, by=request.user, at=clock.now(), **form.facts)
    messages.success(request, _("The assignment is given; %(who)s is told.") % {"who": part.executor})
    return redirect(row)
