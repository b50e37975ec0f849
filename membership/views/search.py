"""Search over what a person may see: organisations, people, applications."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from association import access, clock
from association.models import Headship, Person
from association.search import fold_query
from membership.filters import named
from membership.models import Application
from membership.views.organisations import visible_organisations

SHOWN = 20


def search(request: HttpRequest) -> HttpResponse:
    """Find by words in any order; Latin letters, ё and the letters ң ө ү do not matter."""
    words = request.GET.get("q", "").strip()[:120]
    forms = fold_query(words)
    context: dict[str, Any] = {"q": words, "groups": False}
    if forms:
        found = {
            "organisations": organisations(request.user, forms),
            "people": people(request.user, forms),
            "applications": applications(request.user, forms),
        }
        context |= found | {"groups": any(found.values()), "shown": SHOWN}
    return render(request, "membership/search.html", context)


def _any(column: str, forms: tuple[str, ...]) -> Q:
    wanted = Q(pk__in=[])
    for form in forms:
        wanted |= named(column, form)
    return wanted


def organisations(user, forms: tuple[str, ...]) -> list:
    """Organisations by name, address or taxpayer number."""
    return list(visible_organisations(user).filter(_any("name_search", forms)).select_related("district")[:SHOWN])


def people(user, forms: tuple[str, ...]) -> list:
    """Heads of organisations by name, each with the organisation of today; only for those who see the records."""
    if not access.can(user, "view_records"):
        return []
    heads = Headship.objects.on(clock.today()).filter(person__in=Person.objects.filter(_any("name_search", forms)))
    return list(heads.select_related("person", "organisation").order_by("person__sort_key", "pk")[:SHOWN])


def applications(user, forms: tuple[str, ...]) -> list:
    """Applications by the name of the organisation, drafts only for the applicant."""
    right = "view_records" if access.can(user, "view_records") else "view_organisation"
    rows: QuerySet[Application] = access.visible(user, right, Application.objects.all())
    if right == "view_records":
        rows = rows.exclude(state=Application.State.DRAFT)
    found = rows.filter(_any("organisation__name_search", forms)).select_related("organisation", "entry")
    return list(found.order_by("-pk")[:SHOWN])
