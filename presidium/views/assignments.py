"""Assignments: typed beside an item, the list, the page of one with its acknowledgement, report and verification."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.models import Association, Person, User
from association.statute import Refused
from association.views import signing
from association.workflow import open_to
from presidium.actions import assignments as verbs
from presidium.forms_assignments import (
    STATE_LOOKS,
    AssignmentForm,
    DistributionForm,
    EnteredReportForm,
    ReportForm,
    VerdictForm,
)
from presidium.models import AgendaItem, Assignment
from presidium.queries_assignments import (
    GIVES,
    assignments_seen_by,
    executors_for,
    executors_of,
    judge_passing,
    judge_verifier,
    open_parts,
)
from presidium.views.assignments_given import given_on, new_form

PAGE = 50
CHOICES = {
    "open": Q(state__in=Assignment.OPEN), "late": Q(state__in=Assignment.DUE),
    "reported": Q(state=Assignment.State.REPORTED), "done": Q(state=Assignment.State.DONE), "all": Q(),
}  # fmt: skip


def today() -> date:
    """The day where the association is."""
    return clock.today(ZoneInfo(Association.current().time_zone))


def item_assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """Write an assignment down beside an item; without scripts the page it came from is shown again."""
    rows = access.visible(request.user, "keep_minutes", AgendaItem.objects.select_related("meeting"))
    item = get_object_or_404(rows, pk=pk)
    form = None
    if request.method == "POST":
        form = AssignmentForm(request.POST, item=item, executors=executors_for(item.meeting))
        if form.is_valid() and _noted(request, item, form):
            return redirect(f"{reverse('item_assignments', args=[pk])}?back={request.POST.get('back', '')[:10]}")
    facts = {"item": item, "given": given_on([item])[item.pk], "given_form": form or new_form(item), "gives": True}
    if request.htmx:
        return render(request, "presidium/parts/assignments.html", facts)
    if form is None:
        back = request.GET.get("back") == "minutes"
        return redirect(f"{reverse('minutes', args=[item.meeting_id])}#given-{item.number}" if back else item)
    facts["executors"] = [label for label, _row in form.executors]
    return render(request, "presidium/assignment_new.html", facts, status=422)


def _noted(request: HttpRequest, item: AgendaItem, form: AssignmentForm) -> bool:
    try:
        verbs.note(item, by=request.user, at=clock.now(), **form.facts)
    except Refused as refused:
        clause = refused.verdicts[0].clause
        form.add_error("due_on" if clause == "A-3.5" else None, str(refused.verdicts[0].sentence))
    return not form.errors


@require_POST
def striking(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an assignment out of the draft of the minutes."""
    rows = access.visible(request.user, "keep_minutes", Assignment.objects.exclude(item=None).select_related("item"))
    row = get_object_or_404(rows, pk=pk)
    verbs.strike(row, by=request.user, at=clock.now())
    return redirect(f"{reverse('item_assignments', args=[row.item_id])}?back={request.POST.get('back', '')[:10]}")


def assignments(request: HttpRequest) -> HttpResponse:
    """List what was given: open, overdue, to be verified, done; all of it, or that of one person."""
    day, asked = today(), request.GET.get("state", "open")
    chosen = asked if asked in CHOICES else "open"
    seen, member = _of_member(request, assignments_seen_by(request.user))
    page = Paginator(seen.filter(narrowed(chosen, day)), PAGE).get_page(request.GET.get("page"))
    facts = {
        "rows": [line(row, day) for row in page], "page": page, "tabs": _tabs(seen, chosen, day, member),
        "chosen": chosen, "reads": access.can(request.user, "view_records"), "member": member,
        "gives": access.can(request.user, GIVES),
    }  # fmt: skip
    return render(request, "presidium/assignments.html", facts)


def _of_member(request: HttpRequest, rows: QuerySet[Assignment]) -> tuple[QuerySet[Assignment], Person | None]:
    """The rows of the person that the address names, when there are any to be seen."""
    number = request.GET.get("member", "")
    is_key = number.isdecimal() and len(number) < 12
    member = Person.objects.filter(pk=number, pk__in=rows.order_by().values("person")).first() if is_key else None
    return (rows.filter(person=member) if member else rows), member


def narrowed(chosen: str, day: date) -> Q:
    """What a tab holds on a day."""
    return CHOICES[chosen] & Q(due_on__lt=day) if chosen == "late" else CHOICES[chosen]


def _tabs(seen, chosen: str, day: date, member: Person | None) -> list[dict[str, Any]]:
    words = {
        "open": pgettext("assignments", "Open"), "late": pgettext("assignments", "Overdue"),
        "reported": pgettext("assignments", "To be verified"), "done": pgettext("assignments", "Done"),
        "all": pgettext("assignments", "All"),
    }  # fmt: skip
    counts = seen.order_by().aggregate(**{key: Count("pk", filter=narrowed(key, day) | Q(pk=None)) for key in words})
    also = f"&member={member.pk}" if member else ""
    return [
        {"label": word, "url": f"?state={key}{also}", "count": counts[key], "current": key == chosen,
         "needs": key in ("late", "reported") and counts[key] > 0}
        for key, word in words.items()
    ]  # fmt: skip


def line(row: Assignment, day: date) -> dict[str, Any]:
    """One assignment with its look and how many days it is late."""
    late = (day - row.due_on).days if row.state in Assignment.DUE else 0
    return {"row": row, "look": "bad" if late > 0 else STATE_LOOKS[row.state], "late": max(late, 0)}


def _load(request: HttpRequest, pk: int) -> Assignment:
    return get_object_or_404(assignments_seen_by(request.user), pk=pk)


def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an assignment and what this person may do with it now."""
    return page_of(request, _load(request, pk))


def page_of(request: HttpRequest, row: Assignment, *, status: int = 200, **forms: Form) -> HttpResponse:
    """Make the page of an assignment, with its forms as they were sent."""
    steps, day = open_to(row, request.user), today()
    verdict = judge_verifier(row, request.user) if "verify" in steps else None
    parts = row.parts.select_related("person", "organisation").order_by("number")
    facts = {
        **line(row, day), "steps": steps, "verdict": verdict, "reads": access.can(request.user, "view_records"),
        "report_form": ReportForm() if "report" in steps and not open_parts(row).exists() else None,
        "verdict_form": VerdictForm() if verdict else None, "parts": [line(one, day) for one in parts],
        "enter_form": EnteredReportForm(assignment=row, day=day) if _is_entered(row, steps, day) else None,
        "pass_form": DistributionForm(day=day, source=row) if _is_passed(row, request.user, day) else None,
    }  # fmt: skip
    return render(request, "presidium/assignment.html", facts | forms, status=status)


def _is_entered(row: Assignment, steps: list[str], day: date) -> bool:
    """Whether the report of an executor without an account is entered here."""
    return "enter" in steps and not row.whole and not executors_of(row, day).exists()


def _is_passed(row: Assignment, user: User, day: date) -> bool:
    """Whether this person may hand a part of it to a member of the Presidium."""
    gives = row.state in Assignment.DUE and access.can(user, GIVES)
    return gives and bool(judge_passing(row, None, by=user, day=day))


@require_POST
def taking(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge an assignment."""
    row = _load(request, pk)
    verbs.take(row, by=request.user, at=clock.now())
    messages.success(request, _("You have acknowledged the assignment."))
    return redirect(row)


@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Report what was done, with the file that proves it."""
    row = _load(request, pk)
    form = ReportForm(request.POST, request.FILES)

    def file(scan, **facts: Any) -> None:
        verbs.report(row, text=form.cleaned_data["text"], proof=scan, **facts)

    if signing.take_scan(request, form, file, organisation=row.organisation):
        messages.success(request, _("The report is handed in; somebody else verifies it."))
        return redirect(row)
    return page_of(request, _load(request, pk), report_form=form, status=422)


@require_POST
def entered_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a report that an executor without an account sent on paper or by e-mail."""
    rows = access.visible(request.user, "keep_minutes", assignments_seen_by(request.user))
    row = get_object_or_404(rows, pk=pk)
    form = EnteredReportForm(request.POST, request.FILES, assignment=row, day=today())

    def file(scan, **facts: Any) -> None:
        verbs.enter_report(row, proof=scan, **form.facts, **facts)

    if signing.take_scan(request, form, file, organisation=row.organisation):
        messages.success(request, _("The report is entered; somebody else verifies it."))
        return redirect(row)
    return page_of(request, _load(request, pk), enter_form=form, status=422)


@require_POST
def verdict(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept a report, or send it back with the reason."""
    row, passed = _load(request, pk), request.POST.get("passed") == "1"
    form = VerdictForm(request.POST)
    if form.is_valid():
        if not passed and not form.cleaned_data["remark"].strip():
            form.add_error("remark", _("Say what is missing in the report."))
        else:
            remark = form.cleaned_data["remark"]
            verbs.verify(row, passed=passed, remark=remark, by=request.user, at=clock.now())
            return redirect(row)
    return page_of(request, _load(request, pk), verdict_form=form, status=422)
