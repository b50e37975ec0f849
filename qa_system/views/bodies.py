"""The quality unit or officer: before the council, by the head's order, at work."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from qa_system import rules
from qa_system.actions import bodies as verbs
from qa_system.actions import council
from qa_system.actions import staff as people_verbs
from qa_system.forms.bodies import BodyForm, FunctionForm, MemberForm, OrderForm, PersonForm
from qa_system.forms.editions import attempt
from qa_system.models import BodyFunction, BodyMember, QualityBody, Staff
from qa_system.queries.people import people_of
from qa_system.views.scope import row_or_404, writable_or_404


def _load(request: HttpRequest, pk: int, right: str = "view_qa") -> QualityBody:
    rows = QualityBody.objects.select_related("system__organisation", "decision", "order_paper__file")
    return row_or_404(request, rows, pk, right)


def body(request: HttpRequest, pk: int) -> HttpResponse:
    """The body of today with its road: prepared, decided by the council, ordered by the head, at work."""
    system = writable_or_404(request, pk)
    form = BodyForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.prepare(system, on=clock.today(), by=request.user, at=clock.now(), **data),
            fields={"K-11a": "why_no_unit"},
        )
    ):
        messages.success(request, _("Prepared. Now it goes before the council."))
        return redirect("qa_body", pk=system.pk)
    rows = system.bodies.select_related("decision", "order_paper__file").prefetch_related(
        "members__person", "functions"
    )
    now = next((row for row in rows if row.state != QualityBody.State.CLOSED), None)
    context = {
        "system": system, "form": form, "body": now, "closed": [row for row in rows if row != now],
        "may_keep": access.can(request.user, "keep_qa", system), **(_road(request, now) if now else {}),
    }  # fmt: skip
    return render(request, "qa_system/body.html", context, status=422 if form.errors else 200)


def _road(request: HttpRequest, row: QualityBody) -> dict:
    today = clock.today()
    steps = [QualityBody.State.DRAFT, QualityBody.State.DECIDED, QualityBody.State.ACTIVE]
    at = steps.index(row.state)
    notes = [
        "",
        f"№ {row.decision.number}" if row.decision else "",
        f"№ {row.order_number}" if row.order_number else "",
    ]
    return {
        "steps": [
            {"label": step.label, "text": notes[index], "state": "done" if index < at else "now" if index == at else ""}
            for index, step in enumerate(steps)
        ],
        "members": row.members.on(today).select_related("person"),
        "functions": row.functions.filter(dropped_on=None),
        "may_order": verbs.may_draft_order(row, today),
        "may_approve": access.can(request.user, "approve_qa", row),
        "waiting": row.submissions.filter(state="waiting").exists(),
        "warnings": verbs.warnings(row, ordered_on=row.ordered_on, on=today) if row.ordered_on else [],
        "officer_verdict": rules.has_quality_body.judge(
            active=1, is_officer=row.kind == QualityBody.Kind.OFFICER, reason=row.why_no_unit
        ),
    }


@require_POST
def body_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the body before the council."""
    row = _load(request, pk, "keep_qa")
    council.submit_body(row, by=request.user, at=clock.now())
    messages.success(request, _("It is before the council; the secretary of the council enters the decision."))
    return redirect("qa_body", pk=row.system_id)


def body_order(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter number and date of the head's order."""
    row = _load(request, pk, "approve_qa")
    form = OrderForm(request.POST or None, initial={"ordered_on": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.order(row, on=clock.today(), by=request.user, at=clock.now(), **data),
            fields={"K-11c": "ordered_on", "K-11b": "order_number"},
        )
    ):
        messages.success(request, _("The order is entered; the body is at work."))
        return redirect("qa_body", pk=row.system_id)
    context = {"system": row.system, "body": row, "form": form, "may_order": verbs.may_draft_order(row, clock.today())}
    return render(request, "qa_system/body_order.html", context, status=422 if form.errors else 200)


@require_POST
def body_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the body."""
    row = _load(request, pk, "approve_qa")
    verbs.close(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("Closed; the records stay."))
    return redirect("qa_body", pk=row.system_id)


def body_member(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a person on the staff."""
    row = _load(request, pk, "keep_qa")
    form = MemberForm(request.POST or None, people=people_of(row.system), initial={"on": clock.today()})
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.add_member(row, by=request.user, at=clock.now(), **data),
            fields={"K-13.1b": "person"},
        )
    ):
        return redirect("qa_body", pk=row.system_id)
    context = {"system": row.system, "form": form, "heading": _("Staff of the unit"), "back": "qa_body"}
    return render(request, "qa_system/person_form.html", context, status=422 if form.errors else 200)


@require_POST
def body_member_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a person's time on the staff."""
    row = row_or_404(request, BodyMember.objects.select_related("body"), pk, "keep_qa")
    verbs.end_member(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect("qa_body", pk=row.body.system_id)


def body_function(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a function of the organisation's own."""
    row = _load(request, pk, "keep_qa")
    form = FunctionForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form,
            lambda **data: verbs.add_function(row, on=clock.today(), by=request.user, at=clock.now(), **data),
            fields={"K-14": "order_reference"},
        )
    ):
        return redirect("qa_body", pk=row.system_id)
    context = {"system": row.system, "form": form}
    return render(request, "qa_system/body_function.html", context, status=422 if form.errors else 200)


@require_POST
def body_function_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an added function back."""
    row = row_or_404(request, BodyFunction.objects.select_related("body"), pk, "keep_qa")
    verbs.drop_function(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect("qa_body", pk=row.body.system_id)


def staff(request: HttpRequest, pk: int) -> HttpResponse:
    """The people whom the organisation names in its records."""
    system = writable_or_404(request, pk)
    form = PersonForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, lambda **data: people_verbs.add(system, on=clock.today(), by=request.user, at=clock.now(), **data)
        )
    ):
        messages.success(request, _("Added; the person can be named now."))
        return redirect("qa_staff", pk=system.pk)
    context = {"system": system, "form": form, "rows": system.staff.select_related("person"),
               "may_keep": access.can(request.user, "keep_qa", system)}  # fmt: skip
    return render(request, "qa_system/staff.html", context, status=422 if form.errors else 200)


@require_POST
def staff_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that a person has left."""
    row = row_or_404(request, Staff.objects.all(), pk, "keep_qa")
    people_verbs.leave(row, on=clock.today(), by=request.user, at=clock.now())
    return redirect("qa_staff", pk=row.system_id)
