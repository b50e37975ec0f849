"""The register of decisions and assignments: on the page, as a workbook, for print (A-3.5, A-5.3.6, D17)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from association import access, clock
from association.doors import write_xlsx
from association.fmt import clause_number
from association.statute import Verdict
from association.views.papers import visible_papers
from presidium.actions import extracts as verbs
from presidium.forms_assignments import DecisionFilter
from presidium.models import AgendaItem, Assignment
from presidium.papers_assignments import D17
from presidium.queries_assignments import decisions_seen_by, with_what_followed, years_of_decisions
from presidium.views.assignments import line, today

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """The register as it was asked for."""

    form: DecisionFilter
    rows: QuerySet[AgendaItem]
    is_narrowed: bool


def chosen_by(request: HttpRequest, day: date) -> Chosen:
    """Read the address and find the decisions; what is not understood in it is left out."""
    seen = decisions_seen_by(request.user, day)
    form = DecisionFilter(request.GET, years=years_of_decisions(seen))
    form.full_clean()
    asked = form.cleaned_data
    rows = seen
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(decision__icontains=word))
    if asked.get("form"):
        rows = rows.filter(form=asked["form"])
    if asked.get("year"):
        rows = rows.filter(meeting__held_on__year=int(asked["year"]))
    rows = _by_assignments(rows, asked.get("given", ""), day).order_by("-meeting__held_on", "-meeting", "number")
    return Chosen(form, rows, any(asked.values()))


def _by_assignments(rows: QuerySet[AgendaItem], given: str, day: date) -> QuerySet[AgendaItem]:
    every = Assignment.objects.filter(item=OuterRef("pk")).exclude(state=Assignment.State.STRUCK)
    undone = every.exclude(state=Assignment.State.DONE)
    late = every.filter(state__in=Assignment.DUE, due_on__lt=day)
    choices = {
        "open": Exists(undone), "late": Exists(late), "done": Exists(every) & ~Exists(undone), "none": ~Exists(every),
    }  # fmt: skip
    return rows.filter(choices[given]) if given in choices else rows


def decisions(request: HttpRequest) -> HttpResponse:
    """The register of decisions with what each gave to whom, narrowed by words, year, form and assignments."""
    day = today()
    chosen = chosen_by(request, day)
    page = Paginator(with_what_followed(chosen.rows), PAGE).get_page(request.GET.get("page"))
    query, number = request.GET.copy(), request.GET.get("paper", "")
    for name in ("page", "paper"):
        query.pop(name, None)
    facts = {
        "form": chosen.form, "page": page, "rows": [_row(row, day) for row in page], "query": query.urlencode(),
        "is_narrowed": chosen.is_narrowed, "reads": access.can(request.user, "view_records"),
        "prints": access.can(request.user, "keep_minutes"),
        "paper": visible_papers(request.user).filter(kind=D17.code, pk=number).first() if _is_key(number) else None,
    }  # fmt: skip
    return render(request, "presidium/decisions.html", facts)


def _is_key(number: str) -> bool:
    return number.isdecimal() and len(number) < 12


def _row(row: AgendaItem, day: date) -> dict[str, Any]:
    return {
        "item": row, "minutes": getattr(row.meeting, "minutes", None), "verdict": _verdict(row),
        "carried": row.state == AgendaItem.State.CARRIED, "given": [line(one, day) for one in row.given],
        "extract": getattr(row, "extract", None),
    }  # fmt: skip


def _verdict(row: AgendaItem) -> Verdict | None:
    vote = row.decided_by[-1] if row.decided_by else None
    return Verdict.from_dict(vote.verdict) if vote and vote.verdict else None


def decisions_xlsx(request: HttpRequest) -> HttpResponse:
    """The chosen decisions as a workbook, one line for a decision and one for each of its assignments."""
    day = today()
    rows = [line for row in with_what_followed(chosen_by(request, day).rows) for line in _cells(row)]
    heads = [
        _("Date"), _("Minutes"), _("Item"), _("Text"), _("Form"), _("Result"), _("Clause"), _("Executor"),
        _("Due day"), _("State"), _("Proof"),
    ]  # fmt: skip
    widths = (12, 10, 8, 60, 18, 14, 10, 36, 12, 24, 30)
    data = write_xlsx(rows, heads, sheet=day.isoformat(), widths=widths)
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="decisions-{day.isoformat()}.xlsx"'
    return response


def _cells(row: AgendaItem) -> list[list[Any]]:
    minutes, verdict = getattr(row.meeting, "minutes", None), _verdict(row)
    number = minutes.number if minutes else None
    first = [
        row.meeting.held_on, number, f"{row.number}.1", row.decision, str(row.get_form_display()),
        str(row.get_state_display()), clause_number(verdict.clause) if verdict else "", "", None, "", "",
    ]  # fmt: skip
    return [first, *(
        [row.meeting.held_on, number, one.cited, one.text, _("assignment"), "", "", one.executor, one.due_on,
         str(one.get_state_display()), one.proof.name if one.proof else ""]
        for one in row.given
    )]  # fmt: skip


@require_POST
def decisions_paper(request: HttpRequest) -> HttpResponse:
    """Order the chosen decisions for print; the page it came from shows the sheet being made."""
    day = today()
    rows = list(with_what_followed(chosen_by(request, day).rows.reverse())[: verbs.MOST + 1])
    first = rows[0].meeting.held_on if rows else day
    last = rows[-1].meeting.held_on if rows else day
    paper = verbs.print_register(rows, first=first, last=last, by=request.user, at=clock.now())
    query = request.GET.copy()
    query["paper"] = str(paper.pk)
    return redirect(f"{reverse('decisions')}?{query.urlencode()}")
