"""Buttons that draw papers; each leads back to the page on which the paper then stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from qa_system.actions import papers as verbs
from qa_system.models import CouncilDecision, DocumentVersion, Indicator, Process, QualityBody, WorkPlan
from qa_system.views.scope import row_or_404, system_or_404


def _now(request: HttpRequest) -> dict[str, Any]:
    return {"on": clock.today(), "by": request.user, "at": clock.now()}


def _tell(request: HttpRequest) -> None:
    messages.success(request, _("The paper is being made; it stands here in a moment."))


@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the head's order on the quality body (Q01)."""
    row = row_or_404(request, QualityBody.objects.all(), pk, "keep_qa")
    verbs.draw_order(row, **_now(request))
    _tell(request)
    return redirect("qa_body", pk=row.system_id)


@require_POST
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the plan of work (Q15)."""
    row = row_or_404(request, WorkPlan.objects.all(), pk, "keep_qa")
    verbs.draw_plan(row, **_now(request))
    _tell(request)
    return redirect("qa_plan", pk=row.pk)


@require_POST
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the card of a process (Q04); its owner may."""
    row = row_or_404(request, Process.objects.select_related("system__organisation"), pk)
    verbs.draw_card(row, **_now(request))
    _tell(request)
    return redirect(row)


@require_POST
def passport(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the passport of an indicator (Q05); the owner of its process may."""
    row = row_or_404(request, Indicator.objects.select_related("process__system__organisation"), pk)
    verbs.draw_passport(row, **_now(request))
    _tell(request)
    return redirect(row)


@require_POST
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw a version of a document in both languages (Q02, Q03)."""
    row = row_or_404(request, DocumentVersion.objects.all(), pk, "keep_qa")
    verbs.draw_version(row, **_now(request))
    _tell(request)
    return redirect(row)


@require_POST
def extract(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the extract of a decision in both languages (Q12)."""
    row = row_or_404(request, CouncilDecision.objects.all(), pk, "enter_council_decision")
    verbs.draw_extract(row, **_now(request))
    _tell(request)
    return redirect("qa_decision", pk=row.pk)


@require_POST
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw the register of documents (Q13)."""
    system = system_or_404(request, pk, "keep_qa")
    verbs.draw_register(system, **_now(request))
    _tell(request)
    return redirect("qa_documents", pk=system.pk)
