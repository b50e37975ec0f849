"""The reorganisation or liquidation of an organisation: asked, shown with what follows, recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from association import clock
from association.actions.reorganisations import reorganise
from association.forms.organisations import ReorganisationForm
from association.happenings import forecast
from association.views.changing import done, form_page, rehearsed
from association.views.organisations import find


def reorganisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Record a reorganisation after its consequences were shown (A-3.15.1)."""
    row = find(request, pk)
    form = ReorganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {"by": request.user, "at": clock.now(), **form.answers()}
        act = done if "confirmed" in request.POST else rehearsed
        if act(form, reorganise, row, **facts):
            if act is rehearsed:
                return _confirmation(request, row, form)
            messages.success(request, _("The reorganisation is recorded."))
            return redirect(row)
    lead = _("A new name, address or head is no reorganisation and does not end membership.")
    button = _("Show what will follow")
    return form_page(
        request, form, _("Reorganisation or liquidation"), organisation=row, lead=lead, clause="A-3.15.1", button=button
    )


def _confirmation(request: HttpRequest, row, form: ReorganisationForm) -> HttpResponse:
    facts = form.cleaned_data
    follows = forecast("organisation.reorganised", organisation=row, on=facts["on"])
    context = {
        "organisation": row, "form": form, "facts": facts, "follows": follows,
        "typed": [(name, form.data.get(name, "")) for name in form.fields],
        "kind": dict(form.fields["kind"].choices)[facts["kind"]],
    }  # fmt: skip
    return render(request, "association/organisation_reorganisation.html", context)
