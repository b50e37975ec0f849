"""The library of methodical materials: list, page, file, giving and taking back (A-7.2.9)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from association import access, clock, files
from association.actions import library as verbs
from association.doors import Unacceptable
from association.forms.library import LibraryFilter, MaterialForm, MaterialTakingBackForm
from association.models import LibraryItem, Organisation
from association.queries import described_by, materials_seen_by, processes_on
from association.statute import Refused

PAGE = 25
LOOKS = {"public": "ok", "members": "calm", "presidium": "need"}


def _base(request: HttpRequest) -> str:
    return "base.html" if request.user.is_authenticated else "base_public.html"


def _said(row: LibraryItem) -> dict[str, Any]:
    """A material in the words of the reader."""
    language = get_language() or "ru"
    process = row.process.called(language) if row.process else ""
    return {"row": row, "title": row.called(language), "note": row.described(language), "process": process,
            "look": LOOKS[row.audience]}  # fmt: skip


def materials(request: HttpRequest) -> HttpResponse:
    """List what this person may read, narrowed by words, kind, process and organisation."""
    seen = materials_seen_by(request.user).filter(taken_back_at=None)
    form = LibraryFilter(request.GET, seen=seen)
    form.full_clean()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    rows = described_by(seen, asked["q"]) if "q" in asked else seen
    for name in ("kind", "process", "organisation"):
        rows = rows.filter(**{name: asked[name]}) if name in asked else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    signed_in = request.user.is_authenticated
    context = {
        "base": _base(request), "form": form, "page": page, "rows": [_said(row) for row in page],
        "is_narrowed": bool(asked), "gives": signed_in and access.holds(request.user, "give_material"),
        "keeps": signed_in and access.holds(request.user, "keep_processes"),
    }  # fmt: skip
    return render(request, "association/library.html", context)


def material(request: HttpRequest, pk: int) -> HttpResponse:
    """One material: what it is, whose, for whom, its file; one taken back is shown to those with the records."""
    row = get_object_or_404(materials_seen_by(request.user), pk=pk)
    signed_in = request.user.is_authenticated
    may_withdraw = signed_in and row.taken_back_at is None and access.can(request.user, "give_material", row)
    context = {"base": _base(request), "may_withdraw": may_withdraw, **_said(row)}
    context["links"] = signed_in and access.can(request.user, "view_organisation", row.organisation)
    return render(request, "association/library_item.html", context)


def material_file(request: HttpRequest, pk: int) -> FileResponse:
    """Hand out the file of a material that this person may read now."""
    row = get_object_or_404(materials_seen_by(request.user).filter(taken_back_at=None), pk=pk)
    return files.serve(row.file)


def material_new(request: HttpRequest) -> HttpResponse:
    """Give a material that belongs to no duty."""
    own = access.visible(request.user, "give_material", Organisation.objects.order_by("sort_key", "pk"))
    form = MaterialForm(
        request.POST or None, request.FILES or None, organisations=own, processes=processes_on(clock.today())
    )
    if request.method == "POST" and form.is_valid():
        facts = {"on": clock.today(), "by": request.user, "at": clock.now(), **form.facts}
        try:
            item = verbs.give(form.cleaned_data["organisation"], **facts)
            messages.success(request, _("The material stands in the library."))
            return redirect(item)
        except Unacceptable as refused:
            form.add_error("file", str(refused))
        except Refused as refused:
            form.add_error("organisation", str(refused.verdicts[0].sentence))
    return render(request, "association/library_new.html", {"form": form}, status=422 if form.errors else 200)


def taking_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, and take a material out of the library."""
    rows = access.visible(request.user, "give_material", LibraryItem.objects.filter(taken_back_at=None))
    row = get_object_or_404(rows, pk=pk)
    form = MaterialTakingBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.take_back(row, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The material is taken back."))
        return redirect("library")
    context = {"row": row, "title": row.called(get_language() or "ru"), "form": form}
    return render(request, "association/library_taking_back.html", context, status=422 if form.errors else 200)
