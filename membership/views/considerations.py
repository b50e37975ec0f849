"""What the secretary does with an application."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from membership.actions import applications as verbs
from membership.actions import decisions
from membership.forms import ReturnForm
from membership.models import Application, ApplicationPaper


def _find(request: HttpRequest, pk: int, right: str) -> Application:
    rows = access.visible(request.user, right, Application.objects.select_related("organisation", "entry"))
    return get_object_or_404(rows, pk=pk)


@require_POST
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the application in the incoming journal."""
    row = _find(request, pk, "register_documents")
    entry = verbs.enter_in_register(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Registered under %(number)s.") % {"number": entry})
    return redirect(row)


@require_POST
def paper_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that one paper is in order."""
    papers = access.visible(request.user, "check_applications", ApplicationPaper.objects.select_related("application"))
    row = get_object_or_404(papers, pk=pk)
    verbs.check_paper(row, by=request.user, at=clock.now())
    return redirect(row.application)


@require_POST
def giving_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the application for completion."""
    row = _find(request, pk, "check_applications")
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what has to be completed."))
        return redirect(row)
    verbs.send_back(row, remark=form.cleaned_data["remark"], by=request.user, at=clock.now())
    messages.success(request, _("The application went back to the applicant."))
    return redirect("applications")


@require_POST
def admission(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an application into the order of the organisational period."""
    row = _find(request, pk, "enter_order")
    decisions.admit_by_order(row, by=request.user, at=clock.now())
    return redirect(row)
