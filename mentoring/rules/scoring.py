"""How well a mentor and a candidate fit: territory, sector, load, earlier work, in whole points (A-3.16c)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from association.statute import Phrase, altai, say
from mentoring.rules.pairs import SECTOR, TERRITORY

EARTH: Final = 6371.0  # mean radius, km
SAME, NEXT = 60, 40
BANDS: Final = ((25, 34), (50, 28), (100, 20))  # up to so many km between the centres: so many points
FAR: Final = 12  # farther, and still within the distance of the rules
ONE_SECTOR: Final = 25
FREE, STEP = 10, 3  # a mentor without candidates, and what each one takes away
BEFORE: Final = 5
BEST: Final = SAME + ONE_SECTOR + FREE + BEFORE


@dataclass(frozen=True)
class Place:
    """A district: its centre in degrees, None where nobody entered it, and its neighbours."""

    key: int
    latitude: float | None = None
    longitude: float | None = None
    neighbours: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Side:
    """A mentor or a candidate as the proposal sees it; `capacity` 0 means as many as the balance gives."""

    key: int
    place: int | None
    sector: str
    load: int = 0
    capacity: int = 0


@dataclass(frozen=True)
class Fit:
    """The points of two organisations, part by part; no territory and no sector is no fit at all (A-3.16c)."""

    territory: int
    sector: int
    load: int
    before: int
    ground: str
    km: int | None = None
    pairs: int = 0

    @property
    def total(self) -> int:
        return self.territory + self.sector + self.load + self.before if self.ground else 0

    def reasons(self) -> list[tuple[int, Phrase]]:
        """What each part says, with its points, in the order of weight."""
        return [(points, phrase) for points, phrase in self._said() if phrase]

    def kept(self) -> list[dict[str, Any]]:
        """The reasons as data, to be said in the reader's language."""
        return [{"points": points, **phrase.as_dict()} for points, phrase in self.reasons()]

    def _said(self) -> Iterator[tuple[int, Phrase]]:
        if self.territory:
            yield self.territory, self._of_territory()
        if self.sector:
            yield self.sector, say(_("Both work in one sector."))
        if self.pairs:
            yield self.load, say(_("Candidates that the mentor has already: %(n)s."), n=self.pairs)
        else:
            yield self.load, say(_("The mentor has no candidate yet."))
        if self.before:
            yield self.before, say(_("They worked together before."))

    def _of_territory(self) -> Phrase:
        if self.territory == SAME:
            return say(_("Both are in one district or city."))
        if self.territory == NEXT:
            return say(_("Their districts are neighbours."))
        return say(_("Between the centres of their districts: %(km)s km."), km=self.km)


@altai("3.16c", _("Pairs are formed by territory or by sector."))
def basis_of(*, territory: int, sector: int) -> str:
    """The ground of a pair by its points: territory before sector, an empty text where there is neither (A-3.16c)."""
    if territory:
        return TERRITORY
    return SECTOR if sector else ""


def distance_km(one: Place, other: Place) -> int | None:
    """Great-circle distance between two centres in whole km; None where one of them is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    a, b, c, d = (radians(float(x or 0)) for x in (one.latitude, one.longitude, other.latitude, other.longitude))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return round(2 * EARTH * asin(min(1.0, sqrt(half))))


def territory_points(one: Place | None, other: Place | None, *, within: int) -> tuple[int, int | None]:
    """Points for territory and the distance: one district, neighbours, or centres within so many km (A-3.16c)."""
    if one is None or other is None:
        return 0, None
    if one.key == other.key:
        return SAME, 0
    km = distance_km(one, other)
    if other.key in one.neighbours or one.key in other.neighbours:
        return NEXT, km
    if km is None or km > within:
        return 0, km
    return next((points for limit, points in BANDS if km <= limit), FAR), km


def compared(found: Iterable[tuple[int, int]], score: int) -> list[dict[str, int]]:
    """Other mentors with their scores, each with how much that is more or less than the pair has."""
    return [{"mentor": key, "score": points, "more": points - score} for key, points in found]


def load_points(load: int) -> int:
    """Points for how few candidates a mentor has."""
    return max(FREE - STEP * load, 0)


@dataclass(frozen=True)
class Field:
    """All that a proposal weighs: the two sides, the places, who worked together before, the distance of the rules."""

    mentors: Mapping[int, Side]
    candidates: Mapping[int, Side]
    places: Mapping[int, Place]
    before: frozenset[tuple[int, int]] = frozenset()
    within: int = 100

    def fit(self, mentor: int, candidate: int) -> Fit:
        """How well two of them fit."""
        one, other = self.mentors[mentor], self.candidates[candidate]
        territory, km = self.territory(one.place, other.place)
        sector = ONE_SECTOR if one.sector and one.sector == other.sector else 0
        before = BEFORE if (mentor, candidate) in self.before else 0
        ground = basis_of(territory=territory, sector=sector)
        return Fit(territory, sector, load_points(one.load), before, ground, km, one.load)

    def territory(self, one: int | None, other: int | None) -> tuple[int, int | None]:
        """Points for the territory of two districts, and the distance."""
        return territory_points(self.places.get(one or 0), self.places.get(other or 0), within=self.within)

    def next_best(self, candidate: int, without: Collection[tuple[int, int]], count: int = 2) -> list[tuple[int, int]]:
        """The best mentors for a candidate beside those it may not be paired with, each with the score."""
        free = (mentor for mentor in self.mentors if (mentor, candidate) not in without)
        scores = ((mentor, self.fit(mentor, candidate).total) for mentor in free)
        return sorted((one for one in scores if one[1]), key=lambda one: (-one[1], one[0]))[:count]
