"""Pages of the authority that accompanies the association: its names and its officials, all dated (A-1.7)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association import clock
from association.actions import authority as verbs
from association.actions import corrections
from association.forms.authority import (
    AuthorityForm,
    EndForm,
    NameForm,
    NameWordingForm,
    OfficialForm,
    OfficialWordingForm,
)
from association.models import Association, Authority
from association.views.changing import done, form_page


def authority(request: HttpRequest) -> HttpResponse:
    """Show the authority with its dated names and officials; ask for them while none is recorded."""
    today = clock.today()
    row = Association.current().authority
    form = AuthorityForm(request.POST or None, initial={"on": today})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.describe, by=request.user, at=clock.now(), **form.cleaned_data)
    ):
        messages.success(request, _("The authority is recorded."))
        return redirect("authority")
    context = {
        "form": form,
        "known": row is not None,
        "today": today,
        "names": row.names.whole().select_related("basis").reverse() if row else [],
        "officials": _officials(row) if row else [],
    }
    return render(request, "association/authority.html", context, status=422 if form.errors else 200)


def _officials(row: Authority):
    return row.officials.whole().select_related("person", "basis").reverse()


def _present() -> Authority:
    return get_object_or_404(Authority, pk=Association.current().authority_id)


def _page(request: HttpRequest, form, heading: str, **more) -> HttpResponse:
    back = {"label": _("Authority"), "url": reverse("authority")}
    return form_page(request, form, heading, back=back, clause="A-1.7", **more)


def name(request: HttpRequest) -> HttpResponse:
    """A new name of the authority from a day on."""
    row = _present()
    form = NameForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.rename_authority, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The new name is recorded."))
        return redirect("authority")
    lead = _("Papers of days before keep the former name.")
    return _page(request, form, _("New name of the authority"), lead=lead)


def name_wording(request: HttpRequest) -> HttpResponse:
    """Typing mistakes in the name of today."""
    row = get_object_or_404(_present().names.on(clock.today()))
    form = NameWordingForm(request.POST or None, initial={"name": row.name, "genitive": row.genitive})
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, corrections.correct_authority_name, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The correction is recorded."))
        return redirect("authority")
    return _page(request, form, _("Correct the wording"))


def official_new(request: HttpRequest) -> HttpResponse:
    """An official of the authority from a day on."""
    row = _present()
    form = OfficialForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.take_official, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The official is recorded."))
        return redirect("authority")
    return _page(request, form, _("New official"))


def official_wording(request: HttpRequest, pk: int) -> HttpResponse:
    """Typing mistakes in the name or post of an official."""
    row = get_object_or_404(_officials(_present()), pk=pk)
    form = OfficialWordingForm(request.POST or None, official=row)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, corrections.correct_official, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The correction is recorded."))
        return redirect("authority")
    return _page(request, form, _("Correct the wording"))


def official_end(request: HttpRequest, pk: int) -> HttpResponse:
    """The day from which an official holds the post no more."""
    row = get_object_or_404(_officials(_present()), pk=pk, ends_on=None)
    form = EndForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, verbs.end_post, row, by=request.user, at=clock.now(), **form.answers())
    ):
        messages.success(request, _("The end of the post is recorded."))
        return redirect("authority")
    lead = f"{row.person.full_name}, {row.post}"
    return _page(request, form, _("End of the post"), lead=lead)
