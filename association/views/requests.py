"""Requests of information on the side of the office: list, words, form, addressees, signature (A-5.2.1)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import requests as verbs
from association.forms import SignatureForm
from association.forms.requests import AddresseesForm, RequestFieldForm, RequestForm
from association.models import InformationRequest, Paper, RequestField, User
from association.papers.requests import D18
from association.queries_requests import READS, counted, earliest_due, members_on
from association.views import signing
from association.views.office_forms import one_form
from association.views.request_board import board_of
from association.workflow import open_to

KEEPS, SENDS, PAGE = "keep_requests", "send_requests", 25
LOOKS = {"draft": "calm", "offered": "need", "sent": "run", "closed": "ok", "dropped": "none"}
STEPS = {"offer": verbs.offer, "reopen": verbs.reopen, "drop": verbs.drop, "close": verbs.close}
TABS = {"open": ("draft", "offered", "sent"), "closed": ("closed", "dropped")}


def requests(request: HttpRequest) -> HttpResponse:
    """List the requests: those underway, or those that are over."""
    chosen = "closed" if request.GET.get("state") == "closed" else "open"
    seen = access.visible(request.user, READS, InformationRequest.objects.all())
    rows = counted(seen.filter(state__in=TABS[chosen]), clock.today())
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    words = {"open": pgettext("requests of information", "Underway"), "closed": pgettext("requests", "Over")}
    counts = dict(seen.order_by().values_list("state").annotate(n=Count("pk")))
    tabs = [
        {"label": word, "url": f"?state={key}", "count": sum(counts.get(one, 0) for one in TABS[key]),
         "current": key == chosen}
        for key, word in words.items()
    ]  # fmt: skip
    context = {
        "rows": [{"row": row, "look": LOOKS[row.state]} for row in page], "page": page, "tabs": tabs,
        "keeps": access.can(request.user, KEEPS),
    }  # fmt: skip
    return render(request, "association/requests.html", context)


def _load(request: HttpRequest, pk: int, right: str = KEEPS) -> InformationRequest:
    rows = InformationRequest.objects.select_related("paper__file", "paper__job")
    return get_object_or_404(access.visible(request.user, right, rows), pk=pk)


def _crumbs(row: InformationRequest | None = None) -> dict[str, Any]:
    crumbs = [{"label": _("Requests of information"), "url": reverse("requests")}]
    if row is not None:
        crumbs.append({"label": row.called, "url": row.get_absolute_url()})
    return {"crumbs": crumbs, "back": crumbs[-1]["url"]}


def request_new(request: HttpRequest) -> HttpResponse:
    """Begin a request."""
    day = clock.today()
    form = RequestForm(request.POST or None, earliest=earliest_due(day))
    if request.method == "POST" and form.is_valid():
        row = verbs.draft(**form.cleaned_data, on=day, by=request.user, at=clock.now())
        return redirect(row)
    lead = _("The chair asks member organisations; the form and the addressees come next.")
    return one_form(request, form, _("New request"), lead=lead, clause="A-5.2.1", button=_("Go on"), **_crumbs())


def request_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the words of a draft anew."""
    row, day = _load(request, pk), clock.today()
    form = RequestForm(request.POST or None, instance=row, earliest=earliest_due(day))
    if request.method == "POST" and form.is_valid():
        verbs.write(row, on=day, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(row)
    return one_form(request, form, _("Words of the request"), clause="A-5.2.1", **_crumbs(_load(request, pk)))


def request_field_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a field to the form of a draft."""
    row = _load(request, pk)
    form = RequestFieldForm(request.POST or None, initial={"number": row.fields.count() + 1})
    if request.method == "POST" and form.is_valid():
        verbs.put_field(row, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(f"{row.get_absolute_url()}#form")
    return one_form(request, form, _("New field"), button=_("Add the field"), **_crumbs(row))


def request_field(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a field of a draft anew."""
    rows = RequestField.objects.select_related("request")
    field = get_object_or_404(access.visible(request.user, KEEPS, rows), pk=pk)
    row = field.request
    form = RequestFieldForm(request.POST or None, instance=field)
    if request.method == "POST" and form.is_valid():
        verbs.put_field(row, field=field, by=request.user, at=clock.now(), **form.cleaned_data)
        return redirect(f"{row.get_absolute_url()}#form")
    return one_form(request, form, _("Field of the form"), **_crumbs(row))


@require_POST
def request_field_removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a field out of the form of a draft."""
    rows = RequestField.objects.select_related("request")
    field = get_object_or_404(access.visible(request.user, KEEPS, rows), pk=pk)
    verbs.drop_field(field, by=request.user, at=clock.now())
    return redirect(f"{field.request.get_absolute_url()}#form")


def request_addressees(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whom a draft is put to."""
    row, day = _load(request, pk), clock.today()
    chosen = list(row.addressees.values_list("organisation", flat=True))
    form = AddresseesForm(request.POST or None, members=members_on(day), initial={"organisations": chosen})
    if request.method == "POST" and form.is_valid():
        verbs.address(row, form.chosen, on=day, by=request.user, at=clock.now())
        return redirect(f"{row.get_absolute_url()}#addressees")
    lead = _("Member organisations of today; nobody else owes an answer.")
    return one_form(request, form, _("Addressees"), lead=lead, clause="A-5.7.5", **_crumbs(row))


def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: while it is written its parts, once it is sent the board of who answered."""
    return _page(request, _load(request, pk, READS))


def _page(request: HttpRequest, row: InformationRequest, status: int = 200, **forms: Form) -> HttpResponse:
    steps = open_to(row, request.user)
    ready = row.paper is not None and row.paper.is_ready
    context = {
        "row": row, "look": LOOKS[row.state], "steps": steps, "fields": list(row.fields.all()),
        "form": _sign_form(row, request.user) if "send" in steps and ready else None,
        "writes": row.state == "draft" and access.can(request.user, KEEPS), "kyrgyz": _kyrgyz(row),
        "keeps": access.can(request.user, KEEPS), **board_of(row, clock.today()),
    }  # fmt: skip
    return render(request, "association/request.html", context | forms, status=status)


def _sign_form(row: InformationRequest, user: User, data=None) -> SignatureForm:
    return SignatureForm(data, paper=row.paper, user=user, clause="A-5.2.1")


def _kyrgyz(row: InformationRequest) -> Paper | None:
    if row.paper is None:
        return None
    editions = Paper.objects.filter(kind=D18.code, subject_type=row._meta.label_lower, subject_id=str(row.pk))
    return editions.filter(language="ky").select_related("file", "job").order_by("-version").first()


@require_POST
def request_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Lay a draft before the chair, take it back, give it up, or close a request."""
    row, step = _load(request, pk), request.POST.get("step", "")
    if step in STEPS:
        day = {"on": clock.today()} if step == "offer" else {}
        STEPS[step](row, by=request.user, at=clock.now(), **day)
    return redirect(row)


@require_POST
def request_signature(request: HttpRequest, pk: int) -> HttpResponse:
    """The chair signs; the letters go out."""
    row = _load(request, pk, SENDS)
    if row.state != InformationRequest.State.OFFERED or row.paper is None:
        return redirect(row)
    form = _sign_form(row, request.user, request.POST)
    if signing.take(request, form, partial(verbs.sign, row, on=clock.today())):
        messages.success(request, _("The request is signed; the letters to the addressees are on their way."))
        return redirect(row)
    return _page(request, _load(request, pk, SENDS), 422, form=form)
