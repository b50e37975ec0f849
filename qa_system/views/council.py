"""What goes before the council, and what it decided (K-17)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system.actions import council as verbs
from qa_system.forms.documents import DecisionForm, QuestionForm
from qa_system.forms.editions import attempt
from qa_system.models import CouncilDecision, Submission
from qa_system.views.attempts import attempt_keeping
from qa_system.views.scope import row_or_404, writable_or_404


def council(request: HttpRequest, pk: int) -> HttpResponse:
    """Submissions that wait, decisions that were entered, and another question for the council."""
    system = writable_or_404(request, pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        form, lambda **data: verbs.submit_question(system, by=request.user, at=clock.now(), **data)
    ):  # fmt: skip
        messages.success(request, _("It is before the council; the secretary of the council enters the decision."))
        return redirect("qa_council", pk=system.pk)
    rows = system.submissions.select_related("decision", "version__document", "body", "report", "submitted_by__person")
    context = {
        "system": system, "form": form, "waiting": [row for row in rows if row.state == Submission.State.WAITING],
        "decisions": system.decisions.prefetch_related("submissions"),
        "may_keep": access.can(request.user, "keep_qa", system),
        "may_enter": access.can(request.user, "enter_council_decision", system),
    }  # fmt: skip
    return render(request, "qa_system/council.html", context, status=422 if form.errors else 200)


def decision_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter what the council decided on a submission."""
    rows = Submission.objects.select_related("system__organisation", "version__document", "body", "report")
    row = row_or_404(request, rows, pk, "enter_council_decision")
    form = DecisionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and attempt_keeping(
        request, form, partial(verbs.enter_decision, row, on=clock.today()), of=row.system.organisation,
        uploads=("scan",),
    ):  # fmt: skip
        messages.success(request, _("The decision is entered."))
        return redirect("qa_council", pk=row.system_id)
    context = {"system": row.system, "row": row, "form": form, "checks": row.checks}
    return render(request, "qa_system/decision_form.html", context, status=422 if form.errors else 200)


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision as it was entered; the portal judges nothing of it."""
    rows = CouncilDecision.objects.select_related(
        "system__organisation", "scan", "entered_by__person", "extract_ru__file", "extract_ky__file"
    )
    row = row_or_404(request, rows, pk)
    context = {
        "system": row.system, "row": row,
        "submissions": row.submissions.select_related("version", "body", "report"),
        "may_enter": access.can(request.user, "enter_council_decision", row),
    }  # fmt: skip
    return render(request, "qa_system/decision.html", context)


@require_POST
def submission_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a submission back."""
    row = row_or_404(request, Submission.objects.select_related("version", "report"), pk, "keep_qa")
    verbs.take_back(row, by=request.user, at=clock.now())
    messages.success(request, _("Taken back."))
    return redirect("qa_council", pk=row.system_id)
