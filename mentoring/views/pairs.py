"""The register of pairs: on the page, as a workbook, for print; the end of a pair by a decision (A-3.16, D22)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from association import access, clock
from association.doors import write_xlsx
from association.queries import named_by
from association.views.papers import visible_papers
from mentoring.actions import pair_ends
from mentoring.actions import pairs as verbs
from mentoring.filters import EndingForm, PairFilter
from mentoring.models import Pair, PairEnding, PairList
from mentoring.papers import D22
from mentoring.queries_help import help_summary, pairs_seen_by
from mentoring.queries_register import (
    ends_in_doubt,
    in_state,
    is_flagged,
    lists_to_release,
    register_on,
    standing_on,
)

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """The register as it was asked for."""

    form: PairFilter
    day: date
    rows: QuerySet[Pair]

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data.get(name) for name in ("q", "state", "district"))


def chosen_by(request: HttpRequest) -> Chosen:
    """Read the address and find the pairs; what is not understood in it is said at its field and left out."""
    form = PairFilter(request.GET)
    form.full_clean()
    asked = form.cleaned_data
    day = asked.get("on") or clock.today()
    rows = in_state(pairs_seen_by(request.user), asked.get("state", ""), day)
    if words := asked.get("q"):
        named = named_by(words).order_by().values("pk")
        rows = rows.filter(Q(mentor__in=named) | Q(candidate__in=named))
    if place := asked.get("district"):
        rows = rows.filter(Q(mentor__district=place) | Q(candidate__district=place))
    return Chosen(form, day, register_on(rows, day))


def pairs(request: HttpRequest) -> HttpResponse:
    """The register of pairs as of a day, with who is without a pair and what asks to look again."""
    chosen = chosen_by(request)
    page = Paginator(chosen.rows, PAGE).get_page(request.GET.get("page"))
    sees, forms_pairs = (access.can(request.user, right) for right in ("view_pairs", "form_pairs"))
    query, number = request.GET.copy(), request.GET.get("paper", "")
    for name in ("page", "paper"):
        query.pop(name, None)
    papers = visible_papers(request.user).filter(kind=D22.code, pk=number) if _is_key(number) else ()
    facts = {
        "form": chosen.form, "day": chosen.day, "page": page, "rows": _rows(page, chosen.day, ends=forms_pairs),
        "query": query.urlencode(), "is_narrowed": chosen.is_narrowed, "sees": sees, "forms_pairs": forms_pairs,
        "standing": standing_on(chosen.day) if sees else None, "paper": next(iter(papers), None),
        "to_release": lists_to_release() if access.can(request.user, "release_papers") else (),
    }  # fmt: skip
    return render(request, "mentoring/pairs.html", facts)


def _is_key(number: str) -> bool:
    return number.isdecimal() and len(number) < 12


def _rows(page: Any, day: date, *, ends: bool) -> list[dict[str, Any]]:
    found = list(page)
    given = help_summary(found)
    doubted = set(ends_in_doubt(clock.today()).values_list("pk", flat=True)) if ends else set()
    return [
        {
            "pair": row, "state": row.state_on(day), "look": _look(row, day), "is_flagged": is_flagged(row, day),
            "has_ended": row.ends_on is not None and row.ends_on <= day, "help": given[row.pk],
            "is_doubted": row.pk in doubted, "may_end": ends and row.ends_on is None,
        }
        for row in found
    ]  # fmt: skip


def _look(row: Pair, day: date) -> str:
    if row.is_on(day):
        return "need" if is_flagged(row, day) else "ok"
    return "run" if day < row.starts_on else "calm"


def pairs_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen pairs as a workbook."""
    chosen = chosen_by(request)
    if "on" in chosen.form.errors:
        return redirect(f"{reverse('pairs')}?{request.GET.urlencode()}")
    widths = (50, 20, 50, 20, 18, 30, 10, 12, 8, 12, 12, 14, 30, 10)
    data = write_xlsx(_cells(chosen), _heads(), sheet=chosen.day.isoformat(), widths=widths)
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="pairs-{chosen.day.isoformat()}.xlsx"'
    return response


def _heads() -> list[str]:
    return [
        _("Mentor"), _("District of the mentor"), _("Candidate"), _("District of the candidate"), _("Ground"),
        _("Reason"), _("Minutes"), _("Date"), _("Item"), _("From"), _("Until"),
        pgettext("pair", "State"), pgettext("pair", "End"), _("Hours of help"),
    ]  # fmt: skip


def _cells(chosen: Chosen) -> list[list[Any]]:
    rows = list(chosen.rows)
    given = help_summary(rows)
    return [
        [
            row.mentor.title, str(row.mentor.district or ""), row.candidate.title, str(row.candidate.district or ""),
            str(row.get_ground_display()), row.reason, row.basis.number, row.basis.dated_on, row.basis.item,
            row.starts_on, row.ends_on, row.state_on(chosen.day), str(row.get_end_reason_display()),
            given[row.pk].hours,
        ]
        for row in rows
    ]  # fmt: skip


@require_POST
def pairs_paper(request: HttpRequest) -> HttpResponse:
    """Order the chosen pairs for print (D22); the page it came from shows the sheet being made."""
    chosen = chosen_by(request)
    query = request.GET.copy()
    if "on" not in chosen.form.errors:
        rows = list(chosen.rows[: verbs.MOST + 1])
        paper = verbs.print_register(rows=rows, on=chosen.day, by=request.user, at=clock.now())
        query["paper"] = str(paper.pk)
    return redirect(f"{reverse('pairs')}?{query.urlencode()}")


@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Release the papers of an approved list whose minutes are signed."""
    row = get_object_or_404(access.visible(request.user, "release_papers", PairList.objects.all()), pk=pk)
    verbs.release(row, on=clock.today(), by=request.user, at=clock.now())
    messages.success(request, _("The register of pairs is being made; the letters to both sides are on their way."))
    return redirect("pairs")


def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose that the Presidium ends a pair before its time, or see what became of the proposal."""
    pair = get_object_or_404(access.visible(request.user, "form_pairs", Pair.objects.select_related("basis")), pk=pk)
    form = EndingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        pair_ends.ask_to_end(pair, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The end is proposed; put it on the agenda of a meeting."))
        return redirect("pair_ending", pk=pk)
    rows = list(pair.endings.select_related("asked_by__person", "basis"))
    facts = {
        "pair": pair, "form": form, "endings": rows,
        "may_ask": pair.ends_on is None and not any(row.state in PairEnding.OPEN for row in rows),
    }  # fmt: skip
    return render(request, "mentoring/pair_ending.html", facts, status=422 if form.errors else 200)


@require_POST
def ending_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the proposal to end a pair back."""
    row = get_object_or_404(access.visible(request.user, "form_pairs", PairEnding.objects.all()), pk=pk)
    pair_ends.take_back(row, by=request.user, at=clock.now())
    messages.success(request, _("The proposal is taken back."))
    return redirect("pair_ending", pk=row.pair_id)


@require_POST
def restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a pair go on that a certificate entered by mistake had ended."""
    row = get_object_or_404(access.visible(request.user, "form_pairs", Pair.objects.all()), pk=pk)
    pair_ends.restore(row, by=request.user, at=clock.now())
    messages.success(request, _("The pair goes on from the day it had ended."))
    return redirect("pairs")
