"""The dialogue with the ministry, as the organisation and as the official see it (K-O4)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access
from qa_system.actions import ministry as verbs
from qa_system.forms.ministry import AnswerForm
from qa_system.models import MinistryRemark
from qa_system.queries.ministry import entrusted, threads_of
from qa_system.views.attempts import press
from qa_system.views.scope import row_or_404, system_or_404


def remarks(request: HttpRequest, pk: int) -> HttpResponse:
    """What the ministry remarked on the organisation, and the answers."""
    system = system_or_404(request, pk)
    context = {
        "system": system, "threads": threads_of(system), "answers_at": "qa_remark_answer",
        "may_answer": access.can(request.user, "keep_qa", system),
    }  # fmt: skip
    return render(request, "qa_system/remarks.html", context)


@require_POST
def remark_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The organisation answers a remark."""
    row = row_or_404(request, _roots(), pk, "keep_qa")
    _answer(request, row)
    return redirect("qa_remarks", pk=row.system_id)


@require_POST
def ministry_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The official goes on with a dialogue."""
    row = get_object_or_404(_roots().filter(system__in=entrusted(request.user).values("pk")), pk=pk)
    _answer(request, row)
    return redirect("qa_ministry_organisation", pk=row.system_id)


def _roots():
    return MinistryRemark.objects.filter(answer_of=None).select_related("system__organisation")


def _answer(request: HttpRequest, row: MinistryRemark) -> None:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors.get("text", [_("Write the text.")])))
        return
    text = form.cleaned_data["text"]
    press(request, lambda on, **facts: verbs.remark(row.system, about=None, answer_of=row, text=text, **facts),
          _("The answer is sent."))  # fmt: skip
