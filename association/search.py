"""Search and order of names in Russian and Kyrgyz, the same on every database; pure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SORT_LENGTH = 600

# Letters and signs of which no part can be taken away: neither accents nor compatibility forms.
_PLAIN = re.compile("[\x00-\x7f\u0400-\u0482\u048a-\u052f«»–—„“”№]*")
_SOFT = str.maketrans("ёңөүѐѝўә", "еноуеиуа")
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яёңөү]")
_LOOKALIKE = str.maketrans("aceopxykmhbt", "асеорхукмнвт")
_LOOKALIKES = re.compile("[aceopxykmhbt]+")
_KEYBOARD = str.maketrans("qwertyuiop[]asdfghjkl;'zxcvbnm,.`", "йцукенгшщзхъфывапролджэячсмитьбюё")
_SOUNDS = [
    ("shch", "щ"), ("sch", "щ"), ("dzh", "дж"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"),
    ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ju", "ю"), ("ya", "я"), ("ia", "я"), ("ja", "я"),
    ("ye", "е"), ("je", "е"), ("ng", "нг"), ("ck", "к"), ("ph", "ф"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"),
    ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"),
    ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"),
    ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
]  # fmt: skip
_SOUND = re.compile("|".join(sound for sound, _letter in _SOUNDS))
_LETTER = dict(_SOUNDS)
_GLIDE = re.compile("(?<=[аеиоуыюя])[иы](?![аеиоуыюя])")

_ALPHABET = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя" + "abcdefghijklmnopqrstuvwxyz"
_RANK = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET, start=20)}
_BREAK, _NUMBER, _OTHER = "00", "10", "99"


class _Ranks(dict[int, str]):
    """The rank of every letter, also of those in no alphabet of ours."""

    def __missing__(self, letter: int) -> str:
        return _OTHER


_RANKS = _Ranks({ord(letter): rank for letter, rank in _RANK.items()})
_TOKEN = re.compile(r"\d+|[^\W\d_]+")


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Reduce a text to what a search compares: no case, no accents, no punctuation, ё=е ң=н ө=о ү=у."""
    words = _words(text)
    if _LATIN.search(text.casefold()) or not _PLAIN.fullmatch(text):
        words = [_cyrillic(word) for word in words]
    return " ".join(words).translate(_SOFT)


def fold_query(text: str) -> tuple[str, ...]:
    """Name the folded forms to look for, best first: as typed, then Latin typing read as Cyrillic.

    Latin letters are read as look-alikes (COШ), as a forgotten keyboard layout (cji) and as sounds (sosh, Altay).
    A text without Latin letters has one form, an empty one has none.
    """
    tries = [fold(text)]
    if _LATIN.search(tries[0]):
        raw = unicodedata.normalize("NFKC", text).casefold()
        tries.append(" ".join(_all_lookalike(word) for word in tries[0].split()))
        tries += _heard(_without_accents(raw))
        tries.append(fold(raw.translate(_KEYBOARD)))
    return tuple(dict.fromkeys(form for form in tries if form))


def sort_key(text: str) -> str:
    """Make a key of digits alone, so that every database and collation orders it alike (Kyrgyz and Russian).

    Punctuation does not count, word breaks come first, then numbers by value, then letters; at most SORT_LENGTH.
    """
    parts = [_number(word) if word.isdecimal() else word.translate(_RANKS) for word in _words(text)]
    return _BREAK.join(parts)[:SORT_LENGTH]


def _words(text: str) -> list[str]:
    """Split into lower-case runs of letters and runs of digits."""
    plain = unicodedata.normalize("NFKC", text.replace("№", " ").replace("\u00ad", "")).casefold()
    return _TOKEN.findall(_without_accents(unicodedata.normalize("NFKC", plain)))


def _without_accents(text: str) -> str:
    """Drop stress marks and Latin accents; letters of the Cyrillic alphabets stay whole."""
    if _PLAIN.fullmatch(text):
        return text
    whole = "".join(
        letter if "\u0400" <= letter <= "\u052f" else unicodedata.normalize("NFD", letter) for letter in text
    )
    return "".join(letter for letter in whole if not unicodedata.combining(letter))


def _cyrillic(word: str) -> str:
    """Read Latin look-alikes inside a Cyrillic word as Cyrillic."""
    if _LATIN.search(word) and _CYRILLIC.search(word):
        return word.translate(_LOOKALIKE)
    return word


def _all_lookalike(word: str) -> str:
    return word.translate(_LOOKALIKE) if _LOOKALIKES.fullmatch(word) else word


def _heard(raw: str) -> list[str]:
    """Read Latin letters as sounds; Kyrgyz j is ж (Jalal-Abad), the Russian ja is я, ng may stand for ң."""
    tries = []
    for text in (raw.replace("j", "zh"), raw):
        sounds = _SOUND.sub(lambda found: _LETTER[found[0]], text)
        tries += [fold(_GLIDE.sub("й", sounds)), fold(sounds), fold(sounds.replace("нг", "н"))]
    return tries


def _number(digits: str) -> str:
    """Order numbers by value: their length first, then their digits."""
    plain = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")[:40]
    return f"{_NUMBER}{len(plain):02d}{plain}"
