"""The painted frame of the certificate: drawn once per process, kept compressed, laid under every copy."""

from __future__ import annotations

import math
import zlib
from functools import cache

from association.press.guilloche import Drawing, circle, ellipses, rectangle, ribbon, ring, rosette

NAVY, BLUE, SKY = "#1f3a5f", "#5d7ca6", "#a9bdd6"
GOLD, STRAW = "#8a6a1f", "#c9ab63"
PAPER, IVORY, STONE = "#fffdf8", "#f3ecdb", "#ece6d8"
WIDTH, HEIGHT = 841.89, 595.28
BAND = 34.0
HALF = 8.6
FRAMES = ("certificate",)


@cache
def frame(name: str) -> tuple[bytes, tuple[float, float, float, float]] | None:
    """A frame's compressed operators and its box, or None for papers without one."""
    if name not in FRAMES:
        return None
    return zlib.compress(certificate().pdf(), 9), (0.0, 0.0, WIDTH, HEIGHT)


def certificate() -> Drawing:
    """Ground, pale rosette, guilloche band between navy rules, and medallions at the corners and the head."""
    drawing = Drawing(WIDTH, HEIGHT)
    drawing.fill(PAPER, rectangle(0, 0, WIDTH, HEIGHT))
    _ground(drawing, WIDTH / 2, HEIGHT * 0.525)
    _rules(drawing)
    _band(drawing)
    for x in (BAND, WIDTH - BAND):
        for y in (BAND, HEIGHT - BAND):
            _medallion(drawing, x, y, 22.0)
    _crest(drawing, WIDTH / 2, BAND, 24)
    return drawing


def _ground(drawing: Drawing, x: float, y: float) -> None:
    drawing.stroke(IVORY, 0.6, *rosette(x, y, 176, 216, petals=48, strands=6))
    drawing.stroke(IVORY, 0.6, *ellipses(x, y, 170, 66, 24))
    drawing.stroke(STONE, 0.5, *ellipses(x, y, 104, 30, 16))
    drawing.stroke(IVORY, 0.7, circle(x, y, 173), circle(x, y, 219), circle(x, y, 222.5))


def _rules(drawing: Drawing) -> None:
    for inset, width, colour in ((20.6, 2.55, NAVY), (47.4, 1.25, NAVY), (52.0, 0.55, GOLD), (54.0, 0.3, STRAW)):
        drawing.stroke(colour, width, rectangle(inset, inset, WIDTH - inset, HEIGHT - inset))


def _band(drawing: Drawing) -> None:
    left, top, right, bottom = BAND, BAND, WIDTH - BAND, HEIGHT - BAND
    sides = (
        ((left, top), (right, top), 42),
        ((right, top), (right, bottom), 28),
        ((right, bottom), (left, bottom), 42),
        ((left, bottom), (left, top), 28),
    )
    for start, end, waves in sides:
        spread = [at * 0.36 for at in range(-2, 3)]
        mirrored = [phase + math.pi for phase in spread]
        drawing.stroke(SKY, 0.3, *ribbon(start, end, half=HALF, waves=waves, phases=spread))
        drawing.stroke(BLUE, 0.3, *ribbon(start, end, half=HALF, waves=waves, phases=mirrored))
        drawing.stroke(STRAW, 0.4, *ribbon(start, end, half=HALF * 0.72, waves=waves * 2, phases=[0.0, math.pi]))


def _medallion(drawing: Drawing, x: float, y: float, radius: float) -> None:
    drawing.fill(PAPER, circle(x, y, radius))
    drawing.stroke(SKY, 0.3, *rosette(x, y, radius * 0.60, radius * 0.93, petals=16, strands=6))
    drawing.stroke(GOLD, 0.5, *ellipses(x, y, radius * 0.56, radius * 0.17, 6))
    drawing.stroke(NAVY, 1.25, circle(x, y, radius))
    drawing.stroke(GOLD, 0.4, circle(x, y, radius * 0.60))
    drawing.fill(NAVY, circle(x, y, radius * 0.105))


def _crest(drawing: Drawing, x: float, y: float, radius: float) -> None:
    drawing.fill(PAPER, circle(x, y, radius + 3.2))
    drawing.stroke(NAVY, 1.4, circle(x, y, radius + 1.6))
    drawing.stroke(BLUE, 0.3, *rosette(x, y, radius * 0.72, radius * 0.97, petals=28, strands=6))
    drawing.stroke(GOLD, 0.45, circle(x, y, radius * 0.70), ring(x, y, lambda angle: radius, 8))
    drawing.stroke(GOLD, 0.55, *ellipses(x, y, radius * 0.64, radius * 0.2, 12))
    drawing.stroke(NAVY, 0.8, *ellipses(x, y, radius * 0.40, radius * 0.13, 6))
    drawing.fill(GOLD, circle(x, y, radius * 0.08))
