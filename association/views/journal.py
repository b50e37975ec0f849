"""The journal of incoming and outgoing documents (A-7.2.2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from association import access, clock, register
from association.actions import records as verbs
from association.doors import write_xlsx
from association.forms import VoidingForm
from association.forms.records import JournalFilter, PeriodForm
from association.models import Paper, RegisterEntry
from association.papers.records import D23
from association.queries_records import papers_of, told, under, wanted_rows
from association.rules.records import days_over
from association.statute import Refused

PAGE, PRINTS = 50, 5
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Asked:
    """What was asked of the journal: side, year, words and choices."""

    series: str
    year: int
    years: list[int]
    words: str
    kind: str
    control: str
    today: date

    @property
    def rows(self) -> QuerySet[RegisterEntry]:
        """The entries that answer the words and choices, of both sides and all years."""
        wanted = under(self.control, self.today) & (Q(kind=self.kind) if self.kind else Q())
        return wanted_rows(self.words).filter(wanted)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.kind or self.control)

    def address(self, **other: Any) -> str:
        """The same question with another side or year."""
        asked = {"series": self.series, "year": self.year, "q": self.words, "kind": self.kind, "control": self.control}
        return "?" + urlencode({key: value for key, value in (asked | other).items() if value})


def _asked(request: HttpRequest) -> Asked:
    today = clock.today()
    years = sorted({*_years(), today.year}, reverse=True)
    form = JournalFilter(request.GET, years=years)
    form.full_clean()
    data, series = form.cleaned_data, request.GET.get("series", "")
    return Asked(
        series=series if series in RegisterEntry.Series.values else RegisterEntry.Series.INCOMING.value,
        year=int(data.get("year") or years[0]), years=years, words=data.get("q", ""), kind=data.get("kind", ""),
        control=data.get("control", ""), today=today,
    )  # fmt: skip


def journal(request: HttpRequest) -> HttpResponse:
    """One year of one side of the journal, the newest entry first."""
    asked = _asked(request)
    counts = {
        (row["series"], row["year"]): row["n"]
        for row in asked.rows.order_by().values("series", "year").annotate(n=Count("pk"))
    }
    paginator = Paginator(told(asked.rows.filter(series=asked.series, year=asked.year)), PAGE)
    paginator.__dict__["count"] = counts.get((asked.series, asked.year), 0)
    page = paginator.get_page(request.GET.get("page"))
    initial = {"q": asked.words, "kind": asked.kind, "control": asked.control, "year": asked.year}
    context = {
        "page": page, "lines": lines(page, asked.today), "asked": asked, "series": asked.series, "q": asked.words,
        "year": asked.year, "years": asked.years, "tabs": tabs(counts, asked), "query": asked.address(),
        "form": JournalFilter(initial, years=asked.years), "keep": {"series": asked.series},
        "registers": access.can(request.user, verbs.REGISTERS), "reads": access.can(request.user, "view_records"),
    }  # fmt: skip
    return render(request, "association/journal.html", context)


def journal_xlsx(request: HttpRequest) -> HttpResponse:
    """What the page shows, all of it, as a workbook."""
    asked = _asked(request)
    rows = told(asked.rows.filter(series=asked.series, year=asked.year).order_by("number"))
    heads = [
        _("Number"), _("Date"), _("Came on"), _("Kind of document"), _("Correspondent"), _("Number of the sender"),
        _("Date of the sender"), _("Content"), _("Sheets"), pgettext("paper", "Passed on"), _("Until"),
        pgettext("paper", "Done"), _("In reply to"),
        _("How it was sent"), _("Note"),
    ]  # fmt: skip
    data = write_xlsx(map(_cells, rows), heads, sheet=f"{asked.series} {asked.year}", widths=WIDTHS)
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="journal-{asked.series}-{asked.year}.xlsx"'
    return response


WIDTHS = (14, 12, 12, 18, 44, 16, 12, 60, 8, 40, 12, 12, 16, 30, 40)


def _cells(row: RegisterEntry) -> list[Any]:
    passed = "; ".join(f"{one.to}: {one.text}" for one in row.routings.all())
    sent = "; ".join(str(one.get_how_display()) for one in row.dispatches.all())
    note = "; ".join(word for word in (row.void_reason, row.late_reason, row.done_word) if word)
    return [
        f"{row.index}/{row.number}", row.registered_on, row.came_on, row.get_kind_display(), row.correspondent,
        row.their_number, row.their_date, row.heading, row.sheets, passed, row.due_on, row.done_on,
        str(row.reply_to or ""), sent, note,
    ]  # fmt: skip


def journal_print(request: HttpRequest) -> HttpResponse:
    """Order one side of the journal for a period; the sheets ordered lately stand below (D23)."""
    today = clock.today()
    initial = {"series": request.GET.get("series") or "incoming", "first": today.replace(month=1, day=1), "last": today}
    form = PeriodForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        language = "ky" if (get_language() or "ru").startswith("ky") else "ru"
        try:
            verbs.print_journal(**form.cleaned_data, language=language, by=request.user, at=clock.now())
            return redirect("journal_print")
        except Refused as refused:
            form.add_error("last", str(refused.verdicts[0].sentence))
    papers = Paper.objects.filter(kind=D23.code).select_related("file", "job").order_by("-pk")[:PRINTS]
    context = {"form": form, "papers": papers}
    return render(request, "association/journal_print.html", context, status=422 if form.errors else 200)


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


def _years() -> Iterable[int]:
    return RegisterEntry.objects.order_by().values_list("year", flat=True).distinct()


def tabs(counts: dict[tuple[str, int], int], asked: Asked) -> list[dict[str, Any]]:
    """The two sides of the journal with the number of entries of the year."""
    names = {"incoming": _("Incoming"), "outgoing": _("Outgoing")}
    return [
        {
            "label": label,
            "url": asked.address(series=key),
            "count": counts.get((key, asked.year), 0),
            "current": key == asked.series,
        }
        for key, label in names.items()
    ]


def lines(entries: Iterable[RegisterEntry], today: date) -> list[dict[str, Any]]:
    """Entries with the address of what was registered; one query for each kind of thing, not for each row."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        wanted[entry.subject_type].add(entry.subject_id)
    found: dict[tuple[str, str], str] = {}
    for label, ids in wanted.items():
        keys = [int(one) for one in ids if one.isdecimal()]
        for pk, subject in apps.get_model(label).objects.in_bulk(keys).items() if keys else ():
            found[label, str(pk)] = getattr(subject, "get_absolute_url", str)()
    sent = papers_of(entries)
    return [
        {
            "entry": entry, "url": found.get((entry.subject_type, entry.subject_id), ""), "paper": sent.get(entry.pk),
            "over": days_over(due_on=entry.due_on, done_on=entry.done_on, today=today) if entry.is_open else 0,
        }
        for entry in entries
    ]  # fmt: skip
