"""Names set large: broken into lines of like length, before an opening quote if possible, as big as the lines allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from association.press.spacing import bind

WIDTH = 649.0  # points between the frame's margins
HEIGHT = {True: 66.0, False: 84.0}  # points for up to four lines, and for more, where all else stands closer
GREATEST, LEAST = 26.0, 12.5
# Mean width of a letter of PT Serif Bold in ems, capitals and digits of official names included, with a reserve.
LETTER = 0.595
LEADING = 1.2
FEW = 4
# From this size in points down the parts around the name stand closer (certificate_close.css).
CLOSE = 16.0
AGAIN = {True: 0.76, False: 0.66}  # size of the repeated name in the great one: close sheet, usual sheet


@lru_cache(maxsize=256)
def lines(name: str, count: int) -> tuple[str, ...]:
    """Break a name into at most so many lines, as even as its words allow."""
    words = bind(name).split(" ")
    count = min(count, len(words))
    best: dict[tuple[int, int], tuple[float, tuple[str, ...]]] = {}

    def place(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if (start, left) not in best:
            found = []
            for end in range(start + 1, len(words) - left + 2) if left > 1 else (len(words),):
                line = " ".join(words[start:end])
                cost, rest = place(end, left - 1) if left > 1 else (0.0, ())
                # An opening quote begins a line well; so it counts as if the line before it were shorter.
                quote = 0.82 if end < len(words) and words[end].startswith("«") else 1.0
                found.append((cost + (len(line) * quote) ** 2, (line, *rest)))
            best[start, left] = min(found)
        return best[start, left]

    return place(0, count)[1]


@lru_cache(maxsize=256)
def choose(name: str) -> tuple[float, int]:
    """The greatest size in points and the number of lines at which a name should stand on the certificate.

    Up to four lines as long as they can be read; only words that hardly break take more.
    """
    usual = max(_sizes(name, range(1, FEW + 1)))
    return usual if usual[0] >= LEAST else max(_sizes(name, range(FEW + 1, 8)))


def _sizes(name: str, counts: Iterable[int]) -> Iterator[tuple[float, int]]:
    for count in counts:
        longest = max(map(len, lines(name, count)))
        size = min(GREATEST, WIDTH / (LETTER * longest), HEIGHT[count <= FEW] / (LEADING * count))
        yield size // 0.5 * 0.5, -count


def large(name: str) -> tuple[str, ...]:
    """The lines of a name at its greatest size."""
    return lines(name, -choose(name)[1])


def again(name: str) -> tuple[str, ...]:
    """The lines of the same name where it is repeated smaller."""
    size = max(choose(name)[0], LEAST)
    per_line = WIDTH / (LETTER * AGAIN[size <= CLOSE] * size)
    for count in range(1, 8):
        broken = lines(name, count)
        if max(map(len, broken)) <= per_line:
            return broken
    return (name,)


def steps(name: str) -> tuple[float, ...]:
    """Sizes to try in turn: the chosen one, then down to the least that is still read across a room."""
    first = max(choose(name)[0], LEAST)
    smaller = [size for size in (24.0, 22.0, 20.0, 18.0, 16.0, 14.5, 13.5, 12.5) if size < first]
    return (first, *smaller)
