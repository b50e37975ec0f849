"""Districts and cities of Altai krai with the centres and neighbours that are known to everybody (real geography)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DISTRICT_WORDS: Final = (" муниципальный округ", " муниципальный район", " район", " р-н", " округ")


@dataclass(frozen=True)
class Territory:
    """One territory: its names, its kind, its centre in degrees and the keys of its neighbours."""

    name: str
    name_ky: str
    kind: str
    latitude: str
    longitude: str
    near: tuple[str, ...]


def _city(name: str, latitude: str, longitude: str, *near: str) -> Territory:
    return Territory(name, f"{name} шаары", "city", latitude, longitude, near)


def _district(name: str, latitude: str, longitude: str, *near: str) -> Territory:
    return Territory(f"{name} район", f"{name} району", "district", latitude, longitude, near)


# A neighbour is named by the first word of its name; cities lie within or beside the districts named.
ALTAI: Final = (
    _city("Барнаул", "53.3481", "83.7798", "Новоалтайск", "Павловский", "Первомайский"),
    _city("Бийск", "52.5393", "85.2138", "Бийский"),
    _city("Рубцовск", "51.5147", "81.2061"),
    _city("Новоалтайск", "53.4118", "83.9311", "Барнаул", "Первомайский"),
    _city("Заринск", "53.7063", "84.9315"),
    _city("Алейск", "52.4922", "82.7794"),
    _city("Славгород", "52.9994", "78.6459", "Яровое"),
    _city("Камень-на-Оби", "53.7914", "81.3545", "Каменский"),
    _city("Белокуриха", "51.9961", "84.9839"),
    _city("Яровое", "52.9252", "78.5833", "Славгород"),
    _district("Алтайский", "51.9514", "85.3344"),
    _district("Бийский", "52.5000", "85.1000", "Бийск"),
    _district("Благовещенский", "52.8333", "79.8667"),
    _district("Каменский", "53.7900", "81.3400", "Камень-на-Оби"),
    _district("Павловский", "53.3167", "82.9833", "Барнаул"),
    _district("Первомайский", "53.4000", "84.0000", "Барнаул", "Новоалтайск", "Тальменский"),
    _district("Поспелихинский", "51.9500", "81.8333", "Шипуновский"),
    _district("Тальменский", "53.8167", "83.5667", "Первомайский"),
    _district("Чарышский", "51.4000", "83.5667"),
    _district("Шипуновский", "52.2167", "82.3333", "Поспелихинский"),
)


def key_of(name: str) -> str:
    """The first word of a territory's name, by which registers call it: «Бийский р-н» is «Бийский»."""
    text = name.strip().removeprefix("г. ").removeprefix("город ")
    for word in DISTRICT_WORDS:
        text = text.removesuffix(word)
    return text.casefold().replace("ё", "е")


KNOWN: Final = {(key_of(one.name), one.kind == "city"): one for one in ALTAI}


def known(name: str, kind: str) -> Territory | None:
    """The territory of this name, when it is one of those known; a city is no district of the same name."""
    return KNOWN.get((key_of(name), kind == "city"))
