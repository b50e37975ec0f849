"""The thread of remarks, what was handed in each round, and the acts on one remark."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from membership.actions import remarks as verbs
from membership.forms import AnswerForm, RemarkForm
from membership.models import Application, Remark, target_names
from membership.papers import changes, told
from membership.queries import remark_thread
from membership.views.applications import visible
from membership.views.considerations import consideration_page


def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all remarks of an application with their answers, by rounds; nothing in it goes away."""
    row = get_object_or_404(visible(request.user), pk=pk)
    may_check = access.can(request.user, "check_applications")
    context = {
        "application": row,
        "remarks": remark_thread(row, unsent=may_check),
        "may_check": may_check,
        "may_answer": row.is_draft and access.can(request.user, "edit_application", row),
        "answer_form": AnswerForm(auto_id=False),
    }
    return render(request, "membership/application_remarks.html", context)


def submission(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one round as it was handed in, with what it changed."""
    row = get_object_or_404(visible(request.user), pk=pk)
    submissions = {one.number: one for one in row.submissions.select_related("submitted_by__person", "paper__file")}
    if number not in submissions:
        return redirect(row)
    this, before = submissions[number], submissions.get(number - 1)
    context = {
        "application": row,
        "submission": this,
        "answers": told(this.snapshot),
        "papers": [{**one, "label": target_names()[one["kind"]]} for one in this.snapshot.get("papers", [])],
        "changes": changes(before.snapshot, this.snapshot) if before else [],
        "before": before,
    }
    return render(request, "membership/submission.html", context)


@require_POST
def pinning(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a remark that goes out with the return."""
    rows = access.visible(request.user, "check_applications", Application.objects.select_related("organisation"))
    row = get_object_or_404(rows, pk=pk)
    form = RemarkForm(request.POST, application=row)
    if not form.is_valid():
        return consideration_page(request, row, remark_form=form, status=422)
    verbs.pin(row, by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The remark is kept; it goes out when you return the application."))
    return redirect(row.get_absolute_url() + "#remarks")


def _remark(request: HttpRequest, pk: int, right: str) -> Remark:
    rows = Remark.objects.filter(withdrawn_at=None).select_related("application__organisation")
    return get_object_or_404(access.visible(request.user, right, rows), pk=pk)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a remark that was not sent."""
    row = _remark(request, pk, "check_applications")
    verbs.withdraw(row, by=request.user, at=clock.now())
    return redirect(row.application.get_absolute_url() + "#remarks")


@require_POST
def settlement(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a remark is settled."""
    row = _remark(request, pk, "check_applications")
    verbs.settle(row, by=request.user, at=clock.now())
    return redirect(row.application.get_absolute_url() + "#remarks")


@require_POST
def answering(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer a remark and come back to where it was read."""
    rows = Remark.objects.exclude(sent_at=None).select_related("application__organisation")
    row = get_object_or_404(access.visible(request.user, "edit_application", rows), pk=pk)
    form = AnswerForm(request.POST)
    back = request.META.get("HTTP_REFERER", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("application_remarks", args=[row.application_id])
    if not form.is_valid():
        messages.error(request, _("Write an answer before you save it."))
        return redirect(back)
    verbs.answer(row, text=form.cleaned_data["text"], by=request.user, at=clock.now())
    messages.success(request, _("Your answer is kept with the remark."))
    return redirect(back)
