"""Numbers of organisations in Russian and Kyrgyz registers: length, checksum, a clear sentence; pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def validate_inn_ru(value: str) -> None:
    """Refuse a wrong Russian taxpayer number: 10 digits (organisation) or 12 (person)."""
    _digits(value)
    if len(value) not in (10, 12):
        raise _wrong(_("A Russian INN has 10 digits (a person's has 12); this one has %(count)d."), value)
    expected = [(_INN_10, 9)] if len(value) == 10 else [(_INN_11, 10), (_INN_12, 11)]
    if any(_weighted(value, weights) % 11 % 10 != int(value[place]) for weights, place in expected):
        raise _wrong(_("The INN %(value)s does not exist: the check digit is wrong. Is a digit mistyped?"), value)


def validate_ogrn(value: str) -> None:
    """Refuse a wrong Russian state register number: 13 digits."""
    _digits(value)
    if len(value) != 13:
        raise _wrong(_("An OGRN has 13 digits; this one has %(count)d."), value)
    if int(value[:12]) % 11 % 10 != int(value[12]):
        raise _wrong(_("The OGRN %(value)s does not exist: the check digit is wrong. Is a digit mistyped?"), value)


def validate_inn_kg(value: str) -> None:
    """Refuse a wrong Kyrgyz taxpayer number: 14 digits, 0, 1 or 2, then a day DDMMYYYY (no checksum is published)."""
    _digits(value)
    if len(value) != 14:
        raise _wrong(_("A Kyrgyz INN has 14 digits; this one has %(count)d."), value)
    if value[0] not in "012" or not _is_day(value[1:9]):
        raise _wrong(
            _("The INN %(value)s is wrong: it begins with 0, 1 or 2 and a date as DDMMYYYY."),
            value,
        )


def validate_okpo(value: str) -> None:
    """Refuse a wrong OKPO code: 8 digits, the last one a check digit."""
    _digits(value)
    if len(value) != 8:
        raise _wrong(_("An OKPO has 8 digits; this one has %(count)d."), value)
    check = _weighted(value[:7], range(1, 8)) % 11
    if check == 10:
        check = _weighted(value[:7], range(3, 10)) % 11 % 10
    if check != int(value[7]):
        raise _wrong(_("The OKPO %(value)s does not exist: the check digit is wrong. Is a digit mistyped?"), value)


def belongs_elsewhere(value: str) -> None:
    """Refuse a number that the registers of the country do not give."""
    raise _wrong(_("Organisations of this country have no such number; leave the field empty."), value)


# country -> name of the number -> its check
VALIDATORS: dict[str, dict[str, Callable[[str], None]]] = {
    "RU": {"inn": validate_inn_ru, "ogrn": validate_ogrn},
    "KG": {"inn": validate_inn_kg, "okpo": validate_okpo},
}


def _digits(value: str) -> None:
    if not (value.isascii() and value.isdigit()):
        raise _wrong(_("Only digits are expected here, without spaces or other signs."), value)


def _weighted(value: str, weights: Iterable[int]) -> int:
    return sum(weight * int(digit) for weight, digit in zip(weights, value, strict=False))


def _is_day(text: str) -> bool:
    try:
        day = date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return False
    return day.year >= 1900


def _wrong(sentence, value: str) -> ValidationError:
    return ValidationError(sentence, code="identifier", params={"value": value, "count": len(value)})
