"""The budget of mandatory procedures (K-20)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system import rules
from qa_system.actions import budgets as verbs
from qa_system.forms.editions import attempt
from qa_system.forms.publications import BudgetForm
from qa_system.models import BudgetLine
from qa_system.views.scope import row_or_404, writable_or_404


def budget(request: HttpRequest, pk: int) -> HttpResponse:
    """Lines by year with their sums, what is short for mandatory procedures, and a form for one more."""
    system = writable_or_404(request, pk)
    form = BudgetForm(request.POST or None, initial={"year": clock.today().year})
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.add(system, by=request.user, at=clock.now(), **data), fields={"K-20b": "needed"}
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("qa_budget", pk=system.pk)
    years: dict[int, list[BudgetLine]] = {}
    for row in system.budget_lines.all():
        years.setdefault(row.year, []).append(row)
    context = {"system": system, "form": form, "years": [_year(year, rows) for year, rows in years.items()],
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/budget.html", context, status=422 if form.errors else 200)


def _year(year: int, rows: list[BudgetLine]) -> dict:
    mandatory = [row for row in rows if row.is_mandatory]
    return {
        "year": year,
        "rows": rows,
        "needed": sum((row.needed for row in rows), Decimal(0)),
        "planned": sum((row.planned for row in rows), Decimal(0)),
        "spent": sum((row.spent for row in rows), Decimal(0)),
        "verdict": rules.is_budget_sufficient.judge(
            needed=sum((row.needed for row in mandatory), Decimal(0)),
            planned=sum((row.planned for row in mandatory), Decimal(0)),
        ),
    }


def budget_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a line."""
    row = row_or_404(request, BudgetLine.objects.select_related("system__organisation"), pk, "keep_qa")
    form = BudgetForm(request.POST or None, line=row)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.change(row, by=request.user, at=clock.now(), **data), fields={"K-20b": "needed"}
    ):  # fmt: skip
        messages.success(request, _("Saved."))
        return redirect("qa_budget", pk=row.system_id)
    context = {"system": row.system, "row": row, "form": form}
    return render(request, "qa_system/budget_line.html", context, status=422 if form.errors else 200)


@require_POST
def budget_line_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out of the budget."""
    row = row_or_404(request, BudgetLine.objects.select_related("system"), pk, "keep_qa")
    verbs.remove(row, by=request.user, at=clock.now())
    return redirect("qa_budget", pk=row.system_id)
