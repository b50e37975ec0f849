"""Import of organisations from a table: upload, preview, confirmation, the way back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.actions import imports as verbs
from association.doors import write_xlsx
from association.forms.imports import ColumnsForm, ConfirmationForm, TableForm
from association.identifiers import VALIDATORS
from association.import_cells import reason
from association.import_columns import COLUMNS, ORDER
from association.models import Association, ImportOutcome, ImportRow, OrganisationImport
from association.views.import_rows import LOOKS, lines_of, name_label, tabs, wanted

PAGE, SHOWN = 30, 50
RIGHT = "manage_organisations"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _visible(request: HttpRequest) -> QuerySet[OrganisationImport]:
    rows = access.visible(request.user, RIGHT, OrganisationImport.objects.all())
    return rows.select_related("file", "job", "uploaded_by__person", "applied_by__person", "undone_by__person")


def imports(request: HttpRequest) -> HttpResponse:
    """All imports, the last one first: who, when, how many records, what became of it."""
    page = Paginator(_visible(request), PAGE).get_page(request.GET.get("page"))
    keys = [row.pk for row in page]
    told: dict[int, dict[str, int]] = {key: {} for key in keys}
    for model, name in ((ImportRow, "kind"), (ImportOutcome, "act"), (ImportOutcome, "undone")):
        counted = model.objects.filter(source__in=keys).order_by().values_list("source", name).annotate(Count("pk"))
        for source, word, count in counted:
            told[source][f"{name}_{word}"] = count
    lines = [{"row": row, "counts": told[row.pk], "look": LOOKS[row.state]} for row in page]
    return render(request, "association/imports.html", {"page": page, "lines": lines})


def import_new(request: HttpRequest) -> HttpResponse:
    """Take a table in; the worker reads it."""
    form = TableForm(request.POST or None, request.FILES or None, initial={"country": Association.current().country})
    if request.method == "POST" and form.is_valid():
        source = verbs.begin(
            form.cleaned_data["table"], country=form.cleaned_data["country"], by=request.user, at=clock.now()
        )
        return redirect(source)
    return render(request, "association/import_new.html", {"form": form}, status=422 if form.errors else 200)


def organisation_import(request: HttpRequest, pk: int) -> HttpResponse:
    """One import: how far the work is, the preview, or what came of it."""
    source = get_object_or_404(_visible(request), pk=pk)
    columns = ColumnsForm(source) if source.state == OrganisationImport.State.READY else None
    return _show(request, source, columns)


def _show(request: HttpRequest, source: OrganisationImport, columns: ColumnsForm | None) -> HttpResponse:
    chosen = request.GET.get("kind", "")
    rows = wanted(source, chosen).select_related("organisation", "outcome__organisation")
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    groups = tabs(source, chosen)
    counts = {group["key"]: group["count"] for group in groups}
    done, total = source.progress()
    context = {
        "source": source, "look": LOOKS[source.state], "columns": columns, "confirmation": ConfirmationForm(),
        "page": page, "head": name_label(source), "lines": lines_of(source, page), "tabs": groups, "counts": counts,
        "unknown": [row["heading"] for row in source.columns if row["heading"] and not row["field"]],
        "recordable": counts["new"] + counts["changed"], "done": done, "total": total,
        "facts": _facts(source), "refusal": reason(source.refusal), "told": _told(source),
        "apart": any(not COLUMNS[key].is_recorded for key in source.fields),
    }  # fmt: skip
    return render(request, "association/import.html", context, status=422 if columns and columns.errors else 200)


def _facts(source: OrganisationImport) -> list[dict[str, Any]]:
    """Who did what with it and when."""
    rows = [
        (_("Uploaded"), source.uploaded_by, source.uploaded_at),
        (_("Recorded"), source.applied_by, source.applied_at),
        (_("Undone"), source.undone_by, source.undone_at),
    ]
    return [{"label": label, "who": who, "at": at} for label, who, at in rows if at]


def _told(source: OrganisationImport) -> dict[str, int]:
    """How many records had which outcome."""
    acts = source.outcomes.order_by().values_list("act").annotate(Count("pk"))
    undone = source.outcomes.exclude(undone="").order_by().values_list("undone").annotate(Count("pk"))
    return dict.fromkeys([*ImportOutcome.Act.values, *ImportOutcome.Undone.values], 0) | dict(acts) | dict(undone)


def import_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The progress bar anew; when the work is over the whole page is asked for again."""
    source = get_object_or_404(_visible(request), pk=pk)
    if not source.is_moving and request.htmx:
        return HttpResponse(headers={"HX-Refresh": "true"})
    done, total = source.progress()
    return render(request, "association/import_progress.html", {"source": source, "done": done, "total": total})


@require_POST
def import_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the columns another meaning; the table is read again."""
    source = get_object_or_404(_visible(request), pk=pk)
    form = ColumnsForm(source, request.POST)
    if not form.is_valid():
        return _show(request, source, form)
    verbs.reread(source, fields=form.meanings(), by=request.user, at=clock.now())
    return redirect(source)


@require_POST
def import_confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the worker record what the preview shows."""
    source = get_object_or_404(_visible(request), pk=pk)
    form = ConfirmationForm(request.POST)
    form.is_valid()
    verbs.confirm(
        source, with_faults=form.cleaned_data["with_faults"], on=clock.today(), by=request.user, at=clock.now()
    )
    return redirect(source)


@require_POST
def import_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up an import of which nothing was recorded."""
    source = get_object_or_404(_visible(request), pk=pk)
    verbs.drop(source, by=request.user, at=clock.now())
    return redirect("imports")


def import_reversal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then let the worker take back what the import did."""
    source = get_object_or_404(_visible(request), pk=pk)
    if request.method == "POST":
        verbs.undo(source, by=request.user, at=clock.now())
        return redirect(source)
    if source.state != OrganisationImport.State.APPLIED:
        return redirect(source)
    return render(request, "association/import_reversal.html", {"source": source})


def import_template(request: HttpRequest) -> HttpResponse:
    """An empty workbook with the headings the portal knows, in the language of the reader."""
    numbers = {"inn", "ogrn", "okpo"} - VALIDATORS[Association.current().country].keys()
    keys = [key for key in ORDER if COLUMNS[key].is_recorded and key not in numbers]
    heads = [str(COLUMNS[key].label) for key in keys]
    data = write_xlsx([], heads, sheet=_("Organisations"), widths=[max(16, len(head) + 2) for head in heads])
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = 'attachment; filename="organisations.xlsx"'
    return response
