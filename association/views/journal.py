"""The journal of incoming and outgoing documents (A-7.2.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from association import clock, register
from association.forms import VoidingForm
from association.models import Paper, RegisterEntry
from association.search import fold_query

PAGE = 50


def journal(request: HttpRequest) -> HttpResponse:
    """One year of one side of the journal, the newest entry first."""
    series = request.GET.get("series", "")
    series = series if series in RegisterEntry.Series.values else RegisterEntry.Series.INCOMING.value
    words = request.GET.get("q", "").strip()[:120]
    counts = {(row["series"], row["year"]): row["n"] for row in _counts(words)}
    years = sorted({*_years(), clock.today().year}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else years[0]
    rows = _found(words).filter(series=series, year=year).select_related("organisation", "reply_to")
    paginator = Paginator(rows, PAGE)
    paginator.__dict__["count"] = counts.get((series, year), 0)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": lines(page),
        "series": series,
        "q": words,
        "year": year,
        "years": years,
        "tabs": tabs(counts, series, year, words),
    }
    return render(request, "association/journal.html", context)


def voiding(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike an entry through with its reason; its number stays used."""
    entry = get_object_or_404(RegisterEntry, pk=pk, voided_at=None)
    form = VoidingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        register.void(entry, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The entry is struck through; its number is not given again."))
        return redirect(f"{reverse('journal')}?series={entry.series}&year={entry.year}")
    context = {"entry": entry, "form": form}
    return render(request, "association/journal_voiding.html", context, status=422 if form.errors else 200)


def _found(words: str) -> QuerySet[RegisterEntry]:
    """Entries of the organisations whose folded name has every word."""
    rows = RegisterEntry.objects.all()
    wanted = Q(pk__in=[]) if words else Q()
    for form in fold_query(words):
        wanted |= Q(*(("organisation__name_search__contains", word) for word in form.split()))
    return rows.filter(wanted)


def _counts(words: str) -> Iterable[dict[str, Any]]:
    return _found(words).order_by().values("series", "year").annotate(n=Count("pk"))


def _years() -> Iterable[int]:
    return RegisterEntry.objects.order_by().values_list("year", flat=True).distinct()


def tabs(counts: dict[tuple[str, int], int], series: str, year: int, words: str) -> list[dict[str, Any]]:
    """The two sides of the journal with the number of entries of the year."""
    names = {"incoming": _("Incoming"), "outgoing": _("Outgoing")}
    return [
        {
            "label": label,
            "url": "?" + urlencode({"series": key, "year": year, "q": words}),
            "count": counts.get((key, year), 0),
            "current": key == series,
        }
        for key, label in names.items()
    ]


def lines(entries: Iterable[RegisterEntry]) -> list[dict[str, Any]]:
    """Entries with the address of what was registered; one query for each kind of thing, not for each row."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_type].add(entry.subject_id)
    found: dict[tuple[str, str], str] = {}
    for label, ids in wanted.items():
        for pk, subject in apps.get_model(label).objects.in_bulk([int(one) for one in ids if one.isdecimal()]).items():
            found[label, str(pk)] = getattr(subject, "get_absolute_url", str)()
    sent = papers_of(entries)
    return [
        {"entry": entry, "url": found.get((entry.subject_type, entry.subject_id), ""), "paper": sent.get(entry.pk)}
        for entry in entries
    ]


def papers_of(entries: Iterable[RegisterEntry]) -> dict[int, Paper]:
    """The paper that went out under each number."""
    out = {f"{row.index}/{row.number}": row for row in entries if row.series == RegisterEntry.Series.OUTGOING}
    if not out:
        return {}
    papers = Paper.objects.filter(
        number__in=out, subject_id__in={row.subject_id for row in out.values()}, is_draft=False
    )
    return {
        out[paper.number].pk: paper
        for paper in papers
        if (paper.subject_type, paper.subject_id) == (out[paper.number].subject_type, out[paper.number].subject_id)
    }
