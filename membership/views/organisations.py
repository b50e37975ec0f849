"""The page of one organisation."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from association import access, clock
from association.models import Organisation
from membership.panels_organisation import Dossier, details, history, key_facts, with_facts


def visible_organisations(user) -> QuerySet[Organisation]:
    """All organisations for those who see the records, else those a person acts for."""
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    return access.visible(user, right, Organisation.objects.all())


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Facts, history and details of one organisation."""
    today = clock.today()
    row = get_object_or_404(with_facts(visible_organisations(request.user), today), pk=pk)
    dossier = Dossier(row, today, sees_records=access.can(request.user, "view_records"))
    context = {
        "organisation": row,
        "today": today,
        "sees_records": dossier.sees_records,
        "facts": key_facts(dossier),
        "entries": history(dossier),
        "details": details(dossier),
        "application": dossier.open_application,
        "uncertified": dossier.uncertified,
        "may_issue": access.can(request.user, "issue_certificate"),
    }
    return render(request, "membership/organisation.html", context)
