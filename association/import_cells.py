"""Cells of a table of organisations turned into clean values, or into the reason why not; pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext_lazy as _

from association.identifiers import VALIDATORS, belongs_elsewhere
from association.statute import Phrase, say

LIMITS = {"phone": 40, "email": 254, "website": 200, "post": 200, "head_genitive": 250, "head_dative": 250}
LONGEST = 300
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NUMBERED = re.compile(r'="?(\d{4,15})"?')
_BROKEN = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|Н/Д|ССЫЛКА!|ЗНАЧ!|ИМЯ\?|ДЕЛ/0!|ПУСТО!|ЧИСЛО!)")
_LENGTHS = {"RU": {"inn": (10, 12), "ogrn": (13,), "okpo": (8,)}, "KG": {"inn": (14,), "okpo": (8,)}}
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_PLACE = re.compile(r"^(?P<before>г(?:ор(?:од)?)?|о(?:бласть)?)(?:\.\s*|\s+)(?P<name>\S.*)$", re.IGNORECASE)
_KINDS = (
    ("okrug", re.compile(r"\bокруг\b|\bм\.?о\.?$", re.IGNORECASE)),
    ("district", re.compile(r"\bрайон\w*|\bр-н\b|\bрайону\b", re.IGNORECASE)),
    ("city", re.compile(r"\bшаары\b|^г\.|^город\b|\bгородской\b", re.IGNORECASE)),
    ("oblast", re.compile(r"\bобласт\w*|\bобл\.|\bоблусу\b", re.IGNORECASE)),
)
_SECTORS = (
    ("special", re.compile("специальн|коррекц|атайын")),
    ("preschool", re.compile("дошкол|детск|ясли|мектепке чейин")),
    ("extra", re.compile("дополн|внешкол|кошумча")),
    ("vocational", re.compile("проф|колледж|техникум|спо|кесип")),
    ("general", re.compile("общ|школ|лице|гимнази|жалпы")),
)
_TYPES = (
    ("kindergarten", re.compile(r"детск\w* сад|\bдоу\b|\bм[бак]доу\b|бала бакча")),
    ("vocational", re.compile(r"проф\w* лице|кесиптик лице")),
    ("technical", re.compile("техникум")),
    ("college", re.compile("колледж")),
    ("university", re.compile("университет")),
    ("academy", re.compile("академи")),
    ("institute", re.compile("институт")),
    ("extra", re.compile(r"творчеств|дополнит|\bдом\w* детск|\bм[бак]удо\b|\bюн\w+\b|станци")),
    ("gymnasium", re.compile("гимнази")),
    ("lyceum", re.compile("лице[йя]")),
    ("school", re.compile(r"школ|\b[соон]о?ш\b|мектеп")),
)
_SECTOR_OF = {
    "kindergarten": "preschool", "vocational": "vocational", "technical": "vocational", "college": "vocational",
    "extra": "extra", "gymnasium": "general", "lyceum": "general", "school": "general",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class Wrong(Exception):
    """A cell cannot be taken; carries the phrase that says why."""

    def __init__(self, message: Any, **params: Any) -> None:
        super().__init__(str(message))
        self.phrase = say(message, **params)


@dataclass(frozen=True)
class Name:
    """A person's name as a cell gives it."""

    surname: str
    given: str
    patronymic: str


def as_text(value: object) -> str:
    """Write what a spreadsheet holds as plain text: whole numbers without a point, days as ISO, one space at a time."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def clean(key: str, text: str, country: str) -> str:
    """Turn the text of a cell into the value of its column; raises Wrong with the reason."""
    if text[0] == "=":
        numbered = _NUMBERED.fullmatch(text)
        if not numbered:
            raise Wrong(_("The cell holds a formula. Put its result there as a value."))
        text = numbered[1]
    if text[0] == "#" and _BROKEN.match(text):
        raise Wrong(_("The spreadsheet shows an error in this cell: %(value)s."), value=text[:20])
    if key in _LENGTHS["RU"]:
        return _number(key, text, country)
    value = _CLEANERS[key](text) if key in _CLEANERS else text
    if len(value) > LIMITS.get(key, LONGEST):
        raise Wrong(_("At most %(limit)d signs fit here; these are %(count)d."), limit=LIMITS.get(key, LONGEST),
                    count=len(value))  # fmt: skip
    return value


def _number(key: str, text: str, country: str) -> str:
    """A number of a register; spreadsheets take its leading zeros away and add an apostrophe."""
    digits = re.sub(r"^(ИНН|ОГРН|ОКПО)\b[:№ ]*|['’\s\u00a0-]", "", text, flags=re.IGNORECASE)
    check = VALIDATORS[country].get(key, belongs_elsewhere)
    tries = [digits]
    if digits.isascii() and digits.isdigit():
        tries += [digits.zfill(size) for size in _LENGTHS[country].get(key, ()) if len(digits) < size]
    first: ValidationError | None = None
    for one in tries:
        try:
            check(one)
            return one
        except ValidationError as error:
            first = first or error
    assert first is not None
    raise Wrong(first.message, **(first.params or {}))


def _email(text: str) -> str:
    try:
        validate_email(text)
    except ValidationError:
        raise Wrong(_("“%(value)s” is not an e-mail address."), value=text[:60]) from None
    return text


def _phone(text: str) -> str:
    if sum(sign.isdigit() for sign in text) < 5:
        raise Wrong(_("“%(value)s” is not a phone number."), value=text[:60])
    return text


_check_address = URLValidator(schemes=["http", "https"])


def _website(text: str) -> str:
    address = text if _SCHEME.match(text) else f"https://{text}"
    try:
        _check_address(address)
    except ValidationError:
        raise Wrong(_("“%(value)s” is not the address of a website."), value=text[:60]) from None
    return address


def _sector(text: str) -> str:
    words = text.casefold().replace("ё", "е")
    if found := next((key for key, pattern in _SECTORS if pattern.search(words)), ""):
        return found
    raise Wrong(_("“%(value)s” names no sector of education: preschool, general, extra, vocational or special."),
                value=text[:60])  # fmt: skip


def _type(text: str) -> str:
    if found := type_of(text):
        return found
    raise Wrong(_("“%(value)s” names no type of organisation that the portal knows."), value=text[:60])


def type_of(name: str) -> str:
    """Read the type of an organisation off its name, or give an empty text."""
    words = name.casefold().replace("ё", "е")
    return next((key for key, pattern in _TYPES if pattern.search(words)), "")


def sector_of(name: str) -> str:
    """Read the sector off the name of an organisation, or give an empty text."""
    words = name.casefold()
    return "special" if "коррекц" in words else _SECTOR_OF.get(type_of(name), "")


def _head(text: str) -> str:
    if name_of(text) is None:
        raise Wrong(_("Surname and given name are expected, or a surname with initials; “%(value)s” is neither."),
                    value=text[:60])  # fmt: skip
    return text


def name_of(text: str) -> Name | None:
    """Split «Образцова Анна Андреевна» or «Образцова А.А.» into its parts; None when it has only one."""
    words = re.sub(r"\.(?=\S)", ". ", text).split()
    if len(words) < 2 or any(sign.isdigit() for sign in text):
        return None
    if words[0].endswith(".") and not words[-1].endswith("."):  # А. А. Образцова
        words = [words[-1], *words[:-1]]
    name = Name(words[0], words[1], " ".join(words[2:]))
    return None if max(map(len, (name.surname, name.given, name.patronymic))) > 80 else name


def is_same_person(known: Name, told: Name) -> bool:
    """Say whether two writings name one person; an initial agrees with every name that begins with it."""

    def agree(one: str, other: str) -> bool:
        one, other = (text.casefold().replace("ё", "е").rstrip(".") for text in (one, other))
        return one == other or not one or not other or (min(len(one), len(other)) == 1 and one[0] == other[0])

    return (
        known.surname.casefold().replace("ё", "е") == told.surname.casefold().replace("ё", "е")
        and agree(known.given, told.given)
        and agree(known.patronymic, told.patronymic)
    )


def place_of(text: str) -> tuple[str, str]:
    """Split «г. Славгород» into kind and name: ("city", "Славгород"); the kind is empty when nothing tells it."""
    kind = next((key for key, pattern in _KINDS if pattern.search(text)), "")
    found = _PLACE.match(text)
    return kind or ("city" if found else ""), found["name"] if found else text


def _day(text: str) -> str:
    found, iso = _DAY.search(text), _ISO.fullmatch(text)
    parts = [found[3], found[2], found[1]] if found else list(iso.groups()) if iso else []
    try:
        return date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        raise Wrong(_("“%(value)s” is not a day of the calendar."), value=text[:40]) from None


_CLEANERS: dict[str, Callable[[str], str]] = {
    "email": _email, "phone": _phone, "website": _website, "sector": _sector, "type": _type, "head": _head,
    "qms_until": _day,
}  # fmt: skip


def reason(stored: dict[str, Any] | None) -> Phrase | None:
    """The sentence of a kept reason in the language of who reads it."""
    return Phrase.from_dict(stored) if stored else None
