"""One question in preparation: its wording, who prepares it, its place on the agenda."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from membership.queries import local_day
from presidium.actions import preparation as verbs
from presidium.forms_preparation import MaterialForm, PreparerForm, WordingForm
from presidium.models import AgendaItem, Meeting
from presidium.queries_preparation import items_prepared_by

BEFORE = (Meeting.State.PLANNED, Meeting.State.CALLED)


def own_item(request: HttpRequest, pk: int) -> AgendaItem:
    """A question that this person works on, or 404."""
    return get_object_or_404(items_prepared_by(request.user), pk=pk)


def _drafted(request: HttpRequest, pk: int) -> AgendaItem:
    if not access.can(request.user, "prepare_meeting"):
        raise Http404
    return own_item(request, pk)


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a question in preparation; its wording is sent here."""
    row = own_item(request, pk)
    if request.method != "POST":
        return page(request, row)
    form = WordingForm(request.POST, instance=AgendaItem.objects.get(pk=row.pk))
    if not form.is_valid():
        return page(request, row, form=form, status=422)
    verbs.word(row, by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The question is worded."))
    return redirect("item_preparation", row.pk)


def page(
    request: HttpRequest,
    row: AgendaItem,
    *,
    form: WordingForm | None = None,
    preparer_form: PreparerForm | None = None,
    material_form: MaterialForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Make the page of a question, with its forms as they were sent."""
    user, now = request.user, clock.now()
    before = row.meeting.state in BEFORE
    works = access.can(user, "prepare_meeting") or (user.person_id is not None and user.person_id == row.preparer_id)
    words, appoints = works and row.meeting.state == Meeting.State.PLANNED, access.can(user, "approve_agenda")
    facts = {"item": row, "meeting": row.meeting, "works": works and before, "today": local_day(now)}
    facts["materials"] = list(row.materials.filter(withdrawn_at=None).select_related("file", "added_by__person"))
    facts["sees_meeting"] = access.can(user, "view_records")
    facts["form"] = (form or WordingForm(instance=row)) if words else None
    facts["preparer_form"] = facts["material_form"] = None
    if appoints and before:
        facts["preparer_form"] = preparer_form or PreparerForm(item=row, today=facts["today"])
    if works and before:
        facts["material_form"] = material_form or MaterialForm(auto_id="material_%s")
    return render(request, "presidium/item_preparation.html", facts, status=status)


def preparer(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair says who prepares the question, and until when (A-4.5)."""
    row, now = own_item(request, pk), clock.now()
    if request.method != "POST":
        return redirect("item_preparation", row.pk)
    form = PreparerForm(request.POST, item=row, today=local_day(now))
    if not form.is_valid():
        return page(request, row, preparer_form=form, status=422)
    verbs.appoint(row, form.cleaned_data["person"], ready_by=form.cleaned_data["ready_by"], by=request.user, at=now)
    messages.success(request, _("The preparer is appointed and told by letter."))
    return redirect("item_preparation", row.pk)


@require_POST
def readiness(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the question is prepared."""
    row = own_item(request, pk)
    verbs.report_ready(row, by=request.user, at=clock.now())
    messages.success(request, _("The question is noted as prepared."))
    return redirect("item_preparation", row.pk)


@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Move the question up (`up` = 1) or down (0)."""
    row = _drafted(request, pk)
    verbs.move_item(row, up=request.POST.get("up") == "1", by=request.user, at=clock.now())
    return redirect(row.meeting)


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the question off the agenda."""
    row = _drafted(request, pk)
    verbs.drop_item(row, by=request.user, at=clock.now())
    messages.success(request, _("The question is off the agenda."))
    return redirect(row.meeting)
