"""The page of one organisation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from association import access, chronicle, clock
from association.models import Organisation
from membership.panels_organisation import (
    asides_of,
    details,
    dossier_of,
    key_facts,
    next_steps,
    public_link,
    with_asides,
    with_facts,
)


def visible_organisations(user) -> QuerySet[Organisation]:
    """All organisations for those who see the records, else those a person acts for."""
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    return access.visible(user, right, Organisation.objects.all())


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, history and details of one organisation."""
    today = clock.today()
    row = get_object_or_404(with_asides(with_facts(visible_organisations(request.user), today)), pk=pk)
    reading = chronicle.Reading(row, request.user, today)
    dossier = dossier_of(reading)
    rights_only = request.GET.get("steps") == "rights"
    context = {
        "organisation": row,
        "today": today,
        "sees_records": reading.sees_records,
        "facts": key_facts(dossier),
        "history": chronicle.read(reading, rights_only=rights_only),
        "rights_only": rights_only,
        "details": details(dossier),
        "next_steps": next_steps(dossier),
        "asides": asides_of(dossier),
        "public_link": public_link(dossier),
        "application": dossier.open_application,
        "uncertified": dossier.uncertified,
        "may_issue": access.can(request.user, "issue_certificate"),
    }
    return render(request, "membership/organisation.html", context)
