"""Columns of a table of organisations: which line holds the headings, and what each heading means; pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from association.search import fold

HEAD_LINES = 40  # the headings stand among the first lines, below the titles


@dataclass(frozen=True)
class Column:
    """A column the portal knows: its name, the headings people give it (folded), whether its cells are recorded."""

    key: str
    label: Any
    heading: re.Pattern[str]
    is_recorded: bool = True


def _column(key: str, label: Any, heading: str, *, is_recorded: bool = True) -> Column:
    return Column(key, label, re.compile(heading), is_recorded)


_HEAD = r"(руководител|директор|заведующ|\bфио\b|ф и о|жетекчи|аты жону|\bhead\b|principal)"
# The first pattern that fits wins, so the narrow ones stand first.
_RULES = (
    _column("ogrn", _("State register number (OGRN)"), r"\bогрн|\bogrn\b"),
    _column("okpo", _("Statistical code (OKPO)"), r"\bокпо|\bokpo\b"),
    _column("inn", _("Taxpayer number (INN)"), r"\bинн\b|\binn\b|налогоплател|салык толоочу"),
    _column("qms_until", _("QMS certificate valid until"), r"\bсмк\b|\bсмс\b|\bqms\b|сертификат", is_recorded=False),
    _column("head_genitive", _("Head, full name in the genitive"), rf"{_HEAD}.*(родит|илик|genitive)"),
    _column("head_dative", _("Head, surname with initials in the dative"), rf"{_HEAD}.*(дател|барыш|dative)"),
    _column("post", _("Post of the head"), r"должност|кызматы|\bpost\b|\bposition\b"),
    _column("email", _("E-mail"), r"почта$|\be ?mail|имейл|электронн\w* (почт|адрес)|^эл (почт|адрес)|электрондук"),
    _column("website", _("Website"), r"\bсайт|website|\bweb\b|интернет"),
    _column("phone", _("Phone"), r"телефон|\bтел\b|\bphone|\bмоб"),
    _column("head", _("Head, full name"), _HEAD),
    _column("short_ky", _("Short name in Kyrgyz"), r"(кыска|кратк|сокр|short).*(кырг|kyrgyz)|кырг.*(кыска|кратк)"),
    _column("full_ky", _("Full name in Kyrgyz"), r"(полн|наимен|толук|аталыш|full).*(кырг|kyrgyz)|кырг.*(толук|полн)"),
    _column("genitive", _("Name in the genitive, for papers"), r"(наимен|назв|аталыш|name).*(родит|илик|genitive)"),
    _column("short", _("Short name"), r"кратк|сокращ|кыска|short"),
    _column("full", _("Full name"), r"полн|наименован|названи|толук|аталыш|full name|^name$"),
    _column("address", _("Legal address"), r"адрес|местонахожд|место нахожд|даре[гк]|address"),
    _column(
        "district",
        _("District or city"),
        r"муниципал|\bрайон|\bгород|территор|населенн|\bокруг|\bшаар|district|\bcity\b",
    ),
    _column("sector", _("Level of education"), r"уровен|вид образов|сектор|денгээл|sector|level"),
    _column("type", pgettext_lazy("column", "Type of organisation"), r"\bтип\b|\bвид\b|\btype\b|\bтуру\b"),
    _column("full", _("Full name"), r"организаци|учрежден|\bшкол|\bуюм|organi[sz]ation|^оо$|^оу$"),
)
COLUMNS: dict[str, Column] = {row.key: row for row in _RULES}
# The order in which people read a record.
ORDER = (
    "full short inn ogrn okpo type sector district address head post email phone website "
    "genitive full_ky short_ky head_genitive head_dative qms_until"
).split()
NAMING = ("full", "short", "inn")


@dataclass(frozen=True)
class Header:
    """Where the headings stand: the line below them, their texts, and the meaning of each ("" unknown)."""

    below: int
    headings: tuple[str, ...]
    fields: tuple[str, ...]


def meaning(heading: str) -> str:
    """Name the column a heading stands for, or an empty text."""
    words = fold(heading)
    if not words:
        return ""
    return next((row.key for row in _RULES if row.heading.search(words)), "")


def assign(headings: Sequence[str]) -> tuple[str, ...]:
    """Give every heading its meaning; of two that mean the same the first one keeps it."""
    taken: set[str] = set()
    fields = []
    for heading in headings:
        key = meaning(heading) if len(heading) <= 200 else ""
        fields.append("" if key in taken else key)
        taken.add(key)
    return tuple(fields)


def find_header(lines: Sequence[Sequence[str]]) -> Header | None:
    """Find the line of headings below the titles; a heading may take two lines, the upper of them merged.

    None when no line names at least two columns, one of them a name or the INN.
    """
    best: tuple[int, Header] | None = None
    for place, line in enumerate(lines[:HEAD_LINES]):
        if sum(1 for cell in line if cell) < 2:
            continue
        found = [Header(place + 1, tuple(line), assign(line))]
        if place + 1 < len(lines):
            joined = _joined(line, lines[place + 1])
            found.append(Header(place + 2, joined, assign(joined)))
        for one in found:
            score = sum(1 for key in one.fields if key)
            if score >= 2 and set(one.fields) & set(NAMING) and (best is None or score > best[0]):
                best = (score, one)
    return best[1] if best else None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Read two lines as one heading; an empty cell of the upper line belongs to the merged one before it."""
    width = max(len(upper), len(lower))
    over = [*upper, *[""] * (width - len(upper))]
    under = [*lower, *[""] * (width - len(lower))]
    if not _is_second_line(over, under):
        return tuple(upper)
    carried, parts = "", []
    for above, below in zip(over, under, strict=True):
        carried = above or (carried if below else "")
        parts.append(f"{carried} {below}".strip())
    return tuple(parts)


def _is_second_line(over: Sequence[str], under: Sequence[str]) -> bool:
    """Whether the lower cells stand only under merged headings, so that they cannot be a record."""
    spread = [place for place, below in enumerate(under) if below and not over[place]]
    starts = [place for place, below in enumerate(under) if below and over[place]]
    return bool(spread) and all(place + 1 in spread for place in starts)
