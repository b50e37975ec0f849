"""What the pages of a plan are made of: its steps, its lines narrowed by a filter, counts, changes, the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from association.doors import write_xlsx
from association.fmt import date_text
from association.forms.plans import STANDINGS, PlanFilter
from association.models import AnnualPlan, Function, PlanAgreement, PlanItem, Task
from association.queries_plans import (
    Change,
    Line,
    agreed_by,
    changes,
    counts,
    given_agreements,
    lines_of,
    mandatory_on,
    when_text,
)
from association.rules import plans as rules
from association.search import fold

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LOOKS = {
    rules.DONE: "ok", rules.LATE: "ok", rules.MOVED: "run", rules.OVERDUE: "bad", rules.NOT_DONE: "none",
    rules.DUE: "need", rules.AHEAD: "calm",
}  # fmt: skip
STATE_LOOKS = {
    rules.DRAFT: "run", rules.LISTED: "run", rules.DISCUSSED: "need", rules.AGREED: "need", rules.APPROVED: "ok",
    rules.WITHDRAWN: "none",
}  # fmt: skip


def language() -> str:
    """The language of the reader."""
    return (get_language() or "ru").split("-")[0]


def told(line: Line) -> dict[str, Any]:
    """A planned activity in the words of the reader."""
    item, said = line.item, language()
    return {
        "line": line, "item": item, "number": line.number, "activity": item.called(said), "venue": item.held_at(said),
        "when": when_text(item, said), "look": LOOKS[line.standing], "word": STANDINGS[line.standing],
        "tags": tags_of(item), "settled": line.standing in (rules.DONE, rules.LATE, rules.NOT_DONE),
    }  # fmt: skip


def tags_of(item: PlanItem) -> list[tuple[str, str]]:
    """Task and line of work of an activity, each with its clause."""
    pairs = ((Task, item.task), (Function, item.function))
    return [(kind(value).clause, str(kind(value).label)) for kind, value in pairs if value]


def narrowed(plan: AnnualPlan, query: QueryDict, on: date) -> tuple[PlanFilter, list[Line], list[Line]]:
    """The filter as it was asked, all lines of a plan, and those that it leaves."""
    form = PlanFilter(query, span=plan.span)
    form.full_clean()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    lines = lines_of(plan, on)
    return form, lines, [line for line in lines if _is_asked(line, asked)]


def _is_asked(line: Line, asked: dict[str, str]) -> bool:
    item = line.item
    month = asked.get("month", "")
    held = fold(f"{item.activity} {item.activity_ky} {item.who} {item.venue}")
    return (
        all(word in held for word in fold(asked.get("q", "")).split())
        and all(getattr(item, name) == asked[name] for name in ("task", "function") if name in asked)
        and (not month or item.starts_on.isoformat()[:7] <= month <= item.ends_on.isoformat()[:7])
        and asked.get("standing", line.standing) == line.standing
    )


def steps_of(plan: AnnualPlan, day: date) -> list[dict[str, Any]]:
    """The way of a plan with dates and numbers: Presidium, council, head, chair (A-4.1b, A-4.3c)."""
    rows = [
        _step(
            _("Discussed by the Presidium"), "A-4.1b", plan.discussed_on, _minutes(plan), done=bool(plan.discussed_on)
        ),
        *_agreement_steps(plan, day),
        _step(_("Approved by the chair"), "A-4.1b", plan.approved_on, "", done=plan.state == rules.APPROVED),
    ]
    is_now = plan.state != rules.WITHDRAWN
    for row in rows:
        row["state"] = "done" if row["done"] else "now" if is_now else "ahead"
        is_now = is_now and bool(row["done"])
    return rows


def _step(label: str, clause: str, day: date | None, note: str, *, done: bool) -> dict[str, Any]:
    dated = date_text(day, language(), "short") if day else ""
    text = " · ".join(part for part in (dated, note) if part)
    return {"label": label, "clause": clause, "text": text, "done": done}


def _minutes(plan: AnnualPlan) -> str:
    if plan.discussed is None:
        return ""
    facts = {"number": plan.discussed.number, "item": plan.discussed.item}
    said = _("minutes No. %(number)s, question %(item)s") if plan.discussed.number else _("minutes not signed yet")
    return said % facts


def _agreement_steps(plan: AnnualPlan, day: date) -> list[dict[str, Any]]:
    said = given_agreements(plan)
    given, must = agreed_by(said), mandatory_on(day)
    labels = {
        rules.COUNCIL: (_("Agreed with the Education Quality Council"), "A-4.3c"),
        rules.HEAD: (_("Agreed with the head of the department"), "A-4.1b"),
    }
    rows = []
    for party, (label, clause) in labels.items():
        row = next((one for one in reversed(said) if one.party == party), None)
        dated = row.dated_on if row else None
        rows.append(_step(label, clause, dated, _note(row, party in must), done=party in given))
    return rows


def _note(row: PlanAgreement | None, is_mandatory: bool) -> str:
    if row is None:
        return "" if is_mandatory else pgettext("agreement of the plan", "not mandatory")
    number = _("No. %(number)s") % {"number": row.number} if row.number else ""
    hand = _("by own hand in the portal") if row.by_own_hand else ""
    word = row.get_outcome_display() if row.outcome == PlanAgreement.Outcome.REMARKS else ""
    return ", ".join(part for part in (word, number, row.name, hand) if part)


def counts_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Planned and done by task and by line of work, in words (A-2.2, A-2.3)."""
    lines = list(lines)
    return [
        {"clause": kind(value).clause, "word": str(kind(value).label), "planned": planned, "done": done, "field": field,
         "value": value}
        for field, kind in (("task", Task), ("function", Function))
        for value, planned, done in counts(lines, field)
    ]  # fmt: skip


def shared_of(lines: Iterable[Line]) -> int:
    """How many activities are marked for the plan of the department (A-4.3d)."""
    return rules.in_department_plan(marks=tuple(line.item.in_department_plan for line in lines))


def changes_of(plan: AnnualPlan) -> list[dict[str, Any]]:
    """What a version changes against the version before, each difference in words."""
    return [_change(one) for one in changes(plan)]


def _change(one: Change) -> dict[str, Any]:
    words = {"new": ("ok", _("added")), "changed": ("run", _("changed")), "removed": ("bad", _("left out"))}
    look, word = words[one.kind]
    shown = {"starts_on", "ends_on", "is_monthly"}
    said, before = [], one.before
    if before is not None:
        if shown & set(one.names):
            said.append((_("When"), when_text(before, language()), when_text(one.item, language())))
        if {"person_id", "organisation_id", "responsible"} & set(one.names):
            said.append((_("Responsible"), before.who, one.item.who))
        for name in one.names:
            if name in ("activity", "activity_ky", "venue", "venue_ky"):
                label = PlanItem._meta.get_field(name).verbose_name
                said.append((str(label).capitalize(), getattr(before, name), getattr(one.item, name)))
        if {"task", "function"} & set(one.names):
            said.append((_("Task, line of work"), _words(before), _words(one.item)))
        if "in_department_plan" in one.names:
            yes = {True: _("Yes"), False: _("No")}
            was, now = yes[before.in_department_plan], yes[one.item.in_department_plan]
            said.append((_("In the department's plan"), was, now))
    return {"look": look, "word": word, "activity": one.item.called(language()), "said": said}


def _words(item: PlanItem) -> str:
    return ", ".join(word for _clause, word in tags_of(item))


def workbook(plan: AnnualPlan, lines: Iterable[Line], *, is_public: bool = False) -> HttpResponse:
    """The plan as a workbook: a line for each activity with what became of it; notes stay inside the Association."""
    heads = [
        "№", pgettext("plan", "Activity"), _("Task"), _("Line of work"), pgettext("activity of a plan", "First day"),
        pgettext("activity of a plan", "Last day"), _("Responsible"),
        _("Venue"), _("In the department's plan"), _("What became of it"), _("Date"), _("Note"),
    ]  # fmt: skip
    rows: list[list[Any]] = []
    for line in lines:
        item, last = line.item, line.last
        rows.append(
            [
                line.number, item.called(language()), _label(Task, item.task), _label(Function, item.function),
                item.starts_on, item.ends_on, item.who, item.held_at(language()),
                _("Yes") if item.in_department_plan else "",
                str(STANDINGS[line.standing]) if plan.state == rules.APPROVED else "", last.on if last else None,
                last.title if last and not is_public else "",
            ]
        )  # fmt: skip
    name = f"plan-{plan.starts_on.year}-{plan.version}"
    data = write_xlsx(rows, heads, sheet=name, widths=(6, 60, 34, 28, 12, 12, 40, 34, 16, 20, 12, 50))
    response = HttpResponse(data, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _label(kind: type[Task | Function], value: str) -> str:
    return f"{value} {kind(value).label}" if value else ""
