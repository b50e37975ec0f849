"""Geometry of the drawn parts: numbers for SVG attributes, no markup and no words."""

from math import cos, pi, sin


def crossed_ellipses(count: int) -> list[str]:
    """Turns in degrees of ellipses that cross in one centre, evenly over half a circle."""
    return [f"{k * 180 / count:.2f}" for k in range(count)]


def _point(radius: float, turn: float) -> str:
    return f"{52 - radius * cos(turn):.1f} {52 - radius * sin(turn):.1f}"


def dial(seats: int, present: int, needed: int) -> dict[str, object]:
    """A half ring with one segment per seat, the first `present` of them filled, and a tick after `needed` seats."""
    step = pi / max(seats, 1)
    gap = min(0.045, step / 5)
    segments = []
    for seat in range(seats):
        a, b = seat * step + gap, (seat + 1) * step - gap
        path = f"M{_point(50, a)}A50 50 0 0 1 {_point(50, b)}L{_point(37, b)}A37 37 0 0 0 {_point(37, a)}z"
        segments.append({"path": path, "here": seat < present})
    turn = needed * step
    return {"segments": segments, "tick": f"M{_point(33.5, turn)}L{_point(52, turn)}"}


def vote_bar(votes_for: int, against: int, abstained: int, waiting: int, needed: int) -> dict[str, object]:
    """Parts of one bar in percent: for from the left, awaited next, abstained and against at the right end."""
    total = max(votes_for + against + abstained + waiting, needed, 1)  # more may be needed than are in the room
    parts, at = [], 0.0
    for kind, count in (("f-ok", votes_for), ("f-wait", waiting), ("f-rest", abstained), ("f-bad", against)):
        if count:
            width = 100 * count / total
            parts.append({"kind": kind, "x": f"{at:.2f}%", "width": f"{width:.2f}%", "count": count})
            at += width
    return {"parts": parts, "mark": f"{min(100 * needed / total, 100):.2f}%"}


def quarter_mark(month_index: int, day: int) -> str:
    """The place of a day on the line of its quarter, in percent."""
    return f"{100 * (month_index + (min(day, 31) - 1) / 31) / 3:.1f}%"
