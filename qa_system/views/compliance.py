"""Compliance by clause, and what the organisation itself declares."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import CLAUSES
from qa_system import rules
from qa_system.actions import declarations as verbs
from qa_system.forms.workspace import DeclarationForm
from qa_system.models import Declaration
from qa_system.queries import compliance as clauses
from qa_system.queries import declarations, facts_of, readiness
from qa_system.queries.compliance import RATED
from qa_system.views.attempts import attempt_keeping
from qa_system.views.scope import row_or_404, system_or_404
from qa_system.views.wheel import LOOKS, WORDS, meaning


def compliance(request: HttpRequest, pk: int) -> HttpResponse:
    """Each clause: computed from the records, declared with evidence, or an own arrangement with its reason."""
    system = system_or_404(request, pk)
    facts = facts_of(system, clock.today())
    declared = declarations(system, facts)
    language = get_language() or "ru"
    shown = [
        {"line": line, "look": LOOKS[line.standing], "word": WORDS[line.standing],
         "meaning": meaning(line.clause, language)}
        for line in [*readiness(system, facts, declared), *clauses(system, facts, declared)]
    ]  # fmt: skip
    context = {"system": system, "rows": shown, "may_keep": access.can(request.user, "keep_qa", system)}
    return render(request, "qa_system/compliance.html", context)


def declaration(request: HttpRequest, pk: int, clause: str) -> HttpResponse:
    """Declare how a clause is met, or the own arrangement in its place."""
    system = system_or_404(request, pk, "keep_qa")
    if clause not in CLAUSES or not clause.startswith("K-"):
        raise Http404
    now = system.declarations.open().filter(clause=clause).first()
    initial = {"kind": now.kind, "text_ru": now.text_ru, "text_ky": now.text_ky, "rating": now.rating} if now else {}
    form = DeclarationForm(request.POST or None, request.FILES or None, initial=initial, rated=clause in RATED,
                           may_lift=rules.may_lift(check=clause))  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, lambda rating=None, evidence=None, **data: verbs.declare(
            system, clause=clause, rating=rating, evidence=evidence, on=clock.today(), **data
        ), of=system.organisation, uploads=("evidence",),
    ):  # fmt: skip
        messages.success(request, _("Declared."))
        return redirect("qa_compliance", pk=system.pk)
    context = {"system": system, "form": form, "code": clause, "now": now,
               "meaning": meaning(clause, get_language() or "ru")}  # fmt: skip
    return render(request, "qa_system/declaration.html", context, status=422 if form.errors else 200)


@require_POST
def declaration_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a declaration back."""
    row = row_or_404(request, Declaration.objects.select_related("system__organisation"), pk, "keep_qa")
    verbs.withdraw(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The declaration is taken back."))
    return redirect("qa_compliance", pk=row.system_id)
