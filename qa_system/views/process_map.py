"""The process map: places of the boxes and of the lines between them, for one SVG and the table beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language

from association.wording import said
from qa_system.models import Process

COLUMNS, WIDTH, HEIGHT, GAP, TOP = 6, 150, 92, 30, 34


def _lines(text: str, width: int = 18, most: int = 3) -> list[str]:
    """Break a name into at most three lines of a box; what does not fit ends in an ellipsis."""
    rows: list[str] = [""]
    for word in text.split():
        if len(rows[-1]) + len(word) + 1 > width and rows[-1]:
            rows.append("")
        rows[-1] = f"{rows[-1]} {word}".strip()
    if len(rows) > most:
        rows = [*rows[: most - 1], f"{rows[most - 1][: width - 1]}…"]
    return [row if len(row) <= width + 4 else f"{row[: width + 3]}…" for row in rows]


def _box(process: Process, x: int, y: int) -> dict[str, Any]:
    name, _own = said(process, "name", get_language() or "ru")
    owner = next((row for row in process.people if row.kind == "owner"), None)
    lines = [(text, y + 20 + 15 * index) for index, text in enumerate(_lines(name))]
    look = "need" if owner is None or not process.measures else "ok"
    shown = owner.person.surname_first if owner else ""
    return {
        "process": process, "x": x, "y": y, "lines": lines, "look": look, "owner": shown,
        "measures": len(process.measures), "foot": y + HEIGHT - 12,
    }  # fmt: skip


def draw(processes: Iterable[Process]) -> dict[str, Any]:
    """Two bands, core above support, each box linked to those it hands something on to."""
    boxes: dict[int, dict[str, Any]] = {}
    bands, y = [], 0
    for kind in ("core", "support"):
        rows = [process for process in processes if process.classification == kind]
        bands.append({"kind": kind, "y": y + 18, "rows": rows})
        for index, process in enumerate(rows):
            column, line = index % COLUMNS, index // COLUMNS
            boxes[process.pk] = _box(process, column * (WIDTH + GAP), y + TOP + line * (HEIGHT + GAP))
        y += TOP + max(1, -(-len(rows) // COLUMNS)) * (HEIGHT + GAP) + 10
    arrows = [
        _arrow(boxes[link.supplier_id], boxes[link.customer_id])
        for process in processes
        for link in process.given
        if link.customer_id in boxes and link.supplier_id in boxes
    ]
    width = COLUMNS * (WIDTH + GAP) - GAP
    return {"boxes": list(boxes.values()), "bands": bands, "arrows": arrows, "width": width, "height": y,
            "box": {"width": WIDTH, "height": HEIGHT}}  # fmt: skip


def _arrow(a: dict[str, Any], b: dict[str, Any]) -> str:
    """A line from box to box: straight between neighbours of a row, a bow otherwise."""
    if a["y"] == b["y"]:
        y = a["y"] + HEIGHT // 2
        if b["x"] - a["x"] == WIDTH + GAP:
            return f"M{a['x'] + WIDTH} {y}H{b['x'] - 6}"
        top = a["y"] - 8
        x1, x2 = a["x"] + WIDTH // 2, b["x"] + WIDTH // 2
        return (
            f"M{x1} {a['y']}V{top}H{x2}V{b['y'] - 6}"
            if b["x"] > a["x"]
            else f"M{x1 - 12} {a['y']}V{top}H{x2 + 12}V{b['y'] - 6}"
        )
    x1, x2 = a["x"] + WIDTH // 2, b["x"] + WIDTH // 2
    down = b["y"] > a["y"]
    y1 = a["y"] + HEIGHT if down else a["y"]
    y2 = b["y"] - 6 if down else b["y"] + HEIGHT + 6
    middle = (y1 + y2) // 2
    return f"M{x1} {y1}V{middle}H{x2}V{y2}"
