"""The readiness wheel: eleven sectors of K-7 as drawn parts, and the words beside them."""

from __future__ import annotations

from math import cos, pi, sin
from typing import Any

from django.utils.translation import gettext_lazy as _

from association.statute import CLAUSES
from qa_system import rules
from qa_system.queries import Line

LOOKS = {rules.MET: "ok", rules.OWN: "run", rules.PART: "need", rules.MISSING: "bad", rules.UNKNOWN: "none"}
WORDS = {
    rules.MET: _("Reached"),
    rules.OWN: _("Own arrangement"),
    rules.PART: _("Declared"),
    rules.MISSING: _("Not yet"),
    rules.UNKNOWN: _("No data"),
}
CENTRE, OUTER, INNER = 100, 92, 44


def _point(radius: float, turn: float) -> str:
    return f"{CENTRE + radius * sin(turn):.1f} {CENTRE - radius * cos(turn):.1f}"


def wheel(lines: list[Line]) -> list[dict[str, Any]]:
    """One sector for each result, clockwise from the top: its outline, its look, the place of its number."""
    step, gap = 2 * pi / len(lines), 0.02
    sectors = []
    for index, line in enumerate(lines):
        a, b = index * step + gap, (index + 1) * step - gap
        path = (
            f"M{_point(OUTER, a)}A{OUTER} {OUTER} 0 0 1 {_point(OUTER, b)}"
            f"L{_point(INNER, b)}A{INNER} {INNER} 0 0 0 {_point(INNER, a)}z"
        )
        x, y = _point((OUTER + INNER) / 2, (a + b) / 2).split()
        sectors.append({"path": path, "look": LOOKS[line.standing], "x": x, "y": y,
                        "number": line.clause.partition(".")[2]})  # fmt: skip
    return sectors


def meaning(clause: str, language: str) -> str:
    """What a clause asks for, in the reader's language."""
    return CLAUSES[clause].text(language)[0]
