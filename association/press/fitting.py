"""One sheet that must hold a name of any length: the size steps down until the signatures keep their room."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from association.press.limits import Unprintable

MILLIMETRE = 96 / 25.4
ROOM = 6 * MILLIMETRE
LARGEST_SHIFT = 14 * MILLIMETRE
_STEPS = re.compile(r'<html[^>]* data-steps="([\d. ]+)"')


def steps(page: str) -> list[float]:
    """The sizes in points a sheet offers for its name, greatest first; none for a sheet that may run on."""
    found = _STEPS.search(page)
    return [float(step) for step in found[1].split()] if found else []


def fit(lay_out: Callable, sizes: Sequence[float]):
    """Return the first layout whose body ends 6 mm above the signatures; raises Unprintable when none does.

    What room is left is shared out: the part called "middle" moves down into the centre of it.
    """
    if not sizes:
        return lay_out(None)
    for size in sizes:
        document = lay_out(size)
        parts = _parts(document.pages[0]._page_box, {"body", "middle", "signatures"})
        body = parts["body"]
        room = parts["signatures"].position_y - (body.position_y + body.margin_height()) - ROOM
        if len(document.pages) == 1 and room >= 0:
            parts["middle"].translate(0, min(room / 2, LARGEST_SHIFT))
            return document
    raise Unprintable("the name and address do not fit the sheet even at the smallest size")


def _parts(page: object, names: set[str]) -> dict[str, object]:
    """The boxes of the elements with these ids; their places are CSS pixels from the top."""
    found: dict[str, object] = {}
    waiting = [page]
    while waiting and len(found) < len(names):
        here = waiting.pop()
        here = getattr(here, "_box", here)
        if here.element is not None and (name := here.element.get("id")) in names:
            found[name] = here
        waiting.extend(getattr(here, "children", ()))
    return found
