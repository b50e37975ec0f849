"""One question a page: the answers of an application."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock, files
from association.actions.organisations import correct_details
from association.doors import Unacceptable
from association.models import Association
from association.statute import Refused
from membership import rules
from membership.actions import applications as verbs
from membership.forms import (
    PAPER_FIELDS,
    AcquaintanceForm,
    AnswerForm,
    DetailsForm,
    GroundForm,
    PaperForm,
    RecommendationForm,
)
from membership.models import ApplicationPaper
from membership.queries import remark_thread
from membership.views.applications import own


def _page(request: HttpRequest, row, form, heading: str, targets: tuple[str, ...], **more) -> HttpResponse:
    thread = remark_thread(row, unsent=False).filter(target__in=targets)
    context = {"application": row, "form": form, "heading": heading, "remarks": thread,
               "answer_form": AnswerForm(auto_id=False), **more}  # fmt: skip
    return render(request, "membership/answer.html", context, status=422 if form.errors else 200)


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Contacts of the organisation; its name and address are shown."""
    row = own(request, pk)
    form = DetailsForm(request.POST or None, instance=row.organisation)
    for field in form.fields.values():
        field.required = True
    if request.method == "POST" and form.is_valid():
        correct_details(row.organisation, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(row)
    today = clock.today()
    facts = [
        {"label": _("Full name"), "value": row.organisation.name_on(today).full},
        {"label": _("Address"), "value": row.organisation.address_on(today)},
        {"label": _("Head"), "value": row.organisation.head_on(today)},
    ]
    return _page(request, row, form, _("Organisation and contacts"), ("contacts",), facts=facts)


def ground(request: HttpRequest, pk: int) -> HttpResponse:
    """The ground: it decides which papers are asked for."""
    row = own(request, pk)
    form = GroundForm(request.POST or None, initial={"ground": row.ground, "ground_note": row.ground_note})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            verbs.choose_ground(row, ground=data["ground"], note=data["ground_note"], by=request.user, at=clock.now())
            return redirect(row)
        except Refused as refused:
            form.add_error("ground", str(refused.verdicts[0].sentence))
    return _page(request, row, form, _("Ground for joining"), ("ground", "note"), clause="A-A.5")


def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the applicant recommends to the Presidium."""
    row = own(request, pk)
    initial = {"recommended_name": row.recommended_name, "recommended_post": row.recommended_post}
    form = RecommendationForm(request.POST or None, initial=initial, ground=row.ground)
    if request.method == "POST" and form.is_valid():
        verbs.fill(row, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(row)
    return _page(request, row, form, _("Recommendation to the Presidium"), ("recommendation",), clause="A-A.6")


def acquaintance(request: HttpRequest, pk: int) -> HttpResponse:
    """The declaration that the statute was read, with its version."""
    row = own(request, pk)
    form = AcquaintanceForm(request.POST or None, initial={"acquainted": bool(row.acquainted_version)})
    if request.method == "POST" and form.is_valid():
        version = Association.current().statute_version
        verbs.fill(row, by=request.user, at=clock.now(), acquainted_version=version)
        return redirect(row)
    return _page(
        request, row, form, _("Acquaintance with the statute"), ("acquaintance",), clause="A-A.8", statute=True
    )


def paper(request: HttpRequest, pk: int, kind: str, one: int | None = None) -> HttpResponse:
    """One paper: what is read off it, and its file; of some kinds there may be several."""
    row = own(request, pk)
    needed = {need.kind: need for need in row.needs}
    if kind not in needed:
        raise Http404
    papers = row.papers.filter(kind=kind).select_related("file")
    several = kind in rules.SEVERAL
    attached = get_object_or_404(papers, pk=one) if one else None if several else papers.first()
    form = PaperForm(
        request.POST or None, request.FILES or None, initial=_read_off(attached), kind=kind,
        has_file=attached is not None, later="later" in request.POST,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and _attach(request, row, kind, form, one):
        return redirect("answer_paper", pk=row.pk, kind=kind) if several else redirect(row)
    label = dict(ApplicationPaper.Kind.choices)[kind]
    more = {"attached": attached, "others": papers.exclude(pk=one) if several else [], "several": several,
            "optional": needed[kind].optional, "details": bool(PAPER_FIELDS[kind])}  # fmt: skip
    return _page(request, row, form, str(label).capitalize(), (kind,), clause=needed[kind].clause, **more)


def _read_off(attached: ApplicationPaper | None) -> dict:
    return {name: getattr(attached, name) for name in PAPER_FIELDS[attached.kind]} if attached else {}


def _attach(request: HttpRequest, row, kind: str, form: PaperForm, one: int | None) -> bool:
    data = {name: "" if value is None and name == "result" else value for name, value in form.cleaned_data.items()}
    checked = data.pop("file")
    try:
        with transaction.atomic():
            stored = None
            if checked:
                stored = files.keep(checked, organisation=row.organisation, by=request.user, at=clock.now())
            verbs.attach(row, kind=kind, file=stored, replaces=one, by=request.user, at=clock.now(), **data)
    except Unacceptable as refused:
        form.add_error("file", str(refused))
        return False
    return True


@require_POST
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a paper out of the draft."""
    papers = access.visible(request.user, "edit_application", ApplicationPaper.objects.select_related("application"))
    row = get_object_or_404(papers.select_related("file", "application__organisation"), pk=pk)
    verbs.detach(row, by=request.user, at=clock.now())
    messages.success(request, _("“%(name)s” was taken out of the application.") % {"name": row.file.name})
    return redirect(row.application)
