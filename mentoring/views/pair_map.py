"""The map of pairs: districts by their centres, a line from each mentor to its candidate, and a table of the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import cos, hypot, radians
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from association import clock
from association.models import District, Organisation
from mentoring.filters import MapFilter
from mentoring.models import Pair
from mentoring.queries_help import pairs_seen_by
from mentoring.queries_register import ACTIVE, in_state, is_flagged, register_on, standing_on

WIDTH, LEAST, MOST, MARGIN = 360, 220, 440, 34  # of the drawing, in its own units
LETTER, LINE, DOT = 6.0, 13.0, 5.0  # of a label and of a point
LABELLED = 24  # more names than this hide each other; the table has them all


@dataclass
class Place:
    """A district on the map, with who mentors, is mentored or waits there."""

    district: District
    x: float = 0.0
    y: float = 0.0
    mentors: set[int] = field(default_factory=set)
    candidates: set[int] = field(default_factory=set)
    idle: set[int] = field(default_factory=set)
    label: dict[str, Any] | None = None


def pair_map(request: HttpRequest) -> HttpResponse:
    """The pairs at work on a day as a drawing and as a table."""
    form = MapFilter(request.GET)
    form.full_clean()
    day = form.cleaned_data.get("on") or clock.today()
    rows = list(register_on(in_state(pairs_seen_by(request.user), ACTIVE, day), day))
    standing = standing_on(day)
    places = _places(rows, standing.idle_candidates, standing.idle_mentors)
    height = _project(places)
    lines = _lines(rows, {place.district.pk: place for place in places})
    _name(places, lines, height)
    facts = {
        "form": form, "day": day, "standing": standing, "width": WIDTH, "height": height, "places": places,
        "lines": lines,
        "rows": [{"pair": row, "is_flagged": is_flagged(row, day)} for row in rows],
        "unplaced": _unplaced(rows, standing.idle_candidates),
    }  # fmt: skip
    return render(request, "mentoring/map.html", facts)


def _is_placed(district: District | None) -> bool:
    return district is not None and district.latitude is not None and district.longitude is not None


def _places(rows: list[Pair], waiting: list[Organisation], free: list[Organisation]) -> list[Place]:
    """The districts whose centres are known, each once."""
    found: dict[int, Place] = {}

    def at(organisation: Organisation) -> Place | None:
        district = organisation.district
        return found.setdefault(district.pk, Place(district)) if _is_placed(district) else None

    for row in rows:
        if place := at(row.mentor):
            place.mentors.add(row.mentor_id)
        if place := at(row.candidate):
            place.candidates.add(row.candidate_id)
    for organisation in waiting:
        if place := at(organisation):
            place.idle.add(organisation.pk)
    for organisation in free:
        if place := at(organisation):
            place.mentors.add(organisation.pk)
    return sorted(found.values(), key=lambda place: place.district.sort_key)


def _unplaced(rows: list[Pair], waiting: list[Organisation]) -> list[Organisation]:
    """Organisations that the drawing lacks, because nobody has entered where their district lies."""
    asked = [one for row in rows for one in (row.mentor, row.candidate)] + waiting
    found = {one.pk: one for one in asked if not _is_placed(one.district)}
    return sorted(found.values(), key=lambda one: one.sort_key)


def _project(places: list[Place]) -> int:
    """Put the districts on the sheet, north above, as near to scale as the sheet allows; return its height."""
    if not places:
        return LEAST
    north = [float(place.district.latitude) for place in places]
    turn = cos(radians(sum(north) / len(north)))
    east = [float(place.district.longitude) * turn for place in places]
    wide, high = max(east) - min(east) or 0.5, max(north) - min(north) or 0.5
    scale = min((WIDTH - 2 * MARGIN) / wide, (MOST - 2 * MARGIN) / high)
    height = int(min(MOST, max(LEAST, high * scale + 2 * MARGIN)))
    middle_x, middle_y = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    for place, x, y in zip(places, east, north, strict=True):
        place.x = round(WIDTH / 2 + (x - middle_x) * scale, 1)
        place.y = round(height / 2 - (y - middle_y) * scale, 1)
    return height


def _name(places: list[Place], lines: list[dict[str, Any]], height: int) -> None:
    """Give each district its name where it hides no other one and, if it can, no line; else the table has it alone."""
    taken = [(place.x - DOT, place.y - DOT, place.x + DOT, place.y + DOT) for place in places]
    drawn = [spot for line in lines for spot in _spots(line["one"], line["two"])]
    for place in places[:LABELLED]:
        text = str(place.district)
        free = [
            one for one in _tries(place, len(text) * LETTER)
            if one[3][0] >= 0 and one[3][2] <= WIDTH and one[3][1] >= 0 and one[3][3] <= height
            and not _meets(one[3], taken)
        ]  # fmt: skip
        if free:
            x, y, anchor, box = min(free, key=lambda one: _meets(one[3], drawn))
            place.label = {"x": f"{x:.1f}", "y": f"{y:.1f}", "anchor": anchor, "text": text}
            taken.append(box)


def _tries(place: Place, long: float) -> list[tuple[float, float, str, tuple[float, ...]]]:
    """Where a name may stand beside its point, the best place first: x, y, anchor and the box it fills."""
    gap = 12 if place.idle else 9
    found = (
        (place.x + gap, place.y + 4, "start", place.x + gap), (place.x - gap, place.y + 4, "end", place.x - gap - long),
        (place.x, place.y - gap - 1, "middle", place.x - long / 2),
        (place.x, place.y + gap + 9, "middle", place.x - long / 2),
    )  # fmt: skip
    return [(x, y, anchor, (left, y - LINE + 3, left + long, y + 3)) for x, y, anchor, left in found]


def _spots(one: Place, two: Place) -> list[tuple[float, ...]]:
    """Small boxes along a line, which a name had better not cover."""
    steps = max(int(hypot(two.x - one.x, two.y - one.y) / 8), 1)
    points = [(one.x + (two.x - one.x) * n / steps, one.y + (two.y - one.y) * n / steps) for n in range(steps + 1)]
    return [(x - 1, y - 1, x + 1, y + 1) for x, y in points]


def _meets(box: tuple[float, ...], others: Iterable[tuple[float, ...]]) -> bool:
    return any(box[0] < one[2] and one[0] < box[2] and box[1] < one[3] and one[1] < box[3] for one in others)


def _lines(rows: list[Pair], places: dict[int, Place]) -> list[dict[str, Any]]:
    """One line for the pairs between two districts, with its head at the candidate; a ring for those within one."""
    counts = Counter((row.mentor.district_id, row.candidate.district_id) for row in rows)
    found = []
    for (start, end), count in sorted(counts.items(), key=str):
        if start not in places or end not in places:
            continue
        one, two = places[start], places[end]
        line = {"count": count, "is_ring": start == end, "one": one, "two": two, "width": min(1 + count * 0.6, 4)}
        found.append(line if start == end else {**line, **_arrow(one, two)})
    return found


def _arrow(one: Place, two: Place) -> dict[str, str]:
    """Where a line begins and ends, and the three points of its head, so that none lies under a point of the map."""
    long = hypot(two.x - one.x, two.y - one.y) or 1.0
    x, y = (two.x - one.x) / long, (two.y - one.y) / long
    tip_x, tip_y = two.x - x * (DOT + 2), two.y - y * (DOT + 2)
    back_x, back_y = tip_x - x * 8, tip_y - y * 8
    points = [(tip_x, tip_y), (back_x - y * 3.5, back_y + x * 3.5), (back_x + y * 3.5, back_y - x * 3.5)]
    return {
        "path": f"M{one.x:.1f} {one.y:.1f}L{back_x:.1f} {back_y:.1f}",
        "head": " ".join(f"{px:.1f},{py:.1f}" for px, py in points),
        "x": f"{(one.x + two.x) / 2:.1f}", "y": f"{(one.y + two.y) / 2 - 3:.1f}",
    }  # fmt: skip
