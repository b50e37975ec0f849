"""Who the Presidium is: seats, offices and their terms on a day, their change by a paper, acting for the chair."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.statute import Refused
from membership.queries import local_day
from presidium.actions import acting as acting_verbs
from presidium.actions import seats as verbs
from presidium.filters import DayFilter
from presidium.forms import OfficeForm, SeatForm
from presidium.forms_elections import AbsenceForm, ReturnForm
from presidium.queries import chair_on, office_on, roster_on
from presidium.queries_assignments import attendance
from presidium.queries_handover import handovers_seen_by, keeper_of_affairs
from presidium.queries_terms import acting_on, judge_deputy, terms_on

HANDOVERS = 5  # shown beside the offices


def _page(request: HttpRequest, day: date | None = None, status: int = 200, **forms: Form) -> HttpResponse:
    today = local_day(clock.now())
    day = day or today
    keeps = access.can(request.user, "keep_composition")
    acting, terms = acting_on(day), terms_on(day)
    context = {
        "day": day, "filter": DayFilter(initial={"on": day}), "seats": roster_on(day).select_related("basis"),
        "terms": terms, "acting": acting, "on_today": day == today, "may_keep": keeps,
        "acting_last": acting.ends_on - timedelta(days=1) if acting and acting.ends_on else None,
        "may_release": access.can(request.user, "register_documents"),
        "warnings": warnings(terms, day, chair_on(day) is not None), "attendance": attendance(day),
        "handovers": handovers_seen_by(request.user)[:HANDOVERS], "keeper": keeper_of_affairs(today),
    }  # fmt: skip
    context |= _forms(today, keeps) | forms
    return render(request, "presidium/composition.html", context, status=status)


def _forms(today: date, keeps: bool) -> dict[str, Any]:
    """The forms of who keeps the composition; an absence only while a chair and a deputy are there."""
    now, has_chair = acting_on(today), chair_on(today) is not None
    away = keeps and now is None and has_chair and office_on("deputy", today) is not None
    return {
        "seat_form": SeatForm(day=today), "office_form": OfficeForm(day=today),
        "absence_form": AbsenceForm() if away else None,
        "return_form": ReturnForm(initial={"on": today}) if keeps and now is not None and has_chair else None,
    }  # fmt: skip


def warnings(terms: list, day: date, has_chair: bool) -> list[dict[str, str]]:
    """What the composition of a day lacks: a term that is over or ends soon, no chair, no deputy in time."""
    rows = []
    for term in terms:
        said = {"name": term.office.person, "office": term.office.get_kind_display()}
        clause = "A-3.6" if term.office.kind == "chair" else "A-3.8"
        if term.is_over:
            heading = _("The term of %(name)s (%(office)s) is over") % said
            rows.append({"heading": heading, "text": str(term.verdict.sentence), "clause": clause, "look": "bad"})
        elif term.is_near:
            heading = _("The term of %(name)s (%(office)s) ends soon") % said
            text = _("Prepare the election.")
            rows.append({"heading": heading, "text": text, "clause": clause, "look": "need"})
    if terms and not has_chair:
        text = _("A general meeting elects the chair.")
        rows.append({"heading": _("There is no chair"), "text": text, "clause": "A-3.6", "look": "bad"})
    if not (verdict := judge_deputy(day)):
        rows.append(
            {"heading": _("There is no deputy chair"), "text": str(verdict.sentence), "clause": "A-3.8", "look": "need"}
        )
    return rows


def composition(request: HttpRequest) -> HttpResponse:
    """Show seats, offices and terms as of a day."""
    chosen = DayFilter(request.GET or None)
    return _page(request, (chosen.is_valid() and chosen.cleaned_data["on"]) or None)


@require_POST
def seat(request: HttpRequest) -> HttpResponse:
    """Record a seat given by a general meeting."""
    form = SeatForm(request.POST, day=clock.today())
    if form.is_valid():
        try:
            with transaction.atomic():
                verbs.seat_head(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The seat is recorded."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("organisation", str(refused.verdicts[0].sentence))
        except IntegrityError:
            form.add_error("organisation", _("This organisation or its head already has a seat."))
    return _page(request, status=422, seat_form=form)


@require_POST
def office(request: HttpRequest) -> HttpResponse:
    """Record who takes an office."""
    form = OfficeForm(request.POST, day=clock.today())
    if form.is_valid():
        try:
            verbs.record_office(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The office is recorded."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("person", str(refused.verdicts[0].sentence))
    return _page(request, status=422, office_form=form)


@require_POST
def acting(request: HttpRequest) -> HttpResponse:
    """Record that the chair is away and the deputy acts."""
    form = AbsenceForm(request.POST)
    if form.is_valid():
        try:
            acting_verbs.act_in_absence(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The deputy acts for the chair."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("on", str(refused.verdicts[0].sentence))
    return _page(request, status=422, absence_form=form)


@require_POST
def acting_end(request: HttpRequest) -> HttpResponse:
    """Record that the chair is back."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            acting_verbs.come_back(by=request.user, at=clock.now(), **form.cleaned_data)
            messages.success(request, _("The chair leads again."))
            return redirect("composition")
        except Refused as refused:
            form.add_error("on", str(refused.verdicts[0].sentence))
    return _page(request, status=422, return_form=form)
