"""Verbs on the plan of a pair: made from the four areas by one press, edited by both sides (A-3.16b)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from association.journal import record
from association.models import User
from association.statute import Refused, denial
from membership.queries import local_day
from mentoring import rules
from mentoring.actions.help import hold_open
from mentoring.models import HelpPlanLine, Pair
from mentoring.queries_help import plan_of
from qa_system.actions.editing import locked_edition

# What a first plan suggests, by area; both sides change it as they need.
SUGGESTED = {
    "policy": gettext_lazy("Discuss the quality policy and its goals; draw up or revise the text of the policy."),
    "council": gettext_lazy(
        "Draw up the plan of the quality council and the schedule of internal audits; take part in one audit together."
    ),
    "analysis": gettext_lazy("Analyse the results of the QMS for the school year; prepare the review by management."),
    "measures": gettext_lazy(
        "Draw up the plan of corrective and preventive measures and check how the first of them worked."
    ),
}


@transaction.atomic
def make(pair: Pair, *, by: User, at: datetime) -> list[HelpPlanLine]:
    """Make the first plan: a line for each of the four areas, its days spread over the school year (A-3.16b).

    The text is in the language of who presses.
    """
    pair = hold_open(pair, by=by, at=at)
    if plan_of(pair).exists():
        raise Refused(denial("A-3.16b", _("There is a plan already: add lines to it, or change them.")))
    days = rules.plan_days(first=max(pair.starts_on, local_day(at)), count=len(rules.AREAS))
    return [_added(pair, area, str(SUGGESTED[area]), day, by, at) for area, day in zip(rules.AREAS, days, strict=True)]


@transaction.atomic
def add(pair: Pair, *, area: str, text: str, due_on: date, by: User, at: datetime) -> HelpPlanLine:
    """Add a line to the plan of a pair (A-3.16b)."""
    pair = hold_open(pair, by=by, at=at)
    _demand_planned(pair, area, text, due_on, at)
    return _added(pair, area, text, due_on, by, at)


def _demand_planned(pair: Pair, area: str, text: str, due_on: date, at: datetime) -> None:
    verdict = rules.is_line_planned.judge(
        area=area, text=text, due_on=due_on, starts_on=pair.starts_on, today=local_day(at)
    )
    if not verdict:
        raise Refused(verdict)


def _added(pair: Pair, area: str, text: str, due_on: date, by: User, at: datetime) -> HelpPlanLine:
    line = HelpPlanLine.objects.create(
        pair=pair, area=area, text=text.strip(), due_on=due_on, written_at=at, written_by=by
    )
    record("helpplanline.add", line, by=by, at=at, pair=pair.pk, area=area, text=line.text, due_on=due_on)
    return line


def _held(line: HelpPlanLine, seen: int, by: User, at: datetime) -> HelpPlanLine:
    """Lock the pair and then its line, as it was seen; raises Outdated when it was changed meanwhile."""
    hold_open(line.pair, by=by, at=at)
    held = locked_edition(line, seen, "edit")
    if held.dropped_at is not None:
        raise Refused(denial("A-3.16b", _("The line was taken out of the plan.")))
    return held


@transaction.atomic
def change(line: HelpPlanLine, *, seen: int, area: str, text: str, due_on: date, by: User, at: datetime) -> None:
    """Change a line that is not done; raises Outdated when somebody else saved it meanwhile (A-3.16b)."""
    held = _held(line, seen, by, at)
    if held.done_on is not None:
        raise Refused(denial("A-3.16b", _("The line is done: open it again before you change it.")))
    _demand_planned(held.pair, area, text, due_on, at)
    if area != held.area and held.entries.exclude(state="struck").exists():
        raise Refused(denial("A-3.16b", _("Help was recorded for this line: its area stays.")))
    was = {"area": held.area, "text": held.text, "due_on": held.due_on}
    facts = {"area": area, "text": text.strip(), "due_on": due_on}
    HelpPlanLine.objects.filter(pk=held.pk).update(**facts, edit=held.edit + 1)
    record("helpplanline.change", held, by=by, at=at, was=was, **facts)


@transaction.atomic
def finish(line: HelpPlanLine, *, seen: int, by: User, at: datetime) -> None:
    """Mark a line done today (A-3.16b)."""
    held = _held(line, seen, by, at)
    if held.done_on is None:
        HelpPlanLine.objects.filter(pk=held.pk).update(done_on=local_day(at), edit=held.edit + 1)
        record("helpplanline.finish", held, by=by, at=at, on=local_day(at))


@transaction.atomic
def reopen(line: HelpPlanLine, *, seen: int, by: User, at: datetime) -> None:
    """Say that a line is not done after all (A-3.16b)."""
    held = _held(line, seen, by, at)
    if held.done_on is not None:
        HelpPlanLine.objects.filter(pk=held.pk).update(done_on=None, edit=held.edit + 1)
        record("helpplanline.reopen", held, by=by, at=at, was=held.done_on)


@transaction.atomic
def drop(line: HelpPlanLine, *, seen: int, by: User, at: datetime) -> None:
    """Take a line out of the plan; help recorded for it stays (A-3.16b)."""
    held = _held(line, seen, by, at)
    HelpPlanLine.objects.filter(pk=held.pk).update(dropped_at=at, edit=held.edit + 1)
    record("helpplanline.drop", held, by=by, at=at, text=held.text)
