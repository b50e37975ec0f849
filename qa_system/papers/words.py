"""What people typed, made ready for print: both languages, figures, paragraphs, signs that the papers' fonts have."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.utils import translation

from association.fmt import number_text
from association.wording import said

LANGUAGES = ("ky", "ru")
MOST_ROWS = 300  # what the press prints in its time also on a busy machine
MOST_PARAGRAPHS = 900
LONG_PARAGRAPH = 6000
LONG_WORD = 50
# Signs of all faces of the papers' fonts that people type; a test holds this against the fonts themselves.
SIGNS = (
    (0x20, 0x7E), (0xA0, 0x109), (0x10C, 0x113), (0x116, 0x11F), (0x122, 0x127), (0x12A, 0x12B), (0x12E, 0x131),
    (0x134, 0x137), (0x139, 0x13E), (0x141, 0x148), (0x14C, 0x14D), (0x150, 0x165), (0x16A, 0x173), (0x178, 0x17F),
    (0x218, 0x21B), (0x2BC, 0x2BC), (0x301, 0x301), (0x394, 0x394), (0x3A9, 0x3A9), (0x3C0, 0x3C0), (0x401, 0x40C),
    (0x40E, 0x44F), (0x451, 0x45C), (0x45E, 0x45F), (0x48A, 0x4C0), (0x4C3, 0x4F9), (0x2011, 0x2011),
    (0x2013, 0x2014), (0x2018, 0x201A), (0x201C, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x2030, 0x2030),
    (0x2039, 0x203A), (0x20AC, 0x20AC), (0x20BD, 0x20BD), (0x2116, 0x2116), (0x2122, 0x2122), (0x2211, 0x2212),
    (0x221A, 0x221A), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265),
)  # fmt: skip
# What word processors put in, and the sign of the same meaning that the fonts have.
ALIKE = {
    **dict.fromkeys("\u2023\u25cf\u25cb\u25aa\u25ab\u25a0\u25a1\u25e6\u2043\uf0b7\uf0a7\uf0d8", "•"),
    **dict.fromkeys("\u2010\u2012", "-"), **dict.fromkeys("\u2015\u2500", "—"), "\u2032": "'", "\u2033": '"',
    **dict.fromkeys("\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u3000", " "),
    **dict.fromkeys("\u2007\u202f", "\u00a0"), "\u2192": "–", "\u21d2": "–", "\u2713": "+", "\u2714": "+",
}  # fmt: skip


def both(row: object, name: str) -> dict[str, str]:
    """A text in both languages; where one is missing the other stands in its place."""
    return {language: said(row, name, language)[0] for language in LANGUAGES}


def told(row: object, name: str) -> dict[str, str]:
    """A text in both languages for a table; a dash where one is missing."""
    return {language: str(getattr(row, f"{name}_{language}") or "").strip() or "–" for language in LANGUAGES}


def labelled(label: object) -> dict[str, str]:
    """The words of a choice in both languages."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(label)
    return found


def figure(value: Decimal | None) -> str:
    """A number without needless zeros, or a dash; both languages write it alike."""
    return "–" if value is None else number_text(Decimal(f"{value.normalize():f}"), "ru")


def paragraphs(text: str) -> list[str]:
    """A text as paragraphs: a blank line parts them, lines inside of one stay as they are."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [part.strip() for part in re.split(r"\n[ \t]*\n", lines) if part.strip()]
    while len(found) > MOST_PARAGRAPHS:
        found = ["\n".join(found[at : at + 2]) for at in range(0, len(found), 2)]
    return [piece for part in found for piece in _pieces(part)]


def _pieces(part: str) -> list[str]:
    """A paragraph that goes on for pages, in parts that end with a line, a sentence or at least a word."""
    found = []
    while len(part) > LONG_PARAGRAPH:
        head = part[:LONG_PARAGRAPH]
        cut = next((at for sign in ("\n", ". ", " ") if (at := head.rfind(sign)) > 0), LONG_PARAGRAPH - 1) + 1
        found.append(part[:cut].strip())
        part = part[cut:]
    return [*found, part.strip()]


def printable(value: Any) -> Any:
    """Facts with signs of word processors replaced by their like, and words that no line can hold parted."""
    if isinstance(value, str):
        text = "".join(ALIKE.get(sign, sign) for sign in unicodedata.normalize("NFC", value))
        return re.sub(rf"(\S{{{LONG_WORD}}})(?=\S{{{LONG_WORD // 5}}})", r"\1 ", text)
    if isinstance(value, dict):
        return {key: printable(one) for key, one in value.items()}
    return [printable(one) for one in value] if isinstance(value, list) else value


def obstacle(value: Any) -> tuple[str, str]:
    """What keeps facts from being printed: signs no font of the papers has, and a list that is too long for a sheet."""
    strange: set[str] = set()
    longest = _longest(value, strange)
    shown = " ".join(sorted(strange)[:8])
    return shown, str(longest) if longest > MOST_ROWS else ""


def _longest(value: Any, strange: set[str], key: str = "") -> int:
    if isinstance(value, str):
        strange.update(sign for sign in value if not _is_printed(sign))
        return 0
    if isinstance(value, dict):
        return max((_longest(one, strange, name) for name, one in value.items()), default=0)
    if isinstance(value, list):
        own = 0 if key == "paragraphs" else len(value)
        return max([own, *(_longest(one, strange, key) for one in value)])
    return 0


def _is_printed(sign: str) -> bool:
    # Controls and hidden characters are stripped by the press and leave nothing on the paper.
    return unicodedata.category(sign) in ("Cc", "Cf") or any(low <= ord(sign) <= high for low, high in SIGNS)
