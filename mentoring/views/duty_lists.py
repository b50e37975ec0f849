"""Distributions of processes: begun, written, put before a meeting (A-3.17c)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Paper
from association.statute import Refused
from association.workflow import open_to
from mentoring.actions import stewards as verbs
from mentoring.forms_stewards import DutyLineForm, TakingBackForm
from mentoring.models import DutyLine, DutyList
from mentoring.papers.stewards import D27
from mentoring.queries_stewards import MATTER, cited, language, lines_of
from presidium.models import AgendaItem

LOOKS = {"draft": "run", "listed": "run", "approved": "ok", "rejected": "bad", "withdrawn": "none"}


def _load(request: HttpRequest, pk: int, right: str = "prepare_meeting") -> DutyList:
    rows = access.visible(request.user, right, DutyList.objects.select_related("basis", "begun_by__person"))
    return get_object_or_404(rows, pk=pk)


@require_POST
def beginning(request: HttpRequest) -> HttpResponse:
    """Begin a distribution."""
    return redirect(verbs.begin_list(by=request.user, at=clock.now()))


def duty_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one distribution, and what may be done with it."""
    return _page(request, _load(request, pk, "view_records"))


def _page(request: HttpRequest, row: DutyList, *, status: int = 200, **forms: Form) -> HttpResponse:
    said, steps, day = language(), open_to(row, request.user), clock.today()
    lines = [{"row": line, "process": line.process.called(said)} for line in lines_of(row)]
    writes = "withdraw" in steps
    editions = Paper.objects.filter(kind=D27.code, subject_type=row._meta.label_lower, subject_id=str(row.pk))
    context: dict[str, Any] = {
        "list": row, "look": LOOKS[row.state], "lines": lines, "writes": writes,
        "line_form": DutyLineForm(day=day) if writes else None,
        "back_form": TakingBackForm(day=day, prefix="back") if writes else None,
        "items": AgendaItem.objects.filter(matter=MATTER, subject_id=str(row.pk)).select_related("meeting"),
        "cited": cited(row.basis) if row.basis else "",
        "papers": [*editions.select_related("job", "file").filter(is_draft=row.basis is None or not row.basis.number)],
    }  # fmt: skip
    return render(request, "mentoring/stewards_list.html", context | forms, status=status)


@require_POST
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a line: a process for an organisation."""
    row, day = _load(request, pk), clock.today()
    form = DutyLineForm(request.POST, day=day)
    if form.is_valid():
        try:
            verbs.add_line(row, on=day, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect(row)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    return _page(request, row, status=422, line_form=form)


@require_POST
def releases(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a line that takes a duty back."""
    row, day = _load(request, pk), clock.today()
    form = TakingBackForm(request.POST, day=day, prefix="back")
    if form.is_valid():
        try:
            verbs.add_taking_back(row, on=day, by=request.user, at=clock.now(), **form.cleaned_data)
            return redirect(row)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    return _page(request, row, status=422, back_form=form)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a line out."""
    rows = DutyLine.objects.select_related("duty_list", "process", "organisation")
    line = get_object_or_404(access.visible(request.user, "prepare_meeting", rows), pk=pk)
    verbs.remove_line(line, by=request.user, at=clock.now())
    return redirect(line.duty_list)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a distribution back."""
    row = _load(request, pk)
    verbs.withdraw(row, by=request.user, at=clock.now())
    messages.success(request, _("The distribution is taken back."))
    return redirect("stewards")
