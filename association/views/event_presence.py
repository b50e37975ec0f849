"""The list of participants: presence marked on the day, the workbook, people who came without an entry (A-5.7.2)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import clock
from association.actions import event_entries as verbs
from association.doors import write_xlsx
from association.forms.entries import AdmissionForm
from association.models import Event, EventEntry, Organisation
from association.queries_events import local_day
from association.statute import Refused
from association.views.event_office import event_of
from association.views.events import said

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
S = EventEntry.State
LONGEST = 16  # digits of a number that both databases take


def presence(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the list, and mark those who are there; it prints clean and works on a phone."""
    row = event_of(request, pk)
    if request.method == "POST":
        shown, present = (_numbers(request.POST.getlist(name)) for name in ("shown", "present"))
        verbs.mark(row, shown=shown, present=present, by=request.user, at=clock.now())
        messages.success(request, _("Presence is kept."))
        return redirect("event_presence", pk=row.pk)
    return _page(request, row)


def _numbers(typed: list[str]) -> list[int]:
    """What is a number of a row; whether it belongs to the event is asked by the verb."""
    return [int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < LONGEST]


def _page(request: HttpRequest, row: Event, form: AdmissionForm | None = None) -> HttpResponse:
    day = local_day(clock.now())
    entries = list(row.entries.filter(state__in=(S.ENTERED, S.WAITING)).select_related("organisation"))
    marks = row.state in (Event.State.ANNOUNCED, Event.State.HELD) and day >= row.starts_on
    context: dict[str, Any] = {
        **said(row), "rows": entries, "marks": marks, "came": sum(one.attended for one in entries),
        "form": (form or _admission()) if marks else None,
    }  # fmt: skip
    status = 422 if form and form.errors else 200
    return render(request, "association/event_presence.html", context, status=status)


def _admission(data=None) -> AdmissionForm:
    return AdmissionForm(data, organisations=Organisation.objects.order_by("sort_key", "pk"))


@require_POST
def admission(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down somebody who came without an entry."""
    row = event_of(request, pk)
    form = _admission(request.POST)
    if form.is_valid():
        facts = {"organisation": form.cleaned_data["organisation"], "by": request.user, "at": clock.now()}
        try:
            verbs.admit(row, person=form.person, **facts)
            messages.success(request, _("The participant is on the list, as present."))
            return redirect("event_presence", pk=row.pk)
        except Refused as refused:
            form.add_error(None, str(refused.verdicts[0].sentence))
    return _page(request, row, form)


def participants_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The participants as a workbook."""
    row = event_of(request, pk)
    entries = row.entries.exclude(state=S.GONE).select_related("organisation").order_by("surname", "given", "pk")
    lines = [
        [number, one.full_name, one.post, one.works_at, one.email, str(one.get_state_display()),
         _("yes") if one.attended else ""]
        for number, one in enumerate(entries, 1)
    ]  # fmt: skip
    heads = [_("No."), _("Participant"), _("Post"), _("Organisation"), _("E-mail"), _("State"), _("Was there")]
    data = write_xlsx(lines, heads, sheet=_("Participants"), widths=(6, 40, 30, 60, 32, 24, 12))
    answer = HttpResponse(data, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="participants-{row.pk}.xlsx"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
