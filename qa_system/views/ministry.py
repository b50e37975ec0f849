"""Pages of the ministry: the organisations entrusted, what one of them has published or submitted (K-O4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from association import clock
from association.doors import write_xlsx
from association.templatetags.ui import day as in_words
from qa_system.actions import ministry as verbs
from qa_system.filters import LEVEL_NAMES, Chosen, choose
from qa_system.forms.editions import attempt
from qa_system.forms.ministry import RemarkForm
from qa_system.models import Publication, QaSystem
from qa_system.queries.ministry import (
    Overview,
    entrusted,
    names_of,
    overviews,
    place_of,
    submitted_of,
    submitted_versions,
    threads_of,
)
from qa_system.views.wheel import LOOKS, WORDS, meaning, wheel

PAGE = 25
KINDS: dict[str, Any] = {
    Publication.Kind.POLICY: gettext_lazy("Policy"),
    Publication.Kind.RESULTS: gettext_lazy("Results"),
    Publication.Kind.REPORT: gettext_lazy("Report"),
    Publication.Kind.PLANS: pgettext_lazy("published", "Plans"),
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ministry(request: HttpRequest) -> HttpResponse:
    """The organisations an official reads: level, place, readiness, what is published and what is not."""
    today = clock.today()
    chosen = choose(request.user, request.GET, today)
    page = Paginator(chosen.rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": chosen.form, "page": page, "query": query.urlencode(), "kinds": KINDS.values(),
        "rows": _shown(page.object_list, today), "strip": _strip(chosen), "total": chosen.total,
        "caption": _caption(chosen), "rest": _("as of %(day)s") % {"day": in_words(today, "dative")},
    }  # fmt: skip
    return render(request, "qa_system/ministry.html", context)


def ministry_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen organisations as a workbook; no cell of it is a formula."""
    today = clock.today()
    yes, no = _("there"), _("not there")
    cells = [
        [
            row.system.organisation.title, ", ".join(levels_of(row.system)),
            str(row.system.organisation.district or ""),
            row.met, len(row.lines), *(yes if kind in row.published else no for kind in KINDS), row.latest,
        ]
        for row in choose(request.user, request.GET, today).rows
    ]  # fmt: skip
    heads = [
        _("Organisation"), _("Level"), _("Place"), _("Results reached"), _("Results in all"),
        *map(str, KINDS.values()), _("Latest publication"),
    ]  # fmt: skip
    response = HttpResponse(write_xlsx(cells, heads, sheet=today.isoformat()), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="quality-{today.isoformat()}.xlsx"'
    return response


def ministry_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation as the ministry reads it; a remark may be written, nothing of it is changed."""
    system = get_object_or_404(entrusted(request.user), pk=pk)
    form = RemarkForm(request.POST or None, system=system)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda **data: verbs.remark(system, answer_of=None, by=request.user, at=clock.now(), **data))
    ):
        messages.success(request, _("The organisation sees the remark on its desk."))
        return redirect("qa_ministry_organisation", pk=system.pk)
    row = overviews(QaSystem.objects.filter(pk=system.pk).select_related("organisation"), clock.today())[0]
    context = {
        "system": system, "form": form, "overview": row, "place": place_of(system, get_language() or "ru"),
        "name": names_of([system], clock.today(), get_language() or "ru")[system.organisation_id],
        "wheel": wheel(row.lines), "results": _results(row),
        "levels": levels_of(system), "threads": threads_of(system), "answers_at": "qa_ministry_answer",
        "may_answer": True, **submitted_of(system, request.user),
    }  # fmt: skip
    return render(request, "qa_system/ministry_organisation.html", context, status=422 if form.errors else 200)


def ministry_version(request: HttpRequest, pk: int) -> HttpResponse:
    """The texts of a version that is before the council or was approved by it."""
    rows = submitted_versions(request.user).select_related("file_ru", "file_ky", "paper_ru__file", "paper_ky__file")
    row = get_object_or_404(rows, pk=pk)
    context = {"system": row.document.system, "row": row, "document": row.document}
    return render(request, "qa_system/ministry_version.html", context)


def levels_of(system: QaSystem) -> list[str]:
    """The levels of education in words."""
    return [str(LEVEL_NAMES[level]) for level in system.levels]


def _shown(page: Sequence[Overview], day: date) -> list[dict[str, Any]]:
    language = get_language() or "ru"
    names = names_of([row.system for row in page], day, language)
    return [
        {
            "row": row, "name": names[row.system.organisation_id], "place": place_of(row.system, language),
            "levels": levels_of(row.system), "met": f"{row.met}/{len(row.lines)}",
            "look": "ok" if row.met == len(row.lines) else "need" if row.met else "none",
            "kinds": [(label, row.published.get(kind)) for kind, label in KINDS.items()],
        }
        for row in page
    ]  # fmt: skip


def _results(row: Overview) -> list[dict[str, Any]]:
    language = get_language() or "ru"
    return [
        {"clause": line.clause, "meaning": meaning(line.clause, language), "look": LOOKS[line.standing],
         "word": WORDS[line.standing]}
        for line in row.lines
    ]  # fmt: skip


def _strip(chosen: Chosen) -> list[dict[str, Any]]:
    count = len(chosen.rows)
    clauses = {Publication.Kind.POLICY: "K-18a"}
    return [
        {
            "label": label,
            "value": _("%(n)s of %(all)s") % {"n": sum(kind in row.published for row in chosen.rows), "all": count},
            "clause": clauses.get(kind, "K-18b"),
        }
        for kind, label in KINDS.items()
    ]


def _caption(chosen: Chosen) -> str:
    count = len(chosen.rows)
    return ngettext("%(count)d organisation", "%(count)d organisations", count) % {"count": count}
