"""Who answers for which process: the page, the workbook, the sheet for print; what a steward gives (A-3.17)."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.doors import Unacceptable, write_xlsx
from association.forms.districts import AsOfForm
from association.models import Association
from association.statute import Refused
from association.views.papers import visible_papers
from mentoring import rules
from mentoring.actions import stewards as verbs
from mentoring.forms_stewards import OutputForm
from mentoring.models import DutyList, ProcessDuty
from mentoring.papers.stewards import D27
from mentoring.queries_stewards import cited, distribution, language, materials_by_duty, outputs_of, reads_stewards

PAGE, LISTS = 50, 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def today() -> date:
    """The day where the association is."""
    association = Association.known()
    return clock.today(ZoneInfo(association.time_zone)) if association else clock.today()


def _asked(request: HttpRequest) -> tuple[AsOfForm, date]:
    """The day as of which the page is asked; what is not understood is today. Strangers are refused."""
    if not reads_stewards(request.user, today()):
        raise PermissionDenied("stewards")
    form = AsOfForm({"on": request.GET.get("on") or today().isoformat()})
    return form, (form.cleaned_data["on"] if form.is_valid() and form.cleaned_data["on"] else today())


def matrix(request: HttpRequest) -> HttpResponse:
    """Processes with those who answer for them, member organisations with theirs, and what is wanting."""
    form, day = _asked(request)
    whole = distribution(day)
    page = Paginator(whole.members, PAGE).get_page(request.GET.get("page"))
    number, reads = request.GET.get("paper", ""), access.can(request.user, "view_records")
    papers = visible_papers(request.user).filter(kind=D27.code)
    context: dict[str, Any] = {
        "form": form, "day": day, "iso": day.isoformat(), "whole": whole, "page": page, "reads": reads,
        "matrix": whole.matrix(list(page)), "caption": _caption(len(whole.rows)),
        "prepares": access.can(request.user, "prepare_meeting"),
        "lists": DutyList.objects.exclude(state=DutyList.State.WITHDRAWN)[:LISTS] if reads else (),
        "paper": papers.filter(pk=number).first() if number.isdecimal() and len(number) < 12 else None,
        "own": set(access.organisations(request.user, "give_material").values_list("pk", flat=True)),
    }  # fmt: skip
    return render(request, "mentoring/stewards.html", context)


def _caption(count: int) -> str:
    return ngettext("%(n)s process", "%(n)s processes", count) % {"n": count}


def matrix_xlsx(request: HttpRequest) -> HttpResponse:
    """The distribution as of a day as a workbook: a line for each duty, then what is wanting."""
    _form, day = _asked(request)
    whole = distribution(day)
    rows: list[list[Any]] = [
        [row.said, line.duty.organisation.title, line.duty.starts_on, line.duty.ends_on, line.cited, line.given]
        for row in whole.rows
        for line in row.lines
    ]
    rows += [[row.said, _("nobody"), None, None, "", ""] for row in whole.vacant]
    rows += [[_("none"), one.title, None, None, "", ""] for one in whole.idle]
    heads = [_("Process"), _("Organisation"), _("Since"), _("Until"), _("Basis"), _("What was given")]
    data = write_xlsx(rows, heads, sheet=day.isoformat(), widths=(44, 60, 12, 12, 44, 44))
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="stewards-{day.isoformat()}.xlsx"'
    return response


@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """Order the distribution of a day for print; the page shows the sheet being made."""
    _form, day = _asked(request)
    made = verbs.print_day(on=day, by=request.user, at=clock.now())
    return redirect(f"{reverse('stewards')}?on={day.isoformat()}&paper={made.pk}")


def duty(request: HttpRequest, pk: int) -> HttpResponse:
    """One duty for who carries it: what is owed, what was given, and the form to give more."""
    rows = ProcessDuty.objects.select_related("process", "organisation", "basis")
    row, day = get_object_or_404(access.visible(request.user, "give_material", rows), pk=pk), today()
    form = OutputForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _given(request, row, form, day):
        messages.success(request, _("The material stands in the library."))
        return redirect("process_duty", pk)
    context = {
        "duty": row, "process": row.process.called(language()), "cited": cited(row.basis), "is_on": row.is_on(day),
        "materials": materials_by_duty([row]).get(row.pk, []), "form": form,
        "verdict": rules.is_supported.judge(outputs=outputs_of([row], day).get(row.pk, set())),
    }  # fmt: skip
    return render(request, "mentoring/stewards_duty.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, row: ProcessDuty, form: OutputForm, day: date) -> bool:
    try:
        verbs.give_output(row, on=day, by=request.user, at=clock.now(), **form.facts)
    except Unacceptable as refused:
        form.add_error("file", str(refused))
    except Refused as refused:
        form.add_error(None, str(refused.verdicts[0].sentence))
    return not form.errors
