"""One question a page: the answers of an application."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association import clock, files
from association.actions.organisations import correct_details
from association.doors import Unacceptable
from association.models import Association
from association.statute import Refused
from membership import rules
from membership.actions import applications as verbs
from membership.forms import AcquaintanceForm, DetailsForm, GroundForm, PaperForm, RecommendationForm
from membership.models import ApplicationPaper
from membership.views.applications import own


def _page(request: HttpRequest, row, form, heading: str, **more) -> HttpResponse:
    context = {"application": row, "form": form, "heading": heading, **more}
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
    return _page(request, row, form, _("Organisation and contacts"), facts=facts)


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
    return _page(request, row, form, _("Ground for joining"), clause="A-A.5")


def recommendation(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom the applicant recommends to the Presidium."""
    row = own(request, pk)
    initial = {"recommended_name": row.recommended_name, "recommended_post": row.recommended_post}
    form = RecommendationForm(request.POST or None, initial=initial, ground=row.ground)
    if request.method == "POST" and form.is_valid():
        verbs.fill(row, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(row)
    return _page(request, row, form, _("Recommendation to the Presidium"), clause="A-A.6")


def acquaintance(request: HttpRequest, pk: int) -> HttpResponse:
    """The declaration that the statute was read, with its version."""
    row = own(request, pk)
    form = AcquaintanceForm(request.POST or None, initial={"acquainted": bool(row.acquainted_version)})
    if request.method == "POST" and form.is_valid():
        version = Association.current().statute_version
        verbs.fill(row, by=request.user, at=clock.now(), acquainted_version=version)
        return redirect(row)
    return _page(request, row, form, _("Acquaintance with the statute"), clause="A-A.8", statute=True)


def paper(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """One paper: what is read off it, and its file."""
    row = own(request, pk)
    needed = {need.kind: need for need in rules.needs_of(row.ground)} if row.ground else {}
    if kind not in needed:
        raise Http404
    attached = row.papers.filter(kind=kind).select_related("file").first()
    initial = {name: getattr(attached, name) for name in ("number", "issuer", "dated_on", "until", "person_name",
               "hours", "year", "result")} if attached else {}  # fmt: skip
    form = PaperForm(
        request.POST or None, request.FILES or None, initial=initial, kind=kind, has_file=attached is not None
    )
    if request.method == "POST" and form.is_valid() and _attach(request, row, kind, form):
        return redirect(row)
    label = dict(ApplicationPaper.Kind.choices)[kind]
    return _page(request, row, form, str(label).capitalize(), clause=needed[kind].clause, attached=attached)


def _attach(request: HttpRequest, row, kind: str, form: PaperForm) -> bool:
    data = dict(form.cleaned_data)
    checked = data.pop("file")
    try:
        with transaction.atomic():
            stored = None
            if checked:
                stored = files.keep(checked, organisation=row.organisation, by=request.user, at=clock.now())
            verbs.attach(row, kind=kind, file=stored, by=request.user, at=clock.now(), **data)
    except Unacceptable as refused:
        form.add_error("file", str(refused))
        return False
    return True
