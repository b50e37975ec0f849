"""Dates, numbers, plurals and names as people of the three languages write them; no clock, no settings."""

import datetime as dt
import re
from decimal import Decimal

NBSP = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

RU_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
RU_PLAIN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
RU_BRIEF = "янв фев мар апр май июн июл авг сен окт ноя дек".split()
RU_WEEKDAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()
# Forms of Kyrgyz acts: the common locale data give other endings, so they are not used here.
KY_MONTHS = "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры".split()
KY_PLAIN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
KY_WEEKDAYS = "дүйшөмбү шейшемби шаршемби бейшемби жума ишемби жекшемби".split()
EN_MONTHS = "January February March April May June July August September October November December".split()
EN_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

KY_CASES = {
    "dative": {"ы": "ына", "и": "ине", "у": "уна"},
    "ablative": {"ы": "ынан", "и": "инен", "у": "унан"},
    "locative": {"ы": "ында", "и": "инде", "у": "унда"},
    "attributive": {"ы": "ындагы", "и": "индеги", "у": "ундагы"},
}


def date_text(date: dt.date, lang: str, style: str = "long") -> str:
    """A date in words or figures.

    Styles: long (18 августа 2025 г.), short (18.08.2025), day (18 августа), brief (18 авг), weekday (long with the
    day of the week), dative, ablative, locative, attributive (Kyrgyz case endings of the long form; long elsewhere).
    Source: domain/documents.md, section 1.
    """
    if style == "short":
        return f"{date:%d.%m.}{date.year:04d}"
    return {"ru": _russian_date, "ky": _kyrgyz_date}.get(lang, _english_date)(date, style)


def _russian_date(date: dt.date, style: str) -> str:
    if style == "brief":
        return f"{date.day}{NBSP}{RU_BRIEF[date.month - 1]}"
    day = f"{date.day}{NBSP}{RU_MONTHS[date.month - 1]}"
    if style == "day":
        return day
    long = f"{day} {date.year}{NBSP}г."
    return f"{RU_WEEKDAYS[date.weekday()]}, {long}" if style == "weekday" else long


def _kyrgyz_date(date: dt.date, style: str) -> str:
    if style == "brief":
        return f"{date.day}{NO_BREAK_HYPHEN}{KY_PLAIN[date.month - 1][:3]}"
    if style == "day":
        return f"{date.day}{NO_BREAK_HYPHEN}{KY_PLAIN[date.month - 1]}"
    month = KY_MONTHS[date.month - 1]
    if style in KY_CASES:
        month = month[:-1] + KY_CASES[style][month[-1]]
    long = f"{date.year}{NO_BREAK_HYPHEN}жылдын {date.day}{NO_BREAK_HYPHEN}{month}"
    return f"{long}, {KY_WEEKDAYS[date.weekday()]}" if style == "weekday" else long


def _english_date(date: dt.date, style: str) -> str:
    month = EN_MONTHS[date.month - 1]
    if style == "brief":
        return f"{date.day}{NBSP}{month[:3]}"
    day = f"{date.day}{NBSP}{month}"
    if style == "day":
        return day
    long = f"{day} {date.year}"
    return f"{EN_WEEKDAYS[date.weekday()]}, {long}" if style == "weekday" else long


def month_brief(month: int, lang: str) -> str:
    """The first three letters of a month, for narrow scales."""
    return {"ru": RU_BRIEF, "ky": KY_PLAIN}.get(lang, EN_MONTHS)[month - 1][:3].lower()


def month_text(year: int, month: int, lang: str) -> str:
    """A month of a year: октябрь 2026 г., 2026-жылдын октябры, October 2026."""
    if lang == "ky":
        return f"{year}{NO_BREAK_HYPHEN}жылдын {KY_MONTHS[month - 1]}"
    return f"{RU_PLAIN[month - 1]} {year}{NBSP}г." if lang == "ru" else f"{EN_MONTHS[month - 1]} {year}"


def moment_text(moment: dt.datetime, lang: str, style: str = "long") -> str:
    """A date and time of day; the moment is already in the reader's zone. Style "time" gives 14:05 alone."""
    if style == "time":
        return f"{moment:%H:%M}"
    if style == "seconds":
        return f"{moment:%H:%M:%S}"
    day = date_text(moment.date(), lang, style)
    hour = f"саат{NBSP}{moment:%H:%M}" if lang == "ky" and style != "short" else f"{moment:%H:%M}"
    return f"{day}, {hour}"


def number_text(value: int | float | Decimal, lang: str, places: int | None = None) -> str:
    """A number grouped by threes from five digits on; decimal comma in Russian and Kyrgyz."""
    text = f"{value:.{places}f}" if places is not None else f"{value}"
    sign, text = ("\u2212", text[1:]) if text.startswith("-") else ("", text)
    whole, _, part = text.partition(".")
    if len(whole) > 4:
        whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", "," if lang == "en" else NBSP, whole)
    return sign + whole + (("." if lang == "en" else ",") + part if part else "")


def plural(n: int, one: str, few: str, many: str) -> str:
    """The Russian form of a noun that goes with a number: 1 член, 2 члена, 5 членов."""
    tail, last = abs(n) % 100, abs(n) % 10
    if last == 1 and tail != 11:
        return one
    return few if 2 <= last <= 4 and not 12 <= tail <= 14 else many


def plural_ky(n: int, noun: str) -> str:
    """The Kyrgyz noun after a number: it stays in the singular."""
    return noun


def plural_en(n: int, one: str, other: str) -> str:
    """The English form of a noun that goes with a number."""
    return one if abs(n) == 1 else other


def _initials(*names: str) -> list[str]:
    """The first letters with full stops; both halves of a double name."""
    return ["-".join(f"{half[0].upper()}." for half in name.split("-") if half) for name in names if name]


def surname_first(family: str, given: str = "", middle: str = "") -> str:
    """Иванов И. И.: lists, tables and running text."""
    return NBSP.join([family, *_initials(given, middle)]).strip(NBSP)


def initials_first(family: str, given: str = "", middle: str = "") -> str:
    """И. И. Иванов: running text where the surname closes."""
    return NBSP.join([*_initials(given, middle), family]).strip(NBSP)


def addressee(family: str, given: str = "", middle: str = "") -> str:
    """Иванову И.И.: the addressee of a paper, the surname already in the dative (GOST R 7.0.97)."""
    return NBSP.join([family, "".join(_initials(given, middle))]).strip(NBSP)


def signature_name(family: str, given: str = "", middle: str = "") -> str:
    """И.И. Иванов: the decoding of a signature (GOST R 7.0.97)."""
    return NBSP.join(["".join(_initials(given, middle)), family]).strip(NBSP)


def badge(family: str, given: str = "") -> str:
    """Two capital letters for the round badge of a person: given name, then surname."""
    return (given[:1] + family[:1]).upper()


_SHORT_WORDS = (
    "а в и к о с у я на не ни но по да до за из им от об со во ко "
    "А В И К О С У Я На Не Ни Но По Да До За Из От Об Со Во Ко a an of to in on at by"
)
_LETTER = "А-ЯЁӨҮҢ"
_SMALL = "а-яёөүң"
_RULES = [
    (re.compile(r"(?<=№) "), NBSP),
    (re.compile(rf"\b([{_LETTER}]{{2,5}}) (?=№)"), r"\1" + NBSP),
    (re.compile(rf"\b((?:п|пп|ст|ч|г|ул|д|кв|им|стр|cl)\.) (?=[\d{_LETTER}A-Z«])"), r"\1" + NBSP),
    (re.compile(rf"(?<![\w-])({_SHORT_WORDS.replace(' ', '|')}) (?=[\w«„(№])"), r"\1" + NBSP),
    (re.compile(rf"(?<=\b[{_LETTER}A-Z]\.) (?=[{_LETTER}A-Z](?:\.|[{_SMALL}]))"), NBSP),
    (re.compile(rf"(?<=[{_SMALL}]) (?=[{_LETTER}]\.(?:[ {NBSP}]?[{_LETTER}]\.)?(?:[\s,;:)]|$))"), NBSP),
    (re.compile(rf"(?<=\d) (?=[{_SMALL}a-z]{{3}}|г\.|из \d|[%₽])"), NBSP),
    (re.compile(rf"(?<=\d)-(?=\d+/)|(?<=\d)-(?=[{_SMALL}{_LETTER}])|(?<=\bр)-(?=н\b)"), NO_BREAK_HYPHEN),
]


def nbsp(text: str) -> str:
    """The text with no-break spaces and hyphens where a line must not end: № 5, п. 4.10, в школе, 01-13/27."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def clause_number(clause: str) -> str:
    """The printed number of a clause: A-4.9b is 4.9 (letters are the parts of our own matrix), A-B.2 is B."""
    number = clause.partition("-")[2] or clause
    if number[:1] in ("A", "B", "O"):
        return number
    return re.sub(r"[a-z](\.\d+)?$", "", number)


def clause_text(clause: str, lang: str) -> str:
    """The words of a reference: п. 4.7, 4.7-пункт, cl. 4.7; an appendix or the order of approval by its name."""
    number = clause_number(clause)
    if number[:1] in ("A", "B"):
        letter = {"A": "А", "B": "Б"}[number[0]] if lang != "en" else number[0]
        return {"ru": f"прил.{NBSP}{letter}", "ky": f"{letter}{NO_BREAK_HYPHEN}тиркеме"}.get(
            lang, f"app.{NBSP}{letter}"
        )
    if number[:1] == "O":
        order = {"ru": f"приказ, п.{NBSP}{{}}", "ky": f"буйрук, {{}}{NO_BREAK_HYPHEN}пункт"}
        return order.get(lang, f"order, cl.{NBSP}{{}}").format(number[1:])
    return {"ru": f"п.{NBSP}{number}", "ky": f"{number}{NO_BREAK_HYPHEN}пункт"}.get(lang, f"cl.{NBSP}{number}")
