"""Lines that are hard to copy and good to look at: ribbons, rosettes and rings, as cubic curves (points, A4)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

Point = tuple[float, float]
Curve = Callable[[float], Point]


@dataclass
class Drawing:
    """Paths in the order of painting, to be written as PDF operators or as SVG."""

    width: float
    height: float
    steps: list[tuple[str, str, float, list[tuple]]] = field(default_factory=list)

    def stroke(self, colour: str, width: float, *paths: list[tuple]) -> None:
        """Draw the outlines of paths."""
        self.steps.append(("stroke", colour, width, [part for path in paths for part in path]))

    def fill(self, colour: str, *paths: list[tuple]) -> None:
        """Fill paths."""
        self.steps.append(("fill", colour, 0, [part for path in paths for part in path]))

    def pdf(self) -> bytes:
        """The drawing as PDF operators; y grows downwards as in SVG."""
        out = [f"1 0 0 -1 0 {self.height:g} cm 1 J 1 j"]
        for kind, colour, width, parts in self.steps:
            rgb = " ".join(f"{int(colour[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
            out.append(f"{rgb} RG {width:g} w" if kind == "stroke" else f"{rgb} rg")
            for letter, *numbers in parts:
                out.append(" ".join([*(f"{number:.2f}" for number in numbers), letter]))
            out.append("S" if kind == "stroke" else "f")
        return "\n".join(out).encode()

    def svg(self) -> str:
        """The same drawing as an SVG picture."""
        letters = {"m": "M", "l": "L", "c": "C", "h": "Z"}
        out = []
        for kind, colour, width, parts in self.steps:
            path = "".join(letters[part[0]] + " ".join(f"{number:.2f}" for number in part[1:]) for part in parts)
            look = f'fill="none" stroke="{colour}" stroke-width="{width:g}"' if kind == "stroke" else f'fill="{colour}"'
            out.append(f'<path {look} d="{path}"/>')
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}pt" height="{self.height}pt" '
            f'viewBox="0 0 {self.width} {self.height}">{"".join(out)}</svg>'
        )


def trace(curve: Curve, pieces: int, *, closed: bool = False) -> list[tuple]:
    """A parametric curve over [0, 1] as that many cubic pieces through its own points and tangents."""
    step, near = 1 / pieces, 1e-5
    points, slopes = [], []
    for at in range(pieces + 1):
        t = at * step
        (x0, y0), (x1, y1) = curve(t - near), curve(t + near)
        points.append(curve(t))
        slopes.append(((x1 - x0) / (2 * near) * step / 3, (y1 - y0) / (2 * near) * step / 3))
    path: list[tuple] = [("m", *points[0])]
    for (start, out), (end, into) in zip(
        zip(points, slopes, strict=True), list(zip(points, slopes, strict=True))[1:], strict=False
    ):
        path.append(("c", start[0] + out[0], start[1] + out[1], end[0] - into[0], end[1] - into[1], *end))
    return [*path, ("h",)] if closed else path


def rectangle(left: float, top: float, right: float, bottom: float) -> list[tuple]:
    """Four straight sides."""
    return [("m", left, top), ("l", right, top), ("l", right, bottom), ("l", left, bottom), ("h",)]


def circle(x: float, y: float, radius: float) -> list[tuple]:
    """A full circle."""
    return ring(x, y, lambda angle: radius, 8)


def ring(x: float, y: float, radius: Callable[[float], float], pieces: int) -> list[tuple]:
    """A closed line around a centre whose radius depends on the angle."""

    def curve(t: float) -> Point:
        angle = 2 * math.pi * t
        reach = radius(angle)
        return x + reach * math.cos(angle), y + reach * math.sin(angle)

    return trace(curve, pieces, closed=True)


def rosette(x: float, y: float, inner: float, outer: float, *, petals: int, strands: int) -> list[list[tuple]]:
    """Strands that swing between two radii, each turned a little against the last."""
    middle, swing = (inner + outer) / 2, (outer - inner) / 2
    return [
        ring(
            x,
            y,
            lambda angle, turn=strand * 2 * math.pi / strands: middle + swing * math.cos(petals * angle + turn),
            petals * 4,
        )
        for strand in range(strands)
    ]


def ellipses(x: float, y: float, long: float, short: float, count: int) -> list[list[tuple]]:
    """Ellipses crossed at one centre: the association's mark."""
    paths = []
    for at in range(count):
        turn = math.pi * at / count

        def curve(t: float, c: float = math.cos(turn), s: float = math.sin(turn)) -> Point:
            a, b = long * math.cos(2 * math.pi * t), short * math.sin(2 * math.pi * t)
            return x + a * c - b * s, y + a * s + b * c

        paths.append(trace(curve, 12, closed=True))
    return paths


def ribbon(start: Point, end: Point, *, half: float, waves: int, phases: list[float]) -> list[list[tuple]]:
    """Waves of one height along a straight line, one for every phase."""
    (x0, y0), (x1, y1) = start, end
    length = math.hypot(x1 - x0, y1 - y0)
    along, across = ((x1 - x0) / length, (y1 - y0) / length), (-(y1 - y0) / length, (x1 - x0) / length)
    paths = []
    for phase in phases:

        def curve(t: float, phase: float = phase) -> Point:
            lift = half * math.sin(2 * math.pi * waves * t + phase)
            way = length * t
            return x0 + along[0] * way + across[0] * lift, y0 + along[1] * way + across[1] * lift

        paths.append(trace(curve, waves * 4))
    return paths
