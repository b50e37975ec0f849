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
from presidium.queries_assignments import decisions_seen_by, given_by_chair, with_what_followed, years_of_decisions
from presidium.views.assignments import line, today

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Chosen:
    """The register as it was asked for: decisions, and what the chair gave outside of meetings."""

    form: DecisionFilter
    rows: QuerySet[AgendaItem]
    given: QuerySet[Assignment]

    @property
    def is_narrowed(self) -> bool:
        return any(self.form.cleaned_data.values())

    @property
    def has_bad_period(self) -> bool:
        return bool({"since", "until"} & set(self.form.errors))


def chosen_by(request: HttpRequest, day: date) -> Chosen:
    """Read the address and find the decisions; what is not understood in it is said at its field and left out."""
    seen = decisions_seen_by(request.user, day)
    form = DecisionFilter(request.GET, years=years_of_decisions(seen))
    form.full_clean()
    asked = form.cleaned_data
    rows = _in_period(seen, "meeting__held_on", asked)
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(title__icontains=word) | Q(decision__icontains=word))
    if asked.get("form"):
        rows = rows.filter(form=asked["form"])
    rows = _by_assignments(rows, asked.get("given", ""), day).order_by("-meeting__held_on", "-meeting", "number")
    return Chosen(form, rows, _of_the_chair(given_by_chair(request.user), asked, day))


def _in_period(rows: QuerySet, path: str, asked: dict[str, Any]) -> QuerySet:
    """Rows of a year and of a period, both of its days counted in."""
    if asked.get("year"):
        rows = rows.filter(**{f"{path}__year": int(asked["year"])})
    if asked.get("since"):
        rows = rows.filter(**{f"{path}__gte": asked["since"]})
    return rows.filter(**{f"{path}__lte": asked["until"]}) if asked.get("until") else rows


def _of_the_chair(rows: QuerySet[Assignment], asked: dict[str, Any], day: date) -> QuerySet[Assignment]:
    """What the chair gave that answers the same choices; the form of a decision is none of theirs."""
    late = Q(state__in=Assignment.DUE, due_on__lt=day)
    done = Q(state=Assignment.State.DONE)
    choices = {"open": ~done, "late": late, "done": done, "none": Q(pk__in=[])}
    rows = _in_period(rows.exclude(state=Assignment.State.STRUCK), "given_on", asked)
    for word in asked.get("q", "").split():
        rows = rows.filter(Q(text__icontains=word) | Q(grounds__icontains=word))
    return rows.none() if asked.get("form") else rows.filter(choices.get(asked.get("given", ""), Q()))


def _by_assignments(rows: QuerySet[AgendaItem], given: str, day: date) -> QuerySet[AgendaItem]:
    every = Assignment.objects.filter(item=OuterRef("pk")).exclude(state=Assignment.State.STRUCK)
    undone = every.exclude(state=Assignment.State.DONE)
    late = every.filter(state__in=Assignment.DUE, due_on__lt=day)
    choices = {
        "open": Exists(undone), "late": Exists(late), "done": Exists(every) & ~Exists(undone), "none": ~Exists(every),
    }  # fmt: skip
    return rows.filter(choices[given]) if given in choices else rows


def decisions(request: HttpRequest) -> HttpResponse:
    """The register of decisions with what each gave to whom, narrowed by words, period, form and assignments."""
    day = today()
    chosen = chosen_by(request, day)
    page = Paginator(with_what_followed(chosen.rows), PAGE).get_page(request.GET.get("page"))
    query, number = request.GET.copy(), request.GET.get("paper", "")
    for name in ("page", "paper"):
        query.pop(name, None)
    facts = {
        "given": [line(row, day) for row in chosen.given.order_by("-number")[:PAGE]],
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
    chosen = chosen_by(request, day)
    if chosen.has_bad_period:
        return redirect(f"{reverse('decisions')}?{request.GET.urlencode()}")
    rows = [line for row in with_what_followed(chosen.rows) for line in _cells(row)]
    rows += [_given_cells(one, None, one.given_on) for one in chosen.given]
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
    return [first, *(_given_cells(one, number, row.meeting.held_on) for one in row.given)]


def _given_cells(row: Assignment, number: int | None, day: date) -> list[Any]:
    word = _("assignment") if row.item_id else _("assignment of the chair")
    return [
        day, number, row.cited, row.text, word, "", "" if row.item_id else "5.2.2", row.executor, row.due_on,
        str(row.get_state_display()), row.proof.name if row.proof else "",
    ]  # fmt: skip


@require_POST
def decisions_paper(request: HttpRequest) -> HttpResponse:
    """Order the chosen decisions for print; the page it came from shows the sheet being made."""
    day = today()
    chosen = chosen_by(request, day)
    if chosen.has_bad_period:
        return redirect(f"{reverse('decisions')}?{request.GET.urlencode()}")
    rows, given = (list(one[: verbs.MOST + 1]) for one in (with_what_followed(chosen.rows.reverse()), chosen.given))
    days = sorted([row.meeting.held_on for row in rows] + [row.given_on for row in given]) or [day]
    asked = chosen.form.cleaned_data
    paper = verbs.print_register(
        rows, given=given, first=asked.get("since") or days[0], last=asked.get("until") or days[-1], by=request.user,
        at=clock.now(),
    )  # fmt: skip
    query = request.GET.copy()
    query["paper"] = str(paper.pk)
    return redirect(f"{reverse('decisions')}?{query.urlencode()}")
