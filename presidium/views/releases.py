"""The ground of an early release and its paper, brought before a meeting."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from association import clock, files
from association.doors import Unacceptable
from association.statute import Refused
from membership.queries import local_day
from presidium.actions import releases as verbs
from presidium.forms_elections import ReleaseForm
from presidium.models import Office, Release
from presidium.queries import ELECTED


def release_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the release of a chair or a deputy before the next meeting."""
    today = local_day(clock.now())
    offices = Office.objects.on(today).filter(kind__in=ELECTED).select_related("person")
    office = get_object_or_404(offices, pk=pk)
    form = ReleaseForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid() and (made := _filed(request, office, form)):
        said = _("The release waits for a meeting.")
        if made.entry:
            said = _("Registered under %(number)s. The release waits for a meeting.") % {"number": made.entry}
        messages.success(request, said)
        return redirect("composition")
    facts = {"office": office, "form": form}
    return render(request, "presidium/release_new.html", facts, status=422 if form.errors else 200)


def _filed(request: HttpRequest, office: Office, form: ReleaseForm) -> Release | None:
    data, at = dict(form.cleaned_data), clock.now()
    checked = data.pop("scan")
    try:
        with transaction.atomic():
            kept = files.keep(checked, organisation=None, by=request.user, at=at)
            return verbs.file_release(office, file=kept, by=request.user, at=at, **data)
    except Unacceptable as refused:
        form.add_error("scan", str(refused))
    except Refused as refused:
        form.add_error("reason", str(refused.verdicts[0].sentence))
    return None
