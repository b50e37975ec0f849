"""The quality commission: who sits in it, and how it works (K-16)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system import rules
from qa_system.actions import commissions as verbs
from qa_system.forms.bodies import CommissionForm, CommissionMemberForm
from qa_system.forms.editions import attempt
from qa_system.models import Commission, CommissionMember
from qa_system.queries.people import people_of
from qa_system.views.scope import row_or_404, system_or_404


def commission(request: HttpRequest, pk: int) -> HttpResponse:
    """The commissions of an organisation, with what the regulation would have otherwise."""
    system = system_or_404(request, pk)
    today = clock.today()
    rows = []
    for row in system.commissions.prefetch_related("members__person"):
        members = [one for one in row.members.all() if one.is_on(today)]
        verdict = rules.is_commission_balanced.judge(
            sides=sorted({one.side for one in members}), has_rules=bool(row.rules_ru or row.rules_ky)
        )
        rows.append({"row": row, "members": members, "verdict": verdict, "ended": row.ends_on and row.ends_on <= today})
    context = {"system": system, "rows": rows, "may_keep": access.can(request.user, "keep_qa", system)}
    return render(request, "qa_system/commission.html", context)


def commission_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Set up a commission."""
    system = system_or_404(request, pk, "keep_qa")
    form = CommissionForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, lambda **data: verbs.set_up(system, on=clock.today(), by=request.user, at=clock.now(), **data)
        )
    ):
        messages.success(request, _("The commission is set up. Now name its members."))
        return redirect("qa_commission", pk=system.pk)
    context = {"system": system, "form": form}
    return render(request, "qa_system/commission_form.html", context, status=422 if form.errors else 200)


def commission_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the names, the order or the order of work."""
    row = row_or_404(request, Commission.objects.select_related("system__organisation"), pk, "keep_qa")
    form = CommissionForm(request.POST or None, commission=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.describe(row, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("Saved."))
        return redirect("qa_commission", pk=row.system_id)
    context = {"system": row.system, "commission": row, "form": form}
    return render(request, "qa_system/commission_form.html", context, status=422 if form.errors else 200)


def commission_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat a person."""
    row = row_or_404(request, Commission.objects.select_related("system__organisation"), pk, "keep_qa")
    form = CommissionMemberForm(request.POST or None, people=people_of(row.system), initial={"on": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.add_member(row, by=request.user, at=clock.now(), **data),
            fields={"K-16b": "person"},
        )
    ):
        return redirect("qa_commission", pk=row.system_id)
    context = {"system": row.system, "form": form, "heading": _("Member of the commission"), "back": "qa_commission"}
    return render(request, "qa_system/person_form.html", context, status=422 if form.errors else 200)


@require_POST
def commission_member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a person's time in the commission."""
    row = row_or_404(request, CommissionMember.objects.select_related("commission"), pk, "keep_qa")
    verbs.end_member(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect("qa_commission", pk=row.commission.system_id)


@require_POST
def commission_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Dissolve a commission."""
    row = row_or_404(request, Commission.objects.all(), pk, "keep_qa")
    verbs.dissolve(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Dissolved; the records stay."))
    return redirect("qa_commission", pk=row.system_id)
