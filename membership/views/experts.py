"""The expert group of a package, as the secretary keeps it (A-3.1.4)."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import access, clock, conflicts
from association.statute import Refused
from membership.actions import experts as verbs
from membership.forms.experts import AssignForm, InviteForm, ReasonForm
from membership.models import Application, ExpertAssignment
from membership.queries_experts import experts_on, experts_to_choose
from membership.states import UNDER_REVIEW

TERM = timedelta(days=14)


def expert_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Who judges the package, by when, and how far the conclusion is; assign one more."""
    rows = access.visible(request.user, "check_applications", Application.objects.exclude(state="draft"))
    row = get_object_or_404(rows.select_related("organisation", "entry"), pk=pk)
    today = clock.today()
    form = AssignForm(request.POST or None, experts=experts_to_choose(), today=today, initial={"due_on": today + TERM})
    if request.method == "POST" and form.is_valid() and _assigned(request, row, form):
        return redirect("expert_group", pk=row.pk)
    return _group_page(request, row, form)


def _assigned(request: HttpRequest, row: Application, form: AssignForm) -> bool:
    """Assign, or say at the field why this person cannot judge."""
    try:
        with transaction.atomic():
            verbs.assign(row, on=clock.today(), by=request.user, at=clock.now(), **form.cleaned_data)
    except Refused as refused:
        form.fields["expert"].clause = refused.verdicts[0].clause
        form.fields["expert"].help_text = _("By the clause on the conclusion of the expert group.")
        form.add_error("expert", str(refused.verdicts[0].sentence))
        return False
    messages.success(request, _("The package is open to %(name)s.") % {"name": form.cleaned_data["expert"]})
    return True


def _group_page(request: HttpRequest, row: Application, form: AssignForm) -> HttpResponse:
    today = clock.today()
    current = row.conclusions.select_related("paper__file", "paper__job").first()
    signed = {one.user_id: one for one in current.paper.signatures.all()} if current and current.paper else {}
    people = [
        {
            "row": one,
            "signature": signed.get(one.expert_id),
            "conflicts": conflicts.conflicts_of(one.expert, row.organisation, today),
            "late": max(0, (today - one.due_on).days) if one.expert_id not in signed else 0,
        }
        for one in experts_on(row, today)
    ]
    context = {
        "application": row, "people": people, "form": form, "conclusion": current,
        "counts": current is not None and current == row.conclusion,
        "released": row.assignments.exclude(ends_on=None).select_related("expert__person", "released_by__person"),
        "may_assign": row.state in UNDER_REVIEW and (current is None or current.state == "text" or (
            current.is_signed and current != row.conclusion)),
        "nobody": not form.fields["expert"].queryset.exists(),
    }  # fmt: skip
    return render(request, "membership/experts.html", context, status=422 if form.errors else 200)


def expert_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Release one expert with a reason."""
    rows = ExpertAssignment.objects.open().select_related("application__organisation", "expert__person")
    row = get_object_or_404(access.visible(request.user, "check_applications", rows), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        verbs.release(row, reason=reason, on=clock.today(), by=request.user, at=clock.now())
        messages.success(request, _("%(name)s is released.") % {"name": row.expert})
        return redirect("expert_group", pk=row.application_id)
    context = {"assignment": row, "form": form}
    return render(request, "membership/expert_release.html", context, status=422 if form.errors else 200)


def expert_invitation(request: HttpRequest) -> HttpResponse:
    """Invite somebody into the expert group; below stand those who belong to it."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = verbs.invite(by=request.user, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": sent.email})
        return redirect("expert_invitation")
    context = {"form": form, "experts": experts_to_choose()}
    return render(request, "membership/expert_invitation.html", context, status=422 if form.errors else 200)
