"""A registered paper: entering one by hand, its page, passing it on, what was done, how it left (A-7.2.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import records as verbs
from association.doors import Unacceptable
from association.forms import records as forms
from association.models import Association, RegisterEntry, Routing
from association.queries_records import entries_read_by, papers_of, people_to_pass_to, told
from association.rules import records as rules
from association.statute import Refused


def today():
    """The day where the association is."""
    association = Association.known()
    return clock.today(ZoneInfo(association.time_zone)) if association else clock.today()


def refusing(form: Form, field: str | None, act: Callable[[], Any]) -> Any:
    """Call a verb; what it refuses is said in the form, and the answer is None."""
    try:
        return act()
    except Unacceptable as refused:
        form.add_error("file" if "file" in form.fields else None, str(refused))
    except Refused as refused:
        for verdict in refused.verdicts:
            form.add_error(field if field in form.fields else None, str(verdict.sentence))
    return None


def record_new(request: HttpRequest) -> HttpResponse:
    """Enter a paper that came from outside."""
    day = today()
    initial = {"kind": request.GET.get("kind", "letter")}
    form = forms.IncomingForm(request.POST or None, request.FILES or None, today=day, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        facts = {"came_on": data["came_on"], "on": day, "late_reason": data["late_reason"], "scans": data["scans"]}
        entry = refusing(
            form, None, lambda: verbs.enter_paper(form.told, by=request.user, at=clock.now(), **facts)
        )  # fmt: skip
        if entry:
            messages.success(request, _("Registered under %(number)s.") % {"number": entry})
            return redirect(entry)
    context = {"form": form, "day": day}
    return render(request, "association/record_new.html", context, status=422 if form.errors else 200)


def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry of the register with everything that belongs to it."""
    return _page(request, get_object_or_404(told(entries_read_by(request.user)), pk=pk))


def _page(request: HttpRequest, entry: RegisterEntry, status: int = 200, **typed: Form) -> HttpResponse:
    user, day = request.user, today()
    registers = access.can(user, verbs.REGISTERS)
    stands = entry.voided_at is None
    mine = [row for row in entry.routings.all() if row.to_id == user.pk and row.is_open] if stands else []
    copy = entry.copies.select_related("letter").first() if not entry.is_incoming else None
    context = {
        "entry": entry, "day": day, "over": rules.days_over(due_on=entry.due_on, done_on=entry.done_on, today=day),
        "paper": papers_of([entry]).get(entry.pk), "letter": copy.letter if copy else None, "mine": mine,
        "registers": registers and stands, "reads": access.can(user, "view_records"), "stands": stands,
        "passes": stands and entry.is_incoming and _passes(request),
        "file_form": forms.RecordFileForm() if registers and stands else None,
        "deed_form": forms.DeedForm(entry=entry) if mine else None,
        "letters": entry.letters.exclude(state="sent") if registers else (),
    }  # fmt: skip
    return render(request, "association/record.html", context | typed, status=status)


def _passes(request: HttpRequest) -> bool:
    return any(access.can(request.user, right) for right in (verbs.REGISTERS, verbs.LEADS))


def _entry(request: HttpRequest, pk: int) -> RegisterEntry:
    return get_object_or_404(told(entries_read_by(request.user)), pk=pk)


@require_POST
def record_files(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a file to a registered paper."""
    entry = _entry(request, pk)
    form = forms.RecordFileForm(request.POST, request.FILES)
    if form.is_valid():
        checked = form.cleaned_data["file"]
        if refusing(form, "file", lambda: verbs.add_file(entry, checked, by=request.user, at=clock.now())):
            return redirect(entry)
    return _page(request, entry, 422, file_form=form)


def record_routing(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass an incoming paper to a person."""
    entry, day = _entry(request, pk), today()
    if not _passes(request):
        raise PermissionDenied("record_routing")
    initial = {"due_on": entry.due_on if entry.is_open else None}
    form = forms.RoutingForm(request.POST or None, people=people_to_pass_to(day), initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {"on": day, "by": request.user, "at": clock.now(), **form.cleaned_data}
        if refusing(form, None, lambda: verbs.pass_on(entry, **facts)):
            messages.success(request, _("The paper is passed on."))
            return redirect(entry)
    context = {"entry": entry, "form": form}
    return render(request, "association/record_routing.html", context, status=422 if form.errors else 200)


def _routing(request: HttpRequest, pk: int) -> Routing:
    rows = Routing.objects.filter(entry__in=entries_read_by(request.user)).select_related("entry", "to__person")
    return get_object_or_404(rows, pk=pk)


@require_POST
def routing_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that the paper was received."""
    row = _routing(request, pk)
    verbs.receive(row, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def routing_deed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what was done, or name the reply."""
    row = _routing(request, pk)
    entry = _entry(request, row.entry_id)
    form = forms.DeedForm(request.POST, entry=entry)
    if form.is_valid():
        facts = {"on": today(), "by": request.user, "at": clock.now(), **form.cleaned_data}
        refusing(form, "word", lambda: verbs.finish(row, **facts))
        if not form.errors:
            messages.success(request, _("It is noted what was done."))
            return redirect(row)
    return _page(request, entry, 422, deed_form=form)


def routing_taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper back from a person."""
    row = _routing(request, pk)
    if not _passes(request):
        raise PermissionDenied("routing_taking_back")
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.take_back(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        return redirect(row)
    context = {"row": row, "entry": row.entry, "form": form}
    return render(request, "association/record_taking_back.html", context, status=422 if form.errors else 200)


def record_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of control with a word."""
    entry = _entry(request, pk)
    form = forms.WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.close(entry, word=form.cleaned_data["word"], on=today(), by=request.user, at=clock.now())
        return redirect(entry)
    context = {"entry": entry, "form": form}
    return render(request, "association/record_closing.html", context, status=422 if form.errors else 200)


def record_dispatch(request: HttpRequest, pk: int) -> HttpResponse:
    """Note how an outgoing paper left."""
    entry, day = _entry(request, pk), today()
    form = forms.DispatchForm(request.POST or None, initial={"on": day})
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "at": clock.now(), **form.cleaned_data}
        if refusing(form, "on", lambda: verbs.note_dispatch(entry, **facts)):
            messages.success(request, _("It is noted how the paper left."))
            return redirect(entry)
    context = {"entry": entry, "form": form}
    return render(request, "association/record_dispatch.html", context, status=422 if form.errors else 200)
