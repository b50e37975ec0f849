"""What everybody may read of an organisation: a page, the same to embed, the same as JSON (K-18)."""

from __future__ import annotations

from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.clickjacking import xframe_options_exempt

from association import clock, files
from association.models import StoredFile
from association.search import sort_key
from qa_system.models import Publication, QaSystem
from qa_system.queries import academic_year
from qa_system.queries.ministry import names_of, place_of


def _shown(pk: int) -> dict[str, Any]:
    """Everything published of one system, and what is not there for the cycle, said openly."""
    open_rows = Publication.objects.filter(system=OuterRef("pk"))
    systems = QaSystem.objects.filter(Exists(open_rows)).select_related("organisation", "organisation__district")
    system = get_object_or_404(systems, pk=pk)
    rows = list(system.publications.select_related("decision", "version", "file_ru", "file_ky"))
    year = academic_year(clock.today())
    current = [row for row in rows if row.withdrawn_on is None]
    missing = [
        label
        for kind, label in Publication.Kind.choices
        if not any(row.kind == kind and (kind == Publication.Kind.POLICY or row.year == year - 1) for row in current)
    ]
    return {"system": system, "current": current, "gone": [row for row in rows if row.withdrawn_on], "missing": missing,
            "cycle": year - 1, "place": place_of(system, get_language() or "ru")}  # fmt: skip


def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page of one organisation."""
    return render(request, "qa_system/public.html", _shown(pk))


@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded(request: HttpRequest, pk: int) -> HttpResponse:
    """The same without the portal's head, to be shown inside of the organisation's own site."""
    return render(request, "qa_system/embedded.html", _shown(pk))


def organisation_json(request: HttpRequest, pk: int) -> JsonResponse:
    """The same as JSON."""
    shown = _shown(pk)
    system = shown["system"]
    rows = [_as_json(row) for row in [*shown["current"], *shown["gone"]]]
    organisation = system.organisation
    name = {language: organisation.called(language, clock.today()) for language in ("ru", "ky")}
    name |= {"levels": list(system.levels)}
    answer = JsonResponse({"organisation": name, "publications": rows}, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _as_json(row: Publication) -> dict[str, Any]:
    if row.withdrawn_on:
        return {"id": row.pk, "kind": row.kind, "year": row.year, "withdrawn_on": row.withdrawn_on,
                "reason": row.withdrawn_why}  # fmt: skip
    return {
        "id": row.pk,
        "kind": row.kind,
        "year": row.year,
        "title": {"ru": row.title_ru, "ky": row.title_ky},
        "text": {"ru": row.body_ru, "ky": row.body_ky},
        "version": row.version.number if row.version else None,
        "approval": {"number": row.decision.number, "date": row.decision.dated_on} if row.decision else None,
        "published_on": row.published_on,
        "own_site": row.site_address,
        "files": {
            language: settings.SITE_ADDRESS + reverse("qa_public_file", args=[row.pk, language])
            for language in ("ru", "ky")
            if getattr(row, f"file_{language}_id")
        },
    }


def public_file(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The file of a publication that stands."""
    row = get_object_or_404(Publication.objects.select_related("file_ru", "file_ky"), pk=pk, withdrawn_on=None)
    stored: StoredFile | None = {"ru": row.file_ru, "ky": row.file_ky}.get(language)
    if stored is None:
        raise Http404
    return files.serve(stored)


def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations that have published something, in order."""
    open_rows = Publication.objects.filter(system=OuterRef("pk"), withdrawn_on=None)
    systems = list(QaSystem.objects.filter(Exists(open_rows)).select_related("organisation__district")[:1000])
    language = get_language() or "ru"
    names = names_of(systems, clock.today(), language)
    rows = [{"row": row, "name": names[row.organisation_id], "place": place_of(row, language)} for row in systems]
    context = {"rows": sorted(rows, key=lambda one: sort_key(one["name"]))}
    return render(request, "qa_system/public_list.html", context)
