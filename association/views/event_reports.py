"""Reports on events: the list for the department, one report, its text, its signature (D21; A-5.3.5, A-7.2.4)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import event_reports as verbs
from association.actions.events import Outdated
from association.forms import SignatureForm
from association.forms.events import ReportForm
from association.models import Event, EventReport
from association.queries_events import figures_of, local_day, report_due, reports_seen_by
from association.rules import events as rules
from association.statute import Refused
from association.views import signing
from association.views.events import said, scores_said, summary
from association.workflow import open_to

PAGE, CLAUSE = 25, "A-5.3.5"


def reports(request: HttpRequest) -> HttpResponse:
    """The signed reports, the latest first."""
    rows = reports_seen_by(request.user).filter(state=EventReport.State.SIGNED).order_by("-event__ends_on", "-pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    lines = [{**said(one.event), "report": one} for one in page]
    return render(request, "association/event_reports.html", {"page": page, "rows": lines})


def _event(request: HttpRequest, pk: int) -> tuple[Event, EventReport]:
    """The event with its report, written or not, for those who may see it."""
    event = get_object_or_404(Event.objects.select_related("venue", "plan_item"), pk=pk)
    row = reports_seen_by(request.user).filter(event=event).first()
    if row is None:
        if not access.can(request.user, rules.ORGANISES, event) or event.state != Event.State.HELD:
            raise Http404
        row = EventReport(event=event)
    return event, row


def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the report while it is open; afterwards read and sign it."""
    event, row = _event(request, pk)
    works = access.can(request.user, rules.ORGANISES, event)
    if request.method == "POST" and works and row.state == EventReport.State.TEXT:
        form = ReportForm(request.POST, instance=row)
        if form.is_valid():
            return _write(request, event, form)
        return _page(request, event, row, form=form, status=422)
    return _page(request, event, row)


def _write(request: HttpRequest, event: Event, form: ReportForm) -> HttpResponse:
    """Save the text; offer it for signing where that is asked, and say what is missing."""
    facts = {"by": request.user, "at": clock.now()}
    try:
        row = verbs.write(event, edition=form.cleaned_data["seen"], texts=form.texts, **facts)
    except Outdated as outdated:
        form.add_error(None, _("Somebody saved the report while you were writing. Compare with what is saved."))
        return _page(request, event, outdated.row, form=form, theirs=outdated.row, status=409)
    if "offer" not in request.POST:
        messages.success(request, _("The text is saved."))
        return redirect("event_report", pk=event.pk)
    try:
        with transaction.atomic():
            verbs.offer(row, on=local_day(clock.now()), **facts)
    except Refused as refused:
        messages.error(request, _("The text is saved and not offered yet. %(why)s") % {"why": refused})
    else:
        messages.success(request, _("The report awaits the signature of an organiser."))
    return redirect("event_report", pk=event.pk)


def _page(
    request: HttpRequest, event: Event, row: EventReport, *, form: ReportForm | None = None, status: int = 200,
    sign_form: SignatureForm | None = None, theirs: EventReport | None = None,
) -> HttpResponse:  # fmt: skip
    works, day = access.can(request.user, rules.ORGANISES, event), local_day(clock.now())
    is_own = works and event.organisers.on(day).filter(user=request.user).exists()
    if sign_form is None and row.state == EventReport.State.OFFERED and is_own and row.paper.is_ready:
        sign_form = SignatureForm(paper=row.paper, user=request.user, clause=CLAUSE)
    figures = row.figures if row.state != EventReport.State.TEXT else figures_of(event).as_facts()
    due_on = report_due(event)
    context: dict[str, Any] = {
        **said(event), "report": row, "works": works, "is_own": is_own, "sign_form": sign_form, "figures": figures,
        "scores": scores_said(figures), "steps": open_to(row, request.user) if row.pk else [], "theirs": theirs,
        "form": form or (ReportForm(instance=row) if works and row.state == "text" else None), "due_on": due_on,
        "in_time": rules.is_report_in_time.judge(due_on=due_on, on=row.signed_on or day),
        "signatures": row.paper.signatures.all() if row.paper else [], "texts": summary(row),
    }  # fmt: skip
    return render(request, "association/event_report.html", context, status=status)


@require_POST
def reopening(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the report back for a change."""
    _event_row, row = _event(request, pk)
    verbs.reopen(row, by=request.user, at=clock.now())
    messages.success(request, _("The text is open again."))
    return redirect("event_report", pk=pk)


@require_POST
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the paper shown."""
    event, row = _event(request, pk)
    if row.paper is None:
        return redirect("event_report", pk=pk)
    form = SignatureForm(request.POST, paper=row.paper, user=request.user, clause=CLAUSE)
    if signing.take(request, form, partial(verbs.sign, row, on=local_day(clock.now()))):
        messages.success(request, _("The report is signed; the department sees it."))
        return redirect("event_report", pk=pk)
    return _page(request, event, row, sign_form=form, status=422)
