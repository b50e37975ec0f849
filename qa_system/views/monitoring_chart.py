"""The line of one indicator over its periods, as places in one SVG; the table beside it says the same."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

from qa_system import rules
from qa_system.models import Indicator, Target
from qa_system.queries.monitoring import Reading
from qa_system.queries.periods import name_of, short_name

MOST, WIDTH, TOP, BOTTOM, LEFT, RIGHT = 12, 640, 16, 150, 12, 12
MARKS = {rules.REACHED: "f-ok", rules.FAR: "f-bad"}


def draw(indicator: Indicator, readings: list[Reading], target: Target | None) -> dict[str, Any] | None:
    """Points, the gaps where there is no data, the target and the baseline; None with fewer than two figures."""
    own = {one.fact.starts_on: one for one in readings if one.fact and one.fact.frequency == indicator.frequency}
    told = [day for day, one in own.items() if one.fact and one.fact.value is not None]
    if len(told) < 2:
        return None
    years = range(min(own).year - 1, max(own).year + 1)
    spans = [one for year in years for one in rules.periods_of(frequency=indicator.frequency, year=year)]
    shown = [one for one in spans if min(told) <= one.starts_on <= max(own)][-MOST:]
    values = [own[one.starts_on].fact.value if one.starts_on in own else None for one in shown]  # type: ignore[union-attr]
    ends = [target.value, target.low, target.high] if target else []
    scale = _Scale([one for one in [*values, *ends, indicator.baseline] if one is not None])
    step = Decimal(WIDTH - LEFT - RIGHT) / len(shown)
    places = [LEFT + step * index + step / 2 for index in range(len(shown))]
    points: list[dict[str, Any] | None] = [
        None if value is None else {
            "x": f"{x:.1f}", "y": scale.y(value), "mark": MARKS.get(own[one.starts_on].band, "f-accent"),
            "name": name_of(one), "figure": own[one.starts_on].fact.figure,  # type: ignore[union-attr]
        }
        for one, value, x in zip(shown, values, places, strict=True)
    ]  # fmt: skip
    return {
        "width": WIDTH, "height": BOTTOM + 30, "foot": BOTTOM + 22, "top": TOP, "drop": BOTTOM - TOP,
        "right": WIDTH - RIGHT, "left": LEFT,
        "points": [one for one in points if one],
        "lines": [(a, b) for a, b in pairwise(points) if a and b],
        "gaps": [f"{x - step / 2:.1f}" for x, one in zip(places, points, strict=True) if one is None],
        "step": f"{step:.1f}",
        "names": [(f"{x:.1f}", short_name(one)) for x, one in zip(places, shown, strict=True)],
        "aims": [scale.y(one) for one in ends if one is not None],
        "baseline": None if indicator.baseline is None else scale.y(indicator.baseline),
    }  # fmt: skip


class _Scale:
    """Heights for values between the least and the greatest one."""

    def __init__(self, values: list[Decimal]) -> None:
        self.low, self.high = min(values), max(values)

    def y(self, value: Decimal) -> str:
        """The height of a value; all equal values lie in the middle."""
        span = self.high - self.low
        share = (value - self.low) / span if span else Decimal("0.5")
        return f"{BOTTOM - 10 - share * (BOTTOM - TOP - 20):.1f}"
