"""QMS certificates: the register, one record, those of one organisation (A-4.12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.doors import Unacceptable
from association.models import Organisation
from association.statute import Refused
from association.templatetags.ui import tag
from membership import rules
from membership.actions import qms as verbs
from membership.forms.qms import AuditForm, CertificationForm, DayForm, DecisionForm, StopForm
from membership.models import Certification, Membership
from membership.queries import membership_of
from membership.queries_experts import certified_on, ground_on

PAGE = 50
CLERK = "manage_organisations"


def certifications(request: HttpRequest) -> HttpResponse:
    """All records: those that wait first, then by the last day."""
    today = clock.today()
    rows = Certification.objects.select_related("organisation").prefetch_related("stops")
    chosen = request.GET.get("state", "")
    if chosen in ("proposed", "void", "rejected"):
        rows = rows.filter(state=chosen)
    elif chosen == "certified":
        rows = rows.filter(pk__in=certified_on(today).values("pk"))
    page = Paginator(rows.order_by("-state", "valid_until", "pk"), PAGE).get_page(request.GET.get("page"))
    choices = [("", _("All")), ("certified", _("In force today")), ("proposed", _("Awaiting confirmation")),
               ("rejected", _("Not confirmed")), ("void", _("Entered by mistake"))]  # fmt: skip
    tabs = [{"label": word, "url": f"?state={key}", "current": key == chosen} for key, word in choices]
    context = {
        "page": page, "rows": [{"row": row, "status": status_tag(row.status_on(today))} for row in page],
        "tabs": tabs, "today": today,
    }  # fmt: skip
    return render(request, "membership/qms_register.html", context)


def status_tag(status: str) -> str:
    """The status of a record on a day as a tag."""
    words = {
        "in force": ("ok", pgettext("certification", "in force")),
        "not yet": ("calm", pgettext("certification", "not in force yet")),
        "over": ("calm", pgettext("certification", "term is over")),
        "suspended": ("need", pgettext("certification", "suspended")),
        "withdrawn": ("bad", pgettext("certification", "withdrawn")),
        "proposed": ("need", pgettext("certification", "awaits confirmation")),
        "rejected": ("bad", pgettext("certification", "not confirmed")),
        "void": ("none", pgettext("certification", "entered by mistake")),
    }
    return tag(*words[status])


def _of(user, model_rows: QuerySet) -> QuerySet:
    """Rows of all organisations for those who see the records, else those a person acts for."""
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    return access.visible(user, right, model_rows)


def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The certificates of one organisation; its director sends one, the secretary records one."""
    row, today = get_object_or_404(_of(request.user, Organisation.objects.all()), pk=pk), clock.today()
    may_add = access.can(request.user, CLERK) or access.can(request.user, "edit_application", row)
    form = CertificationForm(
        request.POST or None, request.FILES or None, organisation=row, today=today, initial={"received_on": today}
    ) if may_add else None  # fmt: skip
    if request.method == "POST" and form and form.is_valid() and (made := _added(request, row, form)):
        return redirect(made)
    found = row.certifications.prefetch_related("stops")
    context = {
        "organisation": row, "form": form, "today": today, "clerk": access.can(request.user, CLERK),
        "rows": [{"row": one, "status": status_tag(one.status_on(today))} for one in found],
    }  # fmt: skip
    return render(request, "membership/qms_organisation.html", context, status=422 if form and form.errors else 200)


def _added(request: HttpRequest, row: Organisation, form: CertificationForm) -> Certification | None:
    data = dict(form.cleaned_data)
    checked = data.pop("file")
    try:
        with transaction.atomic():
            stored = files.keep(checked, organisation=row, by=request.user, at=clock.now())
            return verbs.propose(row, file=stored, on=clock.today(), by=request.user, at=clock.now(), **data)
    except Unacceptable as refused:
        form.add_error("file", str(refused))
    return None


def _rows(user) -> QuerySet[Certification]:
    rows = Certification.objects.select_related(
        "organisation", "file", "proposed_by__person", "settled_by__person", "application__entry"
    )
    return _of(user, rows.prefetch_related("stops", "audits"))


def certification(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: what it says, its audits, its suspensions, and what the secretary may do."""
    return _page(request, get_object_or_404(_rows(request.user), pk=pk))


def _page(request: HttpRequest, row: Certification, status: int = 200, **bound: Any) -> HttpResponse:
    today = clock.today()
    membership = membership_of(row.organisation, today)
    clerk, open_stop = access.can(request.user, CLERK), row.stops.filter(ends_on=None).first()
    in_force = row.state == Certification.State.CONFIRMED
    term = {"certification": row, "initial": {"on": today, "audited_on": today}}
    context = {
        "certification": row, "status": status_tag(row.status_on(today)), "today": today, "clerk": clerk,
        "open_stop": open_stop, "may_raise": clerk and _is_raisable(row, membership, today),
        "membership": membership, "in_force": in_force,
        "decision_form": bound.get("decision_form", DecisionForm()),
        "audit_form": bound.get("audit_form", AuditForm(**term)),
        "stop_form": bound.get("stop_form", StopForm(**term)),
        "resume_form": bound.get("resume_form", DayForm(ids="resume", **term)),
        "ground_form": bound.get("ground_form", DayForm(ids="ground", **term)),
        "bound": next(iter(bound.values()), None),
    }  # fmt: skip
    return render(request, "membership/qms_certificate.html", context, status=status)


def _is_raisable(row: Certification, membership: Membership | None, today: date) -> bool:
    """Whether this certificate would raise the ground of the membership today."""
    if membership is None:
        return False
    return rules.may_raise_ground.judge(
        is_member=membership.kind == "member", ground=ground_on(membership, today),
        is_certified=row.is_in_force(today), on=today, member_from=membership.starts_on,
    ).passed  # fmt: skip


def _own(request: HttpRequest, pk: int) -> Certification:
    return get_object_or_404(access.visible(request.user, CLERK, _rows(request.user)), pk=pk)


@require_POST
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a record, send it back, or void it."""
    row = _own(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, 422, decision_form=form)
    step, reason = form.cleaned_data["step"], form.cleaned_data["reason"]
    if step == DecisionForm.CONFIRM:
        verbs.confirm(row, on=clock.today(), by=request.user, at=clock.now())
    else:
        verb = verbs.reject if step == DecisionForm.REJECT else verbs.void
        verb(row, reason=reason, by=request.user, at=clock.now())
    return redirect(row)


@require_POST
def audit(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a surveillance audit."""
    row = _own(request, pk)
    form = AuditForm(request.POST, certification=row)
    if not form.is_valid():
        return _page(request, row, 422, audit_form=form)
    verbs.note_audit(row, by=request.user, at=clock.now(), **form.cleaned_data)
    messages.success(request, _("The audit is recorded."))
    return redirect(row)


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend or withdraw from a day."""
    row = _own(request, pk)
    form = StopForm(request.POST, certification=row)
    if form.is_valid() and _done(form, lambda: verbs.stop(row, by=request.user, at=clock.now(), **form.cleaned_data)):
        return redirect(row)
    return _page(request, row, 422, stop_form=form)


@require_POST
def resumption(request: HttpRequest, pk: int) -> HttpResponse:
    """End a suspension."""
    row = _own(request, pk)
    form = DayForm(request.POST, certification=row, ids="resume")
    if form.is_valid() and _done(form, lambda: verbs.resume(row, by=request.user, at=clock.now(), **form.cleaned_data)):
        return redirect(row)
    return _page(request, row, 422, resume_form=form)


@require_POST
def ground(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the membership go on by ground 3.1.1."""
    row = _own(request, pk)
    form = DayForm(request.POST, certification=row, ids="ground")
    if form.is_valid() and _done(
        form, lambda: verbs.raise_ground(row, by=request.user, at=clock.now(), **form.cleaned_data)
    ):
        messages.success(request, _("The membership stands on clause 3.1.1 from now on."))
        return redirect(row)
    return _page(request, row, 422, ground_form=form)


def _done(form, verb) -> bool:
    """Call a verb; its refusal is said at the day."""
    try:
        with transaction.atomic():
            verb()
    except Refused as refused:
        form.add_error("on", f"{refused.verdicts[0].sentence} ({refused.verdicts[0].clause})")
    return not form.errors
