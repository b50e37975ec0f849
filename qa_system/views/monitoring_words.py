"""How figures are shown: looks and words of bands and trends, the cells of a grid."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from qa_system import rules
from qa_system.models import Indicator
from qa_system.queries.monitoring import Cell, Reading, Score, Table
from qa_system.queries.periods import name_of
from qa_system.views.monitoring_chart import draw

LOOKS = {rules.REACHED: "ok", rules.NEAR: "need", rules.FAR: "bad", rules.NO_DATA: "none", rules.NO_TARGET: "calm"}
BANDS = {
    rules.REACHED: _("Target reached"),
    rules.NEAR: _("Near the target"),
    rules.FAR: _("Deviation"),
    rules.NO_DATA: _("No data"),
    rules.NO_TARGET: _("No target"),
}
TRENDS = {
    rules.BETTER: pgettext_lazy("trend", "better"),
    rules.SAME: pgettext_lazy("trend", "as before"),
    rules.WORSE: pgettext_lazy("trend", "worse"),
    None: pgettext_lazy("trend", "no baseline"),
}


def shown_reading(one: Reading) -> dict[str, Any]:
    """A figure with its band and trend in words."""
    told = one.band != rules.NO_DATA
    return {
        "fact": one.fact, "figure": one.fact.figure if one.fact else None, "percent": one.percent,
        "look": LOOKS[one.band], "word": BANDS[one.band], "trend": TRENDS[one.trend] if told else "",
    }  # fmt: skip


def _cell(one: Cell) -> dict[str, Any]:
    return {**shown_reading(one.reading), "cell": one, "silent": not one.owed and one.reading.fact is None}


def shown_table(one: Table) -> dict[str, Any]:
    """The rows of a grid; the heading is how often they are measured."""
    rows = [
        {"row": row, "cells": [_cell(cell) for cell in row.cells], "newest": shown_reading(row.newest)}
        for row in one.rows
    ]
    return {"heading": Indicator.Frequency(one.frequency).label, "columns": one.columns, "rows": rows}


def shown_score(one: Score) -> dict[str, Any]:
    """The score of a process in the bands of the regulation's defaults."""
    band = rules.band(has_fact=one.exact is not None, attained=one.exact)
    return {"score": one, "look": LOOKS[band], "word": BANDS[band]}


def shown_history(indicator: Indicator, history: list[tuple[Reading, int]], year: int) -> dict[str, Any]:
    """The facts of an indicator as a table, newest first, and as a drawing."""
    rows = [
        {**shown_reading(one), "name": name_of(one.fact.period) if one.fact else "", "corrected": corrected}
        for one, corrected in history
    ]
    target = next((one for one in indicator.targets.all() if one.year == year), None)
    return {"history": rows, "drawing": draw(indicator, [one for one, _count in history], target)}
